"""Tests of the tasks of fan-outs: how many wait, who works, and the heartbeat that finds lost ones."""

from datetime import timedelta
from unittest import mock

from django.db import OperationalError
from django.utils import timezone

from proserva_messaging import tasks
from proserva_messaging.delivery import email, fanout, turns
from proserva_messaging.models import Delivery, FanOut
from tests.proserva_messaging.delivery.test_fanout import FanOutCase
from tests.proserva_messaging.delivery.test_fanout_changes import NOW, SECOND, StepCase
from tests.proserva_messaging.delivery.test_turns import NO_ONE, TurnCase


class TaskTests(TurnCase):
    def test_a_task_that_finds_work_queues_the_next_and_a_heartbeat(self):
        tasks.queue_fan_out(self.fan_out.pk)
        with mock.patch.object(fanout, "run", side_effect=lambda _pk, on_progress: on_progress()):
            self.queue.work()
        self.assertEqual(len(self.queue.tasks), 1)
        self.assertEqual(self.queue.heartbeats, [((self.fan_out.pk, 1, True), turns.HEARTBEAT_SECONDS)])
        self.assertEqual(self.count(), 0)

    def test_workers_join_until_enough_work(self):
        """Six workers, each of which begins while the others send emails."""
        tasks.queue_fan_out(self.fan_out.pk)
        counts = []

        def work(_pk, on_progress):
            on_progress()
            counts.append(self.count())
            if self.queue.tasks:
                self.queue.work()
            return 0.0

        with mock.patch.object(fanout, "run", side_effect=work):
            self.queue.work()
        self.assertEqual(counts, [1, 2, 3, 4])
        self.assertEqual(len(self.queue.tasks), 1)

    def test_however_slow_the_mail_server_one_task_waits(self):
        """Two workers, whose emails take long, and a heartbeat that comes again and again."""
        tasks.queue_fan_out(self.fan_out.pk)
        lengths = []

        def send(_pk, on_progress):
            on_progress()
            FanOut.objects.update(last_active=timezone.now() - timedelta(minutes=5))
            for args, _countdown in list(self.queue.heartbeats):
                self.queue.heartbeats.clear()
                sending = Delivery.objects.filter(pk=self.deliver_one().pk)
                sending.update(email="sending", email_at=timezone.now())
                tasks.run_fan_out(*args)
            lengths.append(len(self.queue.tasks))
            return 0.0

        with mock.patch.object(fanout, "run", side_effect=send):
            for _ in range(10):
                self.queue.work()
        self.assertEqual(max(lengths), 1)
        self.assertEqual(len(self.queue.tasks), 1)

    def test_while_nothing_can_be_sent_no_task_follows_another(self):
        """Two emails wait: for their retry, for the end of a pause, or for their rate."""
        self.queued.side_effect = None
        self.run_it(self.fan_out)
        message_id = FanOut.objects.get(pk=self.fan_out.pk).message_id
        self.queued.side_effect = self.queue.take
        for name, wait in (("retry", 120.0), ("pause", 60.0), ("rate", 0.1)):
            Delivery.objects.filter(message=message_id).update(email="pending", email_due=timezone.now())
            if name == "retry":
                Delivery.objects.update(email_due=timezone.now() + timedelta(minutes=2))
            paused = mock.patch.object(email.pause, "get_wait", return_value=wait if name == "pause" else 0.0)
            limited = mock.patch.object(email.rate, "reserve", return_value=(0, wait) if name == "rate" else (1, 0.0))
            self.queue.tasks.clear()
            FanOut.objects.update(turns=None)
            with self.subTest(name), paused, limited:
                tasks.run_fan_out(self.fan_out.pk)
                self.assertEqual([countdown for _args, countdown in self.queue.tasks], [0.1] if name == "rate" else [])

    def deliver_one(self):
        """Return a delivery of the fan-out's message."""
        message = self.fan_out.message
        return Delivery.objects.get_or_create(message=message, thread=message.thread, recipient=self.learner)[0]

    def test_a_repeated_task_adds_none(self):
        tasks.queue_fan_out(self.fan_out.pk)
        (args, _countdown) = self.queue.tasks[0]
        begun = []

        def work(_pk, on_progress):
            begun.append(1)
            tasks.run_fan_out(*args)
            return 0.0

        with mock.patch.object(fanout, "run", side_effect=work):
            self.queue.work()
        self.assertEqual(len(begun), 1)

    def test_a_task_of_an_older_version_works_if_no_other_does(self):
        tasks.run_fan_out(self.fan_out.pk, 4)
        self.assertEqual(self.reached(self.fan_out), ["lena", "noor"])

    def test_the_emails_of_a_broadcast_are_part_of_its_work(self):
        self.steps(self.fan_out, 3)
        with mock.patch("proserva_messaging.delivery.email.send_for_message") as send:
            tasks.send_message_emails(FanOut.objects.get(pk=self.fan_out.pk).message_id)
            tasks.send_message_emails(FanOut.objects.get(pk=self.fan_out.pk).message_id)
        send.assert_not_called()
        self.assertEqual(len(self.queue.tasks), 1)

    def test_a_scheduled_fan_out_is_checked_again_in_time(self):
        fan_out = self.start(starts=timezone.now() + timedelta(days=30))
        tasks.queue_fan_out(fan_out.pk, countdown=600)
        self.queue.work()
        tasks.queue_fan_out(fan_out.pk, countdown=600)
        [(args, countdown)] = self.queue.tasks
        self.assertEqual((args[0], countdown), (fan_out.pk, 600))

    def test_the_heartbeat_leaves_a_running_fan_out_alone(self):
        fan_out = self.steps(self.fan_out, 2)
        FanOut.objects.update(last_active=timezone.now())
        tasks.run_fan_out(fan_out.pk, 1, True)
        self.assertEqual(self.queue.heartbeats, [((fan_out.pk, 1, True), 30)])
        self.assertEqual(self.reached(fan_out), [])
        FanOut.objects.update(last_active=timezone.now() - timedelta(minutes=1))
        tasks.run_fan_out(fan_out.pk, 1, True)
        self.assertEqual(self.reached(fan_out), ["lena", "noor"])

    def test_a_lost_database_connection_is_retried(self):
        with (
            mock.patch.object(fanout, "run", side_effect=OperationalError(2006, "gone away")),
            self.assertLogs(tasks.log),
        ):
            tasks.run_fan_out(self.fan_out.pk)
        self.assertEqual([countdown for _args, countdown in self.queue.tasks], [3.0])

    def test_without_a_database_queueing_raises_nothing(self):
        broken = mock.patch.object(turns, "_change", side_effect=OperationalError(2006, "gone away"))
        with broken, self.assertLogs(tasks.log, "ERROR"):
            tasks.queue_fan_out(self.fan_out.pk)

    def test_what_an_unreachable_broker_did_not_take_is_not_reserved(self):
        self.queued.side_effect = lambda *_args, **_options: False
        tasks.queue_fan_out(self.fan_out.pk)
        self.assertTrue(turns.reserve(self.fan_out.pk))


