"""The base class of tests of care: a course with two care contacts, and a person who runs the site."""

from django.core import mail

from proserva_messaging.models import CourseSettings
from tests.campus_case import CampusCase
from tests.factories import UserFactory, make_instructor

SIGN = "I'm not safe at home and can't join the call"
REASON = "To see whether Lena is in danger now"


class CareCase(CampusCase):
    """Ines and Amir are the care contacts; Ida is on the team, too, and Sam runs the site."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.chosen = CourseSettings.objects.create(course_id=cls.key)
        for each in (cls.instructor, cls.assistant):
            cls.chosen.care_contacts.create(user=each)
        cls.colleague = make_instructor(cls.course, username="ida", name="Ida Novak")
        cls.admin = UserFactory(username="sam", name="Sam Site")
        type(cls.admin).objects.filter(pk=cls.admin.pk).update(is_staff=True, is_superuser=True)
        cls.admin.refresh_from_db()

    def setUp(self):
        super().setUp()
        mail.outbox.clear()

    def set_contacts(self, *users):
        """Make these the only care contacts of the course."""
        self.chosen.care_contacts.all().delete()
        for each in users:
            self.chosen.care_contacts.create(user=each)

    def send(self, body=SIGN, *, sender=None, to="ida"):
        """POST a first message, by default from Lena to Ida with a sign of distress, and return the response."""
        with self.captureOnCommitCallbacks(execute=True):
            data = {"course_id": str(self.key), "recipients": [to], "body": body}
            return self.post(sender or self.learner, "threads", data=data)

    def list_alerts(self, user, **query):
        """Return the alerts of the queue as a user sees them."""
        response = self.get(user, "care", **query)
        assert response.status_code == 200, response.content
        return response.json()["results"]

    def care_emails(self):
        """Return the emails about alerts, by address."""
        return {each.to[0]: each for each in mail.outbox if "signs of distress" in each.subject}
