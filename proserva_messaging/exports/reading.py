"""Reading: what an export contains, by the product's own rules of visibility, in pieces of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from proserva_messaging.audit_trail.queries import get_privacy_log
from proserva_messaging.conversations.data import MessageInfo, ThreadSummary
from proserva_messaging.conversations.history import describe_messages
from proserva_messaging.conversations.inbox import summarize_threads
from proserva_messaging.conversations.threads import get_disclosures
from proserva_messaging.data import CourseRef, Person
from proserva_messaging.edxapp import get_platform
from proserva_messaging.exports.data import (
    CourseName,
    ExportedAction,
    ExportedAlert,
    ExportedTemplate,
    ExportedThread,
    Name,
)
from proserva_messaging.models import (
    Announcement,
    AnnouncementMark,
    Attachment,
    BroadcastTemplate,
    CareAlert,
    CourseSettings,
    Delivery,
    Message,
    Participant,
)
from proserva_messaging.store import permissions
from proserva_messaging.store.faults import read_rows
from proserva_messaging.store.pages import CHUNK, chunk_ids
from proserva_messaging.store.people import get_courses, get_people
from proserva_messaging.store.visibility import get_visible_messages, get_visible_participants
from proserva_messaging.types import User

PAGE_SIZE = 200


@dataclass(frozen=True)
class Received:
    """A person's own delivery of a message: when they first saw it, and the state of their email."""

    read_at: datetime | None = None
    email: str | None = None


def name_person(person: Person | None) -> Name | None:
    """Return a person's names, or None."""
    return Name(person.username, person.name) if person else None


def name_course(course: CourseRef) -> CourseName:
    """Return a course's names."""
    return CourseName(course.id, course.name)


def iterate_participants(user: User) -> Iterator[tuple[Participant, ThreadSummary]]:
    """Yield the user's participants with the summaries of their threads, in the order of joining. Eight queries for
    each CHUNK."""
    for ids in chunk_ids(Participant.objects.filter(user=user)):
        rows = Participant.objects.filter(pk__in=ids).select_related("thread", "last_message").order_by("pk")
        participants = {each.thread_id: each for each in read_rows(rows)}
        for summary in summarize_threads(user, list(participants.values())):
            yield participants[summary.id], summary


def describe_thread(own: Participant, summary: ThreadSummary) -> ExportedThread:
    """Return a thread as the user sees it. Four queries at most."""
    seen_by = [
        {"by": name_person(each.by), "at": each.at, "reason": each.reason} for each in get_disclosures(own.thread_id)
    ]
    return ExportedThread(
        id=summary.id,
        kind=summary.kind,
        title=summary.title,
        course=name_course(summary.course),
        created=own.thread.created,
        role=own.role,
        joined=own.joined,
        left=summary.left,
        removed=summary.removed,
        closed=summary.closed,
        starred=summary.starred,
        archived=summary.archived,
        muted=summary.muted,
        participants=_name_participants(own),
        disclosures=seen_by,
    )


def _name_participants(own: Participant) -> list[Name]:
    """Return the names of the people in a thread that the user sees, in the order of joining. Two queries."""
    user_ids = list(get_visible_participants([own]).order_by("pk").values_list("user_id", flat=True))
    people = get_people(user_ids)
    named = [name_person(people[user_id]) for user_id in user_ids if user_id in people]
    return [each for each in named if each]


def iterate_pages(user: User, own: Participant) -> Iterator[list[tuple[MessageInfo, Received]]]:
    """Yield the messages of a thread that the user may see, the oldest first, in lists of at most PAGE_SIZE, with the
    user's deliveries. A fixed number of queries for each list."""
    last = 0
    visible = get_visible_messages(own).order_by("pk")
    while rows := list(visible.filter(pk__gt=last).values_list("pk", flat=True)[:PAGE_SIZE]):
        messages = read_rows(Message.objects.filter(pk__in=rows).order_by("pk"))
        for message in messages:
            message.thread = own.thread
        received = _get_received(user, rows)
        yield [(each, received.get(each.id, Received())) for each in describe_messages(user, messages)]
        last = rows[-1]


def _get_received(user: User, message_ids: list[int]) -> dict[int, Received]:
    rows = Delivery.objects.filter(recipient=user, message_id__in=message_ids)
    found = rows.values_list("message_id", "read_at", "email")
    return {message_id: Received(read_at, email) for message_id, read_at, email in found}


def iterate_announcements(user: User) -> Iterator[list[Any]]:
    """Yield the announcements that the user wrote, got or saw, and that they may see now, in lists of at most
    PAGE_SIZE. Each row has its `message` with `thread`, and `seen_at`."""
    mark = AnnouncementMark.objects.filter(announcement=OuterRef("pk"), user=user)
    delivered = Delivery.objects.filter(message=OuterRef("message"), recipient=user)
    theirs = Q(message__sender=user) | Exists(mark) | Exists(delivered)
    roles, now = get_platform().get_user_roles(user), timezone.now()
    for ids in chunk_ids(Announcement.objects.present().filter(theirs)):
        for start in range(0, len(ids), PAGE_SIZE):
            rows = Announcement.objects.filter(pk__in=ids[start : start + PAGE_SIZE]).select_related("message__thread")
            found = read_rows(rows.annotate(seen_at=mark.values("seen_at")[:1]).order_by("pk"))
            shown = [
                each
                for each in found
                if permissions.may_see_announcement(roles.role_in(each.course_id), shown=each.is_shown(now))
            ]
            if shown:
                yield shown


def iterate_uploads(user: User) -> Iterator[list[Attachment]]:
    """Yield the files that the user uploaded and did not send, in lists of at most CHUNK."""
    for ids in chunk_ids(Attachment.objects.filter(uploader=user, message=None)):
        yield read_rows(Attachment.objects.filter(pk__in=ids).order_by("pk"))


def iterate_templates(user: User) -> Iterator[ExportedTemplate]:
    """Yield the user's templates of broadcasts. Two queries for each CHUNK, and the platform's for the courses."""
    for ids in chunk_ids(BroadcastTemplate.objects.filter(author=user)):
        rows = read_rows(BroadcastTemplate.objects.filter(pk__in=ids).order_by("pk"))
        courses = get_courses(each.course_id for each in rows)
        for each in rows:
            course = name_course(courses[each.course_id])
            yield ExportedTemplate(each.pk, course, each.name, each.subject, each.body, each.created)


def list_contact_courses(user: User) -> list[str]:
    """Return the ids of the courses that have the user as their contact."""
    rows = CourseSettings.objects.filter(contact=user).order_by("pk").values_list("course_id", flat=True)
    return [str(key) for key in rows[:CHUNK]]


def iterate_alerts(user: User) -> Iterator[ExportedAlert]:
    """Yield the care alerts about the user's messages, the oldest first. One query."""
    for each in CareAlert.objects.filter(writer=user).order_by("pk").iterator(CHUNK):
        yield ExportedAlert(each.message_id, each.thread_id, str(each.course_id), each.created, each.state)


def iterate_actions(user: User) -> Iterator[ExportedAction]:
    """Yield the user's privacy log, the newest first. A fixed number of queries for each page."""
    cursor: str | None = None
    while True:
        page = get_privacy_log(user, cursor=cursor, limit=PAGE_SIZE)
        for each in page.results:
            course = name_course(each.course) if each.course else None
            yield ExportedAction(**{**vars(each), "by": name_person(each.by), "course": course})
        if (cursor := page.next_cursor) is None:
            return
