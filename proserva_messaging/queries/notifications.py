"""Reading the bell: how much rings, and the feed of what was delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import lines, merging
from proserva_messaging.data import CourseRef, Notification, Page
from proserva_messaging.links import get_announcements_path, get_message_path
from proserva_messaging.merging import Values
from proserva_messaging.models import Announcement, Delivery, Participant
from proserva_messaging.queries import visibility
from proserva_messaging.queries.announcement_access import find_announcements
from proserva_messaging.queries.merging import get_reader_values
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
    announced = Delivery.objects.filter(recipient=user).exclude(bell__in=[Bell.MUTED, Bell.SKIPPED])
    # Looked up, not joined: on a small campus MariaDB turns joins round, and reads every thread.
    page, next_cursor = get_rows(announced.prefetch_related("message", "thread"), "id", cursor, limit)
    messages = [delivery.message for delivery in page]
    named = [user_id for each in messages for user_id in (each.sender_id, *lines.list_named(each.event))]
    people = get_people(named)
    facts = _Facts(
        people=people,
        courses=get_courses(delivery.thread.course_id for delivery in page),
        titles=_get_titles(user, page),
        values=get_reader_values(user, {each.message: each.thread for each in page}),
        announcements=find_announcements(page),
    )
    return Page([_make_notification(each, facts) for each in page], next_cursor)


@dataclass(frozen=True)
class _Facts:
    """What was looked up for a page of the feed."""

    people: People
    courses: Mapping[CourseKey, CourseRef]
    titles: Mapping[int, str]
    values: Mapping[int, Values]
    announcements: Mapping[int, Announcement]


def _get_titles(user: Any, page: list[Delivery]) -> dict[int, str]:
    """Return the titles of these deliveries' threads as the user sees them, by thread; what an announcement rings with
    has its own. One query."""
    threads = {delivery.thread_id: delivery.thread for delivery in page}
    places = list(Participant.objects.filter(user=user, thread_id__in=threads))
    for place in places:
        place.thread = threads[place.thread_id]
    seen = {place.thread_id: visibility.get_title(place) for place in places}
    return {thread_id: seen.get(thread_id, thread.title) for thread_id, thread in threads.items()}


def _make_notification(delivery: Delivery, facts: _Facts) -> Notification:
    message, thread = delivery.message, delivery.thread
    announcement = facts.announcements.get(message.pk)
    is_over = announcement is not None and not announcement.is_shown(timezone.now())
    told = lines.show_preview(message.preview, message.event, facts.people, delivery.recipient_id)
    preview = _("This announcement is not shown any more.") if is_over else told
    values = facts.values.get(message.pk, {})
    return Notification(
        id=delivery.pk,
        message=message.pk,
        thread=delivery.thread_id,
        sender=facts.people.get(message.sender_id),
        preview=merging.fill(preview, values),
        course=facts.courses[thread.course_id],
        context_label=(message.context or {}).get("label", ""),
        created=message.created,
        unread=delivery.bell == Bell.RINGING,
        url=get_announcements_path(thread.course_id, announcement.pk)
        if announcement
        else get_message_path(thread.pk, message.pk),
        thread_title="" if is_over else merging.fill(facts.titles[thread.pk], values),
        event=message.event is not None,
        mentions_me=delivery.mentioned,
        announcement=announcement.pk if announcement else None,
    )
