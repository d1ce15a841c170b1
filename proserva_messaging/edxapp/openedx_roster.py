"""The LMS as a platform: enrolled people, cohorts and grades."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import F, Q
from django.http import Http404
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.types import User


class RosterMixin:
    """Enrolled people, cohorts and grades."""

    match_name: Callable[[str, str], Q]

    def list_enrolled(
        self, course_key: CourseKey, *, query: str = "", cohort_id: int | None = None, after: str = "", limit: int
    ) -> list[User]:
        """Compare usernames in the database, by the collation that sorts them. Names have no index that a search inside
        them could use, so the size of the course bounds the cost. People who unenrol keep their cohort and are left
        out."""
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
        """List the cohorts of every assignment type. The platform gives them no order."""
        from openedx.core.djangoapps.course_groups.cohorts import get_course_cohorts

        if not _has_cohorts(course_key):
            return {}
        return {cohort.id: cohort.name for cohort in get_course_cohorts(course_id=course_key)}

    def get_cohort_ids(self, course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, int]:
        """Read the table that keeps a user in one cohort per course. The platform's function for one user would assign
        a cohort to a user who has none."""
        from openedx.core.djangoapps.course_groups.models import CohortMembership

        if not _has_cohorts(course_key):
            return {}
        rows = CohortMembership.objects.filter(course_id=course_key, user_id__in=list(user_ids))
        return dict(rows.values_list("user_id", "course_user_group_id"))

    def list_cohort_members(self, course_key: CourseKey, cohort_ids: Iterable[int]) -> list[tuple[User, int]]:
        """Leave out people who have unenrolled: the platform keeps their membership."""
        from common.djangoapps.student.models import CourseEnrollment

        users = CourseEnrollment.objects.users_enrolled_in(course_key)
        # One filter() call, so that both conditions hold for the same cohort.
        members = users.filter(course_groups__id__in=list(cohort_ids), course_groups__course_id=course_key)
        found = members.annotate(cohort_id=F("course_groups__id")).order_by("pk")
        return [(user, user.cohort_id) for user in found]

    def get_progress(self, course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, float]:
        """Read the stored course grades. Nothing is computed anew."""
        from lms.djangoapps.grades.models import PersistentCourseGrade

        rows = PersistentCourseGrade.objects.filter(course_id=course_key, user_id__in=list(user_ids))
        return {user_id: min(max(grade, 0.0), 1.0) for user_id, grade in rows.values_list("user_id", "percent_grade")}


def _has_cohorts(course_key: CourseKey) -> bool:
    """Return whether a course exists and uses cohorts. The platform caches the answer for the request."""
    from openedx.core.djangoapps.course_groups.cohorts import is_course_cohorted

    try:
        return bool(is_course_cohorted(course_key))
    except Http404:
        return False
