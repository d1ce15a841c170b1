"""How a write is carried out: in one transaction, again where the database asks for it, once for an Idempotency-Key."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import QuerySet

Result = TypeVar("Result")

log = logging.getLogger(__name__)

ATTEMPTS = 4
MYSQL_RETRY = {1205, 1213}  # lock wait time-out, deadlock
POSTGRES_RETRY = {"40001", "40P01"}  # serialization failure, deadlock


def run_atomic(write: Callable[[], Result], *, find_winner: Callable[[], Result | None] | None = None) -> Result:
    """Run `write` in a transaction and return what it returns; nothing of it stays where it raises.

    Two that do the same thing at the same moment meet at a unique constraint, or lock each other out: the loser asks
    `find_winner` for what the winner made, or else tries again, now seeing it. Inside a transaction of the caller's a
    deadlock has already rolled that back, so it is the caller's to repeat.
    """
    retryable = not connection.in_atomic_block
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return write()
        except IntegrityError:
            winner = find_winner() if find_winner else None
            if winner is not None:
                return winner
            if attempt == ATTEMPTS:
                raise
        except OperationalError as error:
            if not (retryable and asks_for_retry(error)) or attempt == ATTEMPTS:
                raise
            log.info("Trying again after %r", error)
    raise AssertionError("unreachable: the last attempt returns or raises")


def read_committed(rows: QuerySet[Any]) -> Any | None:
    """Return the first of some rows, also one that was committed after this transaction began: a locking read."""
    with transaction.atomic():
        return rows.select_for_update().first()


def asks_for_retry(error: Exception) -> bool:
    """Return whether a database error says that the same transaction, run again, may well succeed."""
    if error.args and error.args[0] in MYSQL_RETRY:
        return True
    if getattr(error.__cause__, "sqlstate", None) in POSTGRES_RETRY:
        return True
    if getattr(error.__cause__, "pgcode", None) in POSTGRES_RETRY:
        return True
    return connection.vendor == "sqlite" and "locked" in str(error)


def make_digest(user_id: int, purpose: str, idempotency_key: str | None) -> str | None:
    """Return what is stored of a person's Idempotency-Key (None for None): nobody's key ever meets another's."""
    if not idempotency_key:
        return None
    return hashlib.sha256(f"{user_id}|{purpose}|{idempotency_key}".encode()).hexdigest()
