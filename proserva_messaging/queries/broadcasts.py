"""Reading broadcasts, for the team of their course: what was sent, how far it is, and what became of it with whom."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from django.db.models import Count, F, QuerySet, Sum, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions
from proserva_messaging.data import BroadcastView, Emails, Page, Progress
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Broadcast, Delivery, FanOut, FanOutChunk
from proserva_messaging.queries.audiences import Audience, describe
from proserva_messaging.queries.messages import get_files
from proserva_messaging.queries.pages import get_rows
from proserva_messaging.queries.people import People, get_courses, get_people
from proserva_messaging.queries.roster import access_team_course
from proserva_messaging.rendering import show_html

PAGE_SIZE = 10
State = FanOut.State
Email = Delivery.Email
# What is counted beside the states of emails.
PLANNED, SEEN = "planned", "seen"


def access_broadcast(user: Any, broadcast_id: int, *, own: bool = False) -> Broadcast:
    """Return a broadcast of a course whose team the user is on; with `own`, one that they send.

    Raises NotFoundError for any other.
    """
    related = ("thread", "fan_out__message__thread")
    broadcast = Broadcast.objects.select_related(*related).filter(pk=broadcast_id).first()
    if broadcast is None or (own and broadcast.sender_id != user.pk):
        raise NotFoundError
    role = get_platform().get_roles(broadcast.course_id, [user]).get(user.pk)
    if not permissions.may_broadcast(role):
        raise NotFoundError
    return broadcast


def get_broadcasts(
    user: Any, course_key: CourseKey, *, cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[BroadcastView]:
    """Return a page of a course's broadcasts, the newest first. Raises NotFoundError for whoever is not in its team."""
    access_team_course(user, course_key)
    rows = Broadcast.objects.filter(course_id=course_key).select_related("thread", "fan_out__message__thread")
    page, next_cursor = get_rows(rows, "id", cursor, limit)
    return Page(describe_broadcasts(user, page), next_cursor)


def describe_broadcasts(user: Any, broadcasts: list[Broadcast]) -> list[BroadcastView]:
    """Return broadcasts of one course as somebody of its team sees them."""
    messages = [each.fan_out.message for each in broadcasts]
    ids = [message.pk for message in messages]
    files = get_files(ids)
    chosen = [user_id for each in broadcasts for user_id in Audience.load(each.fan_out.audience).user_ids]
    people = get_people([*chosen, *(each.sender_id for each in broadcasts)])
    courses = get_courses(each.course_id for each in broadcasts)
    progress = get_progress([each.fan_out for each in broadcasts])
    return [
        BroadcastView(
            course=courses[each.course_id],
            attachments=files.get(each.fan_out.message_id, []),
            sender=people.get(each.sender_id),
            mine=each.sender_id == user.pk,
            audience=_show_audience(each.fan_out, people),
            progress=progress[each.fan_out_id],
            **_describe(each),
        )
        for each in broadcasts
    ]


def get_undo_seconds(fan_out: FanOut, *, is_scheduled: bool) -> int:
    """Return for how many more seconds one that goes at once can be undone; 0 for one of a later time, or over."""
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
        # As it was written, fields and all: each of those who get it reads something else.
        "body_html": show_html(message.body_html),
        "audience_text": describe(Audience.load(fan_out.audience)),
        "state": fan_out.state,
        "stopped_reason": _say_why(fan_out),
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


def _say_why(fan_out: FanOut) -> str:
    reasons = {
        "author_left": _("Its sender does not belong to the course team any more."),
        "retired": _("Its sender's account was closed."),
        "operator": _("It was stopped by the site's operators."),
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
    """Return, by id, how far each fan-out is. One query, each part of it answered by an index alone, or by few rows."""
    ids = {each.message_id: each.pk for each in fan_outs}
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    planned: dict[int, tuple[int, ...]] = {}
    for key, what, count, written, skipped in _count(ids):
        if what == PLANNED:
            planned[key] = int(count), int(written), int(skipped)  # MariaDB's sums are decimals
        else:
            counts[ids[key]]["pending" if what == Email.SENDING else what] += int(count)
    return {each.pk: _make_progress(each, planned.get(each.pk, (0, 0, 0)), counts[each.pk]) for each in fan_outs}


def _count(ids: dict[int, int]) -> QuerySet[Any, tuple[Any, ...]]:
    """Return (id, what, count, written, skipped) of some fan-outs, by the ids of their messages: by fan-out what is
    PLANNED, by message how many emails there are of each state, and how many recipients have SEEN it."""
    # Fields first, and all else in one order: before 5.2 Django sorts the columns so, each part's for itself.
    columns = ("what", "count", "written", "skipped")
    chunks: Any = FanOutChunk.objects.filter(fan_out__in=ids.values()).order_by().values("fan_out")
    planned = chunks.annotate(what=Value(PLANNED), count=Sum("size"), done=Sum("written"), gone=Sum("skipped"))
    deliveries = Delivery.objects.filter(message__in=list(ids)).order_by()
    rest: Any = {"count": Count("pk"), "written": Value(0), "skipped": Value(0)}
    emails: Any = deliveries.values("message", what=F("email")).annotate(**rest)
    seen: Any = deliveries.filter(read_at__isnull=False).values("message").annotate(what=Value(SEEN), **rest)
    return planned.values_list("fan_out", "what", "count", "done", "gone").union(
        emails.values_list("message", *columns), seen.values_list("message", *columns), all=True
    )


def _make_progress(fan_out: FanOut, planned: tuple[int, ...], counts: dict[str, int]) -> Progress:
    size, written, skipped = planned
    emails = {state: count for state, count in counts.items() if state != SEEN}
    # Whom it did not reach has a row too, with an email that was skipped.
    emails["skipped"] = max(0, emails.get("skipped", 0) - skipped)
    total = size if fan_out.planned else max(size, fan_out.expected)
    return Progress(total, written, skipped, counts.get(SEEN, 0), Emails(**emails))
