"""Tests of held files: nothing but the scanner's verdict about the whole file makes it ready."""

from io import StringIO
from unittest import mock

import ddt
from django.core.management import call_command
from django.test import override_settings

from proserva_messaging import api
from proserva_messaging.conversations import attachments
from proserva_messaging.errors import FileHeldError, FileInfectedError, InvalidError
from proserva_messaging.models import Attachment, Failure, FileRemoval
from proserva_messaging.scanning import held_files
from proserva_messaging.sweep import sweep
from tests.campus_case import CampusCase, make_client, make_file, url
from tests.clamd import CLEAN, EICAR, FOUND, TOO_LARGE, ScannerMixin
from tests.fault_case import LOG as FAILURES

LOG = "proserva_messaging.scanning.held_files"
NAME = "private-name.txt"
NO_VERDICTS = {
    "away": (EOFError, "ScannerUnavailableError"),
    "garbage": (b"what?\0", "ScannerAnswerError"),
    "cut off": (CLEAN[:-1], "ScannerUnavailableError"),
    "silent": (None, "ScannerSlowError"),
    "too large": (TOO_LARGE, "ScannerLimitError"),
    "an error": (b"stream: Can't open file or directory ERROR\0", "ScannerAnswerError"),
}


class ScannerCase(ScannerMixin, CampusCase):
    def scan_state(self, attachment):
        return Attachment.objects.values_list("scan", flat=True).get(pk=attachment.pk)

    def download(self, user, attachment):
        return self.get(user, "attachment", attachment.pk)

    def sweep_with_faults(self):
        with self.assertLogs(FAILURES, "ERROR"):
            return sweep()

    def infect(self, attachment):
        """Have the scanner find a virus in a held file."""
        with (
            mock.patch.dict(self.clamd.answers, INSTREAM=FOUND),
            self.assertLogs(LOG, "WARNING") as logs,
            self.captureOnCommitCallbacks(execute=True),
        ):
            held_files.scan(attachment.pk)
        return logs.output


@ddt.ddt
class UploadTests(ScannerCase):
    def test_a_small_file_is_clean_at_once(self):
        with self.captureOnCommitCallbacks() as callbacks:
            attachment = self.upload()
        self.assertEqual((self.scan_state(attachment), callbacks), ("clean", []))
        self.assertEqual(self.clamd.scanned, [b"Some notes."])
        self.assertEqual(self.download(self.learner, attachment).status_code, 200)

    @override_settings(PROSERVA_MESSAGING_SCANNER="")
    def test_without_a_scanner_nothing_is_held(self):
        attachment = self.upload(content=EICAR)
        self.assertIsNone(self.scan_state(attachment))
        self.assertEqual(api.access_attachment(self.learner, attachment.pk).state, "ready")
        self.assertEqual(self.download(self.learner, attachment).status_code, 200)
        self.assertEqual(self.clamd.scanned, [])

    def test_an_infected_file_is_refused_and_not_stored(self):
        data = {"course_id": str(self.key), "file": make_file(NAME, EICAR)}
        with self.assertLogs(LOG, "WARNING") as logs:
            response = make_client(self.learner).post(url("attachments"), data, format="multipart")
        self.assert_error(response, 400, "invalid", file="contains a virus")
        self.assertFalse(Attachment.objects.exists() or FileRemoval.objects.exists())
        self.assertIn("Eicar-Test-Signature", logs.output[0])
        self.assertNotIn("private-name", "".join(logs.output))

    def test_a_repeated_request_is_not_scanned_again(self):
        for _ in range(2):
            attachments.upload(self.learner, self.key, make_file(), idempotency_key="once")
        self.assertEqual(len(self.clamd.scanned), 1)

    @ddt.data(*NO_VERDICTS)
    def test_a_file_without_a_verdict_is_held_until_there_is_one(self, fault):
        answer, error = NO_VERDICTS[fault]
        self.clamd.answers["INSTREAM"] = answer
        short = mock.patch.object(held_files, "UPLOAD_SECONDS", 0.2)
        with short, self.assertLogs(LOG, "WARNING") as logs:
            attachment = self.upload(name=NAME)
        self.assertIn(error, logs.output[0])
        self.assertNotIn("private-name", logs.output[0])
        self.assertEqual(self.scan_state(attachment), "held")
        with override_settings(PROSERVA_MESSAGING_SCANNER_TIMEOUT=0.2):
            self.assertEqual(self.sweep_with_faults().failed, (f"scan {attachment.pk}",))
        self.assertEqual(Failure.objects.get().error, error)
        self.assert_error(self.download(self.learner, attachment), 409, "file_held")
        self.clamd.answers.clear()
        self.assertEqual(sweep().scans, 1)
        self.assertEqual(self.scan_state(attachment), "clean")
        self.assertFalse(Failure.objects.exists())
        self.assertEqual(b"".join(self.download(self.learner, attachment).streaming_content), b"Some notes.")

    def test_a_scanner_that_is_gone_holds_the_file(self):
        self.clamd.stop()
        with self.assertLogs(LOG, "WARNING"):
            attachment = self.upload()
        self.assertEqual(self.sweep_with_faults().failed, (f"scan {attachment.pk}",))
        self.assertEqual(self.scan_state(attachment), "held")

    @override_settings(PROSERVA_MESSAGING_SCANNER="clamav:3310")
    def test_a_malformed_address_holds_the_file(self):
        with self.assertLogs(LOG, "WARNING"):
            attachment = self.upload()
        self.assertEqual(self.sweep_with_faults().failed, (f"scan {attachment.pk}",))
        self.assertEqual((self.scan_state(attachment), Failure.objects.get().error), ("held", "ValueError"))

    def test_a_large_file_is_scanned_after_the_upload(self):
        """Its scan takes longer than an upload waits. The task takes over."""
        self.clamd.wait.clear()
        short = mock.patch.object(held_files, "UPLOAD_SECONDS", 0.2)
        with short, self.assertLogs(LOG, "WARNING"), self.captureOnCommitCallbacks(execute=True):
            attachment = self.upload()
            self.assertEqual(self.scan_state(attachment), "held")
            self.clamd.wait.set()
        self.assertEqual(self.scan_state(attachment), "clean")


