"""The base of tests of what goes to a whole course, and shortcuts to sending it."""

from datetime import timedelta

from django.utils import timezone

from proserva_messaging.delivery.sweep import sweep
from proserva_messaging.models import FanOut
from tests.campus_case import CampusCase


class BroadcastCase(CampusCase):
    """A course with an instructor, an assistant and two learners; and somebody outside."""

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

    def wait(self, **more):
        """Send a broadcast and return it, while it can still be undone."""
        response = self.send(**more)
        self.assertEqual(response.status_code, 202, response.content)
        return response.json()

    def broadcast(self, **more):
        """Send a broadcast and return it, delivered."""
        waiting = self.wait(**more)
        self.let_go()
        return self.show(waiting["id"])

    def show(self, broadcast_id, user=None):
        """Return a broadcast as the team sees it."""
        response = self.get(user or self.instructor, "broadcast", broadcast_id)
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()

    def report(self, broadcast_id, **query):
        """Return the rows of a page of the report, by username."""
        response = self.get(self.instructor, "broadcast_recipients", broadcast_id, **query)
        self.assertEqual(response.status_code, 200, response.content)
        return {row["person"]["username"]: row for row in response.json()["results"]}

    def inbox(self, user):
        """Return the threads that somebody finds."""
        return self.get(user, "threads").json()["results"]
