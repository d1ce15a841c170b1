"""The cases of the platform protocol's contract that are about audiences."""

from datetime import timedelta

from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from demo.campus import api
from demo.campus.models import BlockState, Cohort
from proserva_messaging.edxapp.protocol import (
    INACTIVE,
    NOT_STARTED,
    NOT_SUBMITTED,
    SCORED_BELOW,
    ModeFacts,
    Part,
    Segment,
)
from tests.factories import CourseFactory, make_learner, make_staff

GONE = CourseKey.from_string("course-v1:Test+Gone+2026")
FAR = 2**62


class AudienceCases:
    """What every implementation promises of those enrolled. A subclass lets people reach something in a lesson."""

    def reach(self, user, lesson, percent):
        """Let somebody have so many percent of a subsection, 0 or 100."""
        raise NotImplementedError

    def lesson(self, name):
        return self.key.make_usage_key("sequential", name)

    def walk(self, part=Part(), *, after=0, until=FAR, limit=10):  # noqa: B008 (frozen)
        with self.assertNumQueries(1):
            return self.platform.walk_enrolled(self.key, part, after=after, until=until, limit=limit)

    def test_enrolments_are_walked_by_key(self):
        people = [make_learner(self.course) for _ in range(4)]
        api.unenroll(people[1], self.course)
        make_learner(CourseFactory())
        make_staff(self.course)
        rows = self.walk()
        assert [user_id for _key, user_id in rows] == [people[0].pk, people[2].pk, people[3].pk]
        keys = [key for key, _user_id in rows]
        assert keys == sorted(keys)
        assert self.walk(after=keys[0]) == rows[1:]
        assert self.walk(limit=1) == rows[:1]
        assert self.walk(until=keys[1]) == rows[:2]
        assert self.platform.walk_enrolled(GONE, Part(), after=0, until=FAR, limit=9) == []

    def test_whoever_enrols_later_has_a_higher_key(self):
        assert self.platform.get_last_enrollment(self.key) == 0
        gone = make_learner(self.course)
        api.unenroll(gone, self.course)
        with self.assertNumQueries(1):
            until = self.platform.get_last_enrollment(self.key)
        make_learner(self.course)
        assert self.walk(until=until) == []
        assert len(self.walk(after=until)) == 1

    def test_parts_of_those_enrolled(self):
        audit, paid = make_learner(self.course), make_learner(self.course, mode="verified", cohort="Blue")
        blue = self.platform.get_cohort_id(self.key, paid)
        left = make_learner(self.course, mode="verified", cohort="Blue")
        api.unenroll(left, self.course)
        parts = {
            Part(modes=("verified",)): [paid.pk],
            Part(modes=("audit", "verified")): [audit.pk, paid.pk],
            Part(modes=()): [],
            Part(cohort_ids=(blue,)): [paid.pk],
            Part(cohort_ids=()): [],
            Part(user_ids=(audit.pk, left.pk, 999_999)): [audit.pk],
            Part(user_ids=()): [],
        }
        for part, ids in parts.items():
            if part.user_ids == () or part.modes == () or part.cohort_ids == ():
                # Nobody is meant, which no database need be asked.
                assert self.platform.walk_enrolled(self.key, part, after=0, until=FAR, limit=9) == []
            else:
                assert [user_id for _key, user_id in self.walk(part)] == ids
            assert self.platform.count_enrolled(self.key, part) == len(ids)
        assert self.platform.count_enrolled(self.key, Part(), without=[audit.pk]) == 1
        assert self.platform.count_enrolled(GONE, Part()) == 0

    def test_who_of_some_is_enrolled(self):
        learner, left, other = make_learner(self.course), make_learner(self.course), make_learner(CourseFactory())
        api.unenroll(left, self.course)
        with self.assertNumQueries(1):
            found = self.platform.find_enrolled(self.key, [learner.pk, left.pk, other.pk])
        assert found == {learner.pk}
        assert self.platform.find_enrolled(self.key, []) == set()

    def test_modes_are_those_in_which_somebody_is(self):
        left = make_learner(self.course, mode="honor")
        api.unenroll(left, self.course)
        for mode in ("verified", "audit", "audit"):
            make_learner(self.course, mode=mode)
        assert self.platform.get_modes(self.key) == [
            ModeFacts("audit", "Audit", 2),
            ModeFacts("verified", "Verified", 1),
        ]
        boss = make_learner(self.course, make_staff(self.course), mode="verified")
        assert [each.size for each in self.platform.get_modes(self.key)] == [2, 2]
        assert [each.size for each in self.platform.get_modes(self.key, [boss.pk])] == [2, 1]
        assert self.platform.get_modes(GONE) == []

    def test_sizes_of_cohorts(self):
        blue = self.platform.get_cohort_id(self.key, make_learner(self.course, cohort="Blue"))
        left = make_learner(self.course, cohort="Red")
        api.unenroll(left, self.course)
        Cohort.objects.create(course=self.course, name="Green")
        with self.assertNumQueries(1):
            assert self.platform.count_cohorts(self.key) == {blue: 1}
        boss = make_learner(self.course, cohort="Blue")
        assert self.platform.count_cohorts(self.key) == {blue: 2}
        assert self.platform.count_cohorts(self.key, [boss.pk]) == {blue: 1}
        assert self.platform.count_cohorts(GONE) == {}

    def find(self, segment, *people):
        """Return who of some people belongs to a segment, with at most two queries."""
        assert segment.kind in self.platform.get_segments(self.key)
        return self.platform.find_segment(self.key, segment, [user.pk for user in people])

    def test_who_has_not_started_and_who_was_not_active(self):
        never, lately, long_ago = (make_learner(self.course) for _ in range(3))
        elsewhere = make_learner(self.course)
        api.answer_problem(lately, self.course, "problem1", 0)
        api.answer_problem(long_ago, self.course, "problem1", 0)
        api.answer_problem(elsewhere, CourseFactory(), "problem1", 0)
        BlockState.objects.filter(user=long_ago).update(modified=timezone.now() - timedelta(days=10))
        people = (never, lately, long_ago, elsewhere)
        assert self.find(Segment(NOT_STARTED), *people) == {never.pk, elsewhere.pk}
        assert self.find(Segment(INACTIVE, days=9), *people) == {never.pk, elsewhere.pk, long_ago.pk}
        assert self.find(Segment(INACTIVE, days=11), *people) == {never.pk, elsewhere.pk}
        assert self.find(Segment(NOT_STARTED)) == set()

    def test_who_has_not_submitted_and_who_scored_below(self):
        never, wrong, right = (make_learner(self.course) for _ in range(3))
        self.reach(wrong, "lesson1", 0)
        self.reach(right, "lesson1", 100)
        self.reach(never, "lesson2", 100)
        people, lesson = (never, wrong, right), self.lesson("lesson1")
        assert self.find(Segment(NOT_SUBMITTED, usage_key=lesson), *people) == {never.pk}
        assert self.find(Segment(SCORED_BELOW, usage_key=lesson, score=50), *people) == {wrong.pk}
        assert self.find(Segment(SCORED_BELOW, usage_key=lesson, score=100), *people) == {wrong.pk}
        missing = self.key.make_usage_key("sequential", "nowhere")
        assert self.find(Segment(SCORED_BELOW, usage_key=missing, score=50), *people) == set()

    def test_assignments_are_told_in_the_courses_order(self):
        expected = [(self.lesson("lesson1"), "Lesson one"), (self.lesson("lesson2"), "Lesson two")]
        assert self.platform.get_assignments(self.key, make_staff(self.course)) == expected
        assert self.platform.get_assignments(GONE, make_staff(self.course)) == []

    def test_when_something_is_due(self):
        learner = make_learner(self.course)
        due, later = self.course.weeks_in(0), self.course.weeks_in(100)

        def ask(usage_key, after):
            return self.platform.get_due_date(self.key, usage_key, learner, after)

        assert ask(self.lesson("lesson1"), later + timedelta(days=1)) == later
        assert ask(self.lesson("lesson2"), later) == due
        assert ask(self.key.make_usage_key("chapter", "chapter1"), due) is None
        assert ask(None, due - timedelta(days=1)) == due
        assert ask(None, due) == later
        assert ask(None, later) is None
        assert self.platform.get_due_date(GONE, None, learner, due) is None

    def test_a_course_tells_when_it_ends(self):
        end = timezone.now().replace(microsecond=0)
        ended = CourseFactory(end=end)
        assert self.platform.get_courses([ended.id])[ended.id].end == end
        assert self.platform.get_courses([self.key])[self.key].end is None
