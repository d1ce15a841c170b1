"""Keyset paging: a page and the cursor of the next, at the same cost at any depth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from proserva_messaging.errors import MalformedError

MAX_ID = 2**63 - 1
CHUNK = 500


def parse_cursor(cursor: str | None) -> int | None:
    """Return the id after which a page begins, or None for the first page. Raises MalformedError."""
    if not cursor:
        return None
    if not (cursor.isascii() and cursor.isdigit()) or int(cursor) > MAX_ID:
        raise MalformedError(fields={"cursor": ["?"]})
    return int(cursor)


def get_rows(rows: QuerySet[Any], key: str, cursor: str | None, limit: int) -> tuple[list[Any], str | None]:
    """Return at most `limit` rows with the highest `key` (an id field's name) below the cursor, and the next cursor.

    One query. Raises MalformedError for a cursor that is none.
    """
    below = parse_cursor(cursor)
    if below is not None:
        rows = rows.filter(**{f"{key}__lt": below})
    found = list(rows.order_by(f"-{key}")[: limit + 1])
    page = found[:limit]
    return page, str(getattr(page[-1], key)) if len(found) > limit else None


def chunk_ids(rows: QuerySet[Any]) -> Iterator[list[int]]:
    """Yield the ids of rows in order, at most CHUNK at once: what is done with each chunk stays small."""
    last = 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield ids
        last = ids[-1]
