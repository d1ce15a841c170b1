"""Matching: whether a text has a sign of distress, by lists of phrases. Linear in its length; no query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from proserva_messaging import conf

FOLDER = Path(__file__).parent / "words"
# The most words of a phrase, which bounds the work for each word of a text.
MAX_WORDS = 12
HARMLESS = "!"
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
QUOTE = re.compile(r" {0,3}>")
CODE = re.compile(r"`[^`\n]*`")
# Without apostrophes, so that "don’t" is one word however it is typed.
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ＇´ʹ‛"))
# Written in several ways without a difference of meaning.
ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})
# Stands in place of code and quotes. `splitlines` leaves none in a text.
BREAK = "\x1e"
WORD = re.compile(rf"[^\W_]+|{BREAK}")
# Added to the first word of a phrase: "and", "so".
PREFIXES = ("و", "ف")
# The keys of a node that are no words: a phrase ends here, and it is a sign or not.
END = ""

Trie = dict[str, Any]


class WordsError(ValueError):
    """A list of phrases cannot be used."""


def has_sign(text: str) -> bool:
    """Return whether a Markdown text has a phrase of any list. Code and quoted lines do not count.

    The lists are read once for each process and folder. Raises WordsError or OSError for lists that cannot be used.
    """
    words = list(_split(_strip_code(text)))
    trie = load(conf.get("CARE_WORDS"))
    place = 0
    while place < len(words):
        is_sign, length = _find(trie, words, place)
        if is_sign:
            return True
        place += length or 1
    return False


@lru_cache(maxsize=4)
def load(folder: str = "") -> Trie:
    """Return the phrases of our lists and those of a site's folder: a file there replaces our list of this name.

    Raises WordsError for a folder without lists, a list that is not UTF-8, a line without a word or with more than
    MAX_WORDS; OSError if it cannot be read.
    """
    files = {each.name: each for each in FOLDER.glob("*.txt")}
    if folder:
        own = {each.name: each for each in Path(folder).glob("*.txt")}
        if not own:
            raise WordsError(f"{folder} has no lists (*.txt)")
        files |= own
    trie: Trie = {}
    for path in files.values():
        for phrase, is_sign in read_phrases(path):
            _add(trie, phrase, is_sign)
    return trie


def read_phrases(path: Path) -> Iterator[tuple[list[str], bool]]:
    """Yield each phrase of a list as words, and whether it is a sign; not if its line begins with `!`. Raises as `load`
    does."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise WordsError(f"{path.name} is not UTF-8") from None
    for number, line in enumerate(lines, 1):
        phrase = line.strip()
        if not phrase or phrase.startswith("#"):
            continue
        words = list(_split(phrase))
        if not 1 <= len(words) <= MAX_WORDS:
            raise WordsError(f"{path.name}, line {number}: a phrase has 1 to {MAX_WORDS} words")
        yield words, not phrase.startswith(HARMLESS)


def _add(trie: Trie, words: Iterable[str], is_sign: bool) -> None:
    node = trie
    for word in words:
        node = node.setdefault(word, {})
    node[END] = is_sign


def _find(trie: Trie, words: list[str], place: int) -> tuple[bool, int]:
    """Return whether the longest phrase at a place is a sign, and its number of words; 0 without one."""
    first = words[place]
    starts = [first, first[1:]] if first.startswith(PREFIXES) else [first]
    best = (False, 0)
    for start in starts:
        node, length = trie.get(start), 1
        while node is not None:
            if END in node and length > best[1]:
                best = (node[END], length)
            following = place + length
            node, length = node.get(words[following]) if following < len(words) else None, length + 1
    return best


def _split(text: str) -> Iterator[str]:
    """Yield the words of a text, folded: without case, accents, vowel signs and invisible characters."""
    # Marks go before the text is normalized, too: normalizing sorts them, in the square of the length of a run of them.
    text = _drop_marks(text.translate(APOSTROPHES))
    text = _drop_marks(unicodedata.normalize("NFKD", text).translate(APOSTROPHES))
    yield from WORD.findall(text.casefold().translate(ARABIC))


def _drop_marks(text: str) -> str:
    kept = (each for each in text if not unicodedata.combining(each))
    return "".join(each for each in kept if unicodedata.category(each) not in ("Mn", "Cf"))


def _strip_code(text: str) -> str:
    """Return a Markdown text without code and quotes, in whose place no phrase can stand."""
    kept, fence = [], ""
    for line in text.splitlines():
        found = FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence):
                fence = ""
        elif found:
            fence = found[1]
            kept.append(BREAK)
        else:
            kept.append(BREAK if QUOTE.match(line) else CODE.sub(BREAK, line))
    # An open fence is no way to hide: without its end the text counts.
    return "\n".join(kept) if not fence else text
