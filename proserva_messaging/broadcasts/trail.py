"""The audit entries of broadcasts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from proserva_messaging.models import Broadcast, FanOut
from proserva_messaging.store import audit
from proserva_messaging.types import User


def record(action: str, broadcast: Broadcast, user: User | None, **facts: Any) -> None:
    """Write the audit entry of an action on a broadcast; `user` is None for an operator's command. One statement."""
    audit.record(
        action,
        actor_id=user.pk if user else None,
        person_id=broadcast.sender_id,
        thread_id=broadcast.thread_id,
        course_key=broadcast.course_id,
        facts={"broadcast": broadcast.pk, **facts},
    )


def record_stopped(fan_outs: Iterable[FanOut], reason: str) -> None:
    """Write the audit entries of broadcasts that the product has stopped. One query, and one statement for each."""
    for broadcast in Broadcast.objects.filter(fan_out__in=fan_outs):
        record(audit.Action.BROADCAST_CANCELLED, broadcast, None, reason=reason)
