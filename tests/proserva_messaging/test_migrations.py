"""Tests of the migrations."""

from io import StringIO

from django.core.management import call_command
from django.test import TransactionTestCase


class PlainNamesTests(TransactionTestCase):
    # Not in a transaction, in which SQLite would refuse to list the statements.
    def test_plain_names_run_no_statement(self):
        output = StringIO()
        call_command("sqlmigrate", "proserva_messaging", "0010_plain_names", stdout=output)
        lines = [line.strip() for line in output.getvalue().splitlines()]
        statements = [line for line in lines if line and not line.startswith("--")]
        # On a database whose changes of tables are transactional, they are in a transaction that holds nothing.
        self.assertEqual([line for line in statements if line not in ("BEGIN;", "COMMIT;")], [])
