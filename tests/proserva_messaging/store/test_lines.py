"""Tests of the rule for text in one line."""

import unicodedata

import ddt
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.store.lines import clean_line, clean_url, fold

MARKS = "\u061c\u200e\u200f"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@ddt.ddt
class CleanLineTests(SimpleTestCase):
    @ddt.data(
        ("one\ntwo", "one two"),
        ("one\r\n\r\ntwo\u2028three", "one two three"),
        ("\u202egro.live", "gro.live"),
        ("a\u2066b\u2069c", "abc"),
        ("bell \x07 and \x9b31m", "bell and 31m"),
        ("pass\u200bword\ufeff", "password"),
        ("pay\u200dpal", "paypal"),
        ("half a pair \ud83d", "half a pair"),
        ("not a character \ufffe\U0001ffff\ufdd0", "not a character"),
        ("hidden \U000e0068\U000e0069 text", "hidden text"),
        ("e\u200b\u0301", "é"),
        ("left\u200f to\u200e right\u061c", "left to right"),
        ("\u200d\u200c", ""),
    )
    @ddt.unpack
    def test_characters_that_forge_a_line_are_removed(self, text, line):
        self.assertEqual(clean_line(text), line)

    @ddt.data(
        "שלום עולם",
        "مرحبا بالعالم 123",
        "ברוכים\u200f הבאים (2\u200e)",
        "می‌خواهم",  # Persian, with a non-joiner
        "۱۴۰۰ ه‍.ش",  # Persian, with a joiner at the end of a word
        "क्‍ष",  # Hindi, with a joiner
        "👩‍🔬 👨‍👩‍👧‍👦 ❤️‍🔥",
        SCOTLAND,
        "日本語 – “quotes” … É",
    )
    def test_ordinary_text_of_every_script_stays(self, text):
        self.assertEqual(clean_line(text), unicodedata.normalize("NFC", text))

    @given(st.text() | st.text(alphabet=BIDI + MARKS + BREAKS + "aश\u200d\u200cא\u0301\U000e0067\U0001f3f4\U000e007f "))
    def test_any_text_becomes_one_line_without_controls_and_stays_the_same_after_that(self, text):
        line = clean_line(text)
        self.assertEqual(clean_line(line), line)
        self.assertLessEqual(len(line.splitlines()), 1)
        self.assertFalse(set(line) & set(BIDI + BREAKS))
        self.assertFalse([each for each in line if unicodedata.category(each) in ("Cc", "Cs")])
        line.encode("utf-8")


@ddt.ddt
class CleanUrlTests(SimpleTestCase):
    @ddt.data(
        ("/courses/1?q=é&x=%20#top", "/courses/1?q=é&x=%20#top"),
        ("/x\nUnsubscribe: http://evil.example", "/x%0AUnsubscribe:%20http://evil.example"),
        ("/x\u2028y", "/x%E2%80%A8y"),
        ("/\u202egpj.exe", "/%E2%80%AEgpj.exe"),
    )
    @ddt.unpack
    def test_a_url_has_one_line(self, url, clean):
        self.assertEqual(clean_url(url), clean)
        self.assertEqual(clean_url(clean), clean)


@ddt.ddt
class FoldTests(SimpleTestCase):
    @ddt.data("Campus", "CAMPUS", "Ｃａｍｐｕｓ", "Cam\u200bpus", "Самрus", "Cámpus", "𝐂𝐚𝐦𝐩𝐮𝐬", "ⓒampuѕ")
    def test_names_that_look_the_same_are_equal(self, name):
        self.assertEqual(fold(name), fold("campus"))
