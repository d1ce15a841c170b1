"""Who teaches a course of Open edX, and what part people have in it. A part of `openedx.py`, by its rules.

The platform's role classes are asked, never their table: a course's roles may live in openedx-authz.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet, Value
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp.protocol import INSTRUCTOR, LEARNER, RANKS, STAFF, PartFacts

# What the platform's roles mean to us, by the names under which it keeps them.
MEANINGS = {"instructor": INSTRUCTOR, "staff": STAFF, "limited_staff": STAFF}


class TeamMixin:
    """Roles, as `Platform` promises them."""

    get_courses: Callable[..., dict]

    def get_course_team(self, course_key: CourseKey) -> list[tuple[Any, str]]:
        """Inactive accounts are left out, as the platform's own access checks do. Three queries."""
        team: dict[int, tuple[Any, str]] = {}
        for role, holders in _team_holders(course_key):
            # One who holds several roles comes once for each; the first counts.
            for user in holders.order_by("courseaccessrole__id", "pk").select_related("profile"):
                team.setdefault(user.pk, (user, role))
        return list(team.values())

    def find_team_ids(self, course_key: CourseKey, limit: int) -> list[int]:
        """The holders of each role, put together by the database."""
        first, *others = [holders.order_by().values_list("pk", flat=True) for _, holders in _team_holders(course_key)]
        return list(first.union(*others)[:limit])

    def get_roles(self, course_key: CourseKey, users: Iterable[Any]) -> dict[int, str]:
        """One query (enrolments and all roles, put together by the database), and one (whether the course is there)
        where site staff or an organisation's are among the users."""
        users = [user for user in users if user.pk]
        held, everywhere = _find_held(course_key, users)
        everywhere += [(user.pk, STAFF) for user in users if user.is_staff and user.is_active]
        if everywhere and self.get_courses([course_key]):
            held += everywhere
        # The highest is written last.
        return dict(sorted(held, key=lambda each: RANKS[each[1]]))

    def get_parts(self, user: Any) -> PartFacts:
        """The platform reads all of a person's roles at once, wherever they live, and keeps them for the request."""
        from common.djangoapps.student.models import CourseEnrollment
        from common.djangoapps.student.role_helpers import get_course_roles

        enrolled = CourseEnrollment.objects.filter(user=user, is_active=True).order_by("-created")
        courses = dict.fromkeys(enrolled.values_list("course_id", flat=True), LEARNER)
        organizations: dict[str, str] = {}
        held = [row for row in get_course_roles(user) if row.role in MEANINGS] if user.is_active else []
        for row in sorted(held, key=lambda row: RANKS[MEANINGS[row.role]]):
            if row.course_id:
                courses[CourseKey.from_string(str(row.course_id))] = MEANINGS[row.role]
            elif row.org:
                organizations[row.org] = MEANINGS[row.role]
        return PartFacts(courses, organizations, STAFF if user.is_staff and user.is_active else None)


def _team_holders(course_key: CourseKey) -> list[tuple[str, QuerySet]]:
    """Return what each of the platform's roles in a course means to us, and who holds it; the highest first."""
    from common.djangoapps.student.roles import CourseInstructorRole, CourseLimitedStaffRole, CourseStaffRole

    meanings = ((CourseInstructorRole, INSTRUCTOR), (CourseStaffRole, STAFF), (CourseLimitedStaffRole, STAFF))
    return [(role, kind(course_key).users_with_role().filter(is_active=True)) for kind, role in meanings]


def _find_held(course_key: CourseKey, users: list[Any]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return (user id, role) of those among the users who are in the course, in any role, and in its organisation's
    team."""
    from common.djangoapps.student.models import CourseEnrollment

    of_organization, singly = _organization_holders(course_key, users)
    ids = [user.pk for user in users]
    active = CourseEnrollment.objects.filter(course_id=course_key, user_id__in=ids, is_active=True).order_by()
    enrolled = active.values_list("user_id", Value(LEARNER), Value(0))
    holders_of_roles = [
        holders.filter(pk__in=ids)
        .order_by()
        .annotate(held=Value(role), far=Value(far))
        .values_list("pk", "held", "far")
        for far, listed in ((0, _team_holders(course_key)), (1, of_organization))
        for role, holders in listed
    ]
    rows = list(enrolled.union(*holders_of_roles)) if ids else []
    near = [(user_id, role) for user_id, role, far in rows if not far]
    return near, [*((user_id, role) for user_id, role, far in rows if far), *singly]


def _organization_holders(
    course_key: CourseKey, users: list[Any]
) -> tuple[list[tuple[str, QuerySet]], list[tuple[int, str]]]:
    """Return who holds a role in the course's organisation: as query sets, or person by person as (id, role).

    Where a site's roles live in openedx-authz, the platform lists the holders of roles in courses only: the role
    classes of organisations have no `ROLE` to translate. Then each person is asked about, as its own access checks do.
    """
    from common.djangoapps.student.roles import OrgInstructorRole, OrgStaffRole

    listed: list[tuple[str, QuerySet]] = []
    singly: list[tuple[int, str]] = []
    for kind, role in ((OrgInstructorRole, INSTRUCTOR), (OrgStaffRole, STAFF)):
        held = kind(org=course_key.org)
        try:
            listed.append((role, held.users_with_role().filter(is_active=True)))
        except AttributeError:
            singly += [(user.pk, role) for user in users if held.has_user(user)]
    return listed, singly
