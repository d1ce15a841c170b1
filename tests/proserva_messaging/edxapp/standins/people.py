"""Stand-ins for roles, enrolments, cohorts, grades and accounts."""

from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast
from django.http import Http404
from opaque_keys.edx.keys import CourseKey

from demo.campus import events
from demo.campus.models import Cohort, CohortMembership, Course, CourseRole, Enrollment, OrganizationRole, Profile
from tests.proserva_messaging.edxapp.standins.registry import STATE, Objects, at


@at("openedx.core.djangoapps.user_api.accounts.image_helpers")
def get_profile_image_urls_for_user(user, request=None):
    return {size: f"/media/{user.username}_{size}.jpg" for size in ("full", "large", "medium", "small")}


at("openedx.core.djangoapps.user_api.accounts.signals", "USER_RETIRE_LMS_MISC")(events.USER_RETIRE_LMS_MISC)


class RoleBase:
    """A role in a course. Its holders can be ordered by the row that grants it, as in the platform's query."""

    ROLE = ""

    def __init__(self, course_key):
        self.course_key = course_key

    def users_with_role(self):
        held = get_user_model().objects.filter(course_roles__role=self.ROLE, course_roles__course_id=self.course_key)
        return held.annotate(**{"courseaccessrole__id": F("course_roles__id")})


@at("common.djangoapps.student.roles")
class CourseInstructorRole(RoleBase):
    ROLE = "instructor"


@at("common.djangoapps.student.roles")
class CourseStaffRole(RoleBase):
    ROLE = "staff"


@at("common.djangoapps.student.roles")
class CourseLimitedStaffRole(CourseStaffRole):
    ROLE = "limited_staff"


class OrgRole:
    """A role in an organisation.

    With openedx-authz, the platform's class can check one user, but not list the holders: for that it reads a `ROLE`
    that only course roles have.
    """

    def __init__(self, role_name, org="", course_key=None):
        self._role_name, self.org, self.course_key = role_name, org, course_key

    def users_with_role(self):
        if STATE.authz:
            return self.ROLE
        return get_user_model().objects.filter(
            organization_roles__role=self._role_name, organization_roles__org=self.org
        )

    def has_user(self, user, check_user_activation=True):
        held = OrganizationRole.objects.filter(user=user, role=self._role_name, org=self.org)
        return user.is_authenticated and user.is_active and held.exists()


@at("common.djangoapps.student.roles")
class OrgStaffRole(OrgRole):
    def __init__(self, org="", course_key=None):
        super().__init__("staff", org, course_key)


@at("common.djangoapps.student.roles")
class OrgInstructorRole(OrgRole):
    def __init__(self, org="", course_key=None):
        super().__init__("instructor", org, course_key)


@at("common.djangoapps.student.role_helpers")
def has_staff_roles(user, course_key):
    return user.is_staff or CourseRole.objects.filter(user=user, course_id=course_key).exists()


@at("common.djangoapps.student.role_helpers")
def get_course_roles(user):
    """Return rows as the platform's cache does, read in one query. Roles in an organisation have no course."""
    fields = ("role", "course_id", "org")
    in_courses = CourseRole.objects.filter(user=user).annotate(key=Cast("course_id", CharField()), of=Value(""))
    in_orgs = OrganizationRole.objects.filter(user=user).annotate(key=Value(""), of=F("org"))
    both = (each.values_list("role", "key", "of") for each in (in_courses, in_orgs))
    rows = [dict(zip(fields, row, strict=True)) for row in next(both).union(*both)]
    for row in rows:
        key = CourseKey.from_string(row["course_id"]) if row["course_id"] else None
        row["course_id"], row["org"] = (str(key) if key and STATE.authz else key), row["org"] or key.org
    return [SimpleNamespace(**row) for row in rows]


class _Enrollments:
    filter = staticmethod(Enrollment.objects.filter)

    def users_enrolled_in(self, course_id, include_inactive=False, verified_only=False):
        mine = CohortMembership.objects.filter(user=OuterRef("pk"), course_id=course_id)
        active = get_user_model().objects.filter(enrollments__course_id=course_id, enrollments__is_active=True)
        groups = {"course_groups__id": Subquery(mine.values("cohort")[:1])}
        groups["course_groups__course_id"] = Subquery(mine.values("course_id")[:1])
        return active.annotate(**groups)


@at("common.djangoapps.student.models")
class CourseEnrollment:
    objects = Objects(_Enrollments)


at("openedx.core.djangoapps.course_groups.cohorts", "is_course_cohorted")(
    lambda course_key: _find_course(course_key) not in STATE.uncohorted
)


def _find_course(course_key):
    if not Course.objects.filter(pk=course_key).exists():
        raise Http404
    return course_key


@at("openedx.core.djangoapps.course_groups.cohorts")
def get_course_cohorts(course=None, course_id=None, assignment_type=None):
    return list(Cohort.objects.filter(course_id=course_id))


@at("openedx.core.djangoapps.course_groups.models", "CohortMembership")
class Membership:
    objects = Objects(lambda: CohortMembership.objects.annotate(course_user_group_id=F("cohort_id")))


def find_grades(course_id, user_id__in):
    rows = [(pk, grade) for (key, pk), grade in STATE.grades.items() if key == course_id and pk in user_id__in]
    return SimpleNamespace(values_list=lambda *names: rows if names == ("user_id", "percent_grade") else None)


@at("lms.djangoapps.grades.models")
class PersistentCourseGrade:
    objects = SimpleNamespace(filter=find_grades)


at("openedx.core.djangoapps.lang_pref", "LANGUAGE_KEY")("pref-lang")


@at("openedx.core.djangoapps.user_api.models")
class UserPreference:
    @classmethod
    def get_value(cls, user, preference_key, default=None):
        assert preference_key == "pref-lang"
        return Profile.objects.filter(user=user).values_list("language", flat=True).first() or default


@at("common.djangoapps.student.models")
class AnonymousUserId:
    objects = SimpleNamespace(
        filter=lambda user, course_id: SimpleNamespace(
            values_list=lambda name, flat: [f"anonymous-{user.pk}-{course_id}"]
        )
    )
