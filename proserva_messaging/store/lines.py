"""Lines: the one rule for text in one line, such as titles, names, labels and URLs.

Every door applies it before it stores a line, and every reader applies it to names from the platform. A line cannot
break into two, and cannot change the order or the look of the text around it.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

# Format characters that a reader sees: signs of numbers and abbreviations in Arabic, Syriac and Kaithi.
VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Emoji, Persian and the scripts of India need joiners, but never two in a row, at the start or after a Latin letter
# and its accents.
JOINERS = frozenset("\u200c\u200d")
# Marks of direction without an effect beyond their neighbours. Text that runs from right to left needs them.
MARKS = "\u061c\u200e\u200f"
NEEDLESS_JOINER = re.compile("(?<![^\x00-\u024f\u0300-\u036f\u200c\u200d])[\u200c\u200d]+")
# The flags of England, Scotland and Wales are a black flag and invisible letters. Elsewhere these could hide a text.
TAG = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0000-\U000e007f]")
# Letters and digits that look like a Latin letter, in lower case. `l` and `i` are the same here.
LOOKALIKES = {
    "a": "аαɑ", "b": "вьβ", "c": "сϲ", "d": "ԁ", "e": "еєεҽ3", "g": "ɡց", "h": "нһհ", "i": "іιıɩӏl1|", "j": "ј",
    "k": "кκ", "m": "м", "n": "ոη", "o": "оοօσ0", "p": "рρ", "q": "ԛ", "s": "ѕꜱ5", "t": "тτ", "u": "υս", "v": "νѵ",
    "w": "ԝω", "x": "хχ", "y": "уγү", "z": "ᴢ",
}  # fmt: skip
TO_LATIN = str.maketrans({other: letter for letter, others in LOOKALIKES.items() for other in others})


def clean_line(text: str) -> str:
    """Return a text as one line in NFC: with single spaces, and without control characters, invisible characters and
    those that change the direction of other text. Text that runs from right to left, emoji and joiners stay."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if not text.isprintable():
        text = "".join(character for character in text if _is_allowed(character))
        text = TAG.sub(lambda match: match.group(1) or "", text)
        text = " ".join(NEEDLESS_JOINER.sub("", _drop_needless_marks(text)).split())
    return unicodedata.normalize("NFC", text)


def _is_allowed(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":
        is_tag = "\U000e0000" <= character <= "\U000e007f"
        return is_tag or character in VISIBLE_FORMATS or character in JOINERS or character in MARKS
    number = ord(character)
    return category not in ("Cc", "Cs") and number & 0xFFFE != 0xFFFE and not 0xFDD0 <= number <= 0xFDEF


def _drop_needless_marks(text: str) -> str:
    plain = text.translate(dict.fromkeys(map(ord, MARKS)))
    return text if any(unicodedata.bidirectional(each) in ("R", "AL") for each in plain) else plain


def clean_url(url: str) -> str:
    """Return a URL in one line: spaces, control characters and invisible characters are percent-encoded."""
    return "".join(each if each.isprintable() and each != " " else _encode(each) for each in url)


def _encode(character: str) -> str:
    return quote(character.encode("utf-8", "replace"))


def fold(text: str) -> str:
    """Return how a text looks, to compare names: in NFKC, without case, accents, invisible characters and the
    difference between Latin letters and those that look like them."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(each for each in decomposed if unicodedata.category(each) not in ("Cc", "Cf", "Mn", "Me"))
    return plain.translate(TO_LATIN)
