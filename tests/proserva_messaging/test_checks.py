"""Tests of the system checks."""

from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase, override_settings

from proserva_messaging.checks import check_settings, check_storage


def storages_at(location):
    """Return settings that keep attachments in a folder."""
    backend = "django.core.files.storage.FileSystemStorage"
    own = {"BACKEND": backend, "OPTIONS": {"location": str(location)}}
    return {**settings.STORAGES, "proserva_messaging": own}


class CheckTests(SimpleTestCase):
    def test_the_demo_passes(self):
        self.assertEqual(check_storage(None) + check_settings(None), [])

    @override_settings(MEDIA_ROOT="/srv/media")
    def test_files_among_the_media_are_refused(self):
        for location in (Path("/srv/media"), Path("/srv/media/private"), Path("/srv/media/../media/x")):
            with override_settings(STORAGES=storages_at(location)):
                self.assertEqual([error.id for error in check_storage(None)], ["proserva_messaging.E001"])
        with override_settings(STORAGES=storages_at("/srv/media2")):
            self.assertEqual(check_storage(None), [])

    @override_settings(PROSERVA_MESSAGING_POL_SECONDS=7)
    def test_a_misspelt_setting_is_named(self):
        (error,) = check_settings(None)
        self.assertIn("PROSERVA_MESSAGING_POL_SECONDS", error.msg)
