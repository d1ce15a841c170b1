"""Merge fields: `{first_name}` in a text is stored once and replaced for each reader when it is shown.

Only the known names are fields; any other text in braces is text. In an address a value is percent-encoded. Code and
formulas have no fields.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from operator import itemgetter
from urllib.parse import quote

from django.utils.translation import gettext as _

from proserva_messaging.store.addresses import find_addresses
from proserva_messaging.store.dialect import MATHS

# By the name of a field.
Values = Mapping[str, str]
Span = tuple[int, int]

FIELDS = ("first_name", "name", "course_name", "due_date")
FIELD = re.compile(rf"\{{({'|'.join(FIELDS)})\}}")
BRACED = re.compile(r"\{+[^\S\n]*([^\W\d_][\w .-]{0,29})\}+")
# How alike a near miss is, from 0 to 1: one letter more or less, or two letters swapped.
SIMILARITY = 0.85
# A command of TeX with its arguments, also outside marked formulas.
TEX = re.compile(r"\\[A-Za-z]+(?:\{[^{}]*\})+")
# The start of an address, with its destination: scheme and host, or the receiver of an email.
HOST = re.compile(r"(?:[A-Za-z][\w+.-]*:)?(?://)?[^/?#]*")
# The address of a link in Markdown, unless a field stands for its destination.
TARGET = re.compile(r"(?<=\]\()(?:/(?!/)|(?:https?://|mailto:)[^\s(){}/?#]+(?=[/?#]))[^\s()]*")
# Quoted attributes may contain `>`. A line break is text: formulas have several lines.
TAG = re.compile(r"""(<(?!br>)(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
# A character that no text contains.
BREAK = "\x00"
LINK = re.compile(r'(?<=^<a href=")[^"]*')
OPENS_CODE, CLOSES_CODE = re.compile(r"<(?:code|pre)\b"), re.compile(r"</(?:code|pre)>")
CODE = re.compile(r"(^```.*?^```|^~~~.*?^~~~~|`[^`\n]*`)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class NearMiss:
    """A text in braces that is not a field, but may have been meant as one."""

    typed: str
    field: str


def get_labels() -> dict[str, str]:
    """Return the label of each field, in the active language."""
    return {
        "first_name": _("First name"),
        "name": _("Full name"),
        "course_name": _("Course name"),
        "due_date": _("Assignment due date"),
    }


def find_fields(text: str) -> set[str]:
    """Return the names of the fields in a plain text."""
    return {match.group(1) for match in _find_matches(FIELD, text)}


def find_html_fields(body_html: str) -> set[str]:
    """Return the names of the fields in rendered HTML: in its text outside code, and in the addresses of its links."""
    found: set[str] = set()

    def collect(text: str) -> str:
        found.update(find_fields(text))
        return text

    _map_texts(body_html, collect, collect)
    return found


def list_fields(subject: str, body_html: str) -> list[str]:
    """Return the names of the fields in a subject and a rendered body, in alphabetical order."""
    return sorted(find_fields(subject) | find_html_fields(body_html))


def find_near_misses(subject: str, body_html: str) -> list[NearMiss]:
    """Return the texts in braces that look like a field and are none, such as `{firstname}`, in order."""
    texts = [subject]

    def collect(text: str) -> str:
        texts.append(text)
        return text

    _map_texts(body_html, collect)
    meant = {_simplify(name): name for name in FIELDS}
    meant = {_simplify(label): name for name, label in get_labels().items()} | meant
    found: dict[str, NearMiss] = {}
    for text in texts:
        for match in _find_matches(BRACED, text):
            alike = get_close_matches(_simplify(match.group(1)), meant, 1, SIMILARITY)
            if alike and not FIELD.fullmatch(match.group()):
                found.setdefault(match.group(), NearMiss(match.group(), meant[alike[0]]))
    return list(found.values())


def fill(text: str, values: Values) -> str:
    """Replace the fields of a plain text that have a value, encoded within addresses; leave the others as they are."""
    return _fill(text, values, _find_addresses(text))


def fill_html(body_html: str, values: Values) -> str:
    """Replace the fields of rendered HTML: with escaped values in its text, encoded ones in the addresses of links."""

    def fill_text(text: str) -> str:
        if not FIELD.search(text):
            return text
        filled = fill(html.unescape(text.replace("<br>", BREAK)), values)
        return html.escape(filled).replace(BREAK, "<br>")

    return _map_texts(body_html, fill_text, lambda url: _fill(url, values, [(0, len(url))]))


def fill_markdown(body: str, values: Values) -> str:
    """Replace the fields of a Markdown text with the values, outside code; encoded in the addresses of its links."""
    parts = CODE.split(body)
    for number in range(0, len(parts), 2):
        addresses = [*_find_addresses(parts[number]), *(match.span() for match in TARGET.finditer(parts[number]))]
        parts[number] = _fill(parts[number], values, addresses)
    return "".join(parts)


def _fill(text: str, values: Values, addresses: Iterable[Span]) -> str:
    addresses = _join(addresses)
    parts, end = [], 0
    for match in _find_matches(FIELD, text):
        value, address = values.get(match.group(1)), _find_span(match.start(), addresses)
        if value is None or (address and match.start() < _find_end_of_host(text, address)):
            continue
        parts += [text[end : match.start()], quote(value, safe="") if address else value]
        end = match.end()
    return "".join([*parts, text[end:]])


def _find_end_of_host(text: str, address: Span) -> int:
    # HOST matches everywhere; without a host it matches the empty text.
    return HOST.match(text, *address).end()  # type: ignore[union-attr]


def _find_addresses(text: str) -> list[Span]:
    return [(each.start, each.end) for each in find_addresses(text)]


def _find_matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern outside formulas."""
    if "{" in text:
        formulas = _join(match.span() for each in (MATHS, TEX) for match in each.finditer(text))
        yield from (match for match in pattern.finditer(text) if _find_span(match.start(), formulas) is None)


def _join(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, with those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _find_span(place: int, spans: list[Span]) -> Span | None:
    """Return the span that a place is in, or None. The spans are in order and do not overlap."""
    number = bisect_right(spans, place, key=itemgetter(0)) - 1
    return spans[number] if number >= 0 and place < spans[number][1] else None


def _simplify(name: str) -> str:
    """Return a name without case, spaces and punctuation."""
    return "".join(character for character in name.casefold() if character.isalnum())


def _map_texts(
    body_html: str, change: Callable[[str], str], change_address: Callable[[str], str] = lambda url: url
) -> str:
    """Return HTML with `change` applied to each text between tags, except in code, and `change_address` to the address
    of each link."""
    depth, parts = 0, TAG.split(body_html)
    for number, part in enumerate(parts):
        if not number % 2:
            parts[number] = part if depth else change(part)
        elif OPENS_CODE.match(part):
            depth += 1
        elif CLOSES_CODE.match(part):
            depth -= 1
        elif "{" in part:
            parts[number] = LINK.sub(lambda match: change_address(match.group()), part)
    return "".join(parts)
