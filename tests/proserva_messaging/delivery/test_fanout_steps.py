"""Tests of each step of a running fan-out alone: what it writes, sends and returns in every state."""

import contextlib
from datetime import timedelta
from unittest import mock

import ddt
from django.test import override_settings

from proserva_messaging.delivery import chunks, email, fanout
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Attachment, FanOut, Message, Participant, Thread
from proserva_messaging.signals import MESSAGE_SENT
from tests.proserva_messaging.delivery.test_fanout_changes import NOW, SECOND, STATES, StepCase


class RunTests(StepCase):
    def test_a_run_notes_when_it_came(self):
        self.put(state="cancelled")
        self.assertIsNone(fanout.run(self.fan_out.pk))
        self.check(last_active=NOW)
        self.check(self.other, last_active=None)

    def test_a_scheduled_fan_out_waits(self):
        self.put(starts=NOW + 90 * SECOND)
        self.assertEqual(fanout.run(self.fan_out.pk), 90.0)
        self.check(state="scheduled")

    def test_a_fan_out_that_began_goes_on_whatever_its_moment(self):
        self.put(starts=NOW + 90 * SECOND, state="sending", planned=True)
        self.assertIsNone(fanout.run(self.fan_out.pk))
        self.check(state="sent")

    def test_a_stopped_fan_out_loses_the_emails_that_came_since(self):
        delivery, elsewhere = self.deliver(), self.deliver(self.other)
        self.put(state="stopped")
        self.assertIsNone(fanout.run(self.fan_out.pk))
        delivery.refresh_from_db()
        elsewhere.refresh_from_db()
        self.assertEqual((delivery.email, delivery.email_reason, elsewhere.email), ("skipped", "stopped", "pending"))

    def run_for(self, seconds, clock, **fields):
        """Run for some seconds by a clock; return the result."""
        self.put(**fields)
        with mock.patch.object(fanout.time, "monotonic", side_effect=clock):
            return fanout.run(self.fan_out.pk, seconds=seconds)

    def test_a_run_ends_when_its_time_is_up(self):
        with mock.patch.object(fanout, "_advance", return_value=True) as advanced:
            self.assertEqual(self.run_for(5, [100, 104, 105, 105.1], state="sending"), 0.0)
        self.assertEqual(advanced.call_count, 2)

    @override_settings(PROSERVA_MESSAGING_FANOUT_LEASE_SECONDS=77)
    def test_a_run_that_finds_no_work_comes_back_after_the_leases(self):
        with mock.patch.object(fanout, "_advance", return_value=False) as advanced:
            wait = self.run_for(5, [100, 104], state="sending")
        self.assertEqual((wait, type(wait)), (77.0, float))
        self.assertEqual(advanced.call_args.args[0].pk, self.fan_out.pk)

    def test_the_emails_get_the_rest_of_the_time(self):
        for retry_in, wait, result in ((8.0, 3.0, 8.0), (0.0, 3.0, 0.0), (None, 3.0, 3.0), (None, None, None)):
            with (
                mock.patch.object(email, "send_for_message", return_value=retry_in) as sent,
                mock.patch.object(email, "get_wait", return_value=wait) as waits,
            ):
                self.assertEqual(self.run_for(5, [100, 102], state="sent"), result)
            sent.assert_called_once_with(self.fan_out.message_id, seconds=3, on_send=email.do_nothing)
            self.assertEqual(waits.call_args_list, [] if retry_in is not None else [mock.call(self.fan_out.message_id)])


@ddt.ddt
class BeginTests(StepCase):
    def test_only_a_scheduled_fan_out_that_is_due_begins(self):
        until_key = get_platform().get_last_enrollment_id(self.key)
        for state in STATES:
            for starts in (NOW, NOW + SECOND):
                self.fan_out = self.put(state=state, starts=starts, began=None, until_key=0)
                done, _announced, events = self.watch(lambda: fanout.begin(self.fan_out))
                with self.subTest(state=state, starts=starts):
                    self.assertIs(done, state == "scheduled" and starts == NOW)
                    if done:
                        self.check(state="sending", began=NOW, until_key=until_key)
                        self.assertEqual([name for name, *_ in events], ["edx.proserva_messaging.fanout.began"])
                    else:
                        self.check(state=state, began=None, until_key=0)
                        self.assertEqual(events, [])
        self.check(self.other, state="scheduled")
        self.assertGreater(until_key, 0)

    @ddt.data(True, False)
    def test_the_message_becomes_the_newest(self, newer):
        thread = Thread.objects.get(pk=self.fan_out.message.thread_id)
        FanOut.objects.filter(pk=self.other.pk).delete()
        old = self.fan_out.message_id
        Message.objects.filter(pk__gt=old).delete()
        Message.objects.filter(pk=old).update(created=NOW - timedelta(days=9), body="Edited at the last moment")
        attached = self.upload(self.instructor)
        Attachment.objects.filter(pk=attached.pk).update(message=old)
        apart = self.upload(self.instructor)
        member = Participant.objects.create(thread=thread, user=self.learner)
        if newer:
            newest = self.ask().pk
        self.assertTrue(fanout.begin(self.put()))
        message = Message.objects.get(fan_out=self.fan_out.pk)
        self.assertEqual((message.created, message.body), (NOW, "Edited at the last moment"))
        if newer:
            self.assertGreater(message.pk, newest)
            self.assertFalse(Message.objects.filter(pk=old).exists())
        else:
            self.assertEqual(message.pk, old)
        self.assertEqual(Attachment.objects.get(pk=attached.pk).message_id, message.pk)
        self.assertIsNone(Attachment.objects.get(pk=apart.pk).message_id)
        owner = Participant.objects.get(thread=thread, role="owner")
        member.refresh_from_db()
        self.assertEqual((owner.last_message_id, member.last_message_id), (message.pk, None))

    def test_other_owners_and_messages_stay_as_they_are(self):
        before = self.other.message
        self.assertTrue(fanout.begin(self.put()))
        self.assertEqual(FanOut.objects.get(pk=self.other.pk).message_id, before.pk)
        self.assertIsNone(Participant.objects.get(thread=before.thread_id).last_message_id)
        self.assertEqual(Message.objects.get(pk=before.pk).created, before.created)

    def test_a_message_without_participants_keeps_its_number(self):
        old = self.fan_out.message_id
        self.ask()
        self.assertTrue(fanout.begin(self.put(with_participants=False)))
        self.check(message_id=old)


