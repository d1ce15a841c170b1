"""Sealing: keep what a retirement removes from rows under hold, out of everyone's sight, until the hold is released."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db.models import F, Model

from proserva_messaging.models import (
    AnnouncementMark,
    Attachment,
    BroadcastTemplate,
    CareAlert,
    Hold,
    Message,
    Participant,
    Sealed,
    Thread,
)
from proserva_messaging.store import holds
from proserva_messaging.store.pages import chunk_ids
from proserva_messaging.store.stored_files import forget_files
from proserva_messaging.store.transactions import run_atomic

# The columns that hold what people wrote or did; the path of the thread, and that of the course.
CONTENT: dict[type[Model], tuple[tuple[str, ...], str | None, str]] = {
    Message: (("body", "body_html", "context", "event", "merge", "sender"), "thread", "thread__course_id"),
    Thread: (("title",), "pk", "course_id"),
    Participant: (("left_title",), "thread", "thread__course_id"),
    Attachment: (
        ("file", "name", "size", "content_type", "message", "uploader", "created"),
        *("message__thread", "course_id"),
    ),
    BroadcastTemplate: (("name", "subject", "body"), None, "course_id"),
    CareAlert: (
        ("message", "thread", "writer", "state", "outcome", "handler", "created", "handled"),
        *("thread", "course_id"),
    ),
    AnnouncementMark: (
        ("announcement", "seen_at", "dismissed"),
        *("announcement__message__thread", "announcement__course_id"),
    ),
}


def seal(model: type[Model], ids: Collection[int], person_id: int, only: Iterable[str] | None = None) -> set[int]:
    """Store the values of those of these rows that are under hold, and return their ids. Call it in the transaction
    that removes the values, after `holds.lock_gate`. `only` are the columns that are removed; None: the whole row.

    One query without holds.
    """
    active = holds.list_active()
    if not active or model not in CONTENT:
        return set()
    fields, thread_path, course_path = CONTENT[model]
    fields = fields if only is None else tuple(name for name in fields if name in set(only))
    if not fields:
        return set()
    places = {"of_course": F(course_path)} | ({"of_thread": F(thread_path)} if thread_path else {})
    rows = list(model._default_manager.filter(pk__in=ids).annotate(**places).values("pk", *fields, *places))
    held = _find_held(rows, person_id, active)
    filled = [row for row in held if any(row[name] for name in fields)]
    Sealed.objects.bulk_create([_make_row(model, row, fields, person_id) for row in filled])
    return {row["pk"] for row in held}


def _find_held(rows: list[dict[str, Any]], person_id: int, active: Collection[Hold]) -> list[dict[str, Any]]:
    """Return those of the rows that a hold covers: on the person, the course or the thread. One query."""
    if any(hold.person_id == person_id for hold in active):
        return rows
    courses = {hold.course_id for hold in active if hold.course_id}
    threads = Thread.objects.filter(pk__in={row["of_thread"] for row in rows if row.get("of_thread")})
    held = set(threads.filter(holds.match_threads(active)).values_list("pk", flat=True))
    return [row for row in rows if row["of_course"] in courses or row.get("of_thread") in held]


def _make_row(model: type[Model], row: dict[str, Any], fields: Iterable[str], person_id: int) -> Sealed:
    return Sealed(
        kind=model.__name__,
        key=row["pk"],
        content={name: row[name] for name in fields},
        person_id=person_id,
        thread_id=row.get("of_thread"),
        course_id=row["of_course"],
    )


def unseal() -> int:
    """Delete the sealed values that no hold covers, with their files, in chunks. Return their number.

    One query without sealed values.
    """
    return sum(run_atomic(partial(_delete_released, ids)) for ids in chunk_ids(Sealed.objects.all()))


def _delete_released(ids: list[int]) -> int:
    holds.lock_gate()
    active = holds.list_active()
    rows = list(Sealed.objects.filter(pk__in=ids))
    threads = Thread.objects.filter(pk__in={row.thread_id for row in rows if row.thread_id})
    held = set(threads.filter(holds.match_threads(active)).values_list("pk", flat=True)) if active else set()
    persons, courses = {hold.person_id for hold in active}, {hold.course_id for hold in active if hold.course_id}
    free = [
        row
        for row in rows
        if row.person_id not in persons and row.course_id not in courses and row.thread_id not in held
    ]
    files = [row.content["file"] for row in free if row.kind == Attachment.__name__ and "file" in row.content]
    Sealed.objects.filter(pk__in=[row.pk for row in free]).delete()
    if files:
        forget_files([Attachment(file=name) for name in files])
    return len(free)