@ddt.ddt
class HeldTests(ScannerCase):
    def test_who_may_see_a_held_file_hears_so_and_others_find_nothing(self):
        attachment = self.hold()
        message = self.ask(attachment_ids=[attachment.pk])
        for user in (self.learner, self.instructor):
            self.assert_error(self.download(user, attachment), 409, "file_held")
            shown = self.get(user, "thread_messages", message.thread_id).json()["results"][0]["attachments"]
            self.assertEqual([each["state"] for each in shown], ["held"])
            with self.assertRaises(FileHeldError):
                api.open_attachment(user, attachment.pk)
        for user in (self.outsider, self.classmate, self.assistant):
            self.assert_error(self.download(user, attachment), 404, "not_found")
        held_files.scan(attachment.pk)
        self.assertEqual(self.download(self.instructor, attachment).status_code, 200)

    @override_settings(PROSERVA_MESSAGING_ATTACHMENT_REDIRECT_SECONDS=60)
    def test_no_address_is_signed_for_a_held_file(self):
        attachment = self.hold()
        with mock.patch("proserva_messaging.rest_api.v1.attachments.make_signed_url") as sign:
            self.assert_error(self.download(self.learner, attachment), 409, "file_held")
        sign.assert_not_called()

    def test_an_infected_file_is_deleted_and_its_place_says_so(self):
        attachment = self.hold(name=NAME)
        message = self.ask(attachment_ids=[attachment.pk])
        logs = self.infect(attachment)
        self.assertNotIn("private-name", "".join(logs))
        self.assertFalse(attachment.file.storage.exists(attachment.file.name))
        self.assertFalse(FileRemoval.objects.exists())
        for user in (self.learner, self.instructor):
            self.assert_error(self.download(user, attachment), 410, "file_infected")
            shown = self.get(user, "thread_messages", message.thread_id).json()["results"][0]["attachments"]
            self.assertEqual([(each["name"], each["state"]) for each in shown], [(NAME, "infected")])
            with self.assertRaises(FileInfectedError):
                api.open_attachment(user, attachment.pk)
        self.assert_error(self.download(self.outsider, attachment), 404, "not_found")

    def test_an_infected_file_that_the_storage_keeps_is_not_served_and_deleted_later(self):
        attachment = self.hold()
        storage = attachment.file.storage
        with (
            mock.patch.object(type(storage), "delete", side_effect=OSError("read-only")),
            self.assertLogs("proserva_messaging.store.stored_files", "WARNING"),
        ):
            self.infect(attachment)
        self.assertTrue(storage.exists(attachment.file.name))
        self.assert_error(self.download(self.learner, attachment), 410, "file_infected")
        FileRemoval.objects.update(due=attachment.created)
        call_command("proserva_deliver", stdout=StringIO())
        self.assertFalse(storage.exists(attachment.file.name))

    def test_a_file_that_became_infected_is_not_sent(self):
        attachment, other = self.hold(), self.upload()
        self.infect(attachment)
        with self.assertRaises(InvalidError) as caught:
            self.ask(attachment_ids=[other.pk, attachment.pk])
        self.assertIn("virus", caught.exception.fields["attachments"][0])
        self.assertEqual(self.ask(attachment_ids=[other.pk]).attachments.count(), 1)

    def test_an_unsent_infected_file_can_be_discarded(self):
        attachment = self.hold()
        self.infect(attachment)
        with self.captureOnCommitCallbacks(execute=True):
            api.discard_attachment(self.learner, attachment.pk)
        self.assertFalse(Attachment.objects.exists() or FileRemoval.objects.exists())

    def test_infected_files_use_no_quota(self):
        attachment = self.hold(content=b"x" * 60)
        self.infect(attachment)
        with override_settings(PROSERVA_MESSAGING_ATTACHMENT_QUOTA_PERSON=100):
            self.upload(content=b"x" * 60)

    def test_a_folder_with_infected_files_only_is_still_the_right_one(self):
        attachment = self.hold()
        self.infect(attachment)
        storage = attachment.file.storage
        with mock.patch("proserva_messaging.store.stored_files.MARKER", ".gone"):
            self.assertEqual(self.scan_state(self.upload()), "clean")
            storage.delete(".gone")
