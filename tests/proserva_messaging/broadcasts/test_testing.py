"""Tests of test sends: to their author only."""

from django.core import mail

from proserva_messaging.models import Attachment, Broadcast, Delivery
from tests.broadcast_case import BroadcastCase


class TryingTests(BroadcastCase):
    def try_it(self, **more):
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(self.instructor, "broadcast_test", data=self.form(**more))

    def test_a_test_send_goes_to_the_author_alone(self):
        file = self.upload(self.instructor)
        response = self.try_it(body="Dear {first_name}", attachments=[file.pk])
        self.assertEqual((response.status_code, response.json()), (202, {}))
        self.assertEqual([each.to for each in mail.outbox], [["ines@campus.example"]])
        self.assertIn("Dear Ines", mail.outbox[0].body)
        self.assertEqual(self.get(self.instructor, "notification_count").json(), {"count": 1})
        (thread,) = self.inbox(self.instructor)
        self.assertEqual(thread["title"], "Test: Welcome")
        detail = self.get(self.instructor, "thread", thread["id"]).json()
        self.assertEqual((detail["can_write"], detail["broadcast"]), (False, None))
        self.assertEqual(self.inbox(self.learner), [])
        self.assertEqual((Delivery.objects.count(), Broadcast.objects.count()), (1, 0))
        # The file is there, and still free for the broadcast itself.
        (message,) = self.get(self.instructor, "thread_messages", thread["id"]).json()["results"]
        (copy,) = message["attachments"]
        self.assertEqual(
            b"".join(self.get(self.instructor, "attachment", copy["id"]).streaming_content), b"Some notes."
        )
        self.assertEqual(self.send(attachments=[file.pk]).status_code, 202)

    def test_invalid_input_is_refused(self):
        self.assert_error(self.try_it(body=""), 400, "invalid", body="Write a message")
        self.assert_error(self.try_it(attachments=[999_999]), 400, "invalid", attachments="no longer available")
        self.assertEqual(Attachment.objects.count(), 0)
