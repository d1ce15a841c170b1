"""Tests of the sweep: work interrupted by a crash is continued, and no email is sent twice."""

from datetime import timedelta
from io import StringIO
from unittest import mock

from django.core import mail
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from proserva_messaging import api, tasks
from proserva_messaging.delivery import ledger
from proserva_messaging.models import Delivery
from proserva_messaging.sweep import Swept, sweep
from tests.campus_case import CampusCase


def pass_time(**time):
    """Make all deliveries due earlier, as if this time had passed."""
    for delivery in Delivery.objects.all():
        Delivery.objects.filter(pk=delivery.pk).update(email_due=delivery.email_due - timedelta(**time))


class SweepTests(CampusCase):
    def ask_without_worker(self, body="Hello?", **more):
        """Send a message whose worker dies before it starts."""
        return api.start_thread(self.learner, self.key, ["ines"], body, **more)

    def test_pending_emails_are_sent(self):
        self.ask_without_worker()
        self.ask_without_worker("And?")
        self.assertEqual(sweep(), Swept(messages=2, digests=0, interrupted=0))
        self.assertEqual(len(mail.outbox), 2)
        self.assertEqual(sweep(), Swept(messages=0, digests=0, interrupted=0))
        self.assertEqual(len(mail.outbox), 2)

    def test_an_interrupted_email_becomes_unknown_and_is_not_retried(self):
        self.ask_without_worker()
        delivery = Delivery.objects.get()
        self.assertTrue(ledger.claim(delivery.pk))
        self.assertEqual(sweep().interrupted, 0)
        pass_time(minutes=6)
        self.assertEqual(sweep().interrupted, 1)
        delivery.refresh_from_db()
        self.assertEqual((delivery.email, delivery.email_reason), ("unknown", "interrupted"))
        sweep()
        self.assertEqual(mail.outbox, [])

    def test_a_slow_worker_still_records_its_outcome(self):
        self.ask_without_worker()
        delivery = Delivery.objects.get()
        ledger.claim(delivery.pk)
        pass_time(minutes=6)
        sweep()
        ledger.record_outcome(delivery.pk, "sent")
        delivery.refresh_from_db()
        self.assertEqual(delivery.email, "sent")

    def test_the_outcome_of_a_sent_email_is_final(self):
        self.ask()
        ledger.record_outcome(Delivery.objects.get().pk, "failed", "late")
        self.assertEqual(Delivery.objects.get().email, "sent")

    def test_an_email_that_is_not_due_waits(self):
        self.ask_without_worker()
        Delivery.objects.update(email_due=timezone.now() + timedelta(minutes=1))
        self.assertEqual(sweep().messages, 0)

    def test_an_unreachable_broker_delays_an_email_and_raises_no_error(self):
        with mock.patch.object(tasks.send_message_emails, "apply_async", side_effect=OSError("no broker")):
            message = self.ask()
        self.assertEqual(Delivery.objects.get(message=message).email, "pending")
        sweep()
        self.assertEqual(Delivery.objects.get(message=message).email, "sent")

    @override_settings(PROSERVA_MESSAGING_CELERY_QUEUE="edx.lms.core.high")
    def test_tasks_use_the_queue_of_the_setting(self):
        with mock.patch.object(tasks.send_message_emails, "apply_async") as queued:
            self.ask()
        self.assertEqual(queued.call_args.kwargs["queue"], "edx.lms.core.high")

    def test_the_command_prints_its_result(self):
        self.ask_without_worker()
        out = StringIO()
        call_command("proserva_deliver", stdout=out)
        self.assertIn("Messages with emails due: 1.", out.getvalue())
        self.assertEqual(len(mail.outbox), 1)


class DigestTests(CampusCase):
    def setUp(self):
        super().setUp()
        api.set_email_choice(self.instructor, "daily")
        self.ask("First *question*")
        self.ask("Second question", sender=self.classmate)

    def test_a_digest_has_the_messages_of_a_day(self):
        self.assertEqual(sweep().digests, 0)
        self.assertEqual(mail.outbox, [])
        pass_time(hours=25)
        self.ask("Third, today")
        self.assertEqual(sweep(), Swept(messages=0, digests=1, interrupted=0))
        (digest,) = mail.outbox
        self.assertEqual(digest.subject, "3 new messages")
        self.assertEqual(digest.to, ["ines@campus.example"])
        for part in (digest.body, digest.alternatives[0][0]):
            for words in ("question", "Second question", "Third, today", "Lena Fischer", "Noor Aziz"):
                self.assertIn(words, part)
        self.assertEqual(set(Delivery.objects.values_list("email", flat=True)), {"sent"})
        pass_time(hours=25)
        self.assertEqual(sweep().digests, 0)

    @override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
    )
    def test_a_failed_digest_is_retried_as_a_digest(self):
        pass_time(hours=25)
        self.assertEqual(sweep().digests, 0)
        self.assertEqual(set(Delivery.objects.values_list("email", flat=True)), {"digest"})
        pass_time(hours=1)
        with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
            self.assertEqual(sweep().digests, 1)
        self.assertEqual(len(mail.outbox), 1)

    def test_an_option_sends_digests_at_once(self):
        call_command("proserva_deliver", "--digests-now", stdout=StringIO())
        self.assertEqual(len(mail.outbox), 1)

    def test_an_inactive_user_gets_no_digest(self):
        self.instructor.is_active = False
        self.instructor.save()
        pass_time(hours=25)
        self.assertEqual(sweep().digests, 0)
        self.assertEqual(set(Delivery.objects.values_list("email_reason", flat=True)), {"inactive"})
