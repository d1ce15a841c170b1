"""CSV files for spreadsheets: UTF-8 with a mark, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

CONTENT_TYPE = "text/csv; charset=utf-8"
# Excel reads a file as UTF-8 only if it begins with this.
BYTE_ORDER_MARK = "\ufeff"
# The last is the minus sign, which LibreOffice accepts.
FORMULA_SIGNS = frozenset("=+-@\u2212")
# Categories of characters that are skipped at the beginning of a cell: separators, controls, formats such as
# direction marks, unassigned and private ones.
SKIPPED = frozenset("ZC")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class _Echo:
    """A file that returns the text that is written to it."""

    def write(self, text: str) -> str:
        return text


def write_csv(head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Return the lines of a CSV file, made one by one from a header and rows of cells."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow([make_cell(cell) for cell in head])
    for row in rows:
        yield writer.writerow([make_cell(cell) for cell in row])


def make_cell(value: Any) -> str:
    """Return a value as one line of text that no spreadsheet takes for a formula.

    An apostrophe is put before text that begins like a formula, also after a semicolon: where the decimal sign is a
    comma, spreadsheets split a CSV file there. None becomes empty text.
    """
    text = CONTROLS.sub(" ", "" if value is None else str(value)).strip()
    return ";".join(f"'{part}" if _is_formula(part) else part for part in text.split(";"))


def _is_formula(text: str) -> bool:
    for character in text:
        if character == '"' or unicodedata.category(character)[0] in SKIPPED:
            continue
        # The compatibility form of a full-width, small or superscript sign is the ASCII one.
        return unicodedata.normalize("NFKC", character)[0] in FORMULA_SIGNS
    return False
