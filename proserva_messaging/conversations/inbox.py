"""Inbox: a user's threads in each box, and their own state of a thread (starred, archived, muted)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Value, Window
from django.db.models.functions import RowNumber
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.data import LastMessage, ThreadSummary
from proserva_messaging.data import Page
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.models import Attachment, Delivery, Message, Participant
from proserva_messaging.store import merge_fields, permissions, system_messages, visibility
from proserva_messaging.store.access import access_participant
from proserva_messaging.store.blocks import hides_last_message
from proserva_messaging.store.faults import show_each
from proserva_messaging.store.merge_fields import Values
from proserva_messaging.store.merge_values import get_reader_values
from proserva_messaging.store.pages import get_rows
from proserva_messaging.store.people import People, get_courses, get_people
from proserva_messaging.store.text import describe_blocked, describe_removed
from proserva_messaging.types import User

PAGE_SIZE = 25
SHOWN_PARTICIPANTS = 10
# With Value(), since Django turns a plain False into `NOT archived`, for which SQLite uses no index.
BOXES = {
    "inbox": Q(archived=Value(False)),
    "archived": Q(archived=Value(True)),
    "starred": Q(starred=Value(True)),
    "sent": Q(),
}
# Not loaded for a list, which shows only previews.
LARGE_FIELDS = ("last_message__body", "last_message__body_html", "last_message__context")
STATES = ("starred", "archived", "muted")


@dataclass
class OtherPeople:
    """The other people in a thread: the ids of the first few, and the number of all, including the reader."""

    shown: list[int] = field(default_factory=list)
    count: int = 1


@takes_course_key
def get_inbox(
    user: User,
    *,
    box: str = "inbox",
    course_key: CourseKey | None = None,
    unread: bool = False,
    query: str = "",
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
) -> Page[ThreadSummary]:
    """Return a page of the user's threads in a `box` (see BOXES), the last active first. Filter by course, `unread`, or
    a `query` text. A fixed number of queries."""
    participants = Participant.objects.filter(BOXES[box], user=user, last_message__isnull=False)
    if course_key is not None:
        participants = participants.filter(thread__course_id=course_key)
    if box == "sent":
        participants = participants.filter(_written_by(user))
    if unread:
        unread_ids = Delivery.objects.filter(recipient=user, read_at=None).values("thread_id")
        participants = participants.filter(thread_id__in=unread_ids)
    if query:
        participants = participants.filter(_matching(query, user))
    rows = participants.annotate(hides_last=hides_last_message(user.pk)).select_related("thread", "last_message")
    page, next_cursor = get_rows(rows.defer(*LARGE_FIELDS), "last_message_id", cursor, limit)
    return Page(summarize_threads(user, page), next_cursor)


def _written_by(user: User) -> Exists:
    """Return the condition that the user wrote a message in a thread."""
    return Exists(Message.objects.filter(thread=OuterRef("thread"), sender=user, event__isnull=True))


def _matching(query: str, user: User) -> Q:
    """Return the condition for a query text in a thread's title, a participant's name or a message."""
    named = visibility.match_names(user.pk, get_platform().match_name(query, "user"))
    written = visibility.match_messages(user.pk).filter(body__icontains=query)
    return visibility.match_title(query) | named | Q(Exists(written))


def summarize_threads(
    user: User, participants: list[Participant], roles: dict[int, str] | None = None
) -> list[ThreadSummary]:
    """Return the summaries of the threads of these participants, all of the user. Six queries for any number."""
    others = _get_other_people(participants, user)
    people = get_people([user.pk, *_list_people(participants, others)], roles)
    courses = get_courses(participant.thread.course_id for participant in participants)
    unread = _count_unread(user, [participant.thread_id for participant in participants])
    with_files = _get_messages_with_files(participant.last_message_id for participant in participants)
    last = {participant.last_message: participant.thread for participant in participants if participant.last_message}
    values = get_reader_values(user, last, people)

    def show(participant: Participant, *, is_damaged: bool = False) -> ThreadSummary:
        shown = [*others[participant.thread_id].shown, participant.user_id]
        return _make_summary(
            participant,
            course=courses[participant.thread.course_id],
            participants=[people[user_id] for user_id in shown if user_id in people],
            participant_count=others[participant.thread_id].count,
            last_message=None if is_damaged else _make_last_message(participant, people, with_files, values),
            unread=unread.get(participant.thread_id, 0),
            values=values.get(participant.last_message_id or 0, {}),
        )

    return show_each(participants, show, partial(show, is_damaged=True))


def _list_people(participants: list[Participant], others: dict[int, OtherPeople]) -> Iterator[int | None]:
    """Yield the ids of all people named in the summaries of these threads."""
    for participant in participants:
        yield from others[participant.thread_id].shown
        if participant.last_message:
            yield participant.last_message.sender_id
            yield from system_messages.list_named(participant.last_message.event)


def _make_summary(participant: Participant, *, values: Values, **details: Any) -> ThreadSummary:
    """Return the summary of a thread. `details` are the fields that are not columns of its own or the participant's."""
    thread = participant.thread
    return ThreadSummary(
        id=thread.pk,
        kind=thread.kind,
        title=merge_fields.fill(visibility.get_title(participant), values),
        group_chat=thread.group_chat,
        starred=participant.starred,
        archived=participant.archived,
        muted=participant.muted,
        closed=thread.closed if permissions.is_in(participant) else None,
        left=participant.left,
        removed=participant.removed,
        **details,
    )


