"""Notifications: the bell's count and feed, and marking notifications as read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.care import queue
from proserva_messaging.conversations.data import CareBell, Notification, NotificationPage
from proserva_messaging.data import CourseRef
from proserva_messaging.links import get_announcements_path, get_care_path, get_message_path
from proserva_messaging.models import Announcement, CareNotice, Delivery, Participant, Thread
from proserva_messaging.store import merge_fields, system_messages, visibility
from proserva_messaging.store.faults import show_each
from proserva_messaging.store.merge_fields import Values
from proserva_messaging.store.merge_values import get_reader_values
from proserva_messaging.store.pages import chunk_ids, get_rows
from proserva_messaging.store.people import People, get_courses, get_people
from proserva_messaging.store.snapshots import read_context
from proserva_messaging.store.text import describe_removed
from proserva_messaging.types import User

PAGE_SIZE = 20
# The badge shows "99+" from here on, so the query counts no further.
COUNT_LIMIT = 100
Bell = Delivery.Bell
# Django's `union` refuses parts with a limit on SQLite.
RINGING = """
SELECT 0, id FROM (SELECT id FROM {} WHERE recipient_id = %s AND bell = %s ORDER BY id DESC LIMIT %s) deliveries
UNION ALL
SELECT 1, id FROM (SELECT id FROM {} WHERE recipient_id = %s AND rings = %s ORDER BY id DESC LIMIT %s) notices
"""


@dataclass(frozen=True)
class BellCount:
    """The number of ringing deliveries, COUNT_LIMIT at most, and a `version` that changes with their set."""

    count: int
    version: str


def count_ringing(user: User) -> BellCount:
    """Return the count on the user's bell. One bounded query on two indexes; those of `queue.list_ringing` too, if an
    alert of care rings."""
    ids, notices = _list_ringing(user)
    # A contact who has left the team hears nothing.
    alerts = queue.list_ringing(user) if notices else []
    version = f"{len(ids)}-{ids[0] if ids else 0}-{sum(ids) % 1_000_003}"
    if alerts:
        version += f"-{len(alerts)}-{alerts[0]}"
    return BellCount(count=min(len(ids) + len(alerts), COUNT_LIMIT), version=version)


def _list_ringing(user: User) -> tuple[list[int], list[int]]:
    """Return the ids of the user's ringing deliveries and notices of alerts, the newest first, COUNT_LIMIT of each at
    most. One query, because the bell is asked for most often."""
    quote = connection.ops.quote_name
    tables = [quote(each._meta.db_table) for each in (Delivery, CareNotice)]
    with connection.cursor() as cursor:
        cursor.execute(RINGING.format(*tables), [user.pk, Bell.RINGING, COUNT_LIMIT, user.pk, True, COUNT_LIMIT])
        rows = cursor.fetchall()
    # A database may give the rows in any order.
    newest = sorted(rows, reverse=True)
    return [pk for kind, pk in newest if kind == 0], [pk for kind, pk in newest if kind == 1]


def get_notifications(user: User, *, cursor: str | None = None, limit: int = PAGE_SIZE) -> NotificationPage:
    """Return a page of the user's notifications, the newest first. A fixed number of queries."""
    announced = Delivery.objects.filter(recipient=user).exclude(bell__in=[Bell.MUTED, Bell.SKIPPED])
    # Prefetched, not joined: MariaDB may reverse a join with small tables, and read every thread.
    page, next_cursor = get_rows(announced.prefetch_related("message", "thread"), "id", cursor, limit)
    messages = [delivery.message for delivery in page]
    named = [user_id for each in messages for user_id in (each.sender_id, *system_messages.list_named(each.event))]
    people = get_people([user.pk, *named])
    lookups = _Lookups(
        people=people,
        courses=get_courses(delivery.thread.course_id for delivery in page),
        titles=_get_titles(user, page),
        values=get_reader_values(user, {each.message: each.thread for each in page}, people),
        announcements=find_announcements(page),
    )
    ringing = 0 if cursor else queue.count_ringing(user)
    care = CareBell(ringing, get_care_path()) if ringing else None
    return NotificationPage(show_each(page, lambda each: _make_notification(each, lookups)), next_cursor, care)


