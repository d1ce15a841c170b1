"""Tests of the system checks."""

import sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import ddt
from django.conf import settings
from django.test import SimpleTestCase, override_settings

from proserva_messaging import checks
from proserva_messaging.checks import check_front_ends, check_platform, check_settings, check_storage
from proserva_messaging.settings.cors import allow_headers
from tests.proserva_messaging.edxapp import standins

FILES = "django.core.files.storage.FileSystemStorage"
S3 = "storages.backends.s3.S3Storage"
PRIVATE = {"bucket_name": "b", "default_acl": "private", "querystring_auth": True, "custom_domain": None}
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


def storage(backend, **options):
    """Return settings that keep attachments somewhere."""
    own = {"BACKEND": backend, "OPTIONS": options}
    return override_settings(STORAGES={**settings.STORAGES, "proserva_messaging": own})


def ids(found):
    """Return what the checks found, in short."""
    return [each.id.removeprefix("proserva_messaging.") for each in found]


@ddt.ddt
class StorageTests(SimpleTestCase):
    def test_the_demo_passes(self):
        self.assertEqual(check_storage(None) + check_settings(None), [])

    @override_settings(MEDIA_ROOT="/srv/media", STATIC_ROOT="/srv/static")
    def test_files_that_are_served_are_refused(self):
        for location in (
            Path("/srv/media"),
            Path("/srv/media/private"),
            Path("/srv/media/../media/x"),
            "/srv/static/x",
        ):
            with storage(FILES, location=str(location)):
                self.assertEqual(ids(check_storage(None)), ["E001"])
        with storage(FILES, location="/srv/media2"):
            self.assertEqual(check_storage(None), [])

    @ddt.data(
        ({}, ""),
        ({"default_acl": None}, ""),
        ({"default_acl": "public-read"}, "'public-read'"),
        ({"querystring_auth": False}, "not signed"),
        ({"custom_domain": "cdn.example.org"}, "'cdn.example.org' is served unsigned"),
    )
    @ddt.unpack
    def test_a_bucket_must_be_private(self, options, words):
        with storage(S3, **PRIVATE | options):
            found = check_storage(None)
        self.assertEqual(ids(found), ["E001"] if words else [])
        self.assertIn(words, " ".join(each.msg for each in found))

    @override_settings(AWS_DEFAULT_ACL="public-read", AWS_S3_CUSTOM_DOMAIN="SET-ME-PLEASE", AWS_QUERYSTRING_AUTH=False)
    def test_options_left_out_follow_the_sites_which_are_public(self):
        with storage(S3, bucket_name="b"):
            (found,) = check_storage(None)
        for word in ("default_acl", "querystring_auth", "custom_domain"):
            self.assertIn(word, found.msg)
        with storage(S3, **PRIVATE):
            self.assertEqual(check_storage(None), [])

    def test_the_products_own_setting_is_looked_at_too(self):
        own = {"BACKEND": S3, "OPTIONS": PRIVATE | {"default_acl": "public-read"}}
        with override_settings(PROSERVA_MESSAGING_ATTACHMENT_STORAGE=own):
            self.assertEqual(ids(check_storage(None)), ["E001"])

    @ddt.data(("no.such.Storage", {}), (S3, {"no_such_option": 1}))
    @ddt.unpack
    def test_a_storage_that_cannot_be_made_is_named(self, backend, options):
        with storage(backend, **options):
            self.assertEqual(ids(check_storage(None)), ["E003"])

    @override_settings(PROSERVA_MESSAGING_ATTACHMENT_REDIRECT_SECONDS=60)
    def test_only_some_storages_sign(self):
        self.assertEqual(ids(check_storage(None)), ["W008"])
        with storage(S3, **PRIVATE):
            self.assertEqual(check_storage(None), [])


@ddt.ddt
class SettingsTests(SimpleTestCase):
    @override_settings(PROSERVA_MESSAGING_POL_SECONDS=7)
    def test_a_misspelt_setting_is_named(self):
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
        ("ATTACHMENT_EXTENSIONS", [".PDF"], "lower case"),
        ("ATTACHMENT_STORAGE", "s3", "a dict"),
        ("SEND_RATE", "often", "30/min"),
        ("SEND_RATE", "30/fortnight", "30/min"),
        ("UPLOAD_RATE", 30, "30/min"),
        ("RAISE_ERRORS", "no", "True or False"),
        ("CELERY_QUEUE", None, "text"),
        ("PLATFORM", "no.such.Platform", "dotted path"),
    )
    @ddt.unpack
    def test_a_value_that_cannot_be_is_named_with_what_can(self, name, value, words):
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
    def test_unusual_values_are_good(self, name, value):
        with override_settings(**{PREFIX + name: value}):
            self.assertEqual(check_settings(None), [])


