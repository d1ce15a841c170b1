"""Tests of concurrent changes to groups: real threads, each with its own connection to a real database."""

import unittest

import ddt
from django.test import TransactionTestCase

from proserva_messaging import api
from proserva_messaging.errors import (
    CannotWriteError,
    InvalidError,
    LastOwnerError,
    MessagingError,
    NotAllowedError,
    TooManyPeopleError,
)
from proserva_messaging.models import Delivery, Message, Participant, Thread
from tests.campus_case import new_key
from tests.factories import CourseFactory, make_instructor, make_learner, make_staff
from tests.proserva_messaging.conversations.test_sending import LOCKS, at_once

ROUNDS = (1, 2, 3)


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
@ddt.ddt
class GroupsAtOnceTests(TransactionTestCase):
    def setUp(self):
        self.course = CourseFactory()
        self.key = self.course.id
        self.ines, self.amir = make_instructor(self.course, username="ines"), make_staff(self.course, username="amir")
        self.lena, self.noor = make_learner(self.course, username="lena"), make_learner(self.course, username="noor")
        self.thread_id = api.start_group(self.ines, self.key, ["amir", "lena"], "Hello").thread_id
        api.set_participant(self.ines, self.thread_id, "amir", role="owner")

    def add(self, user, *names, **more):
        """Return a job that adds people."""
        return lambda: api.add_participants(user, self.thread_id, names, "none", **more)

    def count(self, outcomes, kind):
        """Return the number of outcomes of a type. Fail on any error except a MessagingError."""
        unexpected = [each for each in outcomes if isinstance(each, Exception) and not isinstance(each, MessagingError)]
        self.assertEqual(unexpected, [])
        return sum(isinstance(each, kind) for each in outcomes)

    def check_rows(self):
        """Check the invariants of a thread: an owner, and its newest message in each inbox, with one delivery each."""
        newest = Message.objects.filter(thread_id=self.thread_id).latest("pk").pk
        participants = Participant.objects.filter(thread_id=self.thread_id, left=None)
        self.assertEqual(set(participants.values_list("last_message", flat=True)), {newest})
        self.assertGreaterEqual(participants.filter(role="owner").count(), 1)
        for participant in participants:
            delivered = Delivery.objects.filter(message=newest, recipient=participant.user_id).exists()
            mine = Message.objects.filter(pk=newest, sender=participant.user_id).exists()
            self.assertTrue(delivered or mine, participant)

    @ddt.data(*ROUNDS)
    def test_the_same_person_is_added_once(self, round_):
        outcomes = at_once(*[self.add(self.ines, "noor"), self.add(self.amir, "noor")] * 2)
        self.assertEqual(self.count(outcomes, api.SentMessage), 1, outcomes)
        self.assertEqual(self.count(outcomes, InvalidError), 3)
        self.assertEqual(Participant.objects.filter(user=self.noor).count(), 1)
        self.check_rows()

    @ddt.data(*ROUNDS)
    def test_a_repeated_idempotency_key_adds_once_and_returns_the_same_message(self, round_):
        key = new_key()
        outcomes = at_once(*[self.add(self.ines, "noor", idempotency_key=key)] * 4)
        self.assertEqual(self.count(outcomes, api.SentMessage), 4, outcomes)
        self.assertEqual(len({each.pk for each in outcomes}), 1)
        self.check_rows()

    @ddt.data(*ROUNDS)
    def test_only_one_person_is_added_below_the_limit(self, round_):
        other = make_learner(self.course)
        with self.settings(PROSERVA_MESSAGING_GROUP_MAX_PEOPLE=4):
            outcomes = at_once(self.add(self.ines, "noor"), self.add(self.amir, other.username))
        self.assertEqual(
            (self.count(outcomes, api.SentMessage), self.count(outcomes, TooManyPeopleError)), (1, 1), outcomes
        )
        self.check_rows()

    @ddt.data(*ROUNDS)
    def test_the_last_two_owners_do_not_step_down_together(self, round_):
        outcomes = at_once(
            lambda: api.set_participant(self.ines, self.thread_id, "ines", role="member"),
            lambda: api.set_participant(self.amir, self.thread_id, "amir", role="member"),
        )
        self.assertEqual(self.count(outcomes, LastOwnerError), 1, outcomes)
        self.check_rows()

    @ddt.data(*ROUNDS)
    def test_the_last_two_owners_do_not_leave_together(self, round_):
        outcomes = at_once(
            lambda: api.leave_thread(self.ines, self.thread_id), lambda: api.leave_thread(self.amir, self.thread_id)
        )
        self.assertEqual(self.count(outcomes, LastOwnerError), 1, outcomes)
        self.check_rows()

    @ddt.data(*ROUNDS)
    def test_a_closed_thread_takes_no_messages(self, round_):
        outcomes = at_once(
            lambda: api.change_thread(self.ines, self.thread_id, closed=True),
            *[lambda: api.send_message(self.lena, self.thread_id, "In time?")] * 3,
        )
        self.count(outcomes, CannotWriteError)
        closing = Message.objects.get(event__type="closed").pk
        self.assertEqual(Message.objects.filter(thread_id=self.thread_id, pk__gt=closing).count(), 0)
        self.check_rows()

    @ddt.data(*ROUNDS)
    def test_a_removed_member_neither_gets_nor_sends_messages(self, round_):
        outcomes = at_once(
            lambda: api.remove_participant(self.ines, self.thread_id, "lena"),
            lambda: api.send_message(self.amir, self.thread_id, "To you?"),
            lambda: api.send_message(self.lena, self.thread_id, "From me?"),
        )
        self.count(outcomes, CannotWriteError)
        removal = Message.objects.get(event__type="removed").pk
        self.assertEqual(Delivery.objects.filter(recipient=self.lena, message_id__gt=removal).count(), 0)
        self.assertEqual(Message.objects.filter(sender=self.lena, pk__gt=removal).count(), 0)
        self.check_rows()

    @ddt.data(*ROUNDS)
    def test_two_owners_remove_and_promote_the_same_person(self, round_):
        outcomes = at_once(
            lambda: api.remove_participant(self.ines, self.thread_id, "lena"),
            lambda: api.set_participant(self.amir, self.thread_id, "lena", role="owner"),
        )
        self.assertEqual(self.count(outcomes, MessagingError), 1, outcomes)
        participant = Participant.objects.get(thread_id=self.thread_id, user=self.lena)
        self.assertIn((participant.role, participant.left is None), {("owner", True), ("member", False)})
        self.assertLessEqual(self.count(outcomes, NotAllowedError), 1)
        self.check_rows()

    @ddt.data(*ROUNDS)
    def test_a_first_message_never_goes_to_a_thread_that_has_just_become_a_group(self, round_):
        thread_id = api.start_thread(self.lena, self.key, ["ines"], "In private").thread_id
        api.set_group_chat(self.ines, thread_id, True)
        outcomes = at_once(
            lambda: api.add_participants(self.ines, thread_id, ["noor"], "none"),
            lambda: api.start_thread(self.lena, self.key, ["ines"], "Still in private"),
        )
        self.assertEqual(self.count(outcomes, api.SentMessage), 2, outcomes)
        self.assertEqual(Delivery.objects.filter(recipient=self.noor, message__body="Still in private").count(), 0)

    @ddt.data(*ROUNDS)
    def test_of_two_groups_that_become_direct_only_one_does(self, round_):
        groups = [api.start_group(self.ines, self.key, ["lena"], "Group").thread_id for _ in range(2)]
        outcomes = at_once(*[lambda pk=pk: api.set_group_chat(self.ines, pk, False) for pk in groups])
        self.assertEqual(self.count(outcomes, MessagingError), 1, outcomes)
        key = Thread.make_direct_key(self.key, self.ines.pk, self.lena.pk)
        self.assertEqual(Thread.objects.filter(direct_key=key).count(), 1)
