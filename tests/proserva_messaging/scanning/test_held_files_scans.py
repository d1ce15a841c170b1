"""Tests of the scans of held files: faults, workers that die, and what operators see."""

from io import StringIO
from unittest import mock

import ddt
from django.core.management import CommandError, call_command
from django.test import override_settings

from proserva_messaging import api, tasks
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Attachment, Failure, FileRemoval
from proserva_messaging.scanning import held_files
from proserva_messaging.scanning.clamd import Verdict
from proserva_messaging.sweep import sweep
from tests.clamd import FOUND
from tests.fault_case import LOG as FAILURES
from tests.proserva_messaging.scanning.test_held_files import NAME, ScannerCase


@ddt.ddt
class ScanTests(ScannerCase):
    def test_each_file_fails_alone_and_is_tried_again_after_a_pause(self):
        held = [self.hold(content=f"Notes {number}".encode()) for number in range(3)]
        scan = held_files.scan

        def fail_for_second(pk, **more):
            if pk == held[1].pk:
                raise RuntimeError("a bug")
            scan(pk, **more)

        with mock.patch.object(held_files, "scan", side_effect=fail_for_second):
            swept = self.sweep_with_faults()
            self.assertEqual((swept.scans, swept.failed), (2, (f"scan {held[1].pk}",)))
            self.sweep_with_faults()
        self.assertEqual([self.scan_state(each) for each in held], ["clean", "held", "clean"])
        # After two failures it waits.
        self.assertEqual((sweep().scans, self.scan_state(held[1])), (0, "held"))
        Failure.objects.update(due=held[1].created)
        self.assertEqual((sweep().scans, self.scan_state(held[1])), (1, "clean"))

    @ddt.data(KeyboardInterrupt, SystemExit)
    def test_a_worker_that_dies_after_the_scan_leaves_the_file_held(self, death):
        attachment = self.hold()
        with mock.patch.object(held_files, "_record", side_effect=death), self.assertRaises(death):
            tasks.scan_file(attachment.pk)
        self.assertEqual(self.scan_state(attachment), "held")
        self.assertEqual(sweep().scans, 1)
        self.assertEqual((self.scan_state(attachment), len(self.clamd.scanned)), ("clean", 2))

    def test_a_worker_that_dies_while_an_infected_file_is_recorded_leaves_it_held(self):
        attachment = self.hold()
        self.clamd.answers["INSTREAM"] = FOUND
        with (
            mock.patch.object(held_files, "forget_files", side_effect=KeyboardInterrupt),
            self.assertRaises(KeyboardInterrupt),
        ):
            held_files.scan(attachment.pk)
        self.assertEqual((self.scan_state(attachment), FileRemoval.objects.count()), ("held", 0))

    @ddt.data((True, True, "clean"), (True, False, "infected"), (False, True, "infected"), (False, False, "infected"))
    @ddt.unpack
    def test_of_the_verdicts_of_two_workers_the_worse_counts(self, first, second, state):
        attachment = self.hold()
        record = held_files._record
        record(attachment, Verdict(first))
        record(attachment, Verdict(second))
        self.assertEqual(self.scan_state(attachment), state)
        self.assertEqual(FileRemoval.objects.count(), state == "infected")

    def test_a_file_that_was_discarded_meanwhile(self):
        attachment = self.hold()

        def discard(*_args):
            api.discard_attachment(self.learner, attachment.pk)
            return Verdict(is_clean=False)

        with mock.patch.object(held_files, "_scan_stored", side_effect=discard):
            held_files.scan(attachment.pk)
        held_files.scan(attachment.pk)
        self.assertFalse(Attachment.objects.exists())

    def test_a_failure_of_a_discarded_file_is_forgotten(self):
        attachment = self.hold()
        with self.scanner_away():
            self.sweep_with_faults()
        api.discard_attachment(self.learner, attachment.pk)
        self.assertEqual(sweep().failed, ())
        self.assertFalse(Failure.objects.exists())

    def test_a_file_that_the_storage_has_lost_or_shortened_stays_held(self):
        lost, short = self.hold(), self.hold()
        lost.file.storage.delete(lost.file.name)
        with open(short.file.path, "wb") as file:
            file.write(b"Some")
        with self.assertLogs("proserva_messaging.store.stored_files", "ERROR"), self.assertRaises(NotFoundError):
            held_files.scan(lost.pk)
        with self.assertRaises(held_files.IncompleteFileError):
            held_files.scan(short.pk)
        self.assertEqual([self.scan_state(each) for each in (lost, short)], ["held", "held"])

    def test_a_scanner_that_hangs_costs_each_file_a_moment_only(self):
        held = [self.hold() for _ in range(3)]
        self.clamd.answers["PING"] = None
        with mock.patch.object(held_files, "PING_SECONDS", 0.1):
            self.assertEqual(len(self.sweep_with_faults().failed), 3)
        self.assertEqual({self.scan_state(each) for each in held}, {"held"})
        self.assertEqual(set(Failure.objects.values_list("error", flat=True)), {"ScannerSlowError"})

    def test_without_the_scanner_held_files_stay_held(self):
        attachment = self.hold()
        with self.scanner_away():
            self.sweep_with_faults()
        with override_settings(PROSERVA_MESSAGING_SCANNER=""):
            self.assertEqual((sweep().scans, held_files.list_held(), held_files.count_stuck()), (1, [], 1))
            tasks.scan_file(attachment.pk)
            self.assert_error(self.download(self.learner, attachment), 409, "file_held")
        sweep()
        self.assertEqual(self.scan_state(attachment), "clean")

    def test_a_task_raises_the_error_for_celery_and_comes_back(self):
        attachment = self.hold()
        with (
            self.scanner_away(),
            mock.patch.object(tasks, "_queue") as queue,
            self.assertLogs(FAILURES, "ERROR"),
            self.assertRaises(held_files.ScannerError),
        ):
            tasks.scan_file(attachment.pk)
        queue.assert_called_once_with(tasks.scan_file, (attachment.pk,), countdown=60)

    def test_operators_see_what_waits(self):
        self.hold(name=NAME)
        out, errors = StringIO(), StringIO()
        with self.scanner_away(), self.assertLogs(FAILURES, "ERROR") as logs, self.assertRaises(CommandError) as caught:
            call_command("proserva_deliver", stdout=out, stderr=errors)
        self.assertIn("Files scanned for viruses: 0.", out.getvalue())
        self.assertIn("Files that wait for the virus scanner: 1.", errors.getvalue())
        everything = out.getvalue() + errors.getvalue() + str(caught.exception) + "".join(logs.output)
        self.assertNotIn("private-name", everything)
        call_command("proserva_deliver", stdout=out, stderr=(errors := StringIO()))
        self.assertEqual(errors.getvalue(), "")
