"""Reading threads: a person's inbox, and one thread. what is not for the reader is not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import merging, permissions
from proserva_messaging.data import (
    BroadcastRef,
    CourseRef,
    DisclosureView,
    LastMessage,
    Page,
    ThreadDetail,
    ThreadSummary,
)
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.links import get_report_path
from proserva_messaging.merging import Values
from proserva_messaging.models import Attachment, Broadcast, Delivery, Disclosure, Message, Participant, Thread
from proserva_messaging.queries.merging import get_reader_values
from proserva_messaging.queries.pages import get_rows
from proserva_messaging.queries.people import People, get_courses, get_people
from proserva_messaging.rendering import show_preview

PAGE_SIZE = 25
SHOWN_PARTICIPANTS = 10
# Compared as values: SQLite can serve `NOT archived`, which a plain False would become, from no index.
BOXES = {
    "inbox": Q(archived=Value(False)),
    "archived": Q(archived=Value(True)),
    "starred": Q(starred=Value(True)),
    "sent": Q(),
}
# Where people see each other. What goes to many has as many participants: nobody learns who else got it, and no query
# may read them all.
CONVERSATIONS = [kind for kind in Thread.Kind.values if kind not in permissions.TO_MANY]
# A list shows previews, so that the texts themselves stay where they are.
TEXTS = ("last_message__body", "last_message__body_html", "last_message__context")


def access_participant(user: Any, thread_id: int) -> Participant:
    """Return the user's place in a thread, with the thread. Raises NotFoundError where they have none. One query."""
    place = Participant.objects.select_related("thread").filter(thread_id=thread_id, user=user).first()
    if place is None:
        raise NotFoundError
    return place


def access_crowd(user: Any, thread_id: int) -> tuple[Participant, list[Participant]]:
    """Return the user's place in a thread, and everybody else's in the order in which they joined, with their users. Of
    a broadcast, nobody's but the sender's.

    Raises NotFoundError where the user has none. One query, and two more for a broadcast.
    """
    places = Participant.objects.filter(thread_id=thread_id).select_related("user", "thread")
    mine = places.filter(user=user)
    others = places.filter(Exists(mine), thread__kind__in=CONVERSATIONS).exclude(user=user)
    # Put together, not chosen from: in a broadcast the database reads one row.
    found = {place.user_id: place for place in mine.union(others, all=True).order_by("pk")}
    if user.pk not in found:
        raise NotFoundError
    own = found.pop(user.pk)
    if own.thread.kind not in CONVERSATIONS:
        sender_id = Message.objects.filter(thread=thread_id).values_list("sender", flat=True).first()
        return own, list(places.filter(user=sender_id or 0).exclude(user=user))
    return own, list(found.values())


def get_inbox(
    user: Any,
    *,
    box: str = "inbox",
    course_key: CourseKey | None = None,
    unread: bool = False,
    query: str = "",
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
) -> Page[ThreadSummary]:
    """Return a page of the user's threads, the last active first: those of a `box` (see BOXES), in a course, unread,
    matching a text. A fixed number of queries, however many threads the page or the person has."""
    places = Participant.objects.filter(BOXES[box], user=user, last_message__isnull=False)
    if course_key is not None:
        places = places.filter(thread__course_id=course_key)
    if box == "sent":
        places = places.filter(Exists(Message.objects.filter(thread=OuterRef("thread"), sender=user)))
    if unread:
        waiting = Delivery.objects.filter(recipient=user, read_at=None).values("thread_id")
        places = places.filter(thread_id__in=waiting)
    if query:
        places = places.filter(_matching(query, user))
    related = places.select_related("thread", "last_message").defer(*TEXTS)
    page, next_cursor = get_rows(related, "last_message_id", cursor, limit)
    return Page(_summarize(user, page), next_cursor)


def _matching(query: str, user: Any) -> Q:
    """What a person looks for may stand in a thread's title, in the name of somebody in it, or in a message; of a
    broadcast's people, only its sender is in it."""
    others = Participant.objects.filter(thread=OuterRef("thread")).exclude(user=user)
    named = others.filter(get_platform().match_name(query, "user"))
    messages = Message.objects.filter(thread=OuterRef("thread"))
    written = messages.filter(body__icontains=query)
    sent = messages.exclude(sender=user).filter(get_platform().match_name(query, "sender"))
    # A case, so that nobody is looked for among a broadcast's many.
    people = Case(When(thread__kind__in=CONVERSATIONS, then=Exists(named)), default=Exists(sent))
    return Q(thread__title__icontains=query) | Q(people) | Q(Exists(written))


def get_thread(user: Any, thread_id: int) -> ThreadDetail:
    """Return a thread as the user sees it, with whether they may write. Raises NotFoundError."""
    own, others = access_crowd(user, thread_id)
    roles = get_platform().get_roles(own.thread.course_id, [user, *(each.user for each in others)])
    reason = permissions.why_not_write(user.pk, [each.user_id for each in others], roles, kind=own.thread.kind)
    summary = _summarize(user, [own], roles)[0]
    return ThreadDetail(
        **vars(summary),
        my_role=own.role,
        can_write=not reason,
        cannot_write_reason=reason,
        disclosures=_get_disclosures(thread_id),
        broadcast=_get_broadcast(user, own.thread, roles),
    )


