"""Reading threads: a person's inbox, and one thread. What is not for the reader is not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Value, Window
from django.db.models.functions import RowNumber
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import lines, merging, permissions
from proserva_messaging.data import (
    Abilities,
    BroadcastRef,
    CohortRef,
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
from proserva_messaging.queries import visibility
from proserva_messaging.queries.merging import get_reader_values
from proserva_messaging.queries.pages import get_rows
from proserva_messaging.queries.people import People, get_courses, get_people

PAGE_SIZE = 25
SHOWN_PARTICIPANTS = 10
# Compared as values: SQLite can serve `NOT archived`, which a plain False would become, from no index.
BOXES = {
    "inbox": Q(archived=Value(False)),
    "archived": Q(archived=Value(True)),
    "starred": Q(starred=Value(True)),
    "sent": Q(),
}
# A list shows previews, so that the texts themselves stay where they are.
TEXTS = ("last_message__body", "last_message__body_html", "last_message__context")


@dataclass
class Crowd:
    """Who else is in a thread: the ids of the first few, and how many all are, with whoever asks."""

    shown: list[int] = field(default_factory=list)
    count: int = 1


def access_participant(user: Any, thread_id: int) -> Participant:
    """Return the user's place in a thread, with the thread. Raises NotFoundError where they have none. One query."""
    place = Participant.objects.select_related("thread").filter(thread_id=thread_id, user=user).first()
    if place is None:
        raise NotFoundError
    return place


def access_crowd(user: Any, thread_id: int) -> tuple[Participant, list[Participant]]:
    """Return the user's place in a thread, and everybody else's in the order in which they joined, with their users:
    also the places of those who have left. Of what went to many, nobody's but the sender's.

    Raises NotFoundError where the user has none. One query, and two more for what went to many.
    """
    mine = Participant.objects.filter(thread_id=thread_id, user=user)
    crowd = Participant.objects.filter(Exists(mine), thread_id=thread_id).exclude(thread__kind__in=permissions.TO_MANY)
    places = {place.user_id: place for place in crowd.select_related("user", "thread").order_by("pk")}
    own = places.pop(user.pk, None)
    if own is None:
        own = access_participant(user, thread_id)
        return own, list(visibility.get_sender(own).select_related("user", "thread"))
    return own, list(places.values())


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
        written = Message.objects.filter(thread=OuterRef("thread"), sender=user, event__isnull=True)
        places = places.filter(Exists(written))
    if unread:
        waiting = Delivery.objects.filter(recipient=user, read_at=None).values("thread_id")
        places = places.filter(thread_id__in=waiting)
    if query:
        places = places.filter(_matching(query, user))
    related = places.select_related("thread", "last_message").defer(*TEXTS)
    page, next_cursor = get_rows(related, "last_message_id", cursor, limit)
    return Page(_summarize(user, page), next_cursor)


def _matching(query: str, user: Any) -> Q:
    """What a person looks for may stand in a thread's title, in the name of somebody in it, or in a message."""
    named = visibility.match_names(user.pk, get_platform().match_name(query, "user"))
    written = visibility.match_messages(user.pk).filter(body__icontains=query)
    return visibility.match_title(query) | named | Q(Exists(written))


def get_thread(user: Any, thread_id: int) -> ThreadDetail:
    """Return a thread as the user sees it, with what they may do in it. Raises NotFoundError."""
    own, places = access_crowd(user, thread_id)
    others = [place for place in places if visibility.is_in_sight(own, place)]
    roles = get_platform().get_roles(own.thread.course_id, [user, *(each.user for each in others)])
    reason = permissions.why_not_write(own, [each.user_id for each in others], roles)
    summary = _summarize(user, [own], roles)[0]
    thread, is_in = own.thread, permissions.is_in(own)
    return ThreadDetail(
        **vars(summary),
        created=thread.created,
        my_role=own.role,
        can_write=not reason,
        cannot_write_reason=reason,
        disclosures=_get_disclosures(thread_id),
        members_may_add=is_in and thread.members_may_add,
        members_may_remove=is_in and thread.members_may_remove,
        can=get_abilities(own, in_course=own.user_id in roles),
        cohorts=_get_cohorts(own),
        broadcast=_get_broadcast(own, roles),
    )


def _get_broadcast(own: Participant, roles: Mapping[int, str]) -> BroadcastRef | None:
    """Return what the reader may know of a broadcast that a thread is; None for other threads. One query at most."""
    thread = own.thread
    if thread.kind != Thread.Kind.BROADCAST:
        return None
    broadcast = Broadcast.objects.select_related("fan_out").filter(thread=thread).first()
    if broadcast is None:  # somebody tried it out on themselves
        return None
    on_team = permissions.may_broadcast(roles.get(own.user_id))
    senders = [broadcast.sender_id] if broadcast.sender_id else []
    is_mine = broadcast.sender_id == own.user_id
    return BroadcastRef(
        id=broadcast.pk,
        everyone=broadcast.fan_out.audience.get("who") == "all",
        mine=is_mine,
        cannot_reply_reason="" if is_mine else permissions.why_not_answer(own, senders, roles),
        report_url=get_report_path(thread.course_id, broadcast.pk) if on_team else "",
    )


