"""Who is enrolled in a course of Open edX, in which cohort, and how far. A part of `openedx.py`, by its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, F, Q
from django.http import Http404
from opaque_keys.edx.keys import CourseKey


class RosterMixin:
    """What a course's team sees of everybody at once."""

    match_name: Callable[[str, str], Q]

    def list_enrolled(
        self, course_key: CourseKey, *, query: str = "", cohort_id: int | None = None, after: str = "", limit: int
    ) -> list[Any]:
        """The database compares usernames in the order in which it sorts them."""
        from common.djangoapps.student.models import CourseEnrollment

        users = CourseEnrollment.objects.users_enrolled_in(course_key).select_related("profile")
        if query:
            users = users.filter(self.match_name(query, ""))
        if cohort_id is not None:
            users = users.filter(course_groups__id=cohort_id, course_groups__course_id=course_key)
        if after:
            users = users.filter(username__gt=after)
        return list(users.order_by("username")[:limit])

    def get_cohorts(self, course_key: CourseKey) -> dict[int, str]:
        """By name."""
        from openedx.core.djangoapps.course_groups.cohorts import get_course_cohorts, is_course_cohorted

        try:
            if not is_course_cohorted(course_key):
                return {}
        except Http404:  # the course is gone
            return {}
        return {cohort.id: cohort.name for cohort in get_course_cohorts(course_id=course_key)}

    def get_cohort_ids(self, course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, int]:
        """From the table by which the platform makes sure that everybody is in one cohort."""
        from openedx.core.djangoapps.course_groups.models import CohortMembership

        rows = CohortMembership.objects.filter(course_id=course_key, user_id__in=list(user_ids))
        return dict(rows.values_list("user_id", "course_user_group_id"))

    def get_cohort_sizes(self, course_key: CourseKey) -> dict[int, int]:
        """Only who is enrolled still: the platform leaves people in their cohort when they go."""
        from common.djangoapps.student.models import CourseEnrollment

        users = CourseEnrollment.objects.users_enrolled_in(course_key).filter(course_groups__course_id=course_key)
        return dict(users.order_by().values_list("course_groups__id").annotate(Count("pk")))

    def list_cohort_members(self, course_key: CourseKey, cohort_ids: Iterable[int]) -> list[tuple[Any, int]]:
        """As `get_cohort_sizes` counts them."""
        from common.djangoapps.student.models import CourseEnrollment

        users = CourseEnrollment.objects.users_enrolled_in(course_key)
        # Both in one condition: of the same cohort.
        members = users.filter(course_groups__id__in=list(cohort_ids), course_groups__course_id=course_key)
        found = members.annotate(cohort_id=F("course_groups__id")).order_by("pk")
        return [(user, user.cohort_id) for user in found]

    def get_progress(self, course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, float]:
        """The course grade as it was last worked out: nothing is worked out anew."""
        from lms.djangoapps.grades.models import PersistentCourseGrade

        rows = PersistentCourseGrade.objects.filter(course_id=course_key, user_id__in=list(user_ids))
        return {user_id: min(max(grade, 0.0), 1.0) for user_id, grade in rows.values_list("user_id", "percent_grade")}
