"""The base class of tests about broadcasts, with shortcuts for sending them."""

from datetime import timedelta

from django.utils import timezone

from proserva_messaging.models import FanOut
from proserva_messaging.sweep import sweep
from tests.campus_case import CampusCase


class BroadcastCase(CampusCase):
    """A course with an instructor, an assistant and two learners, and an outsider."""

    def form(self, **more):
        """Return the form's data."""
        return {"course_id": str(self.key), "subject": "Welcome", "body": "Dear *all*", **more}

    def send(self, user=None, *, key=None, **more):
        """POST a broadcast, by default as the instructor, and return the response."""
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(user or self.instructor, "broadcasts", data=self.form(**more), key=key)

    def let_go(self):
        """End the undo period and do everything that is due."""
        FanOut.objects.filter(state="scheduled").update(starts=timezone.now() - timedelta(seconds=1))
        with self.captureOnCommitCallbacks(execute=True):
            sweep()

    def wait(self, **more):
        """Send a broadcast and return it while it can still be undone."""
        response = self.send(**more)
        self.assertEqual(response.status_code, 202, response.content)
        return response.json()

    def broadcast(self, **more):
        """Send and deliver a broadcast, and return it."""
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
        """Return the threads in a user's inbox."""
        return self.get(user, "threads").json()["results"]
