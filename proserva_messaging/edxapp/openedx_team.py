"""The LMS as a platform: course teams and roles.

This module calls the platform's role classes and never reads their table: the roles may be stored in openedx-authz.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Value
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.edxapp.protocol import INSTRUCTOR, LEARNER, RANKS, STAFF, CourseFacts, UserRoles
from proserva_messaging.types import User

if TYPE_CHECKING:
    from django.db.models import QuerySet

# The product's role for each of the platform's stored role names.
MEANINGS = {"instructor": INSTRUCTOR, "staff": STAFF, "limited_staff": STAFF}

# The courses that this process has found in the database, by their own spelling. It never changes.
SPELLINGS: set[CourseKey] = set()


class TeamMixin:
    """Course teams and roles."""

    get_courses: Callable[[Iterable[CourseKey]], dict[CourseKey, CourseFacts]]

    def get_course_team(self, course_key: CourseKey) -> list[tuple[User, str]]:
        """Leave out inactive accounts, as the platform's access checks do. Three queries."""
        team: dict[int, tuple[User, str]] = {}
        for role, holders in _team_holders(course_key):
            # A user with several roles comes up once for each; the first is the highest.
            for user in holders.order_by("courseaccessrole__id", "pk").select_related("profile"):
                team.setdefault(user.pk, (user, role))
        return list(team.values())

    def find_team_ids(self, course_key: CourseKey, limit: int | None = None) -> list[int]:
        """Unite the holders of each role in the database."""
        first, *others = [holders.order_by().values_list("pk", flat=True) for _, holders in _team_holders(course_key)]
        return list(first.union(*others)[:limit])

    def get_roles(
        self, course_key: CourseKey, users: Iterable[User], *, local: Collection[User] = ()
    ) -> dict[int, str]:
        """One query unites enrolments and all roles. A second checks that the course exists if site staff or staff of
        the organisation are among the users. On MySQL, one more for the first request of a process for the course."""
        users = [user for user in users if user.pk]
        held, everywhere = _find_held(course_key, users)
        if held and not _is_spelt_so(course_key):
            return {}
        everywhere += [(user.pk, STAFF) for user in users if user.is_staff and user.is_active and user not in local]
        if everywhere and course_key in self.get_courses([course_key]):
            held += everywhere
        # The highest role comes last and overwrites the others.
        return dict(sorted(held, key=lambda each: RANKS[each[1]]))

    def get_user_roles(self, user: User) -> UserRoles:
        """Ask the platform for all roles at once; it caches them for the request."""
        from common.djangoapps.student.models import CourseEnrollment
        from common.djangoapps.student.role_helpers import get_course_roles

        enrolled = CourseEnrollment.objects.filter(user=user, is_active=True).order_by("-created")
        courses = dict.fromkeys(enrolled.values_list("course_id", flat=True), LEARNER)
        organizations: dict[str, str] = {}
        held = [row for row in get_course_roles(user) if row.role in MEANINGS] if user.is_active else []
        for row in sorted(held, key=lambda row: RANKS[MEANINGS[row.role]]):
            if row.course_id:
                courses[read_course_key(str(row.course_id))] = MEANINGS[row.role]
            elif row.org:
                organizations[row.org] = MEANINGS[row.role]
        return UserRoles(courses, organizations, STAFF if user.is_staff and user.is_active else None)


def _is_spelt_so(course_key: CourseKey) -> bool:
    """Return whether the course has this very spelling, or does not exist. MySQL ignores case, as the columns of
    Verawood do on any database, and finds its users by any spelling. One query for each process and course."""
    if course_key in SPELLINGS:
        return True
    from openedx.core.djangoapps.content.course_overviews.models import CourseOverview

    stored = list(CourseOverview.objects.filter(id=course_key).values_list("id", flat=True))
    if course_key in stored:
        SPELLINGS.add(course_key)
    return course_key in stored or not stored


def _team_holders(course_key: CourseKey) -> list[tuple[str, QuerySet[Any]]]:
    """Return (role, users who hold it) for each of the platform's course roles, the highest first."""
    from common.djangoapps.student.roles import CourseInstructorRole, CourseLimitedStaffRole, CourseStaffRole

    meanings = ((CourseInstructorRole, INSTRUCTOR), (CourseStaffRole, STAFF), (CourseLimitedStaffRole, STAFF))
    return [(role, kind(course_key).users_with_role().filter(is_active=True)) for kind, role in meanings]


def _find_held(course_key: CourseKey, users: list[User]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return (user id, role) of those users with a role in the course, and of those with one in its organisation."""
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
    course_key: CourseKey, users: list[User]
) -> tuple[list[tuple[str, QuerySet[Any]]], list[tuple[int, str]]]:
    """Return the holders of roles in the course's organisation: as query sets, or one by one as (user id, role).

    If the site stores its roles in openedx-authz, the platform can list the holders of course roles only: the classes
    of organisation roles have no `ROLE` to translate. Then check each user, as the platform's access checks do.
    """
    from common.djangoapps.student.roles import OrgInstructorRole, OrgStaffRole

    listed: list[tuple[str, QuerySet[Any]]] = []
    singly: list[tuple[int, str]] = []
    for kind, role in ((OrgInstructorRole, INSTRUCTOR), (OrgStaffRole, STAFF)):
        held = kind(org=course_key.org)
        try:
            listed.append((role, held.users_with_role().filter(is_active=True)))
        except AttributeError:
            singly += [(user.pk, role) for user in users if held.has_user(user)]
    return listed, singly
