"""Delivery report of a broadcast: one row for each recipient, as a page or an export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from proserva_messaging.broadcasts.data import BroadcastRow
from proserva_messaging.broadcasts.queries import access_broadcast
from proserva_messaging.conversations.data import EmailReceipt
from proserva_messaging.data import Page, Person
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import MalformedError
from proserva_messaging.models import Broadcast, Delivery, FanOut, FanOutChunk, Participant
from proserva_messaging.store import audit
from proserva_messaging.store.faults import show_each
from proserva_messaging.store.pages import get_rows, parse_cursor
from proserva_messaging.store.people import get_people
from proserva_messaging.types import User

PAGE_SIZE = 50
EXPORTED_AT_ONCE = 1000
Email = Delivery.Email
Bell = Delivery.Bell
REACHED = ~Q(bell=Bell.SKIPPED)
# The filters of a report, each with the indexed field that orders its pages.
BY_PERSON, BY_EMAIL = "recipient_id", "id"
ROWS = {
    "seen": (Q(read_at__isnull=False), BY_PERSON),
    "unseen": (Q(read_at=None) & REACHED, BY_PERSON),
    "skipped": (Q(bell=Bell.SKIPPED), BY_PERSON),
    "email_sent": (Q(email=Email.SENT), BY_EMAIL),
    "email_failed": (Q(email=Email.FAILED), BY_EMAIL),
    "email_skipped": (Q(email=Email.SKIPPED) & REACHED, BY_EMAIL),
    "email_unknown": (Q(email=Email.UNKNOWN), BY_EMAIL),
    "email_pending": (Q(email__in=[Email.PENDING, Email.SENDING, Email.DIGEST]), BY_PERSON),
}
# Prefix of the cursor for people who are not served yet: then a chunk's id and an offset in it.
WAITING = "waiting-"


def get_recipients(
    user: User,
    broadcast_id: int,
    *,
    state: str = "",
    query: str = "",
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
) -> Page[BroadcastRow]:
    """Return a page of a broadcast's recipients, filtered by a state (of ROWS) or a name. Without a filter, people
    who are not served yet come last.

    A fixed number of queries. Raises NotFoundError, MalformedError for an invalid cursor.
    """
    broadcast = access_broadcast(user, broadcast_id)
    if (cursor or "").startswith(WAITING):
        return _get_waiting(broadcast, (cursor or "").removeprefix(WAITING), limit)
    rows, key = _find_rows(broadcast, state, query)
    page, next_cursor = get_rows(rows, key, cursor, limit)
    if next_cursor is None and not state and not query:
        next_cursor = _make_waiting_cursor(broadcast, 0, 0)
    return Page(_describe_rows(broadcast, page), next_cursor)


def export_recipients(user: User, broadcast_id: int, *, state: str = "", query: str = "") -> Iterator[BroadcastRow]:
    """Return all recipients, read in batches, filtered as in `get_recipients`, and record the export.

    Raises NotFoundError immediately.
    """
    broadcast = access_broadcast(user, broadcast_id)
    rows, key = _find_rows(broadcast, state, query)
    of: dict[str, Any] = {"thread_id": broadcast.thread_id, "course_key": broadcast.course_id}
    facts = {"broadcast": broadcast.pk, "state": state}
    audit.record(audit.Action.DATA_EXPORTED, actor_id=user.pk, **of, facts=facts)

    def read() -> Iterator[BroadcastRow]:
        cursor: str | None = None
        while True:
            page, cursor = get_rows(rows, key, cursor, EXPORTED_AT_ONCE)
            yield from _describe_rows(broadcast, page)
            if cursor is None:
                return

    return read()


def _find_rows(broadcast: Broadcast, state: str, query: str) -> tuple[QuerySet[Delivery], str]:
    condition, key = ROWS.get(state, (Q(), BY_PERSON))
    rows = Delivery.objects.filter(condition, message=broadcast.fan_out.message_id)
    if query:
        rows = rows.filter(get_platform().match_name(query, "recipient"))
    return rows, key


def _get_waiting(broadcast: Broadcast, position: str, limit: int) -> Page[BroadcastRow]:
    """Return a page of people who are not served yet, from a position in an open chunk."""
    chunk_id, _dash, offset_text = position.partition("-")
    if not offset_text.isdigit():
        raise MalformedError(fields={"cursor": ["?"]})
    offset = int(offset_text)
    chunk = _filter_open_chunks(broadcast).filter(pk=parse_cursor(chunk_id) or 0).first()
    # The chunk may have been served since.
    ids = chunk.user_ids[offset : offset + limit] if chunk else []
    end = offset + limit if chunk and offset + limit < chunk.size else 0
    people = get_people(ids)
    rows = [BroadcastRow(people.get(user_id), "waiting", "", None, None, None) for user_id in ids]
    return Page(rows, _make_waiting_cursor(broadcast, int(chunk_id or 0), end))


def _make_waiting_cursor(broadcast: Broadcast, chunk_id: int, offset: int) -> str | None:
    """Return the cursor for the next waiting people: at an offset in this chunk, or in the next open chunk, or None."""
    if offset:
        return f"{WAITING}{chunk_id}-{offset}"
    if broadcast.fan_out.state not in (FanOut.State.SENDING, FanOut.State.STOPPED):
        return None
    following = (
        _filter_open_chunks(broadcast).filter(pk__gt=chunk_id).order_by("pk").values_list("pk", flat=True).first()
    )
    return f"{WAITING}{following}-0" if following else None


def _filter_open_chunks(broadcast: Broadcast) -> QuerySet[FanOutChunk]:
    return FanOutChunk.objects.filter(fan_out=broadcast.fan_out_id, done=False)


def _describe_rows(broadcast: Broadcast, deliveries: list[Delivery]) -> list[BroadcastRow]:
    """Return report rows for deliveries. Three queries."""
    ids = [delivery.recipient_id for delivery in deliveries]
    people = get_people(ids)
    participants = Participant.objects.filter(thread=broadcast.thread_id, user__in=ids)
    joined = dict(participants.values_list("user_id", "joined"))
    return show_each(deliveries, lambda each: _make_row(each, people.get(each.recipient_id), joined))


def _make_row(delivery: Delivery, person: Person | None, joined: dict[int, datetime]) -> BroadcastRow:
    if delivery.bell == Bell.SKIPPED:
        return BroadcastRow(person, "skipped", delivery.email_reason, None, None, None)
    state = "pending" if delivery.email == Email.SENDING else delivery.email
    email = EmailReceipt(state=state, reason=delivery.email_reason, at=delivery.email_at)
    return BroadcastRow(person, "in_bell", "", joined.get(delivery.recipient_id), delivery.read_at, email)
