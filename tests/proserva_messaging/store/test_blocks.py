"""Tests of the blocks that a user has, as one query reads them."""

from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.edxapp.protocol import INSTRUCTOR, LEARNER, STAFF
from proserva_messaging.models import Block, Restriction
from proserva_messaging.store.blocks import Blocks, find_blocks, keep_learners
from tests.campus_case import CampusCase

IDS = st.integers(1, 6)


class FindBlocksTests(CampusCase):
    def test_blocks_of_both_directions_and_restrictions_come_in_one_query(self):
        Block.objects.create(blocker=self.learner, blocked=self.classmate)
        Block.objects.create(blocker=self.outsider, blocked=self.learner)
        Block.objects.create(blocker=self.learner, blocked=self.assistant)
        Block.objects.create(blocker=self.outsider, blocked=self.classmate)
        Restriction.objects.create(user=self.learner, course_id=str(self.key))
        Restriction.objects.create(user=self.classmate, course_id="course-v1:Else+Where+2026")
        with self.assertNumQueries(1):
            found = find_blocks(self.learner.pk, [self.classmate.pk, self.outsider.pk])
        self.assertEqual(found.mine, {self.classmate.pk})
        self.assertEqual(found.theirs, {self.outsider.pk})
        self.assertEqual(found.restricted_in, {str(self.key)})
        self.assertTrue(found.is_restricted(self.key))

    def test_without_any_there_is_nothing(self):
        self.assertEqual(find_blocks(self.learner.pk, [self.classmate.pk]), Blocks())


@given(st.sets(IDS), IDS, st.dictionaries(IDS, st.sampled_from([LEARNER, STAFF, INSTRUCTOR])))
def test_a_block_has_an_effect_between_learners_only(others, own, roles):
    kept = keep_learners(others, own, roles)
    assert kept <= others
    assert all(roles[each] == LEARNER == roles[own] for each in kept)
    assert kept == {each for each in others if roles.get(each) == LEARNER and roles.get(own) == LEARNER}
