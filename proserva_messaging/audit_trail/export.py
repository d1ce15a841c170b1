"""The audit trail as a file, for operators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models import AuditEntry
from proserva_messaging.store.sheets import write_csv

HEADS = ("id", "created", "action", "actor_id", "actor", "person_id", "person", "thread_id", "course_id", "reason")
FACTS = "facts"
READ_AT_ONCE = 1000


def export_entries(
    form: str, *, since: datetime | None = None, until: datetime | None = None, course_key: CourseKey | None = None
) -> Iterator[str]:
    """Yield the lines of a file in a form, `csv` or `jsonl`, the oldest entry first: those from `since` on, before
    `until`, of one course. Two queries for each READ_AT_ONCE entries."""
    rows = _read(since, until, course_key)
    if form == "csv":
        cells = ([*(row[name] for name in HEADS), json.dumps(row[FACTS], sort_keys=True)] for row in rows)
        yield from write_csv([*HEADS, FACTS], cells)
        return
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _read(since: datetime | None, until: datetime | None, course_key: CourseKey | None) -> Iterator[dict[str, Any]]:
    given = {"created__gte": since, "created__lt": until, "course_id": course_key}
    rows = AuditEntry.objects.filter(**{name: value for name, value in given.items() if value is not None})
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:READ_AT_ONCE]):
        last = batch[-1].pk
        user_ids = {user_id for row in batch for user_id in (row.actor_id, row.person_id) if user_id is not None}
        names = dict(get_user_model().objects.filter(pk__in=user_ids).values_list("pk", "username"))
        yield from (_describe(row, names) for row in batch)


def _describe(row: AuditEntry, names: dict[int, str]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "created": row.created.isoformat(),
        "action": row.action,
        "actor_id": row.actor_id,
        "actor": names.get(row.actor_id or 0, ""),
        "person_id": row.person_id,
        "person": names.get(row.person_id or 0, ""),
        "thread_id": row.thread_id,
        "course_id": str(row.course_id) if row.course_id else None,
        "reason": row.reason,
        FACTS: row.facts,
    }