def _get_broadcast(user: Any, thread: Thread, roles: Mapping[int, str]) -> BroadcastRef | None:
    """Return what the reader may know of a broadcast that a thread is; None for other threads. One query at most."""
    if thread.kind != Thread.Kind.BROADCAST:
        return None
    broadcast = Broadcast.objects.select_related("fan_out").filter(thread=thread).first()
    if broadcast is None:  # somebody tried it out on themselves
        return None
    on_team = permissions.may_broadcast(roles.get(user.pk))
    senders = [broadcast.sender_id] if broadcast.sender_id else []
    reason = permissions.why_not_write(user.pk, senders, roles, kind=Thread.Kind.DIRECT)
    is_mine = broadcast.sender_id == user.pk
    return BroadcastRef(
        id=broadcast.pk,
        everyone=broadcast.fan_out.audience.get("who") == "all",
        mine=is_mine,
        cannot_reply_reason="" if is_mine else reason,
        report_url=get_report_path(thread.course_id, broadcast.pk) if on_team else "",
    )


def _get_disclosures(thread_id: int) -> list[DisclosureView]:
    """Return who opened a thread without being in it, the newest first. Two queries, or one where nobody did."""
    rows = list(Disclosure.objects.filter(thread_id=thread_id).order_by("-pk"))
    people = get_people(row.user_id for row in rows)
    return [DisclosureView(by=people.get(row.user_id), at=row.created, reason=row.reason) for row in rows]


def _summarize(user: Any, places: list[Participant], roles: dict[int, str] | None = None) -> list[ThreadSummary]:
    thread_ids = [place.thread_id for place in places]
    crowds = _get_crowds(places, user)
    senders = [place.last_message.sender_id for place in places if place.last_message]
    people = get_people([user.pk, *senders, *(other for crowd in crowds.values() for other in crowd)], roles)
    courses = get_courses(place.thread.course_id for place in places)
    unread = _count_unread(user, thread_ids)
    with_files = _get_messages_with_files(place.last_message_id for place in places)
    values = get_reader_values(user, {place.last_message: place.thread for place in places if place.last_message})
    return [
        _make_summary(
            place,
            crowd=crowds[place.thread_id],
            people=people,
            course=courses[place.thread.course_id],
            unread=unread.get(place.thread_id, 0),
            last_message=_make_last_message(place, people, with_files, values),
            values=values.get(place.last_message_id or 0, {}),
        )
        for place in places
    ]


def _make_summary(
    place: Participant,
    *,
    crowd: list[int],
    people: People,
    course: CourseRef,
    unread: int,
    last_message: LastMessage | None,
    values: Values,
) -> ThreadSummary:
    thread = place.thread
    shown = [*crowd[: SHOWN_PARTICIPANTS - 1], place.user_id]
    return ThreadSummary(
        id=thread.pk,
        kind=thread.kind,
        title=merging.fill(thread.title, values),
        group_chat=thread.group_chat,
        course=course,
        participants=[people[user_id] for user_id in shown if user_id in people],
        participant_count=len(crowd) + 1,
        last_message=last_message,
        unread=unread,
        starred=place.starred,
        archived=place.archived,
        muted=place.muted,
    )


def _make_last_message(
    place: Participant, people: People, with_files: set[int], values: Mapping[int, Values]
) -> LastMessage | None:
    message = place.last_message
    if message is None:
        return None
    return LastMessage(
        id=message.pk,
        sender=people.get(message.sender_id),
        mine=message.sender_id == place.user_id,
        preview=merging.fill(show_preview(message.preview), values.get(message.pk, {})),
        created=message.created,
        has_attachments=message.pk in with_files,
    )


def _get_crowds(places: list[Participant], user: Any) -> dict[int, list[int]]:
    """Return, by thread, who else is in it, in the order in which they joined; of a broadcast, its sender."""
    crowds: dict[int, list[int]] = defaultdict(list)
    for place in places:
        sender_id = place.last_message and place.last_message.sender_id
        if place.thread.kind not in CONVERSATIONS and sender_id and sender_id != user.pk:
            crowds[place.thread_id] = [sender_id]
    thread_ids = [place.thread_id for place in places if place.thread.kind in CONVERSATIONS]
    everybody = Participant.objects.filter(thread_id__in=thread_ids).order_by("pk")
    for thread_id, user_id in everybody.values_list("thread_id", "user_id"):
        crowds[thread_id].extend([user_id] if user_id != user.pk else [])
    return crowds


def _count_unread(user: Any, thread_ids: list[int]) -> dict[int, int]:
    waiting = Delivery.objects.filter(recipient=user, read_at=None, thread_id__in=thread_ids)
    return dict(waiting.values_list("thread_id").annotate(Count("pk")).order_by())


def _get_messages_with_files(message_ids: Iterable[int | None]) -> set[int]:
    wanted = [message_id for message_id in message_ids if message_id is not None]
    return set(Attachment.objects.filter(message_id__in=wanted).values_list("message_id", flat=True))
