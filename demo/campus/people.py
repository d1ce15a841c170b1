"""Users on the campus: names and roles."""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from opaque_keys.edx.keys import CourseKey

from demo.campus.models import Course, CourseRole, Enrollment, OrganizationRole, Profile, fold
from proserva_messaging.edxapp.protocol import RANKS, UserRoles
from proserva_messaging.types import User

INSTRUCTOR = "instructor"
STAFF = "staff"
LEARNER = "learner"
TEAM_ROLES = (INSTRUCTOR, STAFF)
# As in the platform, retired accounts are renamed and kept.
RETIRED = "retired__user_"


def full_name(user: User) -> str:
    """Return a user's full name, or the username if it is empty."""
    try:
        return user.profile.name.strip() or user.username
    except Profile.DoesNotExist:
        return user.username


def enrolled(course_key) -> QuerySet:
    """Return the users actively enrolled in a course, ordered by username."""
    active = Enrollment.objects.filter(course_id=course_key, is_active=True)
    return get_user_model().objects.filter(enrollments__in=active).select_related("profile").order_by("username")


def named(query: str, path: str = "") -> Q:
    """Return a condition: the user at an ORM path has a username or name that contains the query.

    Case and accents are ignored.
    """
    prefix = f"{path}__" if path else ""
    in_profile = Q(**{f"{prefix}profile__search__contains": fold(query)})
    return in_profile | Q(**{f"{prefix}username__icontains": query})


def matching(people: QuerySet, query: str) -> QuerySet:
    """Return the users whose username or name contains the query; all of them if it is empty."""
    return people.filter(named(query)) if query else people


def team(course_key) -> list[tuple]:
    """Return (user, role) of a course's instructors, then of its staff, each in the order they got the role.

    As in the platform, deactivated accounts are not on the team.
    """
    held = CourseRole.objects.filter(course_id=course_key, role__in=TEAM_ROLES, user__is_active=True)
    held = held.select_related("user__profile")
    ranked = sorted(held, key=lambda row: (TEAM_ROLES.index(row.role), row.pk))
    highest = {}
    for row in ranked:
        highest.setdefault(row.user_id, (row.user, row.role))
    return list(highest.values())


def roles(course_key, users: list[User], local: Collection[User] = ()) -> dict[int, str]:
    """Return each user's highest role in a course, by user id. Users without a role are missing.

    The users in `local` do not count as site staff.
    """
    ids = [user.id for user in users]
    active = Enrollment.objects.filter(course_id=course_key, user_id__in=ids, is_active=True).order_by()
    present = [user.id for user in users if user.is_active]
    in_course = CourseRole.objects.filter(course_id=course_key, user_id__in=present, role__in=TEAM_ROLES)
    in_org = OrganizationRole.objects.filter(org=course_key.org, user_id__in=present, role__in=TEAM_ROLES)
    stored, any_course = Cast("course_id", CharField()), Value(str(course_key))
    rows = active.values_list("user_id", Value(LEARNER), Value(False), stored).union(
        in_course.values_list("user_id", "role", Value(False), stored),
        in_org.values_list("user_id", "role", Value(True), any_course),
    )
    # MySQL ignores case, but a course has one spelling only.
    held = [(each, role, far) for each, role, far, key in rows if key == str(course_key)] if ids else []
    everywhere = [(user.id, STAFF) for user in users if user.is_staff and user.is_active and user not in local] + [
        (each, role) for each, role, far in held if far
    ]
    if not everywhere or course_key not in Course.objects.filter(pk=course_key).values_list("pk", flat=True):
        everywhere = []
    # The highest role comes last and overwrites the others.
    parts = [*everywhere, *((each, role) for each, role, far in held if not far)]
    return dict(sorted(parts, key=lambda part: RANKS[part[1]]))


def user_roles(user: User) -> UserRoles:
    """Return a user's roles in all courses."""
    enrolled = user.enrollments.filter(is_active=True).order_by("-created")
    courses = dict.fromkeys(enrolled.values_list("course_id", flat=True), LEARNER)
    if not user.is_active:
        return UserRoles(courses, {}, None)
    in_courses = user.course_roles.annotate(key=Cast("course_id", CharField()), of=Value(""))
    in_orgs = user.organization_roles.annotate(key=Value(""), of=F("org"))
    rows = (each.filter(role__in=TEAM_ROLES).values_list("role", "key", "of") for each in (in_courses, in_orgs))
    # The highest role, which sorts first, comes last and overwrites the others.
    held = sorted(next(rows).union(*rows), key=lambda row: row[0], reverse=True)
    courses |= {CourseKey.from_string(key): role for role, key, _org in held if key}
    return UserRoles(courses, {org: role for role, _key, org in held if org}, STAFF if user.is_staff else None)


def role_of(user: User, course_key) -> str | None:
    """Return one user's role in a course, or None."""
    return roles(course_key, [user]).get(user.id) if user.is_authenticated else None


def is_team(user: User, course_key) -> bool:
    """Return whether a user is on the course team."""
    return role_of(user, course_key) in TEAM_ROLES
