"""Tests of the changes to a fan-out, and of its waits: what each writes, sends and returns in every state."""

from datetime import timedelta
from unittest import mock

import ddt
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.delivery import fanout
from proserva_messaging.delivery.audience import Audience
from proserva_messaging.delivery.failures import Kind
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Delivery, FanOut, FanOutChunk
from proserva_messaging.signals import FAN_OUT_WAITS
from tests.proserva_messaging.delivery.test_fanout import FanOutCase

STATES = tuple(FanOut.State.values)
NOW = timezone.now().replace(microsecond=0) + timedelta(hours=1)
SECOND = timedelta(seconds=1)


class StepCase(FanOutCase):
    """A test with a fan-out that is due, at a time that stands still."""

    def setUp(self):
        super().setUp()
        self.enterContext(mock.patch.object(timezone, "now", return_value=NOW))
        self.fan_out = self.start(starts=NOW)
        self.other = self.start(starts=NOW)

    def put(self, **fields):
        """Bring the fan-out into a state; return it as stored."""
        FanOut.objects.filter(pk=self.fan_out.pk).update(**fields)
        return FanOut.objects.select_related("message__sender").get(pk=self.fan_out.pk)

    def check(self, fan_out=None, **fields):
        """Check the stored fields of the fan-out, or of another."""
        stored = FanOut.objects.get(pk=(fan_out or self.fan_out).pk)
        self.assertEqual({name: getattr(stored, name) for name in fields}, fields)

    def watch(self, action):
        """Do something and commit it. Return its result, the announced fan-outs and the tracked events."""
        announced, events = [], []

        def hear(sender, fan_out_id, starts, **_more):
            announced.append((sender, fan_out_id, starts))

        def note(name, course_key, data):
            events.append((name, course_key, dict(data)))

        FAN_OUT_WAITS.connect(hear)
        self.addCleanup(FAN_OUT_WAITS.disconnect, hear)
        with (
            mock.patch("proserva_messaging.tasks.queue_fan_out"),
            mock.patch.object(type(get_platform()), "emit", side_effect=note),
            self.captureOnCommitCallbacks(execute=True),
        ):
            result = action()
        FAN_OUT_WAITS.disconnect(hear)
        return result, announced, events

    def deliver(self, fan_out=None, **fields):
        """Write a delivery of the fan-out's message to the learner."""
        message = (fan_out or self.fan_out).message
        return Delivery.objects.create(message=message, thread=message.thread, recipient=self.learner, **fields)

    def make_event(self, name):
        """Return the tracked event of the fan-out."""
        data = {
            "fan_out_id": self.fan_out.pk,
            "thread_id": self.fan_out.message.thread_id,
            "user_id": self.instructor.pk,
            "course_id": str(self.key),
        }
        return f"edx.proserva_messaging.fanout.{name}", self.key, data


