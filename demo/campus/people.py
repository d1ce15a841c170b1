"""Who somebody is on the campus: names, roles, and what they may open."""

from django.contrib.auth import get_user_model
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from opaque_keys.edx.keys import CourseKey

from demo.campus.models import Course, CourseRole, Enrollment, OrganizationRole, Profile, fold
from proserva_messaging.edxapp.protocol import RANKS, PartFacts

INSTRUCTOR = "instructor"
STAFF = "staff"
LEARNER = "learner"
TEAM_ROLES = (INSTRUCTOR, STAFF)
# As in the platform: retired accounts stay, renamed.
RETIRED = "retired__user_"


def full_name(user) -> str:
    """Return a person's name, or the username where there is none."""
    try:
        return user.profile.name.strip() or user.username
    except Profile.DoesNotExist:
        return user.username


def enrolled(course_key) -> QuerySet:
    """Return the people actively enrolled in a course, by username."""
    active = Enrollment.objects.filter(course_id=course_key, is_active=True)
    return get_user_model().objects.filter(enrollments__in=active).select_related("profile").order_by("username")


def named(query: str, path: str = "") -> Q:
    """Return a condition: the user at an ORM path has a username or name that contains the query.

    Neither case nor accents matter.
    """
    prefix = f"{path}__" if path else ""
    in_profile = Q(**{f"{prefix}profile__search__contains": fold(query)})
    return in_profile | Q(**{f"{prefix}username__icontains": query})


def matching(people: QuerySet, query: str) -> QuerySet:
    """Return those people whose username or name contains the query; all of them where it is empty."""
    return people.filter(named(query)) if query else people


def team(course_key) -> list[tuple]:
    """Return (user, role) of a course's instructors and then its staff, each by the time they got their role."""
    held = CourseRole.objects.filter(course_id=course_key, role__in=TEAM_ROLES).select_related("user__profile")
    ranked = sorted(held, key=lambda row: (TEAM_ROLES.index(row.role), row.pk))
    highest = {}
    for row in ranked:
        highest.setdefault(row.user_id, (row.user, row.role))
    return list(highest.values())


def roles(course_key, users) -> dict[int, str]:
    """Return each person's highest role in a course, by user id; those with no part in it are missing."""
    ids = [user.id for user in users]
    active = Enrollment.objects.filter(course_id=course_key, user_id__in=ids, is_active=True).order_by()
    in_course = CourseRole.objects.filter(course_id=course_key, user_id__in=ids, role__in=TEAM_ROLES)
    in_org = OrganizationRole.objects.filter(org=course_key.org, user_id__in=ids, role__in=TEAM_ROLES)
    held = active.values_list("user_id", Value(LEARNER), Value(False)).union(
        in_course.values_list("user_id", "role", Value(False)), in_org.values_list("user_id", "role", Value(True))
    )
    held = list(held) if ids else []
    everywhere = [(user.id, STAFF) for user in users if user.is_staff] + [
        (each, role) for each, role, far in held if far
    ]
    if not everywhere or not Course.objects.filter(pk=course_key).exists():
        everywhere = []
    # The highest is written last.
    parts = [*everywhere, *((each, role) for each, role, far in held if not far)]
    return dict(sorted(parts, key=lambda part: RANKS[part[1]]))


def parts(user) -> PartFacts:
    """Return somebody's roles in all courses."""
    enrolled = user.enrollments.filter(is_active=True).order_by("-created")
    courses = dict.fromkeys(enrolled.values_list("course_id", flat=True), LEARNER)
    in_courses = user.course_roles.annotate(key=Cast("course_id", CharField()), of=Value(""))
    in_orgs = user.organization_roles.annotate(key=Value(""), of=F("org"))
    rows = (each.filter(role__in=TEAM_ROLES).values_list("role", "key", "of") for each in (in_courses, in_orgs))
    # The highest, which sorts first, is written last.
    held = sorted(next(rows).union(*rows), key=lambda row: row[0], reverse=True)
    courses |= {CourseKey.from_string(key): role for role, key, _org in held if key}
    return PartFacts(courses, {org: role for role, _key, org in held if org}, STAFF if user.is_staff else None)


def role_of(user, course_key) -> str | None:
    """Return one person's role in a course, or None."""
    return roles(course_key, [user]).get(user.id) if user.is_authenticated else None


def is_team(user, course_key) -> bool:
    """Return whether somebody is on the course's team."""
    return role_of(user, course_key) in TEAM_ROLES
