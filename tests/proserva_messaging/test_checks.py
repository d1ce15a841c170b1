"""Tests of the system checks."""

import sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import ddt
from django.test import SimpleTestCase, override_settings

from proserva_messaging import checks
from proserva_messaging.checks import check_front_ends, check_platform, check_settings
from proserva_messaging.edxapp import names
from proserva_messaging.settings.cors import allow_headers
from tests.proserva_messaging.edxapp import standins

PREFIX = "PROSERVA_MESSAGING_"
FRONT_END = {
    "LMS_ROOT_URL": "https://lms.example.org",
    "LEARNING_MICROFRONTEND_URL": "https://apps.example.org/learning",
    "ACCOUNT_MICROFRONTEND_URL": "https://lms.example.org/account",
    "DISCUSSIONS_MICROFRONTEND_URL": None,
    "CORS_ORIGIN_WHITELIST": ["https://apps.example.org"],
    "CORS_ALLOW_CREDENTIALS": True,
    "CSRF_TRUSTED_ORIGINS": ["https://*.example.org"],
    "CORS_ALLOW_HEADERS": ("accept", "Idempotency-Key", "if-none-match", "use-jwt-cookie", "x-csrftoken"),
    "CORS_EXPOSE_HEADERS": ("etag", "retry-after"),
}


def ids(found):
    """Return the ids of what the checks report."""
    return [each.id.removeprefix("proserva_messaging.") for each in found]


@ddt.ddt
class SettingsTests(SimpleTestCase):
    @override_settings(PROSERVA_MESSAGING_POL_SECONDS=7)
    def test_an_unknown_setting_is_reported(self):
        (error,) = check_settings(None)
        self.assertIn("PROSERVA_MESSAGING_POL_SECONDS", error.msg)

    @ddt.data(
        ("PEER_MESSAGES", "everyone", "one of 'off', 'cohort', 'course'"),
        ("PEER_MESSAGES", False, "one of"),
        ("POLL_SECONDS", -1, "1 or more"),
        ("POLL_SECONDS", "20", "a whole number"),
        ("MESSAGE_MAX_LENGTH", True, "a whole number"),
        ("ATTACHMENT_MAX_COUNT", -1, "0 or more"),
        ("ATTACHMENT_EXTENSIONS", ["pdf"], "with its dot"),
        ("ATTACHMENT_EXTENSIONS", ".pdf", "a list"),
        ("ATTACHMENT_EXTENSIONS", [".PDF"], "lower-case"),
        ("ATTACHMENT_STORAGE", "s3", "a dict"),
        ("SEND_RATE", "often", "30/min"),
        ("SEND_RATE", "30/fortnight", "30/min"),
        ("UPLOAD_RATE", 30, "30/min"),
        ("RAISE_ERRORS", "no", "True or False"),
        ("CELERY_QUEUE", None, "text"),
        ("PLATFORM", "no.such.Platform", "dotted path"),
    )
    @ddt.unpack
    def test_an_invalid_value_is_reported_with_the_valid_ones(self, name, value, words):
        with override_settings(**{PREFIX + name: value}):
            (error,) = check_settings(None)
        self.assertEqual(error.id, "proserva_messaging.E004")
        self.assertIn(PREFIX + name, error.msg)
        self.assertIn(words, error.msg)

    @ddt.data(
        ("CELERY_QUEUE", ""),
        ("ATTACHMENT_MAX_COUNT", 0),
        ("SEND_RATE", None),
        ("SEND_RATE", "1000/day"),
        ("ATTACHMENT_EXTENSIONS", (".pdf",)),
        ("ATTACHMENT_ROOT", Path("/srv/private")),
    )
    @ddt.unpack
    def test_unusual_values_are_valid(self, name, value):
        with override_settings(**{PREFIX + name: value}):
            self.assertEqual(check_settings(None), [])


