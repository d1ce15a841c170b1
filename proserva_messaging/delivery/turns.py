"""Turns: which tasks work on a fan-out, so that there are never more of them than the workers can do.

A task that has found work reserves and queues the next task, unless one is reserved already. So one task of a fan-out
waits in the queue, and one works on each worker that had time for it, at most CONCURRENCY. A task without a valid
ticket (delivered twice, or queued again because it seemed lost) works only if no other does, so it adds none.

The state is in `FanOut.turns`. Workers may be killed: a turn and a reservation expire.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.db import Error
from django.db.models import Q
from django.utils import timezone

from proserva_messaging.models import Delivery, FanOut
from proserva_messaging.store.transactions import run_atomic

Result = TypeVar("Result")

log = logging.getLogger(__name__)

# How many tasks share the work of a fan-out.
CONCURRENCY = 4
# A turn is short, so that a worker can do other tasks too.
RUN_SECONDS = 20.0
# A task at this interval, the heartbeat, checks whether a fan-out has stalled.
HEARTBEAT_SECONDS = 30
# How long one email may take until its worker counts as dead here. The email itself has a longer lease.
EMAIL_SECONDS = 60.0
# After its time, a reserved task may wait for so long until it counts as lost.
LOST_SECONDS = 300.0


def reserve(fan_out_id: int, *, wait: float = 0.0, is_new: bool = False) -> str | None:
    """Reserve the next task, which begins in `wait` seconds, and return its ticket.

    Return None if it is not needed: a task is reserved for that time or earlier (unless `is_new`: a person asked for
    it), enough tasks work, or there is no such fan-out. Two queries in a transaction.
    """
    now = timezone.now().timestamp()

    def change(state: dict[str, Any]) -> str | None:
        is_reserved = now - LOST_SECONDS < state["due"] <= now + wait
        if len(state["running"]) >= CONCURRENCY or (is_reserved and not is_new):
            return None
        state["ticket"], state["due"] = uuid.uuid4().hex[:12], now + wait
        return str(state["ticket"])

    return _change(fan_out_id, change)


def release(fan_out_id: int, ticket: str) -> None:
    """Release a reservation, because its task was not queued or has nothing to do yet."""
    _change(fan_out_id, lambda state: _use_ticket(state, ticket))


def begin(fan_out_id: int, ticket: str, *, is_alone: bool = False) -> str | None:
    """Begin a turn with the ticket of a task, and return the turn's name.

    Return None if enough tasks work, or others do and the ticket is not valid. With `is_alone` the caller knows that no
    other task works, and the turns of workers that died end. Two queries in a transaction.
    """
    now = timezone.now().timestamp()

    def change(state: dict[str, Any]) -> str | None:
        has_ticket = _use_ticket(state, ticket)
        if is_alone:
            state["running"] = {}
        if len(state["running"]) >= CONCURRENCY or (state["running"] and not has_ticket):
            return None
        turn = uuid.uuid4().hex[:12]
        state["running"][turn] = now + RUN_SECONDS + EMAIL_SECONDS
        return turn

    return _change(fan_out_id, change)


def end(fan_out_id: int, turn: str) -> None:
    """End a turn. Raises nothing: without a database, the turn expires."""
    try:
        _change(fan_out_id, lambda state: state["running"].pop(turn, None))
    except Error:
        log.warning("A turn of fan-out %s ends later", fan_out_id, exc_info=True)


def claim_heartbeat(fan_out_id: int, *, renew: bool = False) -> bool:
    """Return whether the caller must check a fan-out again in HEARTBEAT_SECONDS: to `renew` its own watch, or if no
    other task watches the fan-out."""
    now = timezone.now()
    rows = FanOut.objects.filter(pk=fan_out_id)
    if not renew:
        rows = rows.filter(Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - timedelta(seconds=HEARTBEAT_SECONDS)))
    return bool(rows.update(heartbeat_at=now + timedelta(seconds=HEARTBEAT_SECONDS)))


def is_running(fan_out_id: int) -> bool:
    """Return whether a worker began to work on a fan-out recently, or is sending one of its emails. Two queries."""
    now = timezone.now()
    fan_out = FanOut.objects.filter(pk=fan_out_id).only("message_id", "last_active").first()
    if fan_out is None:
        return False
    if fan_out.last_active and fan_out.last_active > now - timedelta(seconds=RUN_SECONDS + 5):
        return True
    sending = Delivery.objects.filter(message=fan_out.message_id, email=Delivery.Email.SENDING)
    return sending.filter(email_at__gt=now - timedelta(seconds=EMAIL_SECONDS)).exists()


def _use_ticket(state: dict[str, Any], ticket: str) -> bool:
    """Remove the reservation if it has this ticket. Return whether it had."""
    if not ticket or state["ticket"] != ticket:
        return False
    state["ticket"], state["due"] = "", 0.0
    return True


def _change(fan_out_id: int, change: Callable[[dict[str, Any]], Result]) -> Result | None:
    """Change the turns of a fan-out under its lock, and return what `change` returns; None without a fan-out."""

    def write() -> Result | None:
        row = FanOut.objects.select_for_update().filter(pk=fan_out_id).values_list("turns", flat=True)
        found = list(row)
        if not found:
            return None
        now = timezone.now().timestamp()
        state = {"ticket": "", "due": 0.0, "running": {}, **(found[0] or {})}
        state["running"] = {turn: until for turn, until in state["running"].items() if until > now}
        result = change(state)
        FanOut.objects.filter(pk=fan_out_id).update(turns=state)
        return result

    return run_atomic(write)
