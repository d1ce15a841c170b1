"""Reading a course's announcements: a page of them, or one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import DateTimeField, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions
from proserva_messaging.data import AnnouncementView, CourseRef, Page
from proserva_messaging.errors import MalformedError, NotFoundError
from proserva_messaging.links import get_announcements_path
from proserva_messaging.models import Announcement
from proserva_messaging.queries.announcement_access import access_announcement, get_role
from proserva_messaging.queries.messages import get_files
from proserva_messaging.queries.pages import MAX_ID
from proserva_messaging.queries.people import get_courses, get_people
from proserva_messaging.rendering import show_html

PAGE_SIZE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
State = Announcement.State


@dataclass(frozen=True)
class Board(Page[AnnouncementView]):
    """A page of a course's announcements, whether the reader may post more, and in which time zone the course is."""

    can_post: bool = False
    time_zone: str = ""


def get_announcements(
    user: Any,
    course_key: CourseKey,
    *,
    state: str = "",
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
    as_learner: bool = False,
) -> Board:
    """Return a page of a course's announcements, pinned ones first and then the newest: for its team all of them, or
    those in a `state`; for others those that are published. A fixed number of queries, however many there are.

    Raises NotFoundError for whoever has no part in the course, MalformedError for a cursor that is none.
    """
    role = get_role(user, course_key, as_learner=as_learner)
    if role is None:
        raise NotFoundError
    now = timezone.now()
    rows = Announcement.objects.filter(course_id=course_key).present()
    rows = rows.filter(_in_state(state, now)) if state else rows
    rows = rows if permissions.may_announce(role) else rows.shown(now)
    # A draft has its place by when it was written.
    placed = rows.annotate(moment=Coalesce("publish_at", "created")).filter(_after(cursor))
    found = list(with_marks(placed.order_by("-pinned", "-moment", "-pk"), user)[: limit + 1])
    page = found[:limit]
    return Board(
        _describe(user, page, role),
        _make_cursor(page[-1]) if len(found) > limit else None,
        can_post=permissions.may_announce(role),
        time_zone=settings.TIME_ZONE,
    )


def get_announcement(user: Any, announcement_id: int, *, as_learner: bool = False) -> AnnouncementView:
    """Return an announcement that the user may see. Raises NotFoundError."""
    announcement, role = access_announcement(user, pk=announcement_id, as_learner=as_learner)
    return _describe(user, list(with_marks(Announcement.objects.filter(pk=announcement.pk), user)), role)[0]


def _in_state(state: str, now: datetime) -> Q:
    """Return the condition that `Announcement.get_state` says this at that moment."""
    is_up = Q(hidden_at=None)
    return {
        State.DRAFT: Q(publish_at=None),
        State.UNPUBLISHED: Q(publish_at__isnull=False) & ~is_up,
        State.SCHEDULED: is_up & Q(publish_at__gt=now),
        State.EXPIRED: is_up & Q(publish_at__lte=now, expires_at__lte=now),
        State.PUBLISHED: is_up & Q(publish_at__lte=now) & (Q(expires_at=None) | Q(expires_at__gt=now)),
    }[State(state)]


def with_marks(rows: QuerySet[Announcement], user: Any) -> QuerySet[Announcement]:
    """Return rows with their texts and with what the user did with each (`seen_at`, `dismissed_version`)."""
    mine = FilteredRelation("marks", condition=Q(marks__user=user))
    marks = rows.alias(mine=mine).annotate(seen_at=F("mine__seen_at"), dismissed_version=F("mine__dismissed"))
    return marks.select_related("message__thread")


def _make_cursor(row: Any) -> str:
    return f"{row.pinned:d}-{(row.moment - EPOCH) // MICROSECOND}-{row.pk}"


def _after(cursor: str | None) -> Q:
    """Return the condition that a row comes after the one that a page ended with."""
    if not cursor:
        return Q()
    parts = cursor.split("-")
    if len(parts) != 3 or not all(each.isascii() and each.isdigit() and int(each) <= MAX_ID for each in parts):
        raise MalformedError(fields={"cursor": ["?"]})
    try:
        moment = Value(EPOCH + int(parts[1]) * MICROSECOND, DateTimeField())
    except OverflowError:
        raise MalformedError(fields={"cursor": ["?"]}) from None
    later = Q(moment__lt=moment) | Q(moment=moment, pk__lt=int(parts[2]))
    return Q(pinned=True) & later | Q(pinned=False) if int(parts[0]) else Q(pinned=False) & later


def _describe(user: Any, rows: list[Any], role: str) -> list[AnnouncementView]:
    """Return announcements, as `with_marks` reads them, for a user in this role. Three queries at most."""
    now = timezone.now()
    files = get_files([row.message_id for row in rows])
    people = get_people(row.message.sender_id for row in rows)
    courses = get_courses(row.course_id for row in rows)
    return [
        AnnouncementView(
            id=row.pk,
            course=courses[row.course_id],
            title=row.message.thread.title,
            body=row.message.body,
            body_html=show_html(row.message.body_html) if row.message.body else "",
            attachments=files.get(row.message_id, []),
            author=people.get(row.message.sender_id),
            pinned=row.pinned,
            state=row.get_state(now),
            publish_at=row.publish_at,
            expires_at=row.expires_at,
            created=row.created,
            edited=row.edited,
            unread=row.message.sender_id != user.pk and _is_unread(row, now),
            dismissed=is_dismissed(row),
            can_edit=permissions.may_announce(role),
            version=row.version,
            ring=row.ring,
            email=row.email,
            url=get_announcements_path(row.course_id, row.pk),
        )
        for row in rows
    ]


def _is_unread(row: Any, now: datetime) -> bool:
    """Return whether the person has not seen it yet. What is not published is nothing to be read."""
    return row.seen_at is None and row.is_shown(now)


def is_dismissed(row: Any) -> bool:
    """Return whether the person dismissed this text: a new one comes back."""
    return (row.dismissed_version or 0) >= row.text_version


def access_course(user: Any, course_key: CourseKey) -> CourseRef:
    """Return a course that the user has a part in, for the page of its announcements. Raises NotFoundError."""
    if get_role(user, course_key) is None:
        raise NotFoundError
    return get_courses([course_key])[course_key]
