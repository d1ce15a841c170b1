"""The base class of tests about announcements, with shortcuts for the team and for learners."""

from datetime import timedelta

from django.utils import timezone

from proserva_messaging.models import Announcement, Delivery
from tests.campus_case import CampusCase, make_client, new_key, url


def in_hours(hours):
    """Return a time this many hours from now."""
    return timezone.now() + timedelta(hours=hours)


class AnnouncementCase(CampusCase):
    """A course whose team posts announcements."""

    def announce(self, title="Welcome", body="Read *this* first.", *, user=None, status=201, **more):
        """Post an announcement over REST, by default as the instructor, and return the response's body."""
        data = {"course_id": str(self.key), "title": title, "body": body, **more}
        with self.captureOnCommitCallbacks(execute=True):
            answer = self.post(user or self.instructor, "announcements", data=data, key=new_key())
        self.assertEqual(answer.status_code, status, answer.content)
        return answer.json()

    def change(self, announcement, *, user=None, status=200, **changes):
        """Change an announcement over REST, and return the response's body."""
        changes = {"version": announcement["version"], **changes}
        with self.captureOnCommitCallbacks(execute=True):
            answer = self.patch(user or self.instructor, "announcement", announcement["id"], data=changes)
        self.assertEqual(answer.status_code, status, answer.content)
        return answer.json()

    def remove(self, announcement, *, user=None, status=204):
        """Delete an announcement over REST."""
        with self.captureOnCommitCallbacks(execute=True):
            answer = make_client(user or self.instructor).delete(url("announcement", announcement["id"]))
        self.assertEqual(answer.status_code, status, answer.content)

    def titles(self, user=None, **query):
        """Return the titles that a user (by default the learner) finds in the course."""
        answer = self.get(user or self.learner, "announcements", course_id=str(self.key), **query)
        self.assertEqual(answer.status_code, 200, answer.content)
        return [row["title"] for row in answer.json()["results"]]

    def banner(self, user=None):
        """Return the banner that a user (by default the learner) sees, or None."""
        answer = self.get(user or self.learner, "banner", course_id=str(self.key))
        self.assertEqual(answer.status_code, 200, answer.content)
        return answer.json()["banner"]

    def deliveries(self, announcement):
        """Return each person's delivery of an announcement: username, bell, and the email's state and reason."""
        rows = Delivery.objects.filter(message__announcement=announcement["id"]).order_by("recipient__username")
        return list(rows.values_list("recipient__username", "bell", "email", "email_reason"))

    def shift(self, announcement, **hours):
        """Set times of an announcement to this many hours from now, as if time had passed."""
        times = {name: in_hours(each) for name, each in hours.items()}
        Announcement.objects.filter(pk=announcement["id"]).update(**times)
