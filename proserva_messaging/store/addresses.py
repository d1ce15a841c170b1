"""Addresses: find the web addresses in a plain text, ended as a reader would end them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# An address does not start within a word, another address or an email address. Scripts without spaces have no such
# limit: the text before the address touches it.
START = re.compile(r"(?<![A-Za-z0-9_@/.\-])(?:https?://|www\.(?=[^\s./]+\.)|mailto:(?=[\w.+%-]+@))", re.IGNORECASE)
# Quotes, brackets and full stops of all languages, and marks that change the direction of the text.
STOPS = (
    r"\s<>\"`|\\\x00-\x1f\x7f\u00a1\u00ab\u00bb\u00bf\u055a-\u055f\u0589\u05be\u05c3\u05f3\u05f4\u0609-\u060d\u061b-\u061f"
    r"\u066a-\u066d\u06d4\u0964\u0965\u0e2f\u0e5a\u0e5b\u104a\u104b\u1362-\u1368\u17d4-\u17da\u200b-\u200f\u2014-\u201f"
    r"\u2022-\u202f\u2032-\u203e\u2045\u2046\u2060-\u206f\u2329\u232a\u2768-\u2775\u27e6-\u27ef\u2e3a\u2e3b\u2e42"
    r"\u3000-\u3003\u3008-\u3011\u3014-\u301f\u30fb\ufd3e\ufd3f\ufe10-\ufe19\ufe30-\ufe6b\ufeff\uff01-\uff0f\uff1a-\uff20"
    r"\uff3b-\uff40\uff5b-\uff65"
)
# Letters of scripts without spaces: right after a Latin letter or a digit, the sentence goes on.
UNSPACED = r"\u0e00-\u0e7f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
PIECE = re.compile(rf"(?:[^{STOPS}()\[\]{{}}{UNSPACED}]|(?<![A-Za-z0-9])[{UNSPACED}])+|[()\[\]{{}}]")
CLOSING = {")": "(", "]": "[", "}": "{"}
# An address with more open brackets is none: each address in it would be searched for their partners.
MAX_OPEN = 5
OPENING = frozenset(CLOSING.values())
# Punctuation of the sentence around an address, and marks of Markdown.
AFTER = ".,;:!?'*_~\u2013"
HAS_HOST = re.compile(r"(?:https?://(?:[^/?#@\s]*@)?\w|www\.\w|mailto:[^@]+@\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """An address in a text: its place, and the URL that it stands for."""

    start: int
    end: int
    url: str


def find_addresses(text: str) -> Iterator[Address]:
    """Yield the addresses in a text, in order. Takes time in proportion to its length."""
    end = 0
    for match in START.finditer(text):
        if match.start() < end:
            continue
        end = _find_end(text, match.end())
        written = text[match.start() : end].rstrip(AFTER)
        if HAS_HOST.match(written):
            yield Address(match.start(), match.start() + len(written), make_url(written))


def make_url(written: str) -> str:
    """Return the URL of an address as it is written: `www.` needs a scheme."""
    return f"https://{written}" if written[:4].lower() == "www." else written


def _find_end(text: str, start: int) -> int:
    """Return the end of an address: the first character that is never in one, or bracket without its partner."""
    opened: list[int] = []
    end, is_host = start, True
    while piece := PIECE.match(text, end):
        mark = piece.group()
        if mark in CLOSING:
            if not opened or text[opened[-1]] != CLOSING[mark]:
                break
            opened.pop()
        elif mark in OPENING:
            if is_host or len(opened) == MAX_OPEN:
                break
            opened.append(end)
        else:
            is_host = is_host and not any(sign in mark for sign in "/?#")
        end = piece.end()
    return opened[0] if opened else end
