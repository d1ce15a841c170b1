"""Access checks: fetch and authorise in one step. Each raises NotFoundError for objects that the user may not see."""

from __future__ import annotations

from django.db.models import Exists
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Announcement, Participant
from proserva_messaging.store import permissions, visibility
from proserva_messaging.store.blocks import with_blocks
from proserva_messaging.types import AnonymousUser, User

# Stands in for the course of an object that does not exist. No course has this key.
NO_COURSE = CourseKey.from_string("course-v1:none+none+none")


def access_participant(user: User | AnonymousUser, thread_id: int) -> Participant:
    """Return the user's participant in a thread, with the thread. One query.

    Raises NotFoundError if the user has never been a participant.
    """
    if user.pk is None:
        raise NotFoundError
    participant = Participant.objects.select_related("thread").filter(thread_id=thread_id, user_id=user.pk).first()
    if participant is None:
        raise NotFoundError
    return participant


def access_participants(user: User, thread_id: int) -> tuple[Participant, list[Participant]]:
    """Return the user's participant in a thread, and the other participants with their users, in the order of joining,
    all with what `read_blocks` needs.

    The others include former participants. In broadcasts and announcements the only other is the sender. Raises
    NotFoundError if the user has never been a participant. One query; three for broadcasts and announcements.
    """
    is_mine = Exists(Participant.objects.filter(thread_id=thread_id, user=user))
    rows = Participant.objects.filter(is_mine, thread_id=thread_id).exclude(thread__kind__in=permissions.TO_MANY)
    rows = with_blocks(rows, user.pk).select_related("user", "thread").order_by("pk")
    participants = {each.user_id: each for each in rows}
    own = participants.pop(user.pk, None)
    if own is None:
        own = access_participant(user, thread_id)
        return own, list(visibility.find_sender(own).select_related("user", "thread"))
    return own, list(participants.values())


def is_on_team(user: User, course_key: CourseKey) -> bool:
    """Return whether the user belongs to the course team."""
    return permissions.is_team(get_platform().get_roles(course_key, [user]).get(user.pk))


def access_team_course(user: User, course_key: CourseKey) -> None:
    """Raise NotFoundError unless the user belongs to the course team."""
    if not is_on_team(user, course_key):
        raise NotFoundError


def get_role(user: User, course_key: CourseKey, *, as_learner: bool = False) -> str | None:
    """Return the user's role in a course. `as_learner`: the role while viewing the course as a learner."""
    role = get_platform().get_roles(course_key, [user]).get(user.pk)
    return permissions.as_learner(role) if as_learner else role


def access_announcement(
    user: User | AnonymousUser, *, as_learner: bool = False, **which: int
) -> tuple[Announcement, str]:
    """Return an announcement that the user may see now, with its message and thread, and the user's role in its course.

    `which` is `pk=…` or `message_id=…`. Raises NotFoundError.
    """
    found = Announcement.objects.present().select_related("message__thread").filter(**which).first()
    # Also if there is none: a hidden announcement must not cost more.
    course_key = found.course_id if found else NO_COURSE
    role = get_role(user, course_key, as_learner=as_learner) if user.is_authenticated else None
    if found is None or role is None:
        raise NotFoundError
    if not permissions.may_see_announcement(role, shown=found.is_shown(timezone.now())):
        raise NotFoundError
    return found, role
