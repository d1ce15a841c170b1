"""A broadcast's report as a file that spreadsheets open."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from proserva_messaging.data import BroadcastRow

# What spreadsheets take for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# By it, they know that the file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def make_csv_response(rows: Iterable[BroadcastRow], name: str) -> StreamingHttpResponse:
    """Return a download of the rows, sent as they are read."""
    response = StreamingHttpResponse(_write(rows, get_language() or "en"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _write(rows: Iterable[BroadcastRow], language: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # By the time this runs, the request's language is forgotten.
    with override(language):
        head = [_("Username"), _("Name"), _("State"), _("Reason"), _("In the bell"), _("Opened")]
        head += [_("Email"), _("Email's reason"), _("Email's time")]
    yield BYTE_ORDER_MARK + writer.writerow(map(make_harmless, head))
    for row in rows:
        yield writer.writerow([make_harmless(cell) for cell in _list_cells(row)])


def _list_cells(row: BroadcastRow) -> list[str]:
    person, email = row.person, row.email
    return [
        person.username if person else "",
        person.name if person else "",
        row.state,
        row.skipped_reason,
        _say(row.in_bell_at),
        _say(row.seen_at),
        email.state if email else "",
        email.reason if email else "",
        _say(email.at) if email else "",
    ]


def make_harmless(cell: Any) -> str:
    """Return a cell as text that no spreadsheet takes for a formula: a name may be one."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _say(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
