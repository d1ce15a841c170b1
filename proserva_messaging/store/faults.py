"""Faults: one unreadable row, or one question that the platform cannot answer, hides nothing else on a page.

Each fault is logged. A database error is raised: after it, nothing else can be read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

from django.db import DatabaseError
from django.db.models import Model, QuerySet

log = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown")
Key = TypeVar("Key")
Answer = TypeVar("Answer")

# After so many failures in a row, the platform probably cannot answer at all.
MOST_FAILURES = 3


def read_rows(rows: QuerySet[Row]) -> list[Row]:
    """Return rows, without those that cannot be loaded, such as one with an invalid course key. One query, and in case
    of a fault one more for each row."""
    return read_page(rows, "pk")[0]


def read_page(rows: QuerySet[Row], key: str) -> tuple[list[Row], list[Any]]:
    """Do the same as `read_rows`, and return also the values of the unique field `key` in all rows."""
    try:
        found = list(rows)
        return found, [getattr(row, key) for row in found]
    except DatabaseError:
        raise
    except Exception:
        log.exception("Rows of %s are read one by one", rows.model.__name__)
    keys = list(rows.values_list(key, flat=True))
    each = (_read_row(rows, key, value) for value in keys)
    return [row for row in each if row is not None], keys


def _read_row(rows: QuerySet[Row], key: str, value: Any) -> Row | None:
    unlimited = rows.all()
    unlimited.query.clear_limits()
    try:
        return unlimited.filter(**{key: value}).first()
    except DatabaseError:
        raise
    except Exception:
        log.exception("A row of %s cannot be read: %s %s", rows.model.__name__, key, value)
        return None


def show_each(
    rows: Iterable[Row], show: Callable[[Row], Shown], instead: Callable[[Row], Shown] | None = None
) -> list[Shown]:
    """Return `show(row)` for each row; if that fails, `instead(row)`, or nothing without `instead`."""
    shown = []
    for row in rows:
        try:
            shown.append(show(row))
        except DatabaseError:
            raise
        except Exception:
            log.exception("%s %s cannot be shown", type(row).__name__, row.pk)
            shown += [] if instead is None else [instead(row)]
    return shown


def ask_each(ask: Callable[[Collection[Key]], dict[Key, Answer]], keys: Collection[Key]) -> dict[Key, Answer]:
    """Return the platform's answers by key. If it fails, ask for each key alone, and leave out those that fail."""
    try:
        return ask(keys)
    except DatabaseError:
        raise
    except Exception:
        log.exception("The platform is asked one by one")
    answers: dict[Key, Answer] = {}
    failures = 0
    for key in keys:
        try:
            answers |= ask([key])
            failures = 0
        except DatabaseError:
            raise
        except Exception:
            log.exception("The platform cannot answer about %s", key)
            failures += 1
        if failures == MOST_FAILURES:
            break
    return answers


def ask_or(ask: Callable[[], Answer], otherwise: Answer) -> Answer:
    """Return the platform's answer; if it fails, `otherwise`."""
    try:
        return ask()
    except DatabaseError:
        raise
    except Exception:
        log.exception("The platform cannot answer")
        return otherwise
