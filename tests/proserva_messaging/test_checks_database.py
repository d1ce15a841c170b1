"""Tests of the system check of the database's character set."""

from unittest import mock

import ddt
from django.test import SimpleTestCase

from proserva_messaging import checks_database

ALTER = "ALTER TABLE proserva_a CONVERT TO CHARACTER SET utf8mb4;"


@ddt.ddt
class CharsetTests(SimpleTestCase):
    @ddt.data(
        ([], "utf8mb4", []),
        (["proserva_a"], "utf8mb4", [ALTER]),
        ([], "utf8mb3", ['"charset": "utf8mb4"']),
        (["proserva_a"], "utf8", [ALTER, '"charset": "utf8mb4"']),
    )
    @ddt.unpack
    def test_each_fault_has_its_remedy(self, tables, charset, hints):
        with (
            mock.patch.object(checks_database, "list_narrow_tables", return_value=tables),
            mock.patch.object(checks_database, "get_connection_charset", return_value=charset),
        ):
            found = checks_database.check_charset(None, databases=["default"])
        self.assertEqual({each.id for each in found}, {"proserva_messaging.W025"} if hints else set())
        self.assertEqual(len(found), len(hints))
        for warning, hint in zip(found, hints, strict=True):
            self.assertIn(hint, warning.hint)

    def test_nothing_is_asked_without_a_database(self):
        with mock.patch.object(checks_database, "list_narrow_tables") as asked:
            self.assertEqual(checks_database.check_charset(None), [])
        asked.assert_not_called()
