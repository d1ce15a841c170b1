"""Tests of faults in the sweep and in tasks: a unit of work that fails stops no other, and is tried again later."""

from datetime import timedelta
from unittest import mock

import ddt
from django.core import mail
from django.db import DataError
from django.utils import timezone

from demo.campus.platform import CampusPlatform
from proserva_messaging import api
from proserva_messaging.announcements import publishing
from proserva_messaging.delivery import chunks, digest, email, fanout, ledger
from proserva_messaging.models import Announcement, Delivery, Failure, FanOut, FanOutChunk
from proserva_messaging.sweep import sweep
from tests.factories import make_learner
from tests.fault_case import FaultCase, fail_for


@ddt.ddt
class UnitTests(FaultCase):
    """In each step, one of several units fails."""

    @ddt.data(0, 1, 2)
    def test_the_emails_of_one_message(self, number):
        ids = [self.write(body=f"Message {each}") for each in range(3)]
        broken = fail_for(email.send_for_message, {ids[number]})
        with mock.patch.object(email, "send_for_message", side_effect=broken):
            self.assertEqual(self.sweep_with_faults().failed, (f"emails {ids[number]}",))
        self.assertEqual(len(mail.outbox), 2)
        self.assertEqual(sweep().failed, ())
        self.assertEqual(len(mail.outbox), 3)
        self.assertFalse(Failure.objects.exists())

    def test_the_digest_of_one_person(self):
        for user in (self.instructor, self.assistant):
            api.set_email_choice(user, "daily")
            self.ask(to=user.username)
        with mock.patch.object(digest, "send", side_effect=fail_for(digest.send, {self.instructor.pk})):
            swept = self.sweep_with_faults(digests_now=True)
        self.assertEqual((swept.digests, swept.failed), (1, (f"digest {self.instructor.pk}",)))
        self.assertEqual(sweep(digests_now=True).digests, 1)

    def test_one_message_of_a_digest(self):
        api.set_email_choice(self.instructor, "daily")
        broken, good = (self.ask(body).pk for body in ("Broken", "Good"))
        make = digest.make_context

        def break_one(content, *args):
            if content.message.pk == broken:
                raise KeyError("a corrupt row")
            return make(content, *args)

        with mock.patch.object(digest, "make_context", side_effect=break_one):
            self.assertEqual(sweep(digests_now=True).digests, 1)
        self.assertEqual((self.states(good), self.states(broken)), ({"sent"}, {"digest"}))
        self.assertNotIn("Broken", mail.outbox[0].body)
        self.assertEqual(sweep(digests_now=True).digests, 1)
        self.assertEqual(self.states(broken), {"sent"})

    def test_one_announcement(self):
        first, second = (self.announce(title) for title in ("First", "Second"))
        Delivery.objects.all().delete()
        FanOut.objects.all().delete()
        for each in (first, second):
            self.shift(each, reconcile_at=-1)
        broken = fail_for(publishing.reconcile, {first["id"]})
        with mock.patch.object(publishing, "reconcile", side_effect=broken):
            self.assertEqual(self.sweep_with_faults().failed, (f"announcement {first['id']}",))
        self.assertEqual((len(self.deliveries(first)), len(self.deliveries(second))), (0, 3))
        sweep()
        self.assertEqual(len(self.deliveries(first)), 3)
        self.assertFalse(Announcement.objects.filter(reconcile_at__isnull=False).exists())

    def test_one_fan_out_whose_platform_fails(self):
        """The question to the platform about one broadcast fails, and emails of conversations wait behind it."""
        first, second = self.schedule(subject="First"), self.schedule(subject="Second")
        message_id = self.write()
        ask = CampusPlatform.list_enrollments
        calls = []

        def list_enrollments(platform, *args, **more):
            calls.append(args)
            if len(calls) == 1:
                raise TimeoutError("the platform is busy")
            return ask(platform, *args, **more)

        with mock.patch.object(CampusPlatform, "list_enrollments", list_enrollments):
            self.assertEqual(self.sweep_with_faults().failed, (f"fan_out {first.pk}",))
        self.assertEqual(self.states(message_id), {"sent"})
        states = [FanOut.objects.get(pk=each.pk).state for each in (first, second)]
        self.assertEqual(states, ["sending", "sent"])
        sweep()
        self.assertEqual(FanOut.objects.get(pk=first.pk).state, "sent")

    @ddt.data(0, 1, 2)
    def test_one_chunk_of_a_fan_out(self, number):
        with self.settings(PROSERVA_MESSAGING_FANOUT_CHUNK=1):
            make_learner(self.course, username="mia")
            fan_out = self.schedule()
            deliver, failed = chunks.deliver, []

            def break_one(broken, chunk):
                if chunk.user_ids == self.recipient_ids()[number : number + 1]:
                    failed.append(chunk.pk)
                    raise ValueError("a corrupt row")
                deliver(broken, chunk)

            with mock.patch.object(chunks, "deliver", side_effect=break_one):
                self.sweep_with_faults()
                # The others have the message and its email; this one waits for its time.
                self.assertEqual(len(mail.outbox), 2)
                self.assertEqual(len(failed), 1)
                self.assertEqual(FanOut.objects.get().state, "sending")
                sweep()
                self.assertEqual(len(failed), 1)
            FanOutChunk.objects.update(leased=timezone.now() - timedelta(seconds=1))
            sweep()
            self.assertEqual(FanOut.objects.get(pk=fan_out.pk).state, "sent")
        self.assertEqual(len(mail.outbox), 3)
        self.assertFalse(Failure.objects.exists())

    def recipient_ids(self):
        """Return the ids of the broadcast's recipients, in the order of their chunks."""
        return [user_id for chunk in FanOutChunk.objects.order_by("pk") for user_id in chunk.user_ids]

    @ddt.data(0, 1, 2)
    def test_one_email_of_a_message(self, number):
        message_id = api.start_group(self.instructor, self.key, ["lena", "noor", "amir"], "Hello").id
        broken = list(Delivery.objects.order_by("pk").values_list("recipient_id", flat=True))[number]
        make = email._make_email_context

        def break_one(content, recipient_id, values):
            if recipient_id == broken:
                raise KeyError("a corrupt row")
            return make(content, recipient_id, values)

        with mock.patch.object(email, "_make_email_context", side_effect=break_one):
            sweep()
        self.assertEqual(len(mail.outbox), 2)
        self.assertEqual(Delivery.objects.get(message=message_id, recipient=broken).email, "pending")
        Delivery.objects.update(email_due=timezone.now() - timedelta(seconds=1))
        sweep()
        self.assertEqual(len(mail.outbox), 3)

    def test_the_values_of_one_recipient(self):
        """The platform cannot compute the due date of one of the recipients."""
        ask = CampusPlatform.get_due_date

        def break_one(platform, course_key, usage_key, user, after):
            if user == self.learner:
                raise LookupError("no such date")
            return ask(platform, course_key, usage_key, user, after)

        self.schedule(body="By {due_date}, {first_name}")
        with mock.patch.object(CampusPlatform, "get_due_date", break_one):
            sweep()
            self.assertEqual([sent.to for sent in mail.outbox], [["noor@campus.example"]])
        Delivery.objects.update(email_due=timezone.now() - timedelta(seconds=1))
        sweep()
        self.assertEqual(len(mail.outbox), 2)

    def test_an_email_that_never_left_is_not_unknown_after_an_error_of_the_database(self):
        message_id = self.write()
        with mock.patch.object(email.pause, "acquire", side_effect=DataError("a corrupt row")):
            self.sweep_with_faults()
        row = Delivery.objects.get(message=message_id)
        self.assertEqual((row.email, row.email_attempts), ("pending", 0))

    def test_the_leases(self):
        message_id = self.write()
        with mock.patch.object(ledger, "expire_leases", side_effect=RuntimeError("a bug")):
            self.assertEqual(self.sweep_with_faults().failed, ("leases 0",))
        self.assertEqual(self.states(message_id), {"sent"})

    def test_a_unit_that_goes_on_failing_is_tried_less_and_less_often(self):
        self.write()
        with mock.patch.object(email, "build_contents", side_effect=RuntimeError("a bug")) as build:
            self.sweep_with_faults()
            self.sweep_with_faults()
            self.assertEqual(sweep().failed, ())
            self.assertEqual(build.call_count, 2)
            Failure.objects.update(due=timezone.now())
            self.sweep_with_faults()
            self.assertEqual(build.call_count, 3)


class OrderTests(FaultCase):
    def test_emails_of_conversations_go_before_those_of_an_old_broadcast(self):
        fan_out = self.schedule()
        fanout.run(fan_out.pk)
        fanout.run(fan_out.pk, seconds=-1)
        mail.outbox.clear()
        Delivery.objects.update(email="pending", email_due=timezone.now())
        self.write()
        sweep()
        self.assertEqual(mail.outbox[0].to, ["ines@campus.example"])
        self.assertEqual(len(mail.outbox), 3)

    def test_a_slow_mail_server_leaves_time_for_broadcasts(self):
        for number in range(4):
            self.write(body=f"Message {number}")
        fan_out = self.schedule()
        clock = iter(range(10_000))
        with (
            mock.patch("proserva_messaging.sweep.time.monotonic", side_effect=lambda: next(clock)),
            mock.patch.object(email, "send_for_message", side_effect=lambda *_args, **_more: next(clock)),
            mock.patch.object(fanout, "run") as run,
        ):
            sweep(seconds=20)
        self.assertEqual(run.call_args.args, (fan_out.pk,))
        self.assertGreater(run.call_args.kwargs["seconds"], 0)