@dataclass(frozen=True)
class _Lookups:
    """The data for all notifications of a page. `titles` are by thread, `values` and `announcements` by message."""

    people: People
    courses: Mapping[CourseKey, CourseRef]
    titles: Mapping[int, str]
    values: Mapping[int, Values]
    announcements: Mapping[int, Announcement]


def _get_titles(user: User, page: list[Delivery]) -> dict[int, str]:
    """Return the titles of the deliveries' threads as the user sees them, by thread id. An announcement, which has no
    participants, has the thread's own title. One query."""
    threads = {delivery.thread_id: delivery.thread for delivery in page}
    participants = list(Participant.objects.filter(user=user, thread_id__in=threads))
    for participant in participants:
        participant.thread = threads[participant.thread_id]
    titles = {participant.thread_id: visibility.get_title(participant) for participant in participants}
    return {thread_id: titles.get(thread_id, thread.title) for thread_id, thread in threads.items()}


def _make_notification(delivery: Delivery, lookups: _Lookups) -> Notification:
    message, thread = delivery.message, delivery.thread
    announcement = lookups.announcements.get(message.pk)
    is_over = announcement is not None and not announcement.is_shown(timezone.now())
    preview = _("This announcement is no longer shown.") if is_over else _get_preview(delivery, lookups.people)
    values = lookups.values.get(message.pk, {})
    return Notification(
        id=delivery.pk,
        message=message.pk,
        thread=delivery.thread_id,
        sender=lookups.people.get(message.sender_id),
        preview=merge_fields.fill(preview, values),
        course=lookups.courses[thread.course_id],
        context_label=(read_context(message.context) or {}).get("label", ""),
        created=message.created,
        unread=delivery.bell == Bell.RINGING,
        url=_make_url(message.pk, thread, announcement),
        thread_title="" if is_over else merge_fields.fill(lookups.titles[thread.pk], values),
        event=message.event is not None,
        mentions_me=delivery.mentioned,
        announcement=announcement.pk if announcement else None,
    )


def _get_preview(delivery: Delivery, people: People) -> str:
    message = delivery.message
    if message.removed:
        return describe_removed()
    return system_messages.show_preview(message.preview, message.event, people, delivery.recipient_id)


def _make_url(message_id: int, thread: Thread, announcement: Announcement | None) -> str:
    if announcement is not None:
        return get_announcements_path(thread.course_id, announcement.pk)
    return get_message_path(thread.pk, message_id)


def mark_notifications_read(user: User, up_to: int | None = None) -> int:
    """Silence the user's bell for all deliveries, or for those with ids up to `up_to`, and return their number.

    This does not mark messages as read: a receipt requires that the reader has opened the message.
    """
    ringing = Delivery.objects.filter(recipient=user, bell=Bell.RINGING)
    if up_to is not None:
        ringing = ringing.filter(pk__lte=up_to)
    # In chunks, each a short transaction: a single one could lock a year's rows for seconds.
    silenced = queue.silence(user)
    return silenced + sum(ringing.filter(pk__in=ids).update(bell=Bell.QUIET) for ids in chunk_ids(ringing))


def find_announcements(deliveries: Iterable[Delivery]) -> dict[int, Announcement]:
    """Return the announcements among these deliveries, by the ids of their messages. One query, and none without
    announcements. The deliveries need their `thread` loaded."""
    kind = Thread.Kind.ANNOUNCEMENT
    message_ids = [delivery.message_id for delivery in deliveries if delivery.thread.kind == kind]
    rows = Announcement.objects.filter(message_id__in=message_ids) if message_ids else Announcement.objects.none()
    return {row.message_id: row for row in rows}
