"""Tests of characters that a database cannot store. tests/services/test_charsets.py has them on a server."""

from unittest import mock

import ddt
from django.db import DataError, OperationalError
from django.test import SimpleTestCase, TestCase

from proserva_messaging.errors import CharacterError
from proserva_messaging.store import charsets
from proserva_messaging.store.transactions import run_atomic

STORED = OperationalError(1366, r"Incorrect string value: '\xF0\x9F\x98\x80 \xC3...' for column `a`.`b`.`c` at row 1")
COMPARED = OperationalError(1267, "Illegal mix of collations (utf8mb3_general_ci,IMPLICIT) and (utf8mb4_general_ci)")


class UntranslatableError(Exception):
    """The error of PostgreSQL's driver, whose code has the name `attribute`."""

    def __init__(self, attribute):
        super().__init__()
        setattr(self, attribute, "22P05")


def make_untranslatable(attribute):
    """Return Django's error for a character that PostgreSQL cannot translate."""
    error = DataError('character with byte sequence 0xe2 0x82 0xac in encoding "UTF8" has no equivalent in "LATIN1"')
    error.__cause__ = UntranslatableError(attribute)
    return error


@ddt.ddt
class FindTests(SimpleTestCase):
    @ddt.data(
        (STORED, None, "😀"),
        (make_untranslatable("sqlstate"), None, "€"),
        (make_untranslatable("pgcode"), None, "€"),
        (COMPARED, {"q": "a 😀"}, "😀"),
        (COMPARED, [{"a": ["é", {"b": "𝒳"}]}, {}], "𝒳"),
        # Errors about something else.
        (COMPARED, {"q": "é"}, None),
        (COMPARED, None, None),
        (OperationalError(1366, "Incorrect integer value: 'x' for column `a`.`b`.`c` at row 1"), {"q": "😀"}, None),
        (OperationalError(1366, r"Incorrect string value: '\xFF' for column `a`.`b`.`c` at row 1"), None, None),
        (OperationalError(1213, "Deadlock found"), {"q": "😀"}, None),
        (DataError("value too long"), {"q": "😀"}, None),
        (OperationalError(), {"q": "😀"}, None),
        (ValueError(1366, r"\xF0\x9F\x98\x80"), None, None),
    )
    @ddt.unpack
    def test_the_character_of_an_error(self, error, written, character):
        self.assertEqual(charsets.find_unstorable(error, written), character)


class AtomicTests(TestCase):
    def test_a_write_names_the_character(self):
        with self.assertRaises(CharacterError) as raised:
            run_atomic(mock.Mock(side_effect=STORED))
        self.assertEqual(raised.exception.character, "😀")
        self.assertEqual(raised.exception.code, "invalid")
        self.assertEqual(str(raised.exception.message), "“😀” cannot be stored here. Please remove it.")

    def test_other_databases_take_every_character(self):
        with mock.patch.object(charsets, "connection", mock.Mock(vendor="postgresql", cursor=self.fail)):
            self.assertEqual(charsets.list_narrow_tables(), [])
            self.assertEqual(charsets.get_connection_charset(), "utf8mb4")
