"""Spans: which marks in the lines of one paragraph are meant as code, links and emphasis."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from proserva_messaging.store.addresses import UNSPACED, find_addresses, make_url
from proserva_messaging.store.dialect.hiding import FILLER, hide_in_line, reveal

MARK = re.compile(r"[\\*_`\[\]<&]")
TICKS = re.compile(r"`+")
# A link: `[words](address)`. Words may contain one level of brackets, and an address balanced parentheses.
LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]\n]|\[[^\[\]\n]*+\])++)\]"
    r"\(((?:https?://\w|mailto:\w|www\.\w|/(?!/))[^\s()<>\[\]\\|]*+(?:\([^\s()<>\[\]\\|]*+\)[^\s()<>\[\]\\|]*+)*+)\)",
    re.IGNORECASE,
)
# A run of one mark, of which some may be escaped.
RUN = re.compile(r"(?:\\?\*)+|(?:\\?_)+")
# `__init__` and its like are names in Python.
NAME = re.compile(r"(?<!\w)__[A-Za-z0-9_]+__(?!\w)")
UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
BEFORE_OPENING = frozenset("([{\"'«»“”‘’„‚‹›「『（【《〈¿¡*_-–—:;,!?|>~。、，：；！？…؟،؛।")
QUOTES = frozenset("\"'«»“”‘’„‚‹›")
AFTER_CLOSING = frozenset(")]}\"'«»“”‘’‹›」』）】》〉*_-–—:;,.!?|<~。、，：；！？…؟،؛।")
# A run beside one of these on its inner side formats nothing, such as the marks in `(*)` and `*.txt`.
AT_START, AT_END = frozenset(")]}.,;:!?/"), frozenset("([{/")


class MarkRun(NamedTuple):
    """A run of `*` or `_`: its place, whether it may open or close emphasis, and whether it is within a word of a
    script without spaces."""

    start: int
    end: int
    opens: bool
    closes: bool
    unspaced: bool


def hide_spans(text: str) -> str:
    """Return a paragraph's text for the parser: only the marks that format something are not hidden."""
    if not MARK.search(text):
        return text
    if "](" not in text and all(text.count(mark) < 2 for mark in "*_`"):
        return hide_in_line(text)
    hidden, shown = list(hide_in_line(text)), reveal(text)
    code = list(_find_code(text, hidden)) if text.count("`") > 1 else []
    targets = list(_find_links(text, shown, code, hidden)) if "[" in text else []
    names = [match.span() for match in NAME.finditer(text)] if "__" in text else []
    taken = _merge(sorted([*code, *targets, *names]))
    runs = [_read_run(match, shown) for match in RUN.finditer(text) if not (taken and _is_in(match.start(), taken))]
    if len(runs) < 2:
        return "".join(hidden)
    for run in _get_meant(runs, text):
        hidden[run.start : run.end] = list(text[run.start : run.end])
        # The parser takes no mark beside punctuation for one within a word. A letter between the two makes it one.
        if run.unspaced and run.closes:
            hidden[run.start] = FILLER + hidden[run.start]
        if run.unspaced and run.opens:
            hidden[run.end - 1] += FILLER
    return "".join(hidden)


def _find_code(text: str, hidden: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each code span in one line, and show its marks to the parser."""
    runs = [match.span() for match in TICKS.finditer(text)]
    closers: dict[int, list[int]] = defaultdict(list)
    for start, end in runs:
        if not _is_word(text, end):
            closers[end - start].append(start)
    done = 0
    for start, end in runs:
        escape = start - 1 if text[start - 1 : start] == "\\" else None
        close = _find_next(closers[end - start], start)
        is_code = (
            not _is_word(text, (start if escape is None else escape) - 1) and "\n" not in text[start : close or start]
        )
        if start < done or close is None or not is_code:
            continue
        if escape is not None:
            hidden[escape : escape + 2] = "\\`"
            if text[close - 1] == "\\":
                hidden[close - 1 : close + 1] = "\\`"
            continue
        done = close + end - start
        hidden[start:end] = hidden[close:done] = "`" * (end - start)
        yield start, done


def _find_next(positions: list[int], start: int) -> int | None:
    place = bisect_right(positions, start)
    return positions[place] if place < len(positions) else None


def _find_links(text: str, shown: str, code: Sequence[tuple[int, int]], hidden: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each link's address with its brackets, and show the link's marks to the parser."""
    for match in LINK.finditer(shown):
        start, end = match.start(), match.end(1)
        is_meant = text[start] == "[" and text[end] == "]" and not _is_in(start, code) and not _is_in(end, code)
        if not is_meant or not _is_honest(match):
            continue
        hidden[start], hidden[end : match.end()] = "[", shown[end : match.end()]
        if text[start - 1 : start] == "\\":
            hidden[start - 1] = "\\"
        yield end, match.end()


def _is_honest(match: re.Match[str]) -> bool:
    """Return whether the words of a link name no other address than the one that it leads to."""
    words, target = match.group(1), make_url(match.group(2))
    return bool(words.strip()) and all(address.url == target for address in find_addresses(words))


def _read_run(match: re.Match[str], shown: str) -> MarkRun:
    start, end = match.span()
    before, after, mark = shown[start - 1 : start], shown[end : end + 1], shown[end - 1]
    count = end - start if end - start < 2 else match.group().count(mark)
    is_within = mark == "_" and before.isalnum() and after.isalnum()
    is_quoted = before in QUOTES and after in QUOTES
    is_usable = count <= (3 if mark == "*" else 2) and not is_within and not is_quoted
    opens = is_usable and not (not after or after.isspace() or after in AT_START)
    closes = is_usable and not (not before or before.isspace() or before in AT_END)
    is_between = mark == "*" and count > 1 and bool(UNSPACED_LETTER.search(before + after))
    may_open = not before or before.isspace() or before in BEFORE_OPENING
    may_close = not after or after.isspace() or after in AFTER_CLOSING
    return MarkRun(
        start,
        end,
        opens and (may_open or (is_between and bool(UNSPACED_LETTER.match(before)))),
        closes and (may_close or (is_between and bool(UNSPACED_LETTER.match(after)))),
        is_between,
    )


def _get_meant(runs: list[MarkRun], text: str) -> Iterator[MarkRun]:
    """Yield the runs that another one can pair with: of an escaped pair the backslashes are marks too."""
    last_closing = {text[run.end - 1]: run.start for run in runs if run.closes}
    opened: set[str] = set()
    for run in runs:
        mark = text[run.end - 1]
        if (run.opens and last_closing.get(mark, -1) > run.start) or (run.closes and mark in opened):
            yield run
        if run.opens:
            opened.add(mark)


def _is_word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


def _merge(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_in(place: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Return whether a place is in one of the ranges, which are in order and apart from each other."""
    number = bisect_right(ranges, (place, sys.maxsize)) - 1
    return number >= 0 and place < ranges[number][1]
