"""The base of tests that need a course with people in it, and shortcuts to what they do."""

import uuid

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from rest_framework.test import APIClient

from proserva_messaging import api
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def make_file(name="notes.txt", content=b"Some notes.", content_type="text/plain"):
    """Return a file as a browser uploads it."""
    return SimpleUploadedFile(name, content, content_type)


def make_client(user=None):
    """Return a client of the REST API in which somebody is signed in, or nobody."""
    client = APIClient()
    if user is not None:
        client.force_login(user)
    return client


def url(name, *args):
    """Return the address of a view of the product."""
    return reverse(f"proserva_messaging:{name}", args=args)


class CampusCase(TestCase):
    """A course with an instructor, an assistant and two learners; and somebody outside."""

    @classmethod
    def setUpTestData(cls):
        """Build the course once for all tests of the class."""
        cls.course = CourseFactory(name="Demo course")
        cls.key = cls.course.id
        cls.instructor = make_instructor(cls.course, username="ines", name="Ines Torres")
        cls.assistant = make_staff(cls.course, username="amir", name="Amir Haddad")
        cls.learner = make_learner(cls.course, username="lena", name="Lena Fischer")
        cls.classmate = make_learner(cls.course, username="noor", name="Noor Aziz")
        cls.outsider = UserFactory(username="otto", name="Otto Outside")

    def setUp(self):
        """Begin with fresh limits on sending."""
        cache.clear()

    def ask(self, body="Is *this* right?", *, sender=None, to="ines", **more):
        """Send a first message from the learner to the instructor, or as said, and return it."""
        with self.captureOnCommitCallbacks(execute=True):
            return api.start_thread(sender or self.learner, self.key, [to], body, **more)

    def answer(self, thread_id, body="Yes.", *, sender=None, **more):
        """Send a message into a thread, from the instructor or as said, and return it."""
        with self.captureOnCommitCallbacks(execute=True):
            return api.send_message(sender or self.instructor, thread_id, body, **more)

    def upload(self, user=None, name="notes.txt", content=b"Some notes."):
        """Upload a file, as the learner or as said, and return it."""
        return api.upload_attachment(user or self.learner, self.key, make_file(name, content))

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
        """Check that a response is the one shape of errors, with these words in these fields."""
        self.assertEqual(response.status_code, status, response.content)
        body = response.json()
        self.assertEqual(set(body), {"code", "message", "fields"})
        self.assertEqual(body["code"], code)
        self.assertTrue(body["message"])
        for name, words in fields.items():
            self.assertIn(words, " ".join(body["fields"].get(name, ["(no such field)"])))


def new_key():
    """Return an Idempotency-Key that nobody used."""
    return str(uuid.uuid4())