class ChangeTests(StepCase):
    def test_a_new_fan_out_has_the_given_fields_and_is_announced(self):
        audience = Audience(who="modes", modes=("verified",))
        chosen = {"with_emails": True, "expected": 7, "starts": NOW + SECOND}
        made, announced, _events = self.watch(lambda: self.start(audience, with_participants=False, **chosen))
        self.check(
            made, **chosen, with_participants=False, course_id=self.key, audience=audience.dump(), state="scheduled"
        )
        self.assertEqual(announced, [(FanOut, made.pk, NOW + SECOND)])
        made = self.start(with_participants=True, with_emails=False)
        self.check(made, with_participants=True, with_emails=False, starts=NOW, expected=0)

    def test_only_a_scheduled_fan_out_is_rescheduled(self):
        later = NOW + timedelta(hours=1)
        for state in STATES:
            self.put(state=state, starts=NOW, expected=1)
            done, announced, _events = self.watch(lambda: fanout.reschedule(self.fan_out, starts=later, expected=5))
            with self.subTest(state=state):
                self.assertIs(done, state == "scheduled")
                self.check(**{"starts": later, "expected": 5} if done else {"starts": NOW, "expected": 1})
                self.assertEqual(announced, [(FanOut, self.fan_out.pk, later)] if done else [])
        self.assertEqual((self.fan_out.starts, self.fan_out.expected), (later, 5))
        self.check(self.other, starts=NOW)

    def test_only_a_scheduled_fan_out_is_cancelled(self):
        for state in STATES:
            self.put(state=state, finished=None)
            with self.subTest(state=state):
                self.assertIs(fanout.cancel(self.fan_out), state == "scheduled")
                cancelled = {"state": "cancelled", "finished": NOW}
                self.check(**cancelled if state == "scheduled" else {"state": state, "finished": None})
        self.check(self.other, state="scheduled")

    def test_only_an_open_fan_out_is_stopped(self):
        delivery, elsewhere = self.deliver(), self.deliver(self.other)
        sent = Delivery.objects.create(
            message=delivery.message, thread=delivery.thread, recipient=self.classmate, email="sent"
        )
        for state in STATES:
            self.put(state=state, finished=None, stopped_reason="")
            Delivery.objects.filter(pk=delivery.pk).update(email="pending", email_reason="")
            done, _announced, events = self.watch(lambda: fanout.stop(self.fan_out, "operator"))
            with self.subTest(state=state):
                self.assertIs(done, state in ("scheduled", "sending"))
                delivery.refresh_from_db()
                if done:
                    self.check(state="stopped", stopped_reason="operator", finished=NOW)
                    self.assertEqual(events, [self.make_event("stopped")])
                    self.assertEqual((delivery.email, delivery.email_reason), ("skipped", "stopped"))
                else:
                    self.check(state=state, stopped_reason="", finished=None)
                    self.assertEqual((events, delivery.email), ([], "pending"))
        self.check(self.other, state="scheduled")
        for row, state in ((elsewhere, "pending"), (sent, "sent")):
            row.refresh_from_db()
            self.assertEqual(row.email, state)

    def test_only_a_stopped_fan_out_is_resumed(self):
        delivery, elsewhere = self.deliver(), self.deliver(self.other)
        left = Delivery.objects.create(
            message=delivery.message, thread=delivery.thread, recipient=self.classmate, email="skipped"
        )
        for state in STATES:
            for began in (None, NOW):
                reason = "operator" if state == "stopped" else ""
                finished = None if state in ("scheduled", "sending") else NOW
                self.fan_out = self.put(state=state, began=began, finished=finished, stopped_reason=reason)
                Delivery.objects.exclude(pk=left.pk).update(email="skipped", email_reason="stopped")
                done, announced, _events = self.watch(lambda: fanout.resume(self.fan_out))
                with self.subTest(state=state, began=began):
                    self.assertIs(done, state == "stopped")
                    goes_on = {"state": "sending" if began else "scheduled", "stopped_reason": "", "finished": None}
                    self.check(**goes_on if done else {"state": state, "stopped_reason": "", "finished": finished})
                    self.assertEqual(self.fan_out.state, goes_on["state"] if done else state)
                    self.assertEqual(announced, [(FanOut, self.fan_out.pk, NOW)])
                    delivery.refresh_from_db()
                    self.assertEqual(delivery.email, "pending" if done else "skipped")
        self.check(self.other, state="scheduled")
        for row in (elsewhere, left):
            row.refresh_from_db()
            self.assertEqual(row.email, "skipped")

    def test_a_check_is_announced(self):
        _none, announced, _events = self.watch(lambda: fanout.queue_check(self.fan_out))
        self.assertEqual(announced, [(FanOut, self.fan_out.pk, NOW)])


