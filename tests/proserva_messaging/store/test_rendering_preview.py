"""Tests of previews: the first words of a message on one line, never longer than their column."""

import unittest

import ddt
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.models import Message
from proserva_messaging.store.rendering import make_preview, render, show_html, show_preview

MARKDOWN = st.text(alphabet=st.sampled_from(list("ab <>&\"'`*_[]()!#-+=|\\/:.~1\n\t>\u202e\u05d0")), max_size=400)
COLUMN = Message._meta.get_field("preview").max_length


@ddt.ddt
class PreviewTests(unittest.TestCase):
    @ddt.data(
        ("<h3>Hi</h3>\n<p>there, <em>you</em> &amp; me</p>", "Hi there, you & me"),
        ("<p>one<br>two</p><p>three</p>", "one two three"),
        ("<ul><li>a</li><li>b</li></ul><blockquote>c</blockquote>d", "a b c d"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>", "a b c d"),
        ("<h6>a</h6><pre>b</pre>c", "a b c"),
        ("<p>a<strong>b</strong>c &lt;br&gt;</p>", "abc <br>"),
        ("", ""),
    )
    @ddt.unpack
    def test_it_is_the_first_words_on_one_line(self, body_html, preview):
        self.assertEqual(make_preview(body_html), preview)

    @ddt.data(
        ("x" * COLUMN, "x" * COLUMN),
        ("x" * (COLUMN + 1), "x" * (COLUMN - 1) + "…"),
        ("x" * 5000, "x" * (COLUMN - 1) + "…"),
        ("word " * 100, "word " * 30 + "word…"),
        # The space falls on the last character that fits.
        ("x" * (COLUMN - 2) + " y z", "x" * (COLUMN - 2) + "…"),
        ("x" * (COLUMN - 1) + " y z", "x" * (COLUMN - 1) + "…"),
        ("&amp;" * 200, "&" * (COLUMN - 1) + "…"),
        # More follows what just fits.
        ("x" * COLUMN + "<br>y", "x" * (COLUMN - 1) + "…"),
    )
    @ddt.unpack
    def test_it_fills_its_column_and_no_more(self, text, preview):
        self.assertEqual(make_preview(f"<p>{text}</p>"), preview)
        self.assertLessEqual(len(preview), COLUMN)

    @ddt.data(
        ("abcdefghij", "abcdefghij"),
        ("abcdef ghijkl", "abcdef…"),
        ("abcde fghijklm", "abcde fgh…"),
        ("a bcdefghijklm", "a bcdefgh…"),
        ("ab cd ef gh ij", "ab cd ef…"),
    )
    @ddt.unpack
    def test_it_is_cut_between_words_unless_half_of_it_would_go(self, text, preview):
        self.assertEqual(make_preview(f"<p>{text}</p>", length=10), preview)

    def test_a_very_short_one_has_no_space_before_its_end(self):
        self.assertEqual(make_preview("<p>a bcd</p>", length=3), "a…")

    @given(MARKDOWN)
    def test_any_text_has_one_that_fits(self, body):
        preview = make_preview(render(body).html)
        self.assertLessEqual(len(preview), COLUMN)
        self.assertNotIn("\n", preview)


class DeletedMessageTests(unittest.TestCase):
    def test_a_message_shows_what_it_has(self):
        self.assertEqual((show_html("<p>Hi</p>"), show_preview("Hi")), ("<p>Hi</p>", "Hi"))

    def test_a_message_of_a_deleted_account_says_so(self):
        self.assertEqual(show_preview(""), "This message was deleted with its sender's account.")
        shown = "<p><em>This message was deleted with its sender&#x27;s account.</em></p>"
        self.assertEqual(show_html(""), shown)