@override_settings(PROSERVA_MESSAGING_PLATFORM=checks.OPEN_EDX)
class PlatformTests(SimpleTestCase):
    def find(self, module=None, **changed):
        """Return what is found with the stand-ins for the platform, some names in one module changed."""
        with standins.installed():
            if module is None:
                return [each.msg for each in check_platform(None)]
            with mock.patch.dict(vars(sys.modules[module])):
                for name, thing in changed.items():
                    vars(sys.modules[module])[name] = thing
                    if thing is None:
                        del vars(sys.modules[module])[name]
                return [each.msg for each in check_platform(None)]

    def test_a_platform_as_it_should_be(self):
        self.assertEqual(self.find(), [])

    def test_a_function_that_has_gone_is_named(self):
        module = "openedx.core.djangoapps.course_groups.cohorts"
        (message,) = self.find(module, get_cohort=None)
        self.assertIn(f"{module}.get_cohort cannot be imported", message)

    def test_a_function_that_takes_something_else_is_named(self):
        module = "openedx.core.djangoapps.course_groups.cohorts"
        (message,) = self.find(module, get_cohort=lambda user, course_key: None)
        self.assertIn("get_cohort(user, course_key) cannot be called as before", message)
        self.assertIn("assign", message)

    def test_what_lies_under_a_name_is_looked_at_too(self):
        module = "common.djangoapps.student.models"
        found = self.find(module, CourseEnrollment=SimpleNamespace(objects=SimpleNamespace(filter=lambda **_: None)))
        self.assertIn(f"{module}.CourseEnrollment.objects.users_enrolled_in is not there", found)

    def test_roles_are_called_through_a_variable_and_looked_at_all_the_same(self):
        class NewRole:
            def __init__(self, course_key, org):
                """Wants more than we give."""

        (first, second) = self.find("common.djangoapps.student.roles", CourseStaffRole=NewRole)
        self.assertIn("CourseStaffRole(course_key, org) cannot be called as before", first)
        self.assertIn("CourseStaffRole.users_with_role is not there", second)

    def test_without_the_platform_every_module_is_named(self):
        found = [each.msg for each in check_platform(None)]
        self.assertTrue(any("lms.djangoapps.courseware.tabs.EnrolledTab" in message for message in found), found)

    def test_another_platform_and_studio_are_not_looked_at(self):
        with override_settings(PROSERVA_MESSAGING_PLATFORM="demo.campus.platform.CampusPlatform"):
            self.assertEqual(check_platform(None), [])
        with override_settings(ROOT_URLCONF="cms.urls"):
            self.assertEqual(check_platform(None), [])


@override_settings(**FRONT_END)
@ddt.ddt
class FrontEndTests(SimpleTestCase):
    def test_a_site_that_lets_its_front_ends_in(self):
        self.assertEqual(check_front_ends(None), [])

    @override_settings(LEARNING_MICROFRONTEND_URL=None)
    @override_settings(CORS_ALLOW_CREDENTIALS=False)
    def test_a_site_without_front_ends_elsewhere(self):
        self.assertEqual(check_front_ends(None), [])

    @ddt.data(
        ({"CORS_ORIGIN_WHITELIST": []}, "not in CORS_ORIGIN_WHITELIST"),
        ({"CORS_ALLOW_CREDENTIALS": False}, "ENABLE_CORS_HEADERS"),
        ({"CSRF_TRUSTED_ORIGINS": ["https://lms.example.org"]}, "not in CSRF_TRUSTED_ORIGINS"),
    )
    @ddt.unpack
    def test_a_front_end_that_is_refused_is_named_with_what_to_set(self, changed, words):
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
    def test_there_are_other_ways_to_allow_it(self, changed):
        with override_settings(CORS_ORIGIN_WHITELIST=[], **changed):
            self.assertEqual(check_front_ends(None), [])

    @override_settings(CORS_ALLOW_HEADERS=("accept",), CORS_EXPOSE_HEADERS=())
    def test_headers_that_are_missing_are_named(self):
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
