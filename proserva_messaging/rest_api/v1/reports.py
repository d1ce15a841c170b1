"""A broadcast's report as a CSV file for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override

from proserva_messaging.broadcasts.data import BroadcastRow
from proserva_messaging.broadcasts.export import list_cells, list_heads
from proserva_messaging.store.sheets import CONTENT_TYPE, write_csv


def make_csv_response(rows: Iterable[BroadcastRow], name: str) -> StreamingHttpResponse:
    """Return a download that streams the rows."""
    language = get_language() or "en"
    response = StreamingHttpResponse(write_csv(list_heads(), _translate(rows, language)), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _translate(rows: Iterable[BroadcastRow], language: str) -> Iterator[list[str]]:
    for row in rows:
        # The request's language is no longer active when this runs.
        with override(language):
            cells = list(list_cells(row))
        yield cells
