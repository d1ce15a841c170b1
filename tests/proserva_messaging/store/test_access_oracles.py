"""Tests of what one may not know: a hidden object and one that does not exist get the same answer for the same price.

Each endpoint that takes an id, a username or a course is asked for both. Status, body and number of queries are equal.
"""

import ddt
from django.contrib.sites.models import Site
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.models import CourseSettings
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, make_file, url
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner

UNKNOWN = 999_999_999
NO_COURSE = "course-v1:Test+Nothing+2026"
PATHS = {
    "thread": ("get", "patch"),
    "thread_messages": ("get", "post"),
    "thread_read": ("post",),
    "thread_state": ("patch",),
    "participants": ("get", "post"),
    "receipts": ("get",),
    "emails_retry": ("post",),
    "attachment": ("get", "delete"),
    "broadcast": ("get", "patch"),
    "broadcast_cancel": ("post",),
    "broadcast_send_now": ("post",),
    "broadcast_recipients": ("get",),
    "broadcast_retry": ("post",),
    "broadcast_reply": ("post",),
    "template": ("patch", "delete"),
    "announcement": ("get", "patch", "delete"),
    "announcement_seen": ("post",),
    "announcement_dismiss": ("post",),
}
DATA = {
    ("patch", "thread"): {"title": "Mine"},
    ("post", "thread_messages"): {"body": "Hello"},
    ("post", "thread_read"): {"up_to": 1},
    ("patch", "thread_state"): {"muted": True},
    ("post", "participants"): {"usernames": ["noor"], "history": "all"},
    ("patch", "broadcast"): {"subject": "Mine"},
    ("post", "broadcast_reply"): {"body": "Hello"},
    ("patch", "template"): {"name": "Mine"},
    ("patch", "announcement"): {"version": 1, "title": "Mine"},
}
COURSES = {
    "recipients": {},
    "roster": {},
    "cohorts": {},
    "announcements": None,
    "banner": None,
    "broadcasts": None,
    "broadcast_segments": None,
    "templates": None,
}


