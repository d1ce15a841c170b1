"""Tests of the product's event for other apps."""

from unittest import mock

from django.db import transaction

from proserva_messaging import api
from proserva_messaging.signals import MESSAGE_SENT
from tests.campus_case import CampusCase


class MessageSentTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.received = []
        self.receiver = lambda message, **_more: self.received.append(message)
        MESSAGE_SENT.connect(self.receiver)
        self.addCleanup(MESSAGE_SENT.disconnect, self.receiver)

    def test_the_event_is_sent_after_the_commit_with_ids_and_no_content(self):
        message = self.ask("A secret")
        (data,) = self.received
        self.assertEqual((data.message_id, data.thread_id), (message.pk, message.thread_id))
        self.assertEqual((data.course_key, data.sender_id), (self.key, self.learner.pk))
        self.assertNotIn("secret", repr(data))

    def test_a_rollback_sends_no_event(self):
        callbacks, failing = self.captureOnCommitCallbacks(execute=True), self.assertRaises(ZeroDivisionError)
        with callbacks, failing, transaction.atomic():
            api.start_thread(self.learner, self.key, ["ines"], "Never")
            raise ZeroDivisionError
        self.assertEqual(self.received, [])

    def test_an_error_of_a_receiver_stops_nothing(self):
        def fail(**_data):
            raise RuntimeError("an error of another plugin")

        MESSAGE_SENT.connect(fail)
        self.addCleanup(MESSAGE_SENT.disconnect, fail)
        with mock.patch("openedx_events.tooling.log"):
            self.ask("Sent all the same")
        self.assertEqual(len(self.received), 1)
