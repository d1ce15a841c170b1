"""Contract cases of the platform protocol: enrolments, segments and assignments."""

from datetime import timedelta

from django.utils import timezone

from demo.campus import api
from demo.campus.models import BlockState, Cohort
from proserva_messaging.edxapp.protocol import (
    INACTIVE,
    NOT_STARTED,
    NOT_SUBMITTED,
    SCORED_BELOW,
    EnrollmentFilter,
    ModeFacts,
    Segment,
)
from tests.factories import CourseFactory, make_learner, make_staff
from tests.proserva_messaging.edxapp.cases import GONE

FAR = 2**62


class AudienceCases:
    """Requirements for every implementation. A subclass defines how a learner gets a score."""

    def reach(self, user, lesson, percent):
        """Give a user a score of `percent` (0 or 100) in a subsection."""
        raise NotImplementedError

    def get_cohort_id(self, user):
        return self.platform.get_cohort_ids(self.key, [user.pk]).get(user.pk)

    def lesson(self, name):
        return self.key.make_usage_key("sequential", name)

    def list_enrollments(self, chosen=EnrollmentFilter(), *, after=0, until=FAR, limit=10):  # noqa: B008 (frozen)
        with self.assertNumQueries(1):
            return self.platform.list_enrollments(self.key, chosen, after=after, until=until, limit=limit)

    def test_enrolments_are_listed_by_id(self):
        people = [make_learner(self.course) for _ in range(4)]
        api.unenroll(people[1], self.course)
        make_learner(CourseFactory())
        make_staff(self.course)
        rows = self.list_enrollments()
        assert [user_id for _key, user_id in rows] == [people[0].pk, people[2].pk, people[3].pk]
        keys = [key for key, _user_id in rows]
        assert keys == sorted(keys)
        assert self.list_enrollments(after=keys[0]) == rows[1:]
        assert self.list_enrollments(limit=1) == rows[:1]
        assert self.list_enrollments(until=keys[1]) == rows[:2]
        assert self.platform.list_enrollments(GONE, EnrollmentFilter(), after=0, until=FAR, limit=9) == []

    def test_later_enrolments_have_higher_ids(self):
        assert self.platform.get_last_enrollment_id(self.key) == 0
        gone = make_learner(self.course)
        api.unenroll(gone, self.course)
        with self.assertNumQueries(1):
            until = self.platform.get_last_enrollment_id(self.key)
        make_learner(self.course)
        assert self.list_enrollments(until=until) == []
        assert len(self.list_enrollments(after=until)) == 1

    def test_enrolments_are_filtered_by_mode_cohort_and_user(self):
        audit, paid = make_learner(self.course), make_learner(self.course, mode="verified", cohort="Blue")
        blue = self.get_cohort_id(paid)
        left = make_learner(self.course, mode="verified", cohort="Blue")
        api.unenroll(left, self.course)
        cases = {
            EnrollmentFilter(modes=("verified",)): [paid.pk],
            EnrollmentFilter(modes=("audit", "verified")): [audit.pk, paid.pk],
            EnrollmentFilter(modes=()): [],
            EnrollmentFilter(cohort_ids=(blue,)): [paid.pk],
            EnrollmentFilter(cohort_ids=()): [],
            EnrollmentFilter(user_ids=(audit.pk, left.pk, 999_999)): [audit.pk],
            EnrollmentFilter(user_ids=()): [],
        }
        for chosen, ids in cases.items():
            if chosen.user_ids == () or chosen.modes == () or chosen.cohort_ids == ():
                # An empty collection matches nothing; Django skips the query.
                assert self.platform.list_enrollments(self.key, chosen, after=0, until=FAR, limit=9) == []
            else:
                assert [user_id for _key, user_id in self.list_enrollments(chosen)] == ids
            assert self.platform.count_enrolled(self.key, chosen) == len(ids)
        assert self.platform.count_enrolled(self.key, EnrollmentFilter(), without=[audit.pk]) == 1
        assert self.platform.count_enrolled(GONE, EnrollmentFilter()) == 0

    def test_enrolled_users_are_picked_out_of_others(self):
        learner, left, other = make_learner(self.course), make_learner(self.course), make_learner(CourseFactory())
        api.unenroll(left, self.course)
        with self.assertNumQueries(1):
            found = self.platform.filter_enrolled(self.key, [learner.pk, left.pk, other.pk])
        assert found == {learner.pk}
        assert self.platform.filter_enrolled(self.key, []) == set()

    def test_modes_have_active_enrolments(self):
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

    def test_cohort_sizes(self):
        blue = self.get_cohort_id(make_learner(self.course, cohort="Blue"))
        left = make_learner(self.course, cohort="Red")
        api.unenroll(left, self.course)
        Cohort.objects.create(course=self.course, name="Green")
        with self.assertNumQueries(1):
            assert self.platform.count_cohort_members(self.key) == {blue: 1}
        boss = make_learner(self.course, cohort="Blue")
        assert self.platform.count_cohort_members(self.key) == {blue: 2}
        assert self.platform.count_cohort_members(self.key, [boss.pk]) == {blue: 1}
        assert self.platform.count_cohort_members(GONE) == {}

    def find(self, segment, *people):
        """Return which of these users belong to a segment. The platform must support its kind."""
        assert segment.kind in self.platform.get_segments(self.key)
        return self.platform.filter_by_segment(self.key, segment, [user.pk for user in people])

    def test_segments_by_activity(self):
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

    def test_segments_by_score(self):
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

    def test_assignments_are_in_course_order(self):
        expected = [(self.lesson("lesson1"), "Lesson one"), (self.lesson("lesson2"), "Lesson two")]
        assert self.platform.get_assignments(self.key, make_staff(self.course)) == expected
        assert self.platform.get_assignments(GONE, make_staff(self.course)) == []

    def test_due_dates(self):
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

    def test_a_course_has_an_end_date(self):
        end = timezone.now().replace(microsecond=0)
        ended = CourseFactory(end=end)
        assert self.platform.get_courses([ended.id])[ended.id].end == end
        assert self.platform.get_courses([self.key])[self.key].end is None
