"""Everything that can be done on the campus, as functions: seeding, pages and tests all go through these."""

import uuid

from django.contrib.auth import get_user_model
from django.db import transaction
from opaque_keys.edx.keys import CourseKey
from xblock.fields import Scope

from demo.campus import events, people
from demo.campus.models import (
    BlockState,
    Cohort,
    CohortMembership,
    Course,
    CourseRole,
    DiscussionReply,
    DiscussionThread,
    Enrollment,
    OrganizationRole,
    Profile,
)

__all__ = [
    "answer_problem",
    "create_course",
    "create_person",
    "enroll",
    "grant_organization_role",
    "grant_role",
    "post_reply",
    "post_thread",
    "retire",
    "revoke_organization_role",
    "revoke_role",
    "set_cohort",
    "set_language",
    "unenroll",
]


@transaction.atomic
def create_person(username, *, name="", email="", password=None, language="", is_staff=False, is_superuser=False):
    """Create somebody who can sign in (without a password: only by being switched to)."""
    user = get_user_model().objects.create_user(
        username,
        email or f"{username}@campus.example",
        password,
        is_staff=is_staff,
        is_superuser=is_superuser,
    )
    user.profile = Profile.objects.create(user=user, name=name, language=language)
    return user


@transaction.atomic
def retire(user) -> None:
    """Retire somebody, in the order of the platform's pipeline: enrolments, what other code keeps, and the account."""
    user.email = f"{people.RETIRED}{user.pk}@retired.invalid"
    user.set_unusable_password()
    user.save()
    Enrollment.objects.filter(user=user).update(is_active=False)
    CourseRole.objects.filter(user=user).delete()
    OrganizationRole.objects.filter(user=user).delete()
    # As in the platform, an error in a receiver goes up, and the account stays as it is.
    events.USER_RETIRE_LMS_MISC.send(sender=None, user=user)
    events.USER_RETIRE_MAILINGS.send(sender=None, user=user, email="", new_email=user.email)
    events.USER_RETIRE_LMS_CRITICAL.send(sender=None, user=user)
    Profile.objects.filter(user=user).update(name="", search="")
    user.username, user.is_active = f"{people.RETIRED}{user.pk}", False
    user.save()


def set_language(user, language: str) -> None:
    """Remember in which language somebody reads; empty means the site's own."""
    Profile.objects.update_or_create(user=user, defaults={"language": language})


def answer_problem(user, course: Course, name: str, choice: int) -> None:
    """Let somebody have answered a problem once, with the choice of that number (from 0)."""
    block = str(course.id.make_usage_key("problem", name))
    for field, value in (("answer", choice), ("attempts", 1)):
        row = {"user": user, "scope": Scope.user_state.name, "block": block, "field": field}
        BlockState.objects.update_or_create(**row, defaults={"course": course, "value": value})


def create_course(key, name: str, **fields) -> Course:
    """Create a course. `content` names an OLX file in demo/content; `start` and `end` are its dates."""
    key = key if isinstance(key, CourseKey) else CourseKey.from_string(key)
    return Course.objects.create(id=key, name=name, **fields)


@transaction.atomic
def enroll(user, course: Course, mode: str = "audit") -> Enrollment:
    """Enrol somebody, for the first time or again."""
    enrollment, created = Enrollment.objects.get_or_create(course=course, user=user, defaults={"mode": mode})
    if not created and (enrollment.mode, enrollment.is_active) != (mode, True):
        enrollment.mode, enrollment.is_active = mode, True
        enrollment.save()
        events.enrollment_changed(enrollment)
    events.enrollment_created(enrollment)
    return enrollment


@transaction.atomic
def unenroll(user, course: Course) -> None:
    """End somebody's enrolment, if there is one."""
    enrollment = Enrollment.objects.filter(course=course, user=user, is_active=True).first()
    if enrollment is None:
        return
    enrollment.is_active = False
    enrollment.save()
    events.enrollment_changed(enrollment)


@transaction.atomic
def grant_role(user, course: Course, role: str) -> None:
    """Put somebody on the course's team as `instructor` or `staff`."""
    _, created = CourseRole.objects.get_or_create(course=course, user=user, role=role)
    if created:
        events.role_changed(course, user, role, added=True)


@transaction.atomic
def revoke_role(user, course: Course, role: str) -> None:
    """Take a role from somebody, if they have it."""
    deleted, _ = CourseRole.objects.filter(course=course, user=user, role=role).delete()
    if deleted:
        events.role_changed(course, user, role, added=False)


@transaction.atomic
def grant_organization_role(user, org: str, role: str) -> None:
    """Make somebody `instructor` or `staff` in all courses of an organisation."""
    _, created = OrganizationRole.objects.get_or_create(org=org, user=user, role=role)
    if created:
        events.organization_role_changed(org, user, role, added=True)


@transaction.atomic
def revoke_organization_role(user, org: str, role: str) -> None:
    """Take a role in an organisation from somebody, if they have it."""
    deleted, _ = OrganizationRole.objects.filter(org=org, user=user, role=role).delete()
    if deleted:
        events.organization_role_changed(org, user, role, added=False)


@transaction.atomic
def set_cohort(user, course: Course, name: str | None) -> Cohort | None:
    """Put somebody in the course's cohort of that name, making it where needed, or in none."""
    if not name:
        # The platform is silent when somebody leaves a cohort.
        CohortMembership.objects.filter(course=course, user=user).delete()
        return None
    cohort, _ = Cohort.objects.get_or_create(course=course, name=name)
    events.cohort_changed(course, user, name)
    CohortMembership.objects.update_or_create(course=course, user=user, defaults={"cohort": cohort})
    return cohort


def post_thread(course: Course, author, title: str, body: str, **fields) -> DiscussionThread:
    """Start a thread in the course's discussion."""
    fields.setdefault("forum_id", uuid.uuid4().hex[:24])
    return DiscussionThread.objects.create(course=course, author=author, title=title, body=body, **fields)


def post_reply(thread: DiscussionThread, author, body: str) -> DiscussionReply:
    """Answer in a discussion thread."""
    return DiscussionReply.objects.create(thread=thread, author=author, body=body)
