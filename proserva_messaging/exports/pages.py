"""The pages of an export, which are read offline: no scripts, nothing from elsewhere, all text escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi

from proserva_messaging.exports.data import CourseName, Name
from proserva_messaging.exports.targets import Target

FOLDER = "proserva_messaging/export"
# The number of conversations on a page of the index.
INDEX_SIZE = 500
NAMED = 3


@dataclass(frozen=True)
class IndexRow:
    """A conversation in the index. `order` is the id of its newest message, 0 without one."""

    order: int
    path: str
    title: str
    names: tuple[str, ...]
    more: int
    course: CourseName
    last: Any
    count: int


def make_path(stem: str, number: int) -> str:
    """Return the path of a page of a list, from 1."""
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def write_page(target: Target, path: str, template: str, **context: Any) -> None:
    """Render a template of the folder `export/` and write it to a path, in the active language."""
    root = "../" * path.count("/")
    style = _read_style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    base = {"root": root, "style": style, "policy": f"default-src 'none'; style-src 'sha256-{digest}'"}
    language = {"language": get_language() or "en", "direction": "rtl" if get_language_bidi() else "ltr"}
    html = render_to_string(f"{FOLDER}/{template}.html", {**base, **language, **context})
    with target.writing(path) as file:
        file.write(html.encode("utf-8", "replace"))


@cache
def _read_style() -> SafeString:
    # Our own text without a character that HTML would escape.
    return mark_safe(render_to_string(f"{FOLDER}/style.css"))


def write_index(target: Target, person: Name, rows: Iterable[IndexRow], **context: Any) -> None:
    """Write the pages of the index: the conversations, the newest first, and on the first page all else."""
    ordered = sorted(rows, key=lambda row: -row.order)
    pages = [ordered[start : start + INDEX_SIZE] for start in range(0, len(ordered), INDEX_SIZE)] or [[]]
    for number, page in enumerate(pages, 1):
        links = _link("index", number, is_last=number == len(pages))
        more = context if number == 1 else {"total": context["total"]}
        write_page(target, make_path("index", number), "index", person=person, rows=page, links=links, **more)


def _link(stem: str, number: int, *, is_last: bool) -> dict[str, str]:
    """Return the names of the pages before and after a page of a list, without folders; empty if there is none."""
    before = make_path(stem, number - 1) if number > 1 else ""
    return {"before": before, "after": "" if is_last else make_path(stem, number + 1)}


def write_list(target: Target, stem: str, number: int, template: str, *, is_last: bool, **context: Any) -> None:
    """Write one page of a list with links to its neighbours. `stem` is its path without number and ending."""
    links = _link(stem.rpartition("/")[2], number, is_last=is_last)
    write_page(target, make_path(stem, number), template, links=links, **context)