@ddt.ddt
class AdvanceTests(StepCase):
    @contextlib.contextmanager
    def having(self, role):
        """Give the sender a role when it is looked up: the event of a lost role would stop the fan-out itself."""
        roles = {self.instructor.pk: role} if role else {}
        with mock.patch.object(type(get_platform()), "get_roles", return_value=roles) as asked:
            yield
        for call in asked.call_args_list:
            self.assertEqual(call.args, (self.key, [self.instructor]))

    @ddt.data(
        ("instructor", True, False),
        ("staff", True, False),
        ("learner", True, True),
        (None, True, True),
        (None, False, False),
    )
    @ddt.unpack
    def test_a_sender_who_lost_the_role_stops_it(self, role, with_participants, stopped):
        with self.having(role):
            self.assertTrue(fanout._advance(self.put(with_participants=with_participants)))
        self.check(state="stopped" if stopped else "sending", stopped_reason="author_left" if stopped else "")

    def test_a_sender_who_is_gone_stops_it(self):
        Message.objects.filter(pk=self.fan_out.message_id).update(sender=None)
        self.assertTrue(fanout._advance(self.put()))
        self.check(state="stopped", stopped_reason="author_left")

    def test_each_step_leads_to_the_next(self):
        self.assertTrue(fanout._advance(self.put()))
        self.check(state="sending", planned=False)
        self.assertTrue(fanout._advance(self.put()))
        self.check(state="sending", planned=True)
        self.assertEqual(self.reached(self.fan_out), [])
        self.assertTrue(fanout._advance(self.put()))
        self.assertEqual(self.reached(self.fan_out), ["lena", "noor"])
        self.check(state="sending")
        self.assertTrue(fanout._advance(self.put()))
        self.check(state="sent", finished=NOW)

    def test_a_chunk_is_written_after_the_sender_was_checked(self):
        self.steps(self.fan_out, 2)
        with self.having(None):
            self.assertTrue(fanout._advance(self.put()))
        self.check(state="stopped", stopped_reason="author_left")
        self.assertEqual(self.reached(self.fan_out), [])

    def test_it_is_not_finished_while_another_worker_holds_a_chunk(self):
        fan_out = self.steps(self.fan_out, 2)
        self.assertIsNotNone(chunks.claim(fan_out))
        self.assertIs(fanout._advance(fan_out), False)
        self.check(state="sending")

    def test_it_is_not_finished_before_it_is_planned(self):
        self.assertIs(fanout._finish(self.put(state="sending", planned=False)), False)
        self.check(state="sending")

    def finish(self, **fields):
        """Finish a planned fan-out; return the events that were sent and tracked."""
        sent = []

        def hear(message, **_more):
            sent.append((message.message_id, message.thread_id, message.course_key, message.sender_id))

        MESSAGE_SENT.connect(hear)
        self.addCleanup(MESSAGE_SENT.disconnect, hear)
        fan_out = self.put(planned=True, finished=None, **fields)
        done, _announced, events = self.watch(lambda: fanout._finish(fan_out))
        self.assertIs(done, True)
        MESSAGE_SENT.disconnect(hear)
        return sent, events

    def test_only_an_open_fan_out_finishes_and_says_so_once(self):
        message = self.fan_out.message
        for state in STATES:
            sent, events = self.finish(state=state)
            with self.subTest(state=state):
                if state == "sending":
                    self.assertEqual(sent, [(message.pk, message.thread_id, self.key, self.instructor.pk)])
                    self.assertIn(self.make_event("finished"), events)
                    self.check(state="sent", finished=NOW)
                else:
                    self.assertEqual((sent, events), ([], []))
                    self.check(state=state, finished=None)
        self.check(self.other, state="scheduled")

    def test_a_message_without_a_sender_is_not_sent(self):
        Message.objects.filter(pk=self.fan_out.message_id).update(sender=None)
        [sent], _events = self.finish(state="sending")
        self.assertEqual(sent[3], 0)
