"""Tests of Idempotency-Keys over REST: a key stands for all that was asked, and for nothing else."""

from datetime import timedelta

import ddt
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging.models import Announcement, Attachment, Broadcast, BroadcastTemplate, Message
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, make_file, new_key, url

PAGE = {"url": "/courses/", "label": "Courses"}
OTHER_PAGE = {"url": "/courses/", "label": "My courses"}


@ddt.ddt
class KeyTests(BroadcastCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.blue = campus.set_cohort(cls.learner, cls.course, "Blue").pk
        campus.set_cohort(cls.classmate, cls.course, "Green")

    def asked(self, name):
        """Return the author, the arguments of the URL, and the data of a request."""
        later = (timezone.now() + timedelta(days=1)).isoformat()
        first = {"course_id": str(self.key), "recipients": ["lena"], "body": "Hello"}
        group = {**first, "recipients": ["lena", "noor"], "group_chat": True}
        data = {
            "threads": first,
            "group": group,
            "thread_messages": {"body": "Hello"},
            "participants": {"usernames": ["amir"], "history": "none"},
            "broadcasts": self.form(audience={"who": "people", "usernames": ["lena"]}, send_at=later),
            "broadcast_test": self.form(),
            "templates": {"course_id": str(self.key), "name": "Welcome", "subject": "Hi", "body": "Hello"},
            "announcements": {"course_id": str(self.key), "title": "Exam", "body": "On Friday", "publish_at": later},
        }
        return data[name]

    def request(self, name, data, key):
        """Repeat a request with changed data."""
        if name == "group":
            name = "threads"
        args = [self.thread_id] if name in ("thread_messages", "participants") else []
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(self.instructor, name, *args, data=data, key=key)

    def count(self):
        """Return the number of rows that requests with a key create."""
        return [model.objects.count() for model in (Message, Broadcast, BroadcastTemplate, Announcement)]

    @ddt.data(
        ("threads", {"recipients": ["noor"]}),
        ("threads", {"body": "Hello!"}),
        ("threads", {"title": "About the exam"}),
        ("threads", {"context": PAGE}),
        ("group", {"recipients": ["lena", "amir"]}),
        ("group", {"recipients": ["lena"]}),
        ("group", {"title": "Project"}),
        ("group", {"context": PAGE}),
        ("group", {"group_chat": False, "recipients": ["lena"]}),
        ("thread_messages", {"context": PAGE}),
        ("participants", {"usernames": ["noor"]}),
        ("participants", {"history": "all"}),
        ("broadcasts", {"audience": {"who": "people", "usernames": ["noor"]}}),
        ("broadcasts", {"audience": {"who": "all"}}),
        ("broadcasts", {"send_at": "2099-01-01T00:00:00Z"}),
        ("broadcasts", {"notify_email": False}),
        ("broadcast_test", {"body": "Dear **all**"}),
        ("broadcast_test", {"audience": {"who": "people", "usernames": ["noor"]}}),
        ("templates", {"name": "Good-bye"}),
        ("templates", {"body": "Hello!"}),
        ("announcements", {"publish_at": None}),
        ("announcements", {"publish_at": "2099-01-01T00:00:00Z"}),
        ("announcements", {"expires_at": "2099-01-01T00:00:00Z"}),
        ("announcements", {"pinned": True}),
        ("announcements", {"ring": False}),
        ("announcements", {"email": True}),
    )
    @ddt.unpack
    def test_a_key_is_refused_for_anything_else(self, name, change):
        self.thread_id = self.ask().thread_id
        self.patch(self.instructor, "thread", self.thread_id, data={"group_chat": True})
        key, data = new_key(), self.asked(name)
        first = self.request(name, data, key)
        self.assertIn(first.status_code, (201, 202), first.content)
        before = self.count()
        self.assert_error(self.request(name, {**data, **change}, key), 409, "idempotency_key_reused")
        again = self.request(name, data, key)
        self.assertEqual((again.status_code, self.count()), (first.status_code, before), again.content)

    def test_another_context_is_another_request(self):
        self.thread_id, key = self.ask().thread_id, new_key()
        data = {"body": "Hello", "context": PAGE}
        self.assertEqual(self.request("thread_messages", data, key).status_code, 201)
        other = self.request("thread_messages", {**data, "context": OTHER_PAGE}, key)
        self.assert_error(other, 409, "idempotency_key_reused")

    def test_other_cohorts_are_another_request(self):
        first = {"course_id": str(self.key), "body": "Hello", "group_chat": True, "cohorts": [self.blue]}
        key = new_key()
        self.assertEqual(self.request("threads", first, key).status_code, 201)
        self.assertEqual(self.request("threads", first, key).status_code, 201)
        other = self.request("threads", {**first, "keep_in_step": True}, key)
        self.assert_error(other, 409, "idempotency_key_reused")

    @ddt.data({"content": b"Same  size."}, {"name": "others.txt"}, {"content": b"Longer than before."})
    def test_another_file_is_refused(self, change):
        key, asked = new_key(), {"name": "notes.txt", "content": b"Some notes."}
        self.assertEqual(self.send_file(key, **asked).status_code, 201)
        self.assert_error(self.send_file(key, **{**asked, **change}), 409, "idempotency_key_reused")
        self.assertEqual(self.send_file(key, **asked).status_code, 201)
        self.assertEqual(Attachment.objects.count(), 1)

    def send_file(self, key, **file):
        """Upload a file with an Idempotency-Key."""
        data = {"file": make_file(**file), "course_id": str(self.key)}
        return make_client(self.learner).post(url("attachments"), data, HTTP_IDEMPOTENCY_KEY=key)

    def test_the_order_of_people_and_the_zone_of_a_time_mean_nothing(self):
        group, key = self.asked("group"), new_key()
        first = self.request("group", group, key).json()
        turned = {**group, "recipients": ["noor", "lena"]}
        self.assertEqual(self.request("group", turned, key).json()["message"]["id"], first["message"]["id"])
        key, form = new_key(), self.form(send_at="2099-01-01T12:00:00+02:00")
        first = self.request("broadcasts", form, key).json()
        again = self.request("broadcasts", {**form, "send_at": "2099-01-01T10:00:00Z"}, key).json()
        self.assertEqual(again["id"], first["id"])

    def test_a_test_is_sent_once_with_its_files(self):
        key, file = new_key(), self.upload(self.instructor)
        data = {**self.form(), "attachments": [file.pk]}
        for _time in range(2):
            self.assertEqual(self.request("broadcast_test", data, key).status_code, 202)
        (message,) = Message.objects.all()
        with message.attachments.get().file.open() as content:
            self.assertEqual(content.read(), b"Some notes.")

    def test_a_row_of_an_earlier_release_is_compared_by_text_and_files(self):
        thread_id, key = self.ask().thread_id, new_key()
        self.thread_id = thread_id
        message_id = self.request("thread_messages", {"body": "Hello"}, key).json()["id"]
        Message.objects.filter(pk=message_id).update(idempotency_fingerprint=None)
        again = self.request("thread_messages", {"body": "Hello", "context": PAGE}, key)
        self.assertEqual(again.json()["id"], message_id)
        self.assert_error(self.request("thread_messages", {"body": "Bye"}, key), 409, "idempotency_key_reused")
