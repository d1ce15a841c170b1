"""Tests of precedence: emails of conversations go before those of a broadcast that is under way."""

from datetime import timedelta
from itertools import count
from unittest import mock

from django.core import mail
from django.utils import timezone

from proserva_messaging.delivery import email, precedence
from proserva_messaging.delivery.email import send_for_message
from proserva_messaging.delivery.precedence import DueConversations
from proserva_messaging.models import Delivery, Failure, FanOut
from tests.factories import make_learner
from tests.fault_case import LOG, FaultCase


class PrecedenceCase(FaultCase):
    def setUp(self):
        super().setUp()
        for number in range(3):
            make_learner(self.course, username=f"more{number}")
        self.fan_out_id = self.schedule().pk

    def deliver(self):
        """Deliver the broadcast, but send none of its emails yet. Return the id of its message."""
        with mock.patch.object(email, "send_for_message", return_value=None):
            self.let_go()
        mail.outbox.clear()
        return FanOut.objects.get(pk=self.fan_out_id).message_id

    def write_while_sending(self, at):
        """Write to the instructor while the email of this number is being sent. Return the recipients in order."""
        message_id, sent, write = self.deliver(), [], self.write

        def send(delivery, *_args):
            sent.append(delivery.recipient.username)
            if len(sent) == at:
                write()
            return email.Outcome("sent", serves=True)

        with mock.patch.object(email, "_send_email", side_effect=send):
            send_for_message(message_id)
        return sent


class OrderTests(PrecedenceCase):
    def test_an_email_that_comes_due_meanwhile_is_the_next(self):
        with mock.patch.object(precedence, "LOOK_SECONDS", 0):
            sent = self.write_while_sending(2)
        self.assertEqual(sent.index("ines"), 2)
        self.assertEqual(len(sent), 6)
        self.assertEqual(set(Delivery.objects.values_list("email", flat=True)), {"sent"})

    def test_one_that_was_due_is_the_first(self):
        message_id = self.deliver()
        self.write()
        send_for_message(message_id)
        self.assertEqual(mail.outbox[0].to, ["ines@campus.example"])

    def test_one_of_another_broadcast_waits_its_turn(self):
        message_id = self.deliver()
        Delivery.objects.filter(message=message_id).update(email_due=timezone.now() - timedelta(minutes=1))
        self.fan_out_id = self.schedule(subject="Another").pk
        another = self.deliver()
        send_for_message(message_id)
        self.assertEqual(self.states(message_id), {"sent"})
        self.assertEqual(self.states(another), {"pending"})

    def test_one_that_fails_stops_no_broadcast(self):
        message_id, written = self.deliver(), self.write()
        build = email.build_contents

        def break_one(message_ids):
            if message_ids == [written]:
                raise RuntimeError("a bug")
            return build(message_ids)

        with mock.patch.object(email, "build_contents", side_effect=break_one), self.assertLogs(LOG, "ERROR"):
            send_for_message(message_id)
        self.assertEqual(self.states(message_id), {"sent"})
        self.assertEqual(self.states(written), {"pending"})
        failure = Failure.objects.get()
        self.assertEqual((failure.kind, failure.key), ("emails", written))

    def test_one_that_failed_recently_is_not_tried(self):
        message_id, written = self.deliver(), self.write()
        now = timezone.now()
        Failure.objects.create(kind="emails", key=written, since=now, last=now, due=now + timedelta(minutes=5))
        send_for_message(message_id)
        self.assertEqual(self.states(message_id), {"sent"})
        self.assertEqual(self.states(written), {"pending"})

    def test_when_the_time_of_the_run_is_up_no_more_of_them_go(self):
        message_id, written = self.deliver(), self.write()
        # Each look at the clock takes eight seconds.
        with mock.patch.object(email.time, "monotonic", side_effect=count(0.0, 8.0)):
            self.assertEqual(send_for_message(message_id, seconds=20), 0.0)
        self.assertEqual(self.states(written), {"pending"})
        # One email of the broadcast goes in each run, so that conversations do not hold it up for ever.
        self.assertEqual(Delivery.objects.filter(message=message_id, email="sent").count(), 1)


class DueConversationsTests(PrecedenceCase):
    def setUp(self):
        super().setUp()
        self.thread_id = FanOut.objects.get(pk=self.fan_out_id).message.thread_id

    def test_it_costs_one_query_a_second_while_only_the_broadcast_is_due(self):
        self.deliver()
        conversations = DueConversations()
        with self.assertNumQueries(1):
            self.assertEqual(conversations.list_messages(self.thread_id), [])
            self.assertEqual(conversations.list_messages(self.thread_id), [])

    def test_conversations_come_oldest_first(self):
        self.deliver()
        written = [self.write(), self.write(body="Again")]
        with self.assertNumQueries(2):  # the latest emails that are due, and which of their threads are conversations
            self.assertEqual(DueConversations().list_messages(self.thread_id), written)

    def test_emails_that_are_not_due_or_not_pending_are_left(self):
        self.deliver()
        written = self.write()
        for changes in ({"email_due": timezone.now() + timedelta(minutes=2)}, {"email": "sent"}, {"email": "sending"}):
            Delivery.objects.filter(message=written).update(email_due=timezone.now(), email="pending")
            Delivery.objects.filter(message=written).update(**changes)
            with self.subTest(changes=changes):
                self.assertEqual(DueConversations().list_messages(self.thread_id), [])

    def test_however_many_emails_are_due_it_reads_the_latest(self):
        self.deliver()
        written = self.write()
        with mock.patch.object(precedence, "LATEST", 1):
            self.assertEqual(DueConversations().list_messages(self.thread_id), [written])
            Delivery.objects.filter(message=written).update(email_due=timezone.now() - timedelta(hours=1))
            self.assertEqual(DueConversations().list_messages(self.thread_id), [])
