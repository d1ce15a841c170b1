"""Who may see which announcement: asked by whatever shows one, its files, or its way there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Announcement, Delivery, Thread


def get_role(user: Any, course_key: CourseKey, *, as_learner: bool = False) -> str | None:
    """Return the user's role in a course; `as_learner`, that of somebody who looks at it as a learner does."""
    role = get_platform().get_roles(course_key, [user]).get(user.pk)
    return permissions.as_learner(role) if as_learner else role


def access_announcement(user: Any, *, as_learner: bool = False, **which: int) -> tuple[Announcement, str]:
    """Return an announcement that the user may see now (`pk=…` or `message_id=…`), with its message and thread, and
    their role in its course. Raises NotFoundError."""
    found = Announcement.objects.present().select_related("message__thread").filter(**which).first()
    role = get_role(user, found.course_id, as_learner=as_learner) if found else None
    if (
        found is None
        or role is None
        or not permissions.may_see_announcement(role, shown=found.is_shown(timezone.now()))
    ):
        raise NotFoundError
    return found, role


def access_to_announce(user: Any, course_key: CourseKey) -> None:
    """Raise NotFoundError for whoever may not post announcements in a course."""
    if not permissions.may_announce(get_role(user, course_key)):
        raise NotFoundError


def access_to_change(user: Any, announcement_id: int) -> Announcement:
    """Return an announcement that the user may change. Raises NotFoundError: also to a learner who sees it, for whom
    there is nothing here that changes."""
    announcement, role = access_announcement(user, pk=announcement_id)
    if not permissions.may_announce(role):
        raise NotFoundError
    return announcement


def find_announcements(deliveries: Iterable[Delivery]) -> dict[int, Announcement]:
    """Return, by the ids of their messages, the announcements among what was delivered. One query, and none where there
    are none; `delivery.thread` is looked at."""
    kind = Thread.Kind.ANNOUNCEMENT
    message_ids = [delivery.message_id for delivery in deliveries if delivery.thread.kind == kind]
    rows = Announcement.objects.filter(message_id__in=message_ids) if message_ids else Announcement.objects.none()
    return {row.message_id: row for row in rows}
