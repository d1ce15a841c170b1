"""Announcements of a course: list, read, and check access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import DateTimeField, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.announcements.data import AnnouncementInfo
from proserva_messaging.data import CourseRef, Page
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.errors import MalformedError, NotFoundError
from proserva_messaging.links import get_announcements_path
from proserva_messaging.models import Announcement
from proserva_messaging.store import permissions
from proserva_messaging.store.access import access_announcement, get_role
from proserva_messaging.store.faults import read_rows, show_each
from proserva_messaging.store.files import get_files
from proserva_messaging.store.pages import is_id
from proserva_messaging.store.people import get_courses, get_people
from proserva_messaging.store.rendering import show_html
from proserva_messaging.types import User

PAGE_SIZE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
State = Announcement.State


@dataclass(frozen=True)
class Board(Page[AnnouncementInfo]):
    """A page of a course's announcements, with the reader's right to post, and the time zone of the site."""

    can_post: bool = False
    time_zone: str = ""


def access_course(user: User, course_key: CourseKey) -> CourseRef:
    """Return a course that the user is in, for its announcements page. Raises NotFoundError."""
    if get_role(user, course_key) is None:
        raise NotFoundError
    return get_courses([course_key])[course_key]


def access_posting(user: User, course_key: CourseKey) -> None:
    """Raise NotFoundError if the user may not post announcements in a course."""
    if not permissions.may_announce(get_role(user, course_key)):
        raise NotFoundError


def access_editable(user: User, announcement_id: int) -> Announcement:
    """Return an announcement that the user may edit. Raises NotFoundError, also for a learner who may see it."""
    announcement, role = access_announcement(user, pk=announcement_id)
    if not permissions.may_announce(role):
        raise NotFoundError
    return announcement


@takes_course_key
def get_announcements(
    user: User,
    course_key: CourseKey,
    *,
    state: str = "",
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
    as_learner: bool = False,
) -> Board:
    """Return a page of a course's announcements, pinned ones first, then newest first: for the team all of them or
    those in a `state`, for others only published ones. A fixed number of queries.

    Raises NotFoundError if the user is not in the course, MalformedError for an invalid cursor.
    """
    role = get_role(user, course_key, as_learner=as_learner)
    if role is None:
        raise NotFoundError
    # Drafts are ordered by their creation.
    rows = _filter(course_key, role, state).annotate(moment=Coalesce("publish_at", "created"))
    ordered = with_marks(rows.filter(_is_after(cursor)).order_by("-pinned", "-moment", "-pk"), user)
    found = read_rows(ordered[: limit + 1])
    page = found[:limit]
    next_cursor = _make_cursor(page[-1]) if len(found) > limit else None
    can_post = permissions.may_announce(role)
    return Board(_describe(user, page, role), next_cursor, can_post=can_post, time_zone=settings.TIME_ZONE)


def _filter(course_key: CourseKey, role: str, state: str) -> QuerySet[Announcement]:
    """Return the announcements that a user in this role may list."""
    now = timezone.now()
    rows = Announcement.objects.filter(course_id=course_key).present()
    rows = rows.filter(_in_state(state, now)) if state else rows
    return rows if permissions.may_announce(role) else rows.shown(now)


def get_announcement(user: User, announcement_id: int, *, as_learner: bool = False) -> AnnouncementInfo:
    """Return an announcement that the user may see. Raises NotFoundError."""
    announcement, role = access_announcement(user, pk=announcement_id, as_learner=as_learner)
    return _describe(user, list(with_marks(Announcement.objects.filter(pk=announcement.pk), user)), role)[0]


def with_marks(rows: QuerySet[Announcement], user: User) -> QuerySet[Announcement]:
    """Return announcements with their texts and the user's marks (`seen_at`, `dismissed_version`)."""
    mine = FilteredRelation("marks", condition=Q(marks__user=user))
    marks = rows.alias(mine=mine).annotate(seen_at=F("mine__seen_at"), dismissed_version=F("mine__dismissed"))
    return marks.select_related("message__thread")


def is_dismissed(row: Any) -> bool:
    """Return whether the user dismissed the current text. A changed text shows again."""
    return bool((row.dismissed_version or 0) >= row.text_version)


def _in_state(state: str, now: datetime) -> Q:
    """Return the condition that `Announcement.get_state` returns this state at that time."""
    is_visible = Q(hidden_at=None)
    return {
        State.DRAFT: Q(publish_at=None),
        State.UNPUBLISHED: Q(publish_at__isnull=False) & ~is_visible,
        State.SCHEDULED: is_visible & Q(publish_at__gt=now),
        State.EXPIRED: is_visible & Q(publish_at__lte=now, expires_at__lte=now),
        State.PUBLISHED: is_visible & Q(publish_at__lte=now) & (Q(expires_at=None) | Q(expires_at__gt=now)),
    }[State(state)]


def _make_cursor(row: Any) -> str:
    return f"{row.pinned:d}-{(row.moment - EPOCH) // MICROSECOND}-{row.pk}"


def _is_after(cursor: str | None) -> Q:
    """Return the condition that a row comes after the cursor. Raises MalformedError for an invalid cursor."""
    if not cursor:
        return Q()
    parts = cursor.split("-")
    if len(parts) != 3 or not all(map(is_id, parts)):
        raise MalformedError(fields={"cursor": ["?"]})
    try:
        moment = Value(EPOCH + int(parts[1]) * MICROSECOND, DateTimeField())
    except OverflowError:
        raise MalformedError(fields={"cursor": ["?"]}) from None
    later = Q(moment__lt=moment) | Q(moment=moment, pk__lt=int(parts[2]))
    return Q(pinned=True) & later | Q(pinned=False) if int(parts[0]) else Q(pinned=False) & later


def _describe(user: User, rows: list[Any], role: str) -> list[AnnouncementInfo]:
    """Return announcements from `with_marks` as a user in this role sees them. Three queries at most."""
    files = get_files([row.message_id for row in rows])
    people = get_people(row.message.sender_id for row in rows)
    courses = get_courses(row.course_id for row in rows)
    return show_each(
        rows,
        lambda row: _make_info(
            row,
            user.pk,
            course=courses[row.course_id],
            attachments=files.get(row.message_id, []),
            author=people.get(row.message.sender_id),
            can_edit=permissions.may_announce(role),
        ),
    )


def _make_info(row: Any, user_id: int, **details: Any) -> AnnouncementInfo:
    """Return an announcement for a user. `details` are the fields that are not in its row."""
    now = timezone.now()
    return AnnouncementInfo(
        id=row.pk,
        title=row.message.thread.title,
        body=row.message.body,
        body_html=show_html(row.message.body_html) if row.message.body else "",
        pinned=row.pinned,
        state=row.get_state(now),
        publish_at=row.publish_at,
        expires_at=row.expires_at,
        created=row.created,
        edited=row.edited,
        unread=row.message.sender_id != user_id and _is_unread(row, now),
        dismissed=is_dismissed(row),
        version=row.version,
        ring=row.ring,
        email=row.email,
        url=get_announcements_path(row.course_id, row.pk),
        **details,
    )


def _is_unread(row: Any, now: datetime) -> bool:
    """Return whether a published announcement is unseen."""
    return row.seen_at is None and row.is_shown(now)