@override_settings(PROSERVA_MESSAGING_PLATFORM=checks.OPEN_EDX)
class PlatformTests(SimpleTestCase):
    def find(self, module=None, **changed):
        """Return the warnings with the stand-ins for the platform, after replacing or removing names in one module."""
        with standins.installed():
            if module is None:
                return [each.msg for each in check_platform(None)]
            with mock.patch.dict(vars(sys.modules[module])):
                for name, thing in changed.items():
                    vars(sys.modules[module])[name] = thing
                    if thing is None:
                        del vars(sys.modules[module])[name]
                return [each.msg for each in check_platform(None)]

    def test_a_complete_platform(self):
        self.assertEqual(self.find(), [])

    def test_a_missing_name_is_reported_with_the_feature_that_is_lost(self):
        module = "openedx.core.djangoapps.course_groups.cohorts"
        (message,) = self.find(module, get_course_cohorts=None)
        self.assertIn(f"{module}.get_course_cohorts cannot be imported", message)
        self.assertIn("cohorts of recipients", message)

    def test_without_the_platform_every_name_is_reported(self):
        found = [each.msg for each in check_platform(None)]
        self.assertTrue(any("lms.djangoapps.courseware.tabs.EnrolledTab" in message for message in found), found)

    def test_a_broken_module_is_reported_with_its_error(self):
        with mock.patch.object(names, "import_module", side_effect=RuntimeError("bad settings")):
            found = [each.msg for each in check_platform(None)]
        self.assertEqual(len(found), len(names.NAMES))
        self.assertIn("RuntimeError: bad settings", found[0])

    def test_another_platform_and_studio_are_not_checked(self):
        with override_settings(PROSERVA_MESSAGING_PLATFORM="demo.campus.platform.CampusPlatform"):
            self.assertEqual(check_platform(None), [])
        with override_settings(ROOT_URLCONF="cms.urls"):
            self.assertEqual(check_platform(None), [])


@override_settings(**FRONT_END)
@ddt.ddt
class FrontEndTests(SimpleTestCase):
    def test_a_site_that_permits_its_front_ends(self):
        self.assertEqual(check_front_ends(None), [])

    @override_settings(LEARNING_MICROFRONTEND_URL=None)
    @override_settings(CORS_ALLOW_CREDENTIALS=False)
    def test_a_site_without_front_ends_on_other_hosts(self):
        self.assertEqual(check_front_ends(None), [])

    @ddt.data(
        ({"CORS_ORIGIN_WHITELIST": []}, "not in CORS_ORIGIN_WHITELIST"),
        ({"CORS_ALLOW_CREDENTIALS": False}, "ENABLE_CORS_HEADERS"),
        ({"CSRF_TRUSTED_ORIGINS": ["https://lms.example.org"]}, "not in CSRF_TRUSTED_ORIGINS"),
    )
    @ddt.unpack
    def test_a_refused_front_end_is_reported_with_the_settings_to_change(self, changed, words):
        with override_settings(**changed):
            (warning,) = check_front_ends(None)
        self.assertEqual(warning.id, "proserva_messaging.W006")
        self.assertIn("https://apps.example.org cannot reach", warning.msg)
        self.assertIn(words, warning.msg)
        self.assertIn("'https://apps.example.org'", warning.hint)

    @ddt.data(
        {"CORS_ORIGIN_ALLOW_ALL": True},
        {"CORS_ALLOWED_ORIGIN_REGEXES": [r"^https://\w+\.example\.org$"]},
        {"CORS_ALLOWED_ORIGINS": ["https://apps.example.org"]},
    )
    def test_other_settings_permit_front_ends_too(self, changed):
        with override_settings(CORS_ORIGIN_WHITELIST=[], **changed):
            self.assertEqual(check_front_ends(None), [])

    @override_settings(CORS_ALLOW_HEADERS=("accept",), CORS_EXPOSE_HEADERS=())
    def test_missing_headers_are_reported(self):
        first, second = check_front_ends(None)
        self.assertIn("CORS_ALLOW_HEADERS lacks idempotency-key, if-none-match, use-jwt-cookie, x-csrftoken", first.msg)
        self.assertIn("CORS_EXPOSE_HEADERS lacks etag, retry-after", second.msg)

    def test_the_plugin_adds_the_headers_once(self):
        site = SimpleNamespace(CORS_ALLOW_HEADERS=("accept", "X-CSRFToken"))
        allow_headers(site)
        allow_headers(site)
        added = ("idempotency-key", "if-none-match", "use-jwt-cookie")
        self.assertEqual(site.CORS_ALLOW_HEADERS, ("accept", "X-CSRFToken", *added))
        self.assertEqual(site.CORS_EXPOSE_HEADERS, ("etag", "retry-after"))
