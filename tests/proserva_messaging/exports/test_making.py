"""Tests of making: the job of an export, its faults, its notice and its end."""

import io
from datetime import timedelta
from unittest import mock

from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from proserva_messaging import tasks
from proserva_messaging.delivery import mailer, pause
from proserva_messaging.delivery.outcomes import Outcome
from proserva_messaging.exports import making, requests
from proserva_messaging.models import Delivery, Export, Failure, FileRemoval
from proserva_messaging.models.attachments import get_storage
from proserva_messaging.sweep import sweep
from tests.export_case import ExportCase, list_bodies, read_document, unpack


class MakingCase(ExportCase):
    def setUp(self):
        super().setUp()
        mail.outbox.clear()
        # Without a worker: each test does the work itself.
        self.enterContext(mock.patch.object(tasks, "queue_export"))

    def request(self, user=None):
        """Ask for an export, by default as the learner, and return its row."""
        with self.captureOnCommitCallbacks(execute=True):
            requests.request_export(user or self.learner)
        return Export.objects.get(user=user or self.learner)

    def read_file(self, export):
        """Return the files of a stored export."""
        with get_storage().open(export.file) as file:
            return unpack(file.read())

    def break_storage(self, name):
        """Return a context in which a method of the storage fails."""
        return mock.patch.object(type(get_storage()), name, side_effect=OSError("no such bucket"))

    def sweep_with_faults(self):
        """Sweep with errors in the log, and return its numbers."""
        with self.assertLogs("proserva_messaging", "ERROR"), self.captureOnCommitCallbacks(execute=True):
            return sweep()


class MakingTests(MakingCase):
    def test_a_request_queues_the_job_by_the_id_only(self):
        export = self.request()
        tasks.queue_export.assert_called_once_with(export.pk)

    def test_the_task_makes_it_and_notifies_the_person(self):
        export = self.request()
        tasks.make_export(export.pk)
        export.refresh_from_db()
        self.assertEqual((export.state, export.left_out), ("ready", 0))
        self.assertEqual(list_bodies(read_document(self.read_file(export))), {self.thread_id: ["A private question"]})
        self.assertEqual(get_storage().size(export.file), export.size)
        self.assertFalse(FileRemoval.objects.exists())
        self.assertAlmostEqual(export.expires, timezone.now() + timedelta(days=7), delta=timedelta(minutes=1))
        (email,) = mail.outbox
        self.assertEqual((email.to, email.subject), ([self.learner.email], "Your download is ready"))
        self.assertIn("/messages/?preferences=1", email.body)
        self.assertNotIn("A private question", email.body)

    def test_the_sweep_makes_what_no_task_did_once(self):
        self.request()
        self.assertEqual(sweep().exports, 1)
        self.assertEqual(sweep().exports, 0)
        self.assertEqual(len(mail.outbox), 1)

    def test_a_second_worker_leaves_it_to_the_first(self):
        export = self.request()
        Export.objects.update(leased=timezone.now() + timedelta(minutes=5))
        self.assertIsNone(making.make(export.pk))
        self.assertEqual(Export.objects.get().state, "waiting")
        self.assertEqual(making.list_due(), [])

    def test_another_worker_takes_over_from_a_dead_one(self):
        export = self.request()
        with mock.patch.object(making, "_store", side_effect=SystemExit), self.assertRaises(SystemExit):
            making.make(export.pk)
        Export.objects.update(leased=timezone.now() - timedelta(seconds=1))
        making.make(export.pk)
        export.refresh_from_db()
        self.assertEqual((export.state, export.attempts), ("ready", 2))

    def test_progress_renews_the_lease(self):
        export = self.request()
        Export.objects.update(leased=timezone.now())
        making._renew(export.pk)
        self.assertGreater(Export.objects.get().leased, timezone.now() + making.LEASE / 2)

    def test_one_that_is_deleted_meanwhile_leaves_no_file(self):
        export = self.request()
        store = making._store

        def delete_first(*args):
            requests.delete_export(self.learner)
            return store(*args)

        with mock.patch.object(making, "_store", side_effect=delete_first):
            self.assertIsNone(making.make(export.pk))
        self.assertFalse(Export.objects.exists())
        self.assertFalse(FileRemoval.objects.exists())
        self.assertEqual(mail.outbox, [])

    def test_one_that_is_deleted_while_it_is_written_stops(self):
        export = self.request()
        renew = making._renew

        def delete_first(export_id):
            requests.delete_export(self.learner)
            renew(export_id)

        with mock.patch.object(making, "_renew", side_effect=delete_first), self.captureOnCommitCallbacks(execute=True):
            self.assertIsNone(making.make(export.pk))
        self.assertFalse(Export.objects.exists())

    def test_an_account_that_was_closed_gets_none(self):
        export = self.request()
        type(self.learner).objects.filter(pk=self.learner.pk).update(is_active=False)
        making.make(export.pk)
        self.assertFalse(Export.objects.exists())


