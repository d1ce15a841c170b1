"""Broadcasts: list and describe them, with their progress."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import chain
from typing import Any

from django.db.models import Count, F, QuerySet, Sum, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.broadcasts.data import BroadcastInfo, Emails, Progress
from proserva_messaging.data import Page
from proserva_messaging.delivery.audience import Audience, describe
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Broadcast, Delivery, FanOut, FanOutChunk
from proserva_messaging.store import permissions
from proserva_messaging.store.access import NO_COURSE, access_team_course, get_role
from proserva_messaging.store.faults import show_each
from proserva_messaging.store.files import get_files
from proserva_messaging.store.pages import get_rows
from proserva_messaging.store.people import People, get_courses, get_people
from proserva_messaging.store.rendering import show_html
from proserva_messaging.types import User

PAGE_SIZE = 10
State = FanOut.State
Email = Delivery.Email
# Counts beside the states of emails.
PLANNED, SEEN = "planned", "seen"


def access_broadcast(user: User, broadcast_id: int, *, own: bool = False) -> Broadcast:
    """Return a broadcast in a course whose team the user is on; with `own`, only the user's own broadcast.

    Raises NotFoundError otherwise.
    """
    related = ("thread", "fan_out__message__thread")
    broadcast = Broadcast.objects.select_related(*related).filter(pk=broadcast_id).first()
    # Also if there is none: a hidden broadcast must not cost more.
    role = get_role(user, broadcast.course_id if broadcast else NO_COURSE)
    if broadcast is None or (own and broadcast.sender_id != user.pk) or not permissions.may_broadcast(role):
        raise NotFoundError
    return broadcast


@takes_course_key
def get_broadcasts(
    user: User, course_key: CourseKey, *, cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[BroadcastInfo]:
    """Return a page of a course's broadcasts, newest first. Raises NotFoundError if the user is not on its team."""
    access_team_course(user, course_key)
    rows = Broadcast.objects.filter(course_id=course_key).select_related("thread", "fan_out__message__thread")
    page, next_cursor = get_rows(rows, "id", cursor, limit)
    return Page(describe_broadcasts(user, page), next_cursor)


def describe_broadcasts(user: User, broadcasts: list[Broadcast]) -> list[BroadcastInfo]:
    """Return broadcasts of one course as a member of its team sees them."""
    messages = [each.fan_out.message for each in broadcasts]
    ids = [message.pk for message in messages]
    files = get_files(ids)
    chosen = chain.from_iterable(show_each(broadcasts, lambda each: Audience.load(each.fan_out.audience).user_ids))
    people = get_people([*chosen, *(each.sender_id for each in broadcasts)])
    courses = get_courses(each.course_id for each in broadcasts)
    progress = get_progress([each.fan_out for each in broadcasts])
    return show_each(
        broadcasts,
        lambda each: BroadcastInfo(
            course=courses[each.course_id],
            attachments=files.get(each.fan_out.message_id, []),
            sender=people.get(each.sender_id),
            mine=each.sender_id == user.pk,
            audience=_show_audience(each.fan_out, people),
            progress=progress[each.fan_out_id],
            **_describe(each),
        ),
    )


def get_undo_seconds(fan_out: FanOut, *, is_scheduled: bool) -> int:
    """Return the seconds left to undo a broadcast; 0 if it is scheduled for later, or the time is over."""
    if is_scheduled or fan_out.state != State.SCHEDULED:
        return 0
    return max(0, math.ceil((fan_out.starts - timezone.now()).total_seconds()))


def _describe(broadcast: Broadcast) -> dict[str, Any]:
    fan_out = broadcast.fan_out
    message = fan_out.message
    return {
        "id": broadcast.pk,
        "subject": broadcast.thread.title,
        "body": message.body,
        # With unfilled merge fields, because each recipient reads a different text.
        "body_html": show_html(message.body_html),
        "audience_text": describe(Audience.load(fan_out.audience)),
        "state": fan_out.state,
        "stopped_reason": _get_stopped_reason(fan_out),
        "created": broadcast.created,
        "send_at": fan_out.starts,
        "began": fan_out.began,
        "finished": fan_out.finished,
        "thread": broadcast.thread_id,
        "message": message.pk,
        "notify_email": fan_out.with_emails,
        "undo_seconds": get_undo_seconds(fan_out, is_scheduled=broadcast.is_scheduled),
        "editable_until": fan_out.starts,
    }


def _get_stopped_reason(fan_out: FanOut) -> str:
    reasons = {
        "author_left": _("The sender is no longer on the course team."),
        "retired": _("The sender's account was closed."),
        "operator": _("A site administrator stopped it."),
    }
    return reasons.get(fan_out.stopped_reason, "")


def _show_audience(fan_out: FanOut, people: People) -> dict[str, Any]:
    stored = dict(fan_out.audience)
    user_ids = stored.pop("user_ids", None)
    stored.pop("label", None)
    if not user_ids:
        return stored
    return {**stored, "usernames": [people[user_id].username for user_id in user_ids if user_id in people]}


def get_progress(fan_outs: list[FanOut]) -> dict[int, Progress]:
    """Return the progress of each fan-out, by id. One query; each of its parts uses an index or reads few rows."""
    ids = {each.message_id: each.pk for each in fan_outs}
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    planned: dict[int, tuple[int, ...]] = {}
    for key, kind, count, written, skipped in _count(ids):
        if kind == PLANNED:
            planned[key] = int(count), int(written), int(skipped)  # MariaDB's sums are decimals
        else:
            counts[ids[key]]["pending" if kind == Email.SENDING else kind] += int(count)
    return {each.pk: _make_progress(each, planned.get(each.pk, (0, 0, 0)), counts[each.pk]) for each in fan_outs}


def _count(ids: dict[int, int]) -> QuerySet[Any, tuple[Any, ...]]:
    """Return rows (id, kind, count, written, skipped): by fan-out the PLANNED recipients, and by message the emails of
    each state and the recipients who have SEEN it. `ids` maps message ids to fan-out ids."""
    # Fields first, then annotations in one order: Django before 5.2 sorts the columns of each part this way.
    columns = ("kind", "count", "written", "skipped")
    chunks: Any = FanOutChunk.objects.filter(fan_out__in=ids.values()).order_by().values("fan_out")
    planned = chunks.annotate(kind=Value(PLANNED), count=Sum("size"), done=Sum("written"), gone=Sum("skipped"))
    deliveries = Delivery.objects.filter(message__in=list(ids)).order_by()
    rest: Any = {"count": Count("pk"), "written": Value(0), "skipped": Value(0)}
    emails: Any = deliveries.values("message", kind=F("email")).annotate(**rest)
    seen: Any = deliveries.filter(read_at__isnull=False).values("message").annotate(kind=Value(SEEN), **rest)
    rows: QuerySet[Any, tuple[Any, ...]] = planned.values_list("fan_out", "kind", "count", "done", "gone").union(
        emails.values_list("message", *columns), seen.values_list("message", *columns), all=True
    )
    return rows


def _make_progress(fan_out: FanOut, planned: tuple[int, ...], counts: dict[str, int]) -> Progress:
    size, written, skipped = planned
    emails = {state: count for state, count in counts.items() if state != SEEN}
    # Recipients who are no longer enrolled also have a row with a skipped email.
    emails["skipped"] = max(0, emails.get("skipped", 0) - skipped)
    total = size if fan_out.planned else max(size, fan_out.expected)
    return Progress(total, written, skipped, counts.get(SEEN, 0), Emails(**emails))
