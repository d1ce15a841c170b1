"""Tests of the settings: their defaults and overrides, and the README's table."""

import re
from pathlib import Path

from django.test import SimpleTestCase, override_settings

from proserva_messaging import conf

README = Path(__file__).parents[2] / "README.md"


class SettingsTests(SimpleTestCase):
    def test_the_readme_names_every_setting_with_its_default(self):
        rows = re.findall(
            r"^\| `PROSERVA_MESSAGING_(\w+)` \| (.+?) \| (.+) \|$", README.read_text("utf-8"), re.MULTILINE
        )
        expected = [(setting.name, describe(setting.default), setting.meaning) for setting in conf.SETTINGS]
        self.assertEqual(rows, expected)

    @override_settings(PROSERVA_MESSAGING_POLL_SECONDS=7)
    def test_an_operator_overrides_a_default(self):
        self.assertEqual(conf.get("POLL_SECONDS"), 7)

    def test_a_setting_that_does_not_exist_is_an_error(self):
        with self.assertRaises(KeyError):
            conf.get("POLL_SECOND")


def describe(default):
    """Return a default as the README shows it."""
    if default and isinstance(default, list):
        return ", ".join(f"`{each}`" for each in default)
    return f"`{default!r}`" if default != "" else '`""`'
