"""Hidden characters: each mark of Markdown has a control character that stands for it as an ordinary letter."""

from __future__ import annotations

MARKS = "\\*_`[]<>&#+-.)|~="
# No stored text contains these, and neither Python nor the parser takes one for a space.
_CODES = [*range(0x01, 0x09), *range(0x0E, 0x17)]
# A letter that is never shown.
FILLER = "\x1b"
_HIDDEN = {ord(mark): code for mark, code in zip(MARKS, _CODES, strict=True)}
_SHOWN = {code: mark for mark, code in _HIDDEN.items()} | {ord(FILLER): None}
# The marks that mean something in the middle of a line.
_HIDDEN_IN_LINE = {mark: _HIDDEN[mark] for mark in map(ord, "\\*_`[]<&")}
_UNSTORABLE = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), 0x7F))


def clean(text: str) -> str:
    """Return the text without the control characters that no stored text contains."""
    return text.translate(_UNSTORABLE)


def hide_all(text: str) -> str:
    """Return the text with each mark hidden, in the same length."""
    return text.translate(_HIDDEN)


def hide_in_line(text: str) -> str:
    """Return the text with each mark hidden that means something in the middle of a line, in the same length."""
    return text.translate(_HIDDEN_IN_LINE)


def reveal(text: str) -> str:
    """Return the text with the hidden characters restored."""
    return text.translate(_SHOWN)
