"""Who is enrolled in a course of Open edX, in which cohort, and how far. A part of `openedx.py`, by its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q
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

    def get_progress(self, course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, float]:
        """The course grade as it was last worked out: nothing is worked out anew."""
        from lms.djangoapps.grades.models import PersistentCourseGrade

        rows = PersistentCourseGrade.objects.filter(course_id=course_key, user_id__in=list(user_ids))
        return {user_id: min(max(grade, 0.0), 1.0) for user_id, grade in rows.values_list("user_id", "percent_grade")}
