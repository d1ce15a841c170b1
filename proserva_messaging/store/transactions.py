"""Transactions: run a write atomically, and retry it after a deadlock or a lost connection."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Model, QuerySet

from proserva_messaging.errors import CharacterError
from proserva_messaging.store.charsets import find_unstorable

Result = TypeVar("Result")
Row = TypeVar("Row", bound=Model)

log = logging.getLogger(__name__)

ATTEMPTS = 4
MYSQL_RETRY = {1205, 1213}  # lock wait time-out, deadlock
POSTGRES_RETRY = {"40001", "40P01"}  # serialization failure, deadlock


def run_atomic(write: Callable[[], Result], *, find_winner: Callable[[], Result | None] | None = None) -> Result:
    """Run `write` in a transaction and return its result. Roll back if it raises.

    Of two concurrent duplicates, one violates a unique constraint or is a deadlock's victim. It returns the winner's
    result from `find_winner`, or else runs again and now sees the winner's rows. At most ATTEMPTS attempts. If the
    caller has opened a transaction, a deadlock has rolled it back too, so the error is raised for the caller to retry.
    Raises CharacterError if the database cannot store a character.
    """
    retryable = not connection.in_atomic_block
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return write()
        except IntegrityError:
            if find_winner and (winner := find_winner()) is not None:
                return winner
            if attempt == ATTEMPTS:
                raise
        except DatabaseError as error:
            if character := find_unstorable(error):
                raise CharacterError(character) from error
            if not (retryable and is_retryable(error)) or attempt == ATTEMPTS:
                raise
            log.info("Retrying after %r", error)
    raise AssertionError("unreachable: the last attempt returns or raises")


def run_connected(write: Callable[[], Result]) -> Result:
    """Run `write` and return its result; once more, on a new connection, if the database connection was lost.

    The first run may have been committed, so `write` must change nothing the second time. Raises the error if the
    connection works, if it is lost again, or if the caller has opened a transaction.
    """
    try:
        return write()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or (connection.connection is not None and connection.is_usable()):
            raise
        connection.close()
        log.info("Writing again after a lost connection", exc_info=True)
        return write()


def read_committed(rows: QuerySet[Row]) -> Row | None:
    """Return the first row by a locking read, which also sees rows committed after this transaction began."""
    with transaction.atomic():
        return rows.select_for_update().first()


def is_retryable(error: Exception) -> bool:
    """Return whether the same transaction may succeed if it is run again after this database error."""
    if error.args and error.args[0] in MYSQL_RETRY:
        return True
    if getattr(error.__cause__, "sqlstate", None) in POSTGRES_RETRY:
        return True
    if getattr(error.__cause__, "pgcode", None) in POSTGRES_RETRY:
        return True
    return connection.vendor == "sqlite" and "locked" in str(error)
