"""Tests of CSV files: no cell is a formula, and the text and its language survive."""

import ast
import csv
import io
import unicodedata
from pathlib import Path

import ddt
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

import proserva_messaging
from proserva_messaging.store.sheets import make_cell, write_csv

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−"
CONTROLS = ("\t", "\r", "\n", "\0", "\x1b")
BEFORE = (*CONTROLS, "", " ", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u202e", "\u2066", "\u00ad", '"')
SIGN_OR_BLANK = st.sampled_from([*SIGNS, *filter(None, BEFORE), ";", ",", "a", "'"])


def read(text, delimiter=","):
    """Return the rows of a file as a spreadsheet with this separator reads them."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def begins_like_a_formula(cell):
    """Return whether the first visible character of a cell is a sign of formulas."""
    visible = (each for each in cell if each != '"' and unicodedata.category(each)[0] not in "ZC")
    return next(visible, "") in tuple(SIGNS)


@ddt.ddt
class CellTests(SimpleTestCase):
    @ddt.data(*SIGNS)
    def test_each_sign_is_neutralised_after_anything_invisible(self, sign):
        for before in BEFORE:
            cell = make_cell(f"{before}{sign}1+1")
            self.assertTrue(cell.startswith("'"), repr((before, cell)))
            self.assertTrue(cell.endswith(f"{sign}1+1"), repr((before, cell)))

    @ddt.data("Ines Torres", "Zoë", "名前", "نور", "a=b", "1-2", "'=1", "Jean-Luc", "x; y", "", "ü@example.org")
    def test_other_text_is_unchanged(self, text):
        self.assertEqual(make_cell(text), text)

    def test_a_cell_is_one_line(self):
        self.assertEqual(make_cell("550 5.1.1\r\n-No such\tuser\n"), "550 5.1.1 -No such user")
        self.assertEqual((make_cell(None), make_cell(5), make_cell(-5)), ("", "5", "'-5"))

    def test_a_semicolon_begins_no_formula(self):
        self.assertEqual(make_cell('x; =HYPERLINK("https://evil.example")'), 'x;\' =HYPERLINK("https://evil.example")')

    @given(st.lists(st.lists(st.one_of(st.text(SIGN_OR_BLANK), st.text()), min_size=1), min_size=1))
    def test_no_cell_of_a_file_is_a_formula(self, rows):
        head, *others = rows
        text = "".join(write_csv(head, others))
        self.assertEqual(len(read(text)), len(rows))
        for delimiter in ",;":
            for row in read(text, delimiter):
                for cell in row:
                    self.assertFalse(begins_like_a_formula(cell), repr(cell))

    def test_a_file_begins_with_one_mark_and_streams(self):
        lines = write_csv(["=Náme"], ([name] for name in ("Zoë", "=1")))
        self.assertEqual("".join(lines), '\ufeff"\'=Náme"\r\n"Zoë"\r\n"\'=1"\r\n')

    def test_no_other_module_writes_csv(self):
        root = Path(proserva_messaging.__file__).parent
        for path in root.rglob("*.py"):
            imported = {
                alias.name
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Import)
                for alias in node.names
            }
            self.assertTrue("csv" not in imported or path.name == "sheets.py", path)
