"""The base class of tests that need a course with people in it, with shortcuts for what they do."""

import uuid

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from rest_framework.test import APIClient

from proserva_messaging.conversations import attachments, sending
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def make_file(name="notes.txt", content=b"Some notes.", content_type="text/plain"):
    """Return a file as a browser uploads it."""
    return SimpleUploadedFile(name, content, content_type)


def make_client(user=None):
    """Return a client of the REST API that is signed in as the user, or signed out if there is none."""
    client = APIClient()
    if user is not None:
        client.force_login(user)
    return client


def url(name, *args):
    """Return the URL of one of the product's views."""
    return reverse(f"proserva_messaging:{name}", args=args)


class CampusCase(TestCase):
    """A course with an instructor, an assistant and two learners, and an outsider."""

    @classmethod
    def setUpTestData(cls):
        """Create the course once for all tests of the class."""
        cls.course = CourseFactory(name="Demo course")
        cls.key = cls.course.id
        cls.instructor = make_instructor(cls.course, username="ines", name="Ines Torres")
        cls.assistant = make_staff(cls.course, username="amir", name="Amir Haddad")
        cls.learner = make_learner(cls.course, username="lena", name="Lena Fischer")
        cls.classmate = make_learner(cls.course, username="noor", name="Noor Aziz")
        cls.outsider = UserFactory(username="otto", name="Otto Outside")

    def setUp(self):
        """Reset the rate limits."""
        cache.clear()

    def ask(self, body="Is *this* right?", *, sender=None, to="ines", **more):
        """Send a first message, by default from the learner to the instructor, and return it."""
        with self.captureOnCommitCallbacks(execute=True):
            return sending.start_thread(sender or self.learner, self.key, [to], body, **more)

    def answer(self, thread_id, body="Yes.", *, sender=None, **more):
        """Send a message to a thread, by default from the instructor, and return it."""
        with self.captureOnCommitCallbacks(execute=True):
            return sending.send_message(sender or self.instructor, thread_id, body, **more)

    def upload(self, user=None, name="notes.txt", content=b"Some notes."):
        """Upload a file, by default as the learner, and return it."""
        return attachments.upload(user or self.learner, self.key, make_file(name, content))

    def post(self, user, name, *args, data=None, key=None, **more):
        """POST JSON to a view of the REST API and return the response."""
        headers = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
        return make_client(user).post(url(name, *args), data or {}, format="json", **headers, **more)

    def get(self, user, name, *args, **query):
        """GET a view of the REST API and return the response."""
        return make_client(user).get(url(name, *args), query)

    def patch(self, user, name, *args, data=None):
        """PATCH JSON to a view of the REST API and return the response."""
        return make_client(user).patch(url(name, *args), data or {}, format="json")

    def assert_error(self, response, status, code, **fields):
        """Check that a response has the common shape of errors, with these words in these fields."""
        self.assertEqual(response.status_code, status, response.content)
        body = response.json()
        self.assertEqual(set(body), {"code", "message", "fields"})
        self.assertEqual(body["code"], code)
        self.assertTrue(body["message"])
        for name, words in fields.items():
            self.assertIn(words, " ".join(body["fields"].get(name, ["(no such field)"])))


def new_key():
    """Return a new Idempotency-Key."""
    return str(uuid.uuid4())
