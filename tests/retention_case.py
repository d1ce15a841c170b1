"""The base class of tests about retention and holds, with old messages."""

from datetime import timedelta

from demo.campus import api as campus
from proserva_messaging.models import CourseSettings, Hold, Message
from tests.integrity_case import IntegrityCase

REASON = "A complaint about harassment, case 4711"
DAYS = 60


class RetentionCase(IntegrityCase):
    """The conversations of IntegrityCase, in a course that keeps its messages for DAYS days."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.root = campus.create_person("root", name="Rita Root", is_staff=True, is_superuser=True)

    def setUp(self):
        super().setUp()
        CourseSettings.objects.update(retention_days=DAYS)
        Hold.objects.all().delete()

    def age(self, *, days=DAYS + 1, **which):
        """Make messages older by these days: by default all."""
        for message in Message.objects.filter(**which):
            Message.objects.filter(pk=message.pk).update(created=message.created - timedelta(days=days))

    def texts(self, user, thread_id):
        """Return what a person reads in a thread, the oldest first."""
        rows = self.get(user, "thread_messages", thread_id).json()["results"]
        return [row["event"]["text"] if row["event"] else row["body"] for row in reversed(rows)]
