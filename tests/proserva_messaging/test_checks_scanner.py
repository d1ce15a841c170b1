"""Tests of the system checks of the virus scanner."""

from datetime import timedelta
from unittest import mock

import ddt
from django.test import SimpleTestCase, override_settings

from proserva_messaging.checks import check_settings
from proserva_messaging.checks_scanner import check_held_files, check_scanner
from proserva_messaging.models import Attachment
from proserva_messaging.scanning import held_files
from tests.campus_case import CampusCase
from tests.clamd import ScannerMixin, run_clamd


def scanner(address):
    """Return settings with a scanner."""
    return override_settings(PROSERVA_MESSAGING_SCANNER=address)


def ids(found):
    """Return the ids of what the checks report."""
    return [each.id.removeprefix("proserva_messaging.") for each in found]


@ddt.ddt
class AnswerTests(SimpleTestCase):
    def test_no_scanner_passes(self):
        self.assertEqual(check_scanner(None), [])

    @ddt.data(False, True)
    def test_a_scanner_that_answers_passes(self, by_socket):
        with run_clamd(by_socket=by_socket) as clamd, scanner(clamd.address):
            self.assertEqual(check_scanner(None) + check_settings(None), [])

    @ddt.data(None, EOFError, b"PING\0", b"")
    def test_a_scanner_that_does_not_answer_is_reported(self, answer):
        with run_clamd() as clamd, scanner(clamd.address), mock.patch.object(held_files, "PING_SECONDS", 0.2):
            clamd.answers["PING"] = answer
            found = check_scanner(None)
        self.assertEqual(ids(found), ["W022"])
        self.assertIn(clamd.address, found[0].msg)

    def test_a_scanner_that_is_not_there_is_reported(self):
        with scanner("unix:/nonexistent/clamd.ctl"):
            self.assertEqual(ids(check_scanner(None)), ["W022"])

    @ddt.data("clamav:3310", "/run/clamd.ctl", "tcp://", None, 3310, True)
    def test_a_malformed_address_is_an_error(self, address):
        with scanner(address):
            self.assertEqual(ids(check_settings(None)), ["E004"])

    def test_a_malformed_address_is_reported_once(self):
        with scanner("clamav:3310"):
            self.assertEqual(check_scanner(None), [])


class HeldTests(ScannerMixin, CampusCase):
    def test_files_that_wait_too_long_are_reported(self):
        attachment = self.hold()
        self.assertEqual(check_held_files(None), [])
        self.assertEqual(check_held_files(None, databases=["default"]), [])
        Attachment.objects.update(created=attachment.created - timedelta(minutes=11))
        found = check_held_files(None, databases=["default"])
        self.assertEqual(ids(found), ["W023"])
        self.assertIn("1 files are held", found[0].msg)
        held_files.scan(attachment.pk)
        self.assertEqual(check_held_files(None, databases=["default"]), [])

    def test_files_that_are_held_without_a_scanner_are_reported_at_once(self):
        self.hold()
        with scanner(""):
            found = check_held_files(None, databases=["default"])
        self.assertEqual(ids(found), ["W023"])
        self.assertIn("no virus scanner", found[0].msg)
