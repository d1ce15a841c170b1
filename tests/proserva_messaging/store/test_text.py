"""Tests of what is checked of a message before anything is written."""

import ddt
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from proserva_messaging.errors import InvalidError
from proserva_messaging.store.text import check_body, normalize_text


@ddt.ddt
class NormalizeTests(SimpleTestCase):
    @ddt.data(
        ("a\r\nb\rc", "a\nb\nc"),
        ("\n \n    code\n\n", "    code"),
        ("nul\x00 and \x1b[31m", "nul and [31m"),
        ("half a pair \ud83d", "half a pair"),
        ("e\u0301", "é"),
        ("שלום 👩‍🔬", "שלום 👩‍🔬"),
    )
    @ddt.unpack
    def test_what_is_stored(self, text, stored):
        self.assertEqual(normalize_text(text), stored)

    @given(st.text())
    def test_any_text_can_be_stored_and_storing_it_again_changes_nothing(self, text):
        stored = normalize_text(text)
        self.assertEqual(normalize_text(stored), stored)
        self.assertNotIn("\x00", stored)
        stored.encode("utf-8")


@ddt.ddt
class BodyTests(SimpleTestCase):
    @ddt.data("", " \n\t", "\u200b", "\u2060\ufeff", "\u00a0", "\x00")
    def test_nothing_to_be_seen_is_no_message_without_a_file(self, body):
        with self.assertRaises(InvalidError) as caught:
            check_body(body, has_files=False)
        self.assertEqual(list(caught.exception.fields), ["body"])
        check_body(body, has_files=True)

    @ddt.data("a", "👍", "。", "!", "٣")
    def test_one_character_is_a_message(self, body):
        self.assertEqual(check_body(body, has_files=False), body)

    def test_length_is_counted_in_characters_as_people_count_them(self):
        self.assertEqual(len(check_body("👍" * 20_000, has_files=False)), 20_000)
        with self.assertRaises(InvalidError):
            check_body("👍" * 20_001, has_files=False)
