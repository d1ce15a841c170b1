"""Tests of the time that rendering takes: it grows with the length of a text, whatever is in it.

`python -m tests.slow_texts` searches for slow texts at length.
"""

import random

import ddt
from django.test import SimpleTestCase

from tests.corpus import read_pieces
from tests.slow_texts import FORMS, measure, nest, pile, repeat, search

PIECES = read_pieces()
SHORT = 2500
# A text four times as long takes four times as long, or sixteen times if the time grows with the square.
TIMES, MOST = 4, 9
PAIRS = [random.Random(17).choices(PIECES, k=2 + number % 2) for number in range(20)]
# Texts that took seconds with earlier parsers or versions of the dialect.
KNOWN = [
    ["["], ["[a]("], ["![", "["], ["- "], ["> "], ["    "], ["*a_ "], ["a**b"], ["*a **b "], ["`a "], ["@"], ["@-"],
    ["\\("], ["\\["], ["$a"], ["$$a"],
    ["https://a)"], ["https://aを"], ["https://a("], ["[a](https://a.b/("], ["|a|\n|-|\n"], ["```a\n"],
    ["~~~~ a\n"], ["[a["], ["[[a]"], ["<!--"], ["\\`"], ["\n\n"],
]  # fmt: skip


@ddt.ddt
class TimeTests(SimpleTestCase):
    def assert_linear(self, form, pieces):
        """Check that the time grows with the length. Another process can disturb a measurement, but not five."""
        growths = []
        for _ in range(5):
            growths.append(measure(form(pieces, SHORT * TIMES)) / measure(form(pieces, SHORT)))
            if growths[-1] < MOST:
                return
        self.fail(f"{form.__name__} {pieces!r}: the time grows {growths} times with {TIMES} times the length")

    @ddt.data(*KNOWN)
    def test_a_text_that_was_slow_once(self, pieces):
        self.assert_linear(repeat, pieces)

    @ddt.data(*FORMS)
    def test_pieces_alone(self, form):
        for piece in random.Random(form.__name__).sample(PIECES, 30):
            self.assert_linear(form, [piece])

    @ddt.data(*FORMS)
    def test_pieces_together(self, form):
        for pieces in PAIRS:
            self.assert_linear(form, pieces)

    def test_many_columns_and_rows(self):
        for length in (SHORT, SHORT * TIMES):
            columns = length // 6
            body = "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|\n" * columns
            self.assertLess(measure(body), measure(repeat(["> a\nb\n"], len(body))) * 3)


class SearchTests(SimpleTestCase):
    def test_the_forms_have_the_length(self):
        self.assertEqual(repeat(["ab", "c"], 7), "abcabca")
        self.assertEqual(nest(["(", ")"], 6), "((()))")
        self.assertEqual(pile(["a"], 6), "a\naa\na")

    def test_it_returns_the_slowest_first(self):
        found = search(0.2, 1, ["a", "*b* "])
        self.assertEqual(found, sorted(found, reverse=True))
        self.assertTrue(found)
