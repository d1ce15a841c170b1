"""Tests of broadcasts over REST: sending, and what becomes of it."""

from datetime import timedelta

import ddt
from django.core import mail
from django.utils import timezone

from proserva_messaging.delivery.sweep import sweep
from proserva_messaging.models import FanOut
from tests.campus_case import CampusCase


class BroadcastCase(CampusCase):
    """The campus, and shortcuts to sending to all of it."""

    def form(self, **more):
        """Return what the form sends."""
        return {"course_id": str(self.key), "subject": "Welcome", "body": "Dear *all*", **more}

    def send(self, user=None, *, key=None, **more):
        """POST a broadcast, as the instructor or as said, and return the response."""
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(user or self.instructor, "broadcasts", data=self.form(**more), key=key)

    def let_go(self):
        """Let the time to undo be over, and everything be done that is due."""
        FanOut.objects.filter(state="scheduled").update(starts=timezone.now() - timedelta(seconds=1))
        with self.captureOnCommitCallbacks(execute=True):
            sweep()

    def send_and_let_go(self, **more):
        """Send a broadcast and return it, delivered."""
        response = self.send(**more)
        self.assertEqual(response.status_code, 202, response.content)
        self.let_go()
        return self.get(self.instructor, "broadcast", response.json()["id"]).json()


@ddt.ddt
class SendingTests(BroadcastCase):
    def test_everybody_enrolled_gets_it(self):
        shown = self.send_and_let_go()
        self.assertEqual(shown["state"], "sent")
        self.assertEqual(shown["progress"]["total"], 2)
        self.assertEqual(shown["progress"]["in_bell"], 2)
        self.assertEqual(shown["progress"]["emails"]["sent"], 2)
        self.assertEqual(len(mail.outbox), 2)
        for user in (self.learner, self.classmate):
            self.assertEqual(self.get(user, "notification_count").json(), {"count": 1})
            (thread,) = self.get(user, "threads").json()["results"]
            self.assertEqual((thread["kind"], thread["title"], thread["unread"]), ("broadcast", "Welcome", 1))
            self.assertEqual([each["username"] for each in thread["participants"]], ["ines", user.username])
            self.assertEqual(thread["participant_count"], 2)
        self.assertEqual(self.get(self.assistant, "threads").json()["results"], [])


@ddt.ddt
class DraftTests(BroadcastCase):
    def test_preview_and_segments(self):
        response = self.post(self.instructor, "broadcast_preview", data=self.form(body="Dear {first_name} of `{x}`"))
        self.assertEqual(response.status_code, 200, response.content)
