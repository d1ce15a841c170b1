"""The campus's Python API: every write, for its pages, its seed and the tests."""

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
from proserva_messaging.types import User

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
def create_person(
    username, *, name="", email="", password=None, language="", is_staff=False, is_superuser=False
) -> User:
    """Create a user. Without a password they cannot sign in, but the demo can switch to them."""
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
def retire(user: User) -> None:
    """Retire a user in the order of the platform's pipeline: enrolments, other code's data, then the account."""
    user.email = f"{people.RETIRED}{user.pk}@retired.invalid"
    user.set_unusable_password()
    user.save()
    Enrollment.objects.filter(user=user).update(is_active=False)
    CourseRole.objects.filter(user=user).delete()
    OrganizationRole.objects.filter(user=user).delete()
    # As in the platform, an error in a receiver propagates, and the account is not changed.
    events.USER_RETIRE_LMS_MISC.send(sender=None, user=user)
    events.USER_RETIRE_MAILINGS.send(sender=None, user=user, email="", new_email=user.email)
    events.USER_RETIRE_LMS_CRITICAL.send(sender=None, user=user)
    Profile.objects.filter(user=user).update(name="", search="")
    user.username, user.is_active = f"{people.RETIRED}{user.pk}", False
    user.save()


def set_language(user: User, language: str) -> None:
    """Save a user's language. Empty means the site's default."""
    Profile.objects.update_or_create(user=user, defaults={"language": language})


def answer_problem(user: User, course: Course, name: str, choice: int) -> None:
    """Save one answer of a user to a problem: the number of the choice, from 0."""
    block = str(course.id.make_usage_key("problem", name))
    for field, value in (("answer", choice), ("attempts", 1)):
        row = {"user": user, "scope": Scope.user_state.name, "block": block, "field": field}
        BlockState.objects.update_or_create(**row, defaults={"course": course, "value": value})


def create_course(key, name: str, **fields) -> Course:
    """Create a course. `content` names an OLX file in demo/content; `start` and `end` are its dates."""
    key = key if isinstance(key, CourseKey) else CourseKey.from_string(key)
    return Course.objects.create(id=key, name=name, **fields)


@transaction.atomic
def enroll(user: User, course: Course, mode: str = "audit") -> Enrollment:
    """Enrol a user, for the first time or again."""
    enrollment, created = Enrollment.objects.get_or_create(course=course, user=user, defaults={"mode": mode})
    if not created and (enrollment.mode, enrollment.is_active) != (mode, True):
        enrollment.mode, enrollment.is_active = mode, True
        enrollment.save()
        events.enrollment_changed(enrollment)
    events.enrollment_created(enrollment)
    return enrollment


@transaction.atomic
def unenroll(user: User, course: Course) -> None:
    """Unenrol a user, if they are enrolled."""
    enrollment = Enrollment.objects.filter(course=course, user=user, is_active=True).first()
    if enrollment is None:
        return
    enrollment.is_active = False
    enrollment.save()
    events.enrollment_changed(enrollment)


@transaction.atomic
def grant_role(user: User, course: Course, role: str) -> None:
    """Add a user to the course team as `instructor` or `staff`."""
    _, created = CourseRole.objects.get_or_create(course=course, user=user, role=role)
    if created:
        events.role_changed(course, user, role, added=True)


@transaction.atomic
def revoke_role(user: User, course: Course, role: str) -> None:
    """Remove a course role from a user, if they have it."""
    deleted, _ = CourseRole.objects.filter(course=course, user=user, role=role).delete()
    if deleted:
        events.role_changed(course, user, role, added=False)


@transaction.atomic
def grant_organization_role(user: User, org: str, role: str) -> None:
    """Make a user `instructor` or `staff` in all courses of an organisation."""
    _, created = OrganizationRole.objects.get_or_create(org=org, user=user, role=role)
    if created:
        events.organization_role_changed(org, user, role, added=True)


@transaction.atomic
def revoke_organization_role(user: User, org: str, role: str) -> None:
    """Remove an organisation role from a user, if they have it."""
    deleted, _ = OrganizationRole.objects.filter(org=org, user=user, role=role).delete()
    if deleted:
        events.organization_role_changed(org, user, role, added=False)


@transaction.atomic
def set_cohort(user: User, course: Course, name: str | None) -> Cohort | None:
    """Put a user into a cohort by name, creating it if needed, or into none."""
    if not name:
        # The platform sends no event when a user leaves a cohort.
        CohortMembership.objects.filter(course=course, user=user).delete()
        return None
    cohort, _ = Cohort.objects.get_or_create(course=course, name=name)
    events.cohort_changed(course, user, name)
    CohortMembership.objects.update_or_create(course=course, user=user, defaults={"cohort": cohort})
    return cohort


def post_thread(course: Course, author: User, title: str, body: str, **fields) -> DiscussionThread:
    """Start a thread in the course's discussion."""
    fields.setdefault("forum_id", uuid.uuid4().hex[:24])
    return DiscussionThread.objects.create(course=course, author=author, title=title, body=body, **fields)


def post_reply(thread: DiscussionThread, author: User, body: str) -> DiscussionReply:
    """Reply in a discussion thread."""
    return DiscussionReply.objects.create(thread=thread, author=author, body=body)
