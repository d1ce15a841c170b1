"""Failures: each unit of background work fails alone, is tried again after a growing pause, and is shown to operators.

A unit is one object's work: the emails of a message, a person's digest, a fan-out or one of its chunks, the scan
of a file.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from proserva_messaging.models import Failure

Result = TypeVar("Result")

log = logging.getLogger(__name__)

FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=1)


class Kind(StrEnum):
    """The kinds of units. The key is an object's id, 0 for a unit without an object."""

    EMAILS = "emails"
    DIGEST = "digest"
    FAN_OUT = "fan_out"
    CHUNK = "chunk"
    ANNOUNCEMENT = "announcement"
    LEASES = "leases"
    FILES = "files"
    SCAN = "scan"
    RETENTION = "retention"
    RETENTION_RUN = "retention_run"
    SEALED = "sealed"
    EXPORT = "export"
    OLD_EXPORTS = "old_exports"
    CARE = "care"


@dataclass(frozen=True)
class Attempt(Generic[Result]):
    """The result of a unit of work, or the error that it raised, with the seconds until the next attempt."""

    result: Result | None = None
    error: Exception | None = None
    wait: float = 0.0


def attempt(kind: Kind, key: int, work: Callable[[], Result]) -> Attempt[Result]:
    """Do a unit of work. Raises nothing: an error is logged, and recorded for operators with the next attempt.

    One query more than the work.
    """
    try:
        result = work()
        forget(kind, key)
    except Exception as error:
        return Attempt(error=error, wait=record(kind, key, error))
    return Attempt(result)


def forget(kind: Kind, key: int) -> None:
    """Forget the failures of a unit that succeeded. One query."""
    Failure.objects.filter(kind=kind, key=key).delete()


def record(kind: Kind, key: int, error: Exception) -> float:
    """Log and record the failure of a unit. Return in how many seconds to try again. Raises nothing.

    After a first failure, the next sweep tries again.
    """
    try:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        with transaction.atomic():
            wait = _write(kind, key, type(error).__name__)
    except DatabaseError:
        wait = FIRST
    log.error("Failed: %s %s. Next attempt in %d s", kind, key, wait.total_seconds(), exc_info=error)
    return wait.total_seconds()


def _write(kind: Kind, key: int, error: str) -> timedelta:
    now = timezone.now()
    row, _ = Failure.objects.get_or_create(
        kind=kind, key=key, defaults={"error": error, "since": now, "last": now, "due": now}
    )
    doublings: int = min(row.attempts, 10)
    wait: timedelta = min(FIRST * 2**doublings, LONGEST)
    due = now + wait if row.attempts else now
    Failure.objects.filter(pk=row.pk).update(error=error, attempts=F("attempts") + 1, last=now, due=due)
    return wait


def get_wait(kind: Kind, key: int) -> float:
    """Return in how many seconds a unit that failed may be tried again; 0 if it may be now. One query."""
    due = Failure.objects.filter(kind=kind, key=key).values_list("due", flat=True).first()
    return max(0.0, (due - timezone.now()).total_seconds()) if due else 0.0


def list_keys(kind: Kind, *, is_due: bool | None = None) -> list[int]:
    """Return the keys of the units that failed, oldest first: all, those to try again now (`is_due`), or those that
    wait (False)."""
    rows = Failure.objects.filter(kind=kind).order_by("pk")
    if is_due is not None:
        now = timezone.now()
        rows = rows.filter(due__lte=now) if is_due else rows.filter(due__gt=now)
    return list(rows.values_list("key", flat=True))


def try_now(ids: list[int]) -> int:
    """Make failures due now, and return their number."""
    return Failure.objects.filter(pk__in=ids).update(due=timezone.now())