class BrokerTests(FanOutCase):
    def test_an_unreachable_broker_raises_nothing(self):
        fan_out = self.start()
        with (
            mock.patch.object(tasks.run_fan_out, "apply_async", side_effect=ConnectionError),
            self.assertLogs(tasks.log),
        ):
            tasks.queue_fan_out(fan_out.pk)
        self.assertTrue(turns.reserve(fan_out.pk))


class HeartbeatTests(StepCase):
    def test_one_worker_takes_the_heartbeat_and_another_takes_over(self):
        self.assertTrue(turns.claim_heartbeat(self.fan_out.pk))
        self.assertFalse(turns.claim_heartbeat(self.fan_out.pk))
        self.assertTrue(turns.claim_heartbeat(self.fan_out.pk, renew=True))
        self.put(heartbeat_at=NOW - timedelta(seconds=31))
        self.assertTrue(turns.claim_heartbeat(self.fan_out.pk))
        self.assertFalse(turns.is_running(self.fan_out.pk))
        fanout.run(self.fan_out.pk)
        self.assertTrue(turns.is_running(self.fan_out.pk))

    def test_a_heartbeat_is_free_again_after_a_while(self):
        for already in (False, True):
            for heartbeat_at, free in (
                (None, True),
                (NOW, already),
                (NOW - 30 * SECOND, already),
                (NOW - 31 * SECOND, True),
            ):
                self.put(heartbeat_at=heartbeat_at)
                with self.subTest(renew=already, heartbeat_at=heartbeat_at):
                    self.assertIs(turns.claim_heartbeat(self.fan_out.pk, renew=already), free)
                    self.check(heartbeat_at=NOW + 30 * SECOND if free else heartbeat_at)
        self.put(heartbeat_at=None)
        self.assertTrue(turns.claim_heartbeat(self.fan_out.pk))
        self.assertFalse(turns.claim_heartbeat(self.fan_out.pk))
        self.check(self.other, heartbeat_at=None)

    def test_a_fan_out_is_running_for_some_seconds_after_a_worker_came(self):
        for last_active, running in ((None, False), (NOW, True), (NOW - 24 * SECOND, True), (NOW - 25 * SECOND, False)):
            self.put(last_active=last_active)
            self.assertIs(turns.is_running(self.fan_out.pk), running)
        FanOut.objects.filter(pk=self.other.pk).update(last_active=NOW)
        self.assertFalse(turns.is_running(self.fan_out.pk))
        self.assertFalse(turns.is_running(NO_ONE))

    def test_a_fan_out_is_running_while_one_of_its_emails_is_sent(self):
        self.put(last_active=NOW - timedelta(minutes=5))
        for state, seconds, running in (
            ("sending", 0, True),
            ("sending", turns.EMAIL_SECONDS - 1, True),
            ("sending", turns.EMAIL_SECONDS, False),
            ("sent", 0, False),
        ):
            Delivery.objects.all().delete()
            self.deliver(email=state, email_at=NOW - timedelta(seconds=seconds))
            with self.subTest(state=state, seconds=seconds):
                self.assertIs(turns.is_running(self.fan_out.pk), running)
