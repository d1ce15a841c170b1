"""Keyset pagination, and iteration over many rows in chunks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from proserva_messaging.errors import MalformedError
from proserva_messaging.store.faults import read_page

MAX_ID = 2**63 - 1
MAX_DIGITS = len(str(MAX_ID))
CHUNK = 500


def is_id(text: str) -> bool:
    """Return whether a text is a number that an id column can hold. Python raises for thousands of digits."""
    return text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS and int(text) <= MAX_ID


def parse_cursor(cursor: str | None) -> int | None:
    """Return the id below which a page begins, or None for the first page. Raises MalformedError."""
    if not cursor:
        return None
    if not is_id(cursor):
        raise MalformedError(fields={"cursor": ["?"]})
    return int(cursor)


def get_rows(rows: QuerySet[Any], key: str, cursor: str | None, limit: int) -> tuple[list[Any], str | None]:
    """Return at most `limit` rows with the highest `key` (an id field's name) below the cursor, and the next cursor.

    The next cursor is None on the last page. Rows that cannot be loaded are left out. One query. Raises MalformedError
    for an invalid cursor.
    """
    below = parse_cursor(cursor)
    if below is not None:
        rows = rows.filter(**{f"{key}__lt": below})
    found, keys = read_page(rows.order_by(f"-{key}")[: limit + 1], key)
    if len(keys) <= limit:
        return found, None
    return [row for row in found if getattr(row, key) != keys[limit]], str(keys[limit - 1])


def chunk_ids(rows: QuerySet[Any]) -> Iterator[list[int]]:
    """Yield the ids of rows in ascending order, in lists of at most CHUNK. One query for each."""
    last = 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield ids
        last = ids[-1]
