"""The base class of tests of reports, blocks and restrictions: a course whose learners may write to each other."""

from contextlib import suppress

from django.db import connection
from django.test.utils import CaptureQueriesContext

from proserva_messaging.conversations import groups
from proserva_messaging.errors import MessagingError
from proserva_messaging.models import CourseSettings
from tests.campus_case import CampusCase, make_client, url
from tests.factories import UserFactory, make_learner


class ModerationCase(CampusCase):
    """Lena and Noor write to each other; Mia is a third learner, and Sam runs the site."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        CourseSettings.objects.create(course_id=cls.key, peer_messages="course")
        cls.third = make_learner(cls.course, username="mia", name="Mia Long")
        cls.admin = UserFactory(username="sam", name="Sam Site")
        type(cls.admin).objects.filter(pk=cls.admin.pk).update(is_staff=True, is_superuser=True)
        cls.admin.refresh_from_db()

    def write(self, body="You are stupid", *, sender=None, to="lena", **more):
        """Send a direct message, by default from Noor to Lena, and return it."""
        return self.ask(body, sender=sender or self.classmate, to=to, **more)

    def make_group(self, owner=None, names=("lena", "noor")):
        """Start a group, by default of Mia, and return its thread."""
        with self.captureOnCommitCallbacks(execute=True):
            return groups.start_group(owner or self.third, self.key, list(names), "Welcome", title="Team").thread

    def report(self, message, user=None, *, reason="harassment", **data):
        """POST a report of a message, by default as Lena."""
        return self.post(user or self.learner, "message_report", message.pk, data={"reason": reason, **data})

    def make_report(self, message=None, **data):
        """Report a message, by default a new one by Noor, and return the id of the report."""
        response = self.report(message or self.write(), **data)
        self.assertEqual(response.status_code, 201, response.content)
        return response.json()["id"]

    def handle(self, report_id, outcome, user=None):
        """POST the outcome of a report, by default as the instructor."""
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(user or self.instructor, "report_outcome", report_id, data={"outcome": outcome})

    def count(self, ask):
        """Return the number of queries of a call, whatever error it raises."""
        with CaptureQueriesContext(connection) as queries, suppress(MessagingError):
            ask()
        return len(queries)

    def block(self, thread_id, name="noor", user=None):
        """POST a block of a person in a thread, by default by Lena of Noor."""
        return self.post(user or self.learner, "blocks", data={"thread": thread_id, "username": name})

    def unblock(self, block_id, user=None):
        """DELETE a block, by default of Lena."""
        return make_client(user or self.learner).delete(url("block", block_id))

    def reply(self, thread_id, user=None, body="More"):
        """POST a message to a thread, by default as Noor."""
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(user or self.classmate, "thread_messages", thread_id, data={"body": body})
