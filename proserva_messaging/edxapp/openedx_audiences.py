"""The LMS as a platform: enrolments, segments and assignments, which audiences are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.edxapp.protocol import (
    INACTIVE,
    NOT_STARTED,
    NOT_SUBMITTED,
    SCORED_BELOW,
    CourseFacts,
    EnrollmentFilter,
    ModeFacts,
    Segment,
)
from proserva_messaging.types import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


class AudiencesMixin:
    """Enrolments, segments and assignments."""

    get_courses: Callable[[Iterable[CourseKey]], dict[CourseKey, CourseFacts]]

    def get_last_enrollment_id(self, course_key: CourseKey) -> int:
        """Include inactive enrolments: one that becomes active again keeps its row."""
        from common.djangoapps.student.models import CourseEnrollment

        rows = CourseEnrollment.objects.filter(course_id=course_key).order_by("-id")
        return rows.values_list("id", flat=True).first() or 0

    def list_enrollments(
        self, course_key: CourseKey, chosen: EnrollmentFilter, *, after: int, until: int, limit: int
    ) -> list[tuple[int, int]]:
        """Read a range of the index on the course."""
        rows = _enrollments(course_key, chosen).filter(id__gt=after, id__lte=until)
        return list(rows.order_by("id").values_list("id", "user_id")[:limit])

    def count_enrolled(self, course_key: CourseKey, chosen: EnrollmentFilter, without: Collection[int] = ()) -> int:
        """Count in the database."""
        return _enrollments(course_key, chosen).exclude(user_id__in=list(without)).count()

    def filter_enrolled(self, course_key: CourseKey, user_ids: Collection[int]) -> set[int]:
        """Read the unique index on user and course."""
        rows = _enrollments(course_key, EnrollmentFilter(user_ids=user_ids))
        return set(rows.values_list("user_id", flat=True).order_by())

    def get_modes(self, course_key: CourseKey, without: Collection[int] = ()) -> list[ModeFacts]:
        """Include expired modes if people are still enrolled in them."""
        from common.djangoapps.course_modes.models import CourseMode

        enrolled = _enrollments(course_key, EnrollmentFilter()).exclude(user_id__in=list(without))
        counted = enrolled.values_list("mode").annotate(Count("id")).order_by("mode")
        modes = CourseMode.objects.filter(course_id=course_key).values_list("mode_slug", "mode_display_name")
        names = dict(modes)
        return [ModeFacts(mode, names.get(mode) or mode.capitalize(), size) for mode, size in counted]

    def count_cohort_members(self, course_key: CourseKey, without: Collection[int] = ()) -> dict[int, int]:
        """Look at enrolments too: the platform keeps the membership of people who unenrol."""
        from openedx.core.djangoapps.course_groups.models import CohortMembership

        active = _enrollments(course_key, EnrollmentFilter()).values("user_id")
        members = CohortMembership.objects.filter(course_id=course_key, user_id__in=active)
        members = members.exclude(user_id__in=list(without))
        return dict(members.values_list("course_user_group_id").annotate(Count("id")).order_by())

    def get_segments(self, course_key: CourseKey) -> tuple[str, ...]:
        """Return all kinds: the platform keeps activity and grades in its own tables."""
        return (NOT_STARTED, INACTIVE, NOT_SUBMITTED, SCORED_BELOW)

    def filter_by_segment(self, course_key: CourseKey, segment: Segment, user_ids: Collection[int]) -> set[int]:
        """Read activity from saved states, and scores from the stored subsection grades. Nothing is computed anew."""
        ids = set(user_ids)
        if segment.kind in (NOT_STARTED, INACTIVE):
            return ids - _find_active(course_key, ids, segment.days if segment.kind == INACTIVE else 0)
        scores = _get_scores(course_key, segment.usage_key, ids)
        if segment.kind == NOT_SUBMITTED:
            return ids - set(scores)
        return {user_id for user_id, percent in scores.items() if percent < segment.score}

    def get_assignments(self, course_key: CourseKey, user: User) -> list[tuple[UsageKey, str]]:
        """Read the course outline as this user sees it."""
        from lms.djangoapps.course_blocks.api import get_course_blocks
        from xmodule.modulestore.django import modulestore

        if not self.get_courses([course_key]):
            return []
        root = modulestore().make_course_usage_key(course_key)
        blocks = get_course_blocks(user, root)
        sections = [section for chapter in blocks.get_children(root) for section in blocks.get_children(chapter)]
        return [
            (section, blocks.get_xblock_field(section, "display_name") or section.block_type)
            for section in sections
            if blocks.get_xblock_field(section, "graded")
        ]

    def get_due_date(
        self, course_key: CourseKey, usage_key: UsageKey | None, user: User, after: datetime
    ) -> datetime | None:
        """Ask edx-when, which knows extensions and, in self-paced courses, each learner's own dates."""
        from edx_when.api import get_dates_for_course

        dates = get_dates_for_course(course_key, user=user)
        due = {str(key): date for (key, field), date in dates.items() if field == "due" and date}
        if usage_key is not None:
            return due.get(str(usage_key))
        return min((date for date in due.values() if date > after), default=None)


def _enrollments(course_key: CourseKey, chosen: EnrollmentFilter) -> QuerySet[Any]:
    from common.djangoapps.student.models import CourseEnrollment
    from openedx.core.djangoapps.course_groups.models import CohortMembership

    rows: QuerySet[Any] = CourseEnrollment.objects.filter(course_id=course_key, is_active=True)
    if chosen.modes is not None:
        rows = rows.filter(mode__in=list(chosen.modes))
    if chosen.cohort_ids is not None:
        members = CohortMembership.objects.filter(
            course_id=course_key, course_user_group_id__in=list(chosen.cohort_ids)
        )
        rows = rows.filter(user_id__in=members.values("user_id"))
    if chosen.user_ids is not None:
        rows = rows.filter(user_id__in=list(chosen.user_ids))
    return rows


def _find_active(course_key: CourseKey, user_ids: set[int], days: int) -> set[int]:
    """Return the users who did something in the course, in the last `days` days or (0) ever."""
    from lms.djangoapps.courseware.models import StudentModule

    states = StudentModule.objects.filter(course_id=course_key, student__in=user_ids)
    if days:
        states = states.filter(modified__gte=timezone.now() - timedelta(days=days))
    return set(states.values_list("student_id", flat=True).order_by().distinct())


def _get_scores(course_key: CourseKey, usage_key: UsageKey | None, user_ids: set[int]) -> dict[int, float]:
    """Return percent scores at a subsection by user id, of the users who have attempted it."""
    from lms.djangoapps.grades.models import PersistentSubsectionGrade

    rows = PersistentSubsectionGrade.objects.filter(
        course_id=course_key, usage_key=usage_key, user_id__in=user_ids, first_attempted__isnull=False
    )
    found = rows.values_list("user_id", "earned_graded", "possible_graded")
    return {user_id: 100 * earned / possible if possible else 0.0 for user_id, earned, possible in found}