def get_abilities(place: Participant, *, in_course: bool) -> Abilities:
    """Return what somebody may do in their thread now: nothing but leave, where they are not in the course."""
    return Abilities(
        set_group_chat=in_course and permissions.may_set_group_chat(place),
        rename=in_course and permissions.may_rename(place),
        close=in_course and permissions.may_close(place),
        add=in_course and permissions.may_add(place),
        remove=in_course and permissions.may_remove(place),
        set_permissions=in_course and permissions.may_set_permissions(place),
        hand_over=in_course and permissions.may_hand_over(place),
        leave=permissions.may_leave(place),
        keep_in_step=in_course and permissions.may_keep_in_step(place),
    )


def _get_cohorts(place: Participant) -> list[CohortRef]:
    """Return of which cohorts a group was made. One query, and none for any other thread."""
    if not (permissions.is_in(place) and permissions.is_group(place.thread)):
        return []
    rows = place.thread.cohorts.order_by("pk").values_list("cohort_id", "name", "in_step")
    return [CohortRef(*row) for row in rows]


def _get_disclosures(thread_id: int) -> list[DisclosureView]:
    """Return who opened a thread without being in it, the newest first. Two queries, or one where nobody did."""
    rows = list(Disclosure.objects.filter(thread_id=thread_id).order_by("-pk"))
    people = get_people(row.user_id for row in rows)
    return [DisclosureView(by=people.get(row.user_id), at=row.created, reason=row.reason) for row in rows]


def _summarize(user: Any, places: list[Participant], roles: dict[int, str] | None = None) -> list[ThreadSummary]:
    thread_ids = [place.thread_id for place in places]
    crowds = _get_crowds(places, user)
    people = get_people([user.pk, *_list_people(places, crowds)], roles)
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


def _list_people(places: list[Participant], crowds: dict[int, Crowd]) -> Iterator[int | None]:
    """Yield the ids of all who are named in the summaries of these threads."""
    for place in places:
        yield from crowds[place.thread_id].shown
        if place.last_message:
            yield place.last_message.sender_id
            yield from lines.list_named(place.last_message.event)


def _make_summary(
    place: Participant,
    *,
    crowd: Crowd,
    people: People,
    course: CourseRef,
    unread: int,
    last_message: LastMessage | None,
    values: Values,
) -> ThreadSummary:
    thread = place.thread
    shown = [*crowd.shown, place.user_id]
    closed = thread.closed if permissions.is_in(place) else None
    return ThreadSummary(
        id=thread.pk,
        kind=thread.kind,
        title=merging.fill(visibility.get_title(place), values),
        group_chat=thread.group_chat,
        course=course,
        participants=[people[user_id] for user_id in shown if user_id in people],
        participant_count=crowd.count,
        last_message=last_message,
        unread=unread,
        starred=place.starred,
        archived=place.archived,
        muted=place.muted,
        closed=closed,
        left=place.left,
        removed=place.removed,
    )


def _make_last_message(
    place: Participant, people: People, with_files: set[int], values: Mapping[int, Values]
) -> LastMessage | None:
    message = place.last_message
    if message is None:
        return None
    told = lines.show_preview(message.preview, message.event, people, place.user_id)
    return LastMessage(
        id=message.pk,
        sender=people.get(message.sender_id),
        mine=message.sender_id == place.user_id,
        preview=merging.fill(told, values.get(message.pk, {})),
        created=message.created,
        has_attachments=message.pk in with_files,
        event=message.event is not None,
    )


def _get_crowds(places: list[Participant], user: Any) -> dict[int, Crowd]:
    """Return, by thread, who else is in it: the first few in the order in which they joined, and how many all are.

    One query, which gives back few rows, however many people are in the threads.
    """
    ranks = Window(RowNumber(), partition_by="thread_id", order_by="pk")
    totals = Window(Count("pk"), partition_by="thread_id")
    everybody = visibility.get_crowds(places).exclude(user=user).annotate(rank=ranks, total=totals)
    crowds: dict[int, Crowd] = defaultdict(Crowd)
    rows = everybody.filter(rank__lt=SHOWN_PARTICIPANTS).order_by("rank")
    for thread_id, user_id, total in rows.values_list("thread_id", "user_id", "total"):
        crowds[thread_id].shown.append(user_id)
        # Whoever asks is one of them.
        crowds[thread_id].count = total + 1
    return crowds


def _count_unread(user: Any, thread_ids: list[int]) -> dict[int, int]:
    waiting = Delivery.objects.filter(recipient=user, read_at=None, thread_id__in=thread_ids)
    return dict(waiting.values_list("thread_id").annotate(Count("pk")).order_by())


def _get_messages_with_files(message_ids: Iterable[int | None]) -> set[int]:
    wanted = [message_id for message_id in message_ids if message_id is not None]
    return set(Attachment.objects.filter(message_id__in=wanted).values_list("message_id", flat=True))
