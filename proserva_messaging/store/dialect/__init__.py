"""The dialect: hide from the parser of Markdown all that its writer did not mean as formatting.

`hide` replaces such a character by a control character, which is a letter to the parser; `reveal` restores it in the
parser's output, also in code. The parser needs no changes for it, and nothing that is hidden can get lost. Each step
takes time in proportion to the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from proserva_messaging.store.addresses import find_addresses
from proserva_messaging.store.dialect.blocks import hide_blocks
from proserva_messaging.store.dialect.hiding import clean, hide_all, reveal

__all__ = ["MATHS", "clean", "find_mentions", "hide", "reveal"]

# `@name`: a username, possibly with the full stop after it, but not within a word or an email address.
MENTION = re.compile(r"(?<![^\W_])(?<![@./+-])@([\w.@+-]+)")
ENDS_OF_NAME = ".-+@_"
USERNAME_MAX_LENGTH = 150
# TeX, as the platform's pages typeset it. A dollar is a price unless it encloses something without outer spaces.
MATHS = re.compile(
    r"\\\([^\\]*+(?:\\(?![()])[^\\]*+)*+\\\)"
    r"|\\\[[^\\]*+(?:\\(?![\[\]])[^\\]*+)*+\\\]"
    r"|\$\$[^$]++\$\$"
    r"|(?<![\w$\\])\$(?=[^\s$])[^$\n]*+(?<=[^\s\\])\$(?![\w$])"
)


def hide(text: str, usernames: Collection[str] = ()) -> str:
    """Return a text without control characters for the parser. No mark in a mention of one of the `usernames`, an
    address or maths formats anything."""
    return hide_blocks(_hide_ranges(text, _find_atoms(text, usernames)))


def find_mentions(text: str, usernames: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each mention of one of the usernames, with its `@`."""
    for match in MENTION.finditer(text) if usernames else ():
        name = match.group(1)
        shortest = len(name.rstrip(ENDS_OF_NAME))
        for length in range(min(len(name), USERNAME_MAX_LENGTH), max(shortest, 1) - 1, -1):
            if name[:length] in usernames:
                yield match.start(), match.start() + 1 + length
                break


def _find_atoms(text: str, usernames: Collection[str]) -> Iterable[tuple[int, int]]:
    yield from (match.span() for match in MATHS.finditer(text))
    yield from ((address.start, address.end) for address in find_addresses(text))
    yield from find_mentions(text, usernames)


def _hide_ranges(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, stop in sorted(ranges):
        start = max(start, end)
        if start < stop:
            parts += [text[end:start], hide_all(text[start:stop])]
            end = stop
    return "".join([*parts, text[end:]])
