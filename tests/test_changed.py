"""Tests of the fast loop: which tests belong to a changed file."""

import tempfile
from pathlib import Path
from unittest import mock

import ddt
import pytest
from django.test import SimpleTestCase

from tests import changed

pytestmark = pytest.mark.checkout


@ddt.ddt
class ChangedTests(SimpleTestCase):
    @ddt.data(
        ("proserva_messaging/conf.py", {"tests/proserva_messaging/test_conf.py"}),
        ("proserva_messaging/no_such_module.py", set()),
        ("proserva_messaging/api/broadcasts.py", {"tests/proserva_messaging/test_api.py"}),
        ("proserva_messaging/delivery/chunks.py", {"tests/proserva_messaging/delivery/test_fanout.py"}),
        ("tests/proserva_messaging/test_conf.py", {"tests/proserva_messaging/test_conf.py"}),
        ("tests/proserva_messaging/test_gone.py", set()),
        ("tests/english.py", {"tests/test_english.py"}),
        ("tests/factories.py", set()),
        ("docs/events.md", {"tests/docs"}),
        ("proserva_messaging/locale/de/LC_MESSAGES/django.po", {"tests/test_catalogues.py"}),
        (".github/workflows/ci.yml", {"tests/test_tooling.py"}),
        ("static/proserva_messaging/proserva.js", set()),
    )
    @ddt.unpack
    def test_tests_of_a_file(self, name, expected):
        self.assertEqual(changed.find_tests(name), expected)

    def test_changes_since_the_merge_base_and_new_files(self):
        answers = {"merge-base": ["abc"], "diff": ["a.py"], "ls-files": ["b.py"]}
        with mock.patch.object(changed, "git", lambda name, *rest: answers[name]):
            self.assertEqual(changed.list_changed(), {"a.py", "b.py"})

    def test_a_changed_migration_needs_another_database(self):
        with tempfile.TemporaryDirectory() as root, mock.patch.object(changed, "ROOT", Path(root)):
            migration = Path(root, "proserva_messaging", "migrations", "0001_initial.py")
            migration.parent.mkdir(parents=True)
            migration.write_text("# A migration")
            before = changed.name_database()
            self.assertEqual(changed.name_database(), before)
            migration.write_text("# A changed migration")
            self.assertNotEqual(changed.name_database(), before)

    def test_without_changes_no_test_runs(self):
        self.assertFalse([command for command in changed.make_commands(set()) if "pytest" in command])
        command = changed.make_commands({"proserva_messaging/conf.py"})[-1]
        self.assertEqual(command[-1], "tests/proserva_messaging/test_conf.py")
