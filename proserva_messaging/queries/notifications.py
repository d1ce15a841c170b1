"""Reading the bell: how much rings, and the feed of what was delivered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from proserva_messaging import lines
from proserva_messaging.data import CourseRef, Notification, Page
from proserva_messaging.links import get_message_path
from proserva_messaging.models import Delivery, Participant
from proserva_messaging.queries import visibility
from proserva_messaging.queries.pages import get_rows
from proserva_messaging.queries.people import People, get_courses, get_people

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
    announced = Delivery.objects.filter(recipient=user).exclude(bell=Bell.MUTED)
    # Looked up, not joined: on a small campus MariaDB turns joins round, and reads every thread.
    page, next_cursor = get_rows(announced.prefetch_related("message", "thread"), "id", cursor, limit)
    messages = [delivery.message for delivery in page]
    named = [user_id for each in messages for user_id in (each.sender_id, *lines.list_named(each.event))]
    people = get_people(named)
    courses = get_courses(delivery.thread.course_id for delivery in page)
    titles = _get_titles(user, page)
    items = [_make_notification(each, people, courses[each.thread.course_id], titles[each.thread_id]) for each in page]
    return Page(items, next_cursor)


def _get_titles(user: Any, page: list[Delivery]) -> dict[int, str]:
    """Return the titles of these deliveries' threads as the user sees them, by thread. One query."""
    threads = {delivery.thread_id: delivery.thread for delivery in page}
    places = Participant.objects.filter(user=user, thread_id__in=threads)
    for place in places:
        place.thread = threads[place.thread_id]
    return {place.thread_id: visibility.get_title(place) for place in places}


def _make_notification(delivery: Delivery, people: People, course: CourseRef, title: str) -> Notification:
    message = delivery.message
    return Notification(
        id=delivery.pk,
        message=message.pk,
        thread=delivery.thread_id,
        sender=people.get(message.sender_id),
        preview=lines.show_preview(message.preview, message.event, people, delivery.recipient_id),
        course=course,
        context_label=(message.context or {}).get("label", ""),
        created=message.created,
        unread=delivery.bell == Bell.RINGING,
        url=get_message_path(delivery.thread_id, message.pk),
        thread_title=title,
        event=message.event is not None,
        mentions_me=delivery.mentioned,
    )
