"""Reading the bell: how much rings, and the feed of what was delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from proserva_messaging import merging
from proserva_messaging.data import CourseRef, Notification, Page
from proserva_messaging.links import get_announcements_path, get_message_path
from proserva_messaging.merging import Values
from proserva_messaging.models import Announcement, Delivery
from proserva_messaging.queries.announcement_access import find_announcements
from proserva_messaging.queries.merging import get_reader_values
from proserva_messaging.queries.pages import get_rows
from proserva_messaging.queries.people import People, get_courses, get_people
from proserva_messaging.rendering import show_preview

PAGE_SIZE = 20
# A badge says "99+" from here on, so nothing more is counted: the look-up stays bounded, however much is unread.
COUNT_LIMIT = 100
Bell = Delivery.Bell


@dataclass(frozen=True)
class BellCount:
    """How many deliveries ring (COUNT_LIMIT at most), and a `version` that changes whenever which ones do."""

    count: int
    version: str


def count_ringing(user: Any) -> BellCount:
    """Return what the user's bell shows. One bounded look-up in one index."""
    ringing = Delivery.objects.filter(recipient=user, bell=Bell.RINGING).order_by("-pk")
    ids = list(ringing.values_list("pk", flat=True)[:COUNT_LIMIT])
    return BellCount(count=len(ids), version=f"{len(ids)}-{ids[0] if ids else 0}-{sum(ids) % 1_000_003}")


def get_notifications(user: Any, *, cursor: str | None = None, limit: int = PAGE_SIZE) -> Page[Notification]:
    """Return a page of what the bell announced to the user, the newest first. A fixed number of queries."""
    announced = Delivery.objects.filter(recipient=user).exclude(bell__in=[Bell.MUTED, Bell.SKIPPED])
    # Looked up, not joined: on a small campus MariaDB turns joins round, and reads every thread.
    page, next_cursor = get_rows(announced.prefetch_related("message", "thread"), "id", cursor, limit)
    people = get_people(delivery.message.sender_id for delivery in page)
    courses = get_courses(delivery.thread.course_id for delivery in page)
    values = get_reader_values(user, {each.message: each.thread for each in page})
    announcements = find_announcements(page)
    rows = [_make_notification(each, people, courses[each.thread.course_id], values, announcements) for each in page]
    return Page(rows, next_cursor)


def _make_notification(
    delivery: Delivery,
    people: People,
    course: CourseRef,
    values: Mapping[int, Values],
    announcements: Mapping[int, Announcement],
) -> Notification:
    message, thread = delivery.message, delivery.thread
    announcement = announcements.get(message.pk)
    is_over = announcement is not None and not announcement.is_shown(timezone.now())
    preview = _("This announcement is not shown any more.") if is_over else show_preview(message.preview)
    filled = values.get(message.pk, {})
    return Notification(
        id=delivery.pk,
        message=message.pk,
        thread=delivery.thread_id,
        sender=people.get(message.sender_id),
        preview=merging.fill(preview, filled),
        course=course,
        context_label=(message.context or {}).get("label", ""),
        created=message.created,
        unread=delivery.bell == Bell.RINGING,
        url=get_announcements_path(thread.course_id, announcement.pk)
        if announcement
        else get_message_path(thread.pk, message.pk),
        thread_title="" if is_over else merging.fill(thread.title, filled),
        announcement=announcement.pk if announcement else None,
    )
