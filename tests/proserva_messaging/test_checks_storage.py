"""Tests of the system checks of the storage of attachments."""

from pathlib import Path

import ddt
from django.conf import settings
from django.test import SimpleTestCase, override_settings

from proserva_messaging.checks import check_settings
from proserva_messaging.checks_storage import check_storage

FILES = "django.core.files.storage.FileSystemStorage"
S3 = "storages.backends.s3.S3Storage"
PRIVATE = {"bucket_name": "b", "default_acl": "private", "querystring_auth": True, "custom_domain": None}


def storage(backend, **options):
    """Return settings with this storage for attachments."""
    own = {"BACKEND": backend, "OPTIONS": options}
    return override_settings(STORAGES={**settings.STORAGES, "proserva_messaging": own})


def ids(found):
    """Return the ids of what the checks report."""
    return [each.id.removeprefix("proserva_messaging.") for each in found]


@ddt.ddt
class StorageTests(SimpleTestCase):
    def test_the_demo_passes(self):
        self.assertEqual(check_storage(None) + check_settings(None), [])

    @override_settings(MEDIA_ROOT="/srv/media", STATIC_ROOT="/srv/static")
    def test_a_publicly_served_folder_is_refused(self):
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
    def test_missing_options_follow_those_of_the_site_which_are_public(self):
        with storage(S3, bucket_name="b"):
            (found,) = check_storage(None)
        for word in ("default_acl", "querystring_auth", "custom_domain"):
            self.assertIn(word, found.msg)
        with storage(S3, **PRIVATE):
            self.assertEqual(check_storage(None), [])

    def test_the_products_own_setting_is_checked_too(self):
        own = {"BACKEND": S3, "OPTIONS": PRIVATE | {"default_acl": "public-read"}}
        with override_settings(PROSERVA_MESSAGING_ATTACHMENT_STORAGE=own):
            self.assertEqual(ids(check_storage(None)), ["E001"])

    @ddt.data(("no.such.Storage", {}), (S3, {"no_such_option": 1}))
    @ddt.unpack
    def test_a_storage_that_cannot_be_created_is_reported(self, backend, options):
        with storage(backend, **options):
            self.assertEqual(ids(check_storage(None)), ["E003"])

    @override_settings(PROSERVA_MESSAGING_ATTACHMENT_REDIRECT_SECONDS=60)
    def test_a_storage_without_signed_urls_is_reported(self):
        self.assertEqual(ids(check_storage(None)), ["W008"])
        with storage(S3, **PRIVATE):
            self.assertEqual(check_storage(None), [])