@ddt.ddt
class OracleTests(BroadcastCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        # Hidden from the learner, who asks: a thread, files, and what another course has.
        cls.elsewhere = CourseFactory(name="Elsewhere")
        make_instructor(cls.elsewhere, cls.instructor)
        make_learner(cls.elsewhere, cls.outsider)
        key = cls.elsewhere.id
        sent = api.start_thread(cls.outsider, key, ["ines"], "Hidden")
        unsent = cls.upload_file(cls.instructor, key)
        attached = cls.upload_file(cls.instructor, key)
        api.send_message(cls.instructor, sent.thread_id, "Hidden", attachment_ids=[attached])
        posted = cls.upload_file(cls.instructor, key)
        announced = api.post_announcement(cls.instructor, key, "Hidden", "Hidden", attachment_ids=[posted])
        broadcast = api.create_broadcast(cls.instructor, key, "Hidden", "Hidden")
        template = api.create_broadcast_template(cls.instructor, key, "Hidden")
        cls.hidden = {"thread": [sent.thread_id], "message": [sent.id], "attachment": [unsent, attached, posted]}
        cls.hidden |= {"broadcast": [broadcast.id], "template": [template.id], "announcement": [announced.id]}
        cls.admin = UserFactory(username="admin", is_staff=True, is_superuser=True)
        cls.boss = UserFactory(username="boss")
        campus.grant_organization_role(cls.boss, cls.key.org, "staff")

    @staticmethod
    def upload_file(user, key):
        """Upload a file and return its id."""
        return api.upload_attachment(user, key, make_file()).id

    def measure(self, method, path, data=None):
        """Return status, body and number of queries of a request by the learner."""
        client = make_client(self.learner)
        cache.clear()
        # The process reads the site once.
        Site.objects.get_current()
        with CaptureQueriesContext(connection) as queries:
            response = getattr(client, method)(path, data, **({} if method == "get" else {"format": "json"}))
        return response.status_code, response.content, len(queries)

    @ddt.data(*((method, name) for name, methods in PATHS.items() for method in methods))
    @ddt.unpack
    def test_a_hidden_id_is_like_an_unknown_one(self, method, name):
        kind = {"emails": "message", "receipts": "message", "participants": "thread"}.get(name.split("_")[0])
        data = DATA.get((method, name))
        unknown = self.measure(method, url(name, UNKNOWN), data)
        self.assertEqual(unknown[0], 404, unknown)
        for hidden in self.hidden[kind or name.split("_")[0]]:
            self.assertEqual(self.measure(method, url(name, hidden), data), unknown)

    @ddt.data(*COURSES)
    def test_a_hidden_course_is_like_an_unknown_one(self, name):
        in_path = COURSES[name] is not None
        answers = []
        for course_id in (NO_COURSE, str(self.elsewhere.id)):
            path, query = (url(name, course_id), {}) if in_path else (url(name), {"course_id": course_id})
            answers.append(self.measure("get", path, query))
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(answers[0][0], 404)

    @ddt.data("", "off", "cohort")
    def test_a_person_one_may_not_write_to_is_like_an_unknown_one(self, peers):
        CourseSettings.objects.create(course_id=self.key, peer_messages=peers)
        unknown = self.measure("get", url("shared_courses", "nobody"))
        self.assertEqual(unknown[0], 404)
        for name in ("noor", "otto", "admin", "boss"):
            self.assertEqual(self.measure("get", url("shared_courses", name)), unknown, name)

    @ddt.data("off", "cohort")
    def test_a_first_message_does_not_distinguish_an_unknown_person_from_a_hidden_one(self, peers):
        CourseSettings.objects.create(course_id=self.key, peer_messages=peers)
        self.assert_same_refusal("threads", [], ("nobody", "noor", "otto"), lambda name: {"recipients": [name]})
        more = {"group_chat": True}
        self.assert_same_refusal("threads", [], ("nobody", "noor", "otto"), lambda name: {"recipients": [name], **more})

    def test_adding_people_does_not_distinguish_an_unknown_person_from_a_hidden_one(self):
        thread_id = api.start_group(self.learner, self.key, ["ines", "amir"], "Hello").thread_id
        data = lambda name: {"usernames": [name], "history": "none"}  # noqa: E731
        self.assert_same_refusal("participants", [thread_id], ("nobody", "noor", "otto"), data)

    def assert_same_refusal(self, view, args, names, make_data):
        """Check that a request is refused in the same way for each of these people."""
        first = {"course_id": str(self.key), "body": "Hello"} if view == "threads" else {}
        answers = []
        for name in names:
            status, body, queries = self.measure("post", url(view, *args), {**first, **make_data(name)})
            answers.append((status, body.replace(name.encode(), b"?"), queries))
        self.assertEqual(answers, [answers[0]] * len(names))
        self.assertEqual(answers[0][0], 400)

    @ddt.data("patch", "delete")
    def test_a_person_outside_a_group_is_like_an_unknown_one(self, method):
        thread_id = api.start_group(self.learner, self.key, ["ines", "amir"], "Hello").thread_id
        data = {"role": "owner"} if method == "patch" else None
        answers = [self.measure(method, url("participant", thread_id, name), data) for name in ("nobody", "noor")]
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(answers[0][0], 404)

    def test_the_contact_of_a_course_is_shown_whatever_their_role(self):
        self.assertEqual(self.get(self.learner, "shared_courses", "boss").status_code, 404)
        CourseSettings.objects.create(course_id=self.key, contact=self.boss)
        (course,) = self.get(self.learner, "shared_courses", "boss").json()["results"]
        self.assertEqual(course["id"], str(self.key))


@ddt.ddt
class ReceiptTests(BroadcastCase):
    def read_email(self, user, message):
        """Return the email of the only receipt of a message, as its sender sees it."""
        (receipt,) = self.get(user, "receipts", message.id).json()["results"]
        return receipt["email"]

    def test_a_learner_does_not_see_who_muted_or_turned_emails_off(self):
        before = self.ask()
        self.patch(self.instructor, "thread_state", before.thread_id, data={"muted": True})
        muted = self.answer(before.thread_id, sender=self.learner)
        self.patch(self.instructor, "thread_state", before.thread_id, data={"muted": False})
        for choice in ("none", "daily", "each"):
            self.patch(self.instructor, "preferences", data={"email": choice})
            self.assertIsNone(self.read_email(self.learner, self.answer(before.thread_id, sender=self.learner)), choice)
        self.assertIsNone(self.read_email(self.learner, muted))

    def test_the_team_sees_it(self):
        thread_id = self.ask().thread_id
        self.patch(self.learner, "thread_state", thread_id, data={"muted": True})
        email = self.read_email(self.instructor, self.answer(thread_id))
        self.assertEqual((email["state"], email["reason"]), ("skipped", "muted"))

    @ddt.data("failed", "unknown")
    def test_a_learner_can_send_a_lost_email_again_and_sees_no_address(self, state):
        message = self.ask()
        message.deliveries.update(email=state, email_reason="550 <ines@campus.example> unknown")
        email = self.read_email(self.learner, message)
        self.assertEqual((email["state"], email["reason"]), (state, ""))