class FaultTests(MakingCase):
    def test_without_its_storage_it_is_tried_again(self):
        self.request()
        with self.break_storage("save"):
            self.assertEqual(self.sweep_with_faults().exports, 0)
            self.assertEqual(self.sweep_with_faults().exports, 0)
        self.assertEqual(Failure.objects.get().attempts, 2)
        Failure.objects.update(due=timezone.now())
        self.assertEqual(sweep().exports, 1)
        self.assertFalse(Failure.objects.exists())

    def test_a_file_that_the_storage_cannot_read_is_waited_for_and_then_named(self):
        upload = self.upload(name="kept.txt")
        self.answer(self.thread_id, "See", sender=self.learner, attachment_ids=[upload.pk])
        self.request()
        with self.break_storage("open"):
            for attempt in range(making.PATIENT_ATTEMPTS):
                Failure.objects.update(due=timezone.now())
                with self.subTest(attempt=attempt):
                    self.assertEqual(self.sweep_with_faults().exports, 0)
            Failure.objects.update(due=timezone.now())
            self.assertEqual(self.sweep_with_faults().exports, 1)
        export = Export.objects.get()
        self.assertEqual((export.state, export.left_out), ("ready", 1))
        left = read_document(self.read_file(export))["left_out_files"]
        self.assertEqual([each["problem"] for each in left], ["unreadable"])
        self.assertIn("could not be included", mail.outbox[-1].body)

    def test_a_notice_that_is_refused_is_sent_later(self):
        self.request()
        refused = Outcome(Delivery.Email.PENDING, "450 later")
        with mock.patch.object(mailer, "send", return_value=refused):
            self.sweep_with_faults()
        self.assertEqual((Export.objects.get().state, mail.outbox), ("ready", []))
        sweep()
        self.assertEqual(len(mail.outbox), 1)

    def test_a_notice_waits_during_a_pause(self):
        export = self.request()
        with mock.patch.object(pause, "get_wait", return_value=30.0):
            self.assertEqual(making.make(export.pk), 30.0)
        self.assertIsNone(Export.objects.get().notified_at)

    def test_a_person_without_an_address_gets_no_notice(self):
        type(self.learner).objects.filter(pk=self.learner.pk).update(email="")
        export = self.request()
        making.make(export.pk)
        self.assertEqual((Export.objects.get().state, mail.outbox), ("ready", []))


class ExpiryTests(MakingCase):
    def test_an_expired_export_is_removed_with_its_file(self):
        export = self.request()
        making.make(export.pk)
        name = Export.objects.get().file
        Export.objects.update(expires=timezone.now())
        with self.captureOnCommitCallbacks(execute=True):
            call_command("proserva_deliver", stdout=io.StringIO())
        self.assertFalse(Export.objects.exists())
        self.assertFalse(get_storage().exists(name))
        self.assertFalse(FileRemoval.objects.exists())

    def test_a_file_that_cannot_be_deleted_is_deleted_later(self):
        export = self.request()
        making.make(export.pk)
        Export.objects.update(expires=timezone.now())
        with self.break_storage("delete"), self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(making.remove_expired(), 1)
        self.assertTrue(FileRemoval.objects.exists())

    def test_one_that_could_not_be_made_ends_too(self):
        export = self.request()
        Export.objects.update(expires=timezone.now())
        self.assertEqual((making.list_due(), making.make(export.pk)), ([], None))
        self.assertEqual(making.remove_expired(), 1)