def _make_last_message(
    participant: Participant, people: People, with_files: set[int], values: Mapping[int, Values]
) -> LastMessage | None:
    message = participant.last_message
    if message is None:
        return None
    preview = system_messages.show_preview(message.preview, message.event, people, participant.user_id)
    if message.removed:
        preview = describe_removed()
    elif vars(participant).get("hides_last") and permissions.is_group(participant.thread) and not message.event:
        preview = describe_blocked()
    return LastMessage(
        id=message.pk,
        sender=people.get(message.sender_id),
        mine=message.sender_id == participant.user_id,
        preview=merge_fields.fill(preview, values.get(message.pk, {})),
        created=message.created,
        has_attachments=message.pk in with_files,
        event=message.event is not None,
    )


def _get_other_people(participants: list[Participant], user: User) -> dict[int, OtherPeople]:
    """Return the other people in each thread, by its id: the first who joined, and the number of all.

    One query, with few rows even for large threads.
    """
    ranks = Window(RowNumber(), partition_by="thread_id", order_by="pk")
    totals = Window(Count("pk"), partition_by="thread_id")
    visible = visibility.get_visible_participants(participants).exclude(user=user).annotate(rank=ranks, total=totals)
    others: dict[int, OtherPeople] = defaultdict(OtherPeople)
    rows = visible.filter(rank__lt=SHOWN_PARTICIPANTS).order_by("rank")
    for thread_id, user_id, total in rows.values_list("thread_id", "user_id", "total"):
        others[thread_id].shown.append(user_id)
        others[thread_id].count = total + 1  # with the reader
    return others


def _count_unread(user: User, thread_ids: list[int]) -> dict[int, int]:
    unread = Delivery.objects.filter(recipient=user, read_at=None, thread_id__in=thread_ids)
    return dict(unread.values_list("thread_id").annotate(Count("pk")).order_by())


def _get_messages_with_files(message_ids: Iterable[int | None]) -> set[int]:
    wanted = [message_id for message_id in message_ids if message_id is not None]
    return set(Attachment.objects.filter(message_id__in=wanted).values_list("message_id", flat=True))


def set_state(user: User, thread_id: int, **changes: bool) -> Participant:
    """Star, archive or mute a thread for the user (`starred`, `archived`, `muted`), and return their participant.

    Raises NotFoundError if the user is not in the thread, ValueError for an unknown state.
    """
    if unknown := set(changes) - set(STATES):
        raise ValueError(f"No such state: {sorted(unknown)}")
    participant = access_participant(user, thread_id)
    for name, value in changes.items():
        setattr(participant, name, value)
    if changes:
        # Only the changed fields: a concurrent message updates others.
        participant.save(update_fields=list(changes))
    return participant