@ddt.ddt
class WaitTests(StepCase):
    @ddt.data(
        ("scheduled", 30, "pending", 30.0),
        ("scheduled", -30, "pending", 0.0),
        ("sending", 30, "sent", 0.0),
        ("sent", 0, "pending", 0.0),
        ("sent", 0, "sent", None),
        ("cancelled", 0, "pending", None),
        ("stopped", 0, "pending", None),
    )
    @ddt.unpack
    def test_wait(self, state, seconds, emails, wait):
        self.deliver(email=emails)
        self.deliver(self.other, email="pending")
        self.put(state=state, starts=NOW + seconds * SECOND)
        self.assertEqual(fanout.get_wait(self.fan_out.pk), wait)

    def test_due_fan_outs_come_oldest_first(self):
        self.put(starts=NOW - SECOND)
        early = self.start(starts=NOW - 2 * SECOND)
        self.start(starts=NOW + SECOND)
        self.assertEqual(fanout.list_due(), [early.pk, self.fan_out.pk, self.other.pk])
        for state in STATES:
            self.put(state=state)
            self.assertIs(self.fan_out.pk in fanout.list_due(), state in ("scheduled", "sending"))


class OthersTests(StepCase):
    """Tests of a fan-out beside others, and beside other workers."""

    def test_only_the_stopped_fan_out_is_resumed(self):
        for each in (self.fan_out, self.other):
            fanout.stop(each, "operator")
        self.assertTrue(self.watch(lambda: fanout.resume(self.fan_out))[0])
        self.check(state="scheduled")
        self.check(self.other, state="stopped")

    def test_only_the_finished_fan_out_is_sent(self):
        FanOut.objects.update(state="sending", planned=True)
        self.assertEqual(self.run_it(self.fan_out).state, "sent")
        self.check(self.other, state="sending")

    def test_the_sender_of_a_message_is_found_by_its_message(self):
        FanOut.objects.filter(pk=self.other.pk).update(state="sending")
        for state in STATES:
            self.put(state=state)
            with self.subTest(state=state), self.assertNumQueries(1):
                found = fanout.find(self.fan_out.message_id)
            self.assertEqual(found, self.fan_out.pk if state in ("sending", "sent") else None)
        self.assertEqual(fanout.find(self.other.message_id), self.other.pk)

    def test_a_receiver_that_fails_stops_no_change(self):
        with (
            mock.patch.object(FAN_OUT_WAITS, "send", side_effect=RuntimeError),
            self.captureOnCommitCallbacks(execute=True),
        ):
            self.assertTrue(fanout.reschedule(self.fan_out, expected=3))
        self.check(expected=3)

    def test_half_a_second_is_waited_for(self):
        self.put(starts=NOW + SECOND / 2)
        self.assertEqual(fanout.run(self.fan_out.pk), 0.5)
        self.check(state="scheduled")

    def leave(self, *failed):
        """Run the fan-out while another worker has its last chunk, and these of its chunks (held, done) have failed.
        Return the double of the function that sends emails."""
        self.put(state="sending", planned=True)
        row = {"fan_out": self.fan_out, "user_ids": [], "size": 0, "leased": NOW + 9 * SECOND}
        held, finished = (FanOutChunk.objects.create(first_key=key, done=key == 2, **row).pk for key in (1, 2))
        ids = {"held": held, "done": finished}
        keys = {Kind.CHUNK: [ids[name] for name in failed]}
        with (
            mock.patch.object(fanout.failures, "list_keys", side_effect=lambda kind: keys[kind]),
            mock.patch.object(fanout.email, "send_for_message") as sent,
        ):
            self.assertEqual(fanout.run(self.fan_out.pk, seconds=5), conf.get("FANOUT_LEASE_SECONDS"))
        return sent

    def test_others_do_not_wait_for_a_chunk_that_failed(self):
        sent = self.leave("held")
        sent.assert_called_once_with(self.fan_out.message_id, seconds=mock.ANY)
        self.assertGreater(sent.call_args.kwargs["seconds"], 0)
        self.assertLessEqual(sent.call_args.kwargs["seconds"], 5)

    def test_emails_wait_for_the_chunks_of_other_workers(self):
        self.leave().assert_not_called()

    def test_a_chunk_that_failed_before_and_is_done_changes_nothing(self):
        self.leave("done").assert_not_called()
