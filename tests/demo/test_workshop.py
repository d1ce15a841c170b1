"""A workshop test: fifty people in one group of the demo campus, active over the REST API at the same time."""

from datetime import timedelta

from django.core import mail
from django.core.cache import cache
from django.test import TestCase
from django.utils import timezone

from demo.campus.models import Course
from demo.campus.seed import seed
from proserva_messaging.models import Delivery, Participant
from tests.campus_case import make_client, url
from tests.factories import UserFactory, make_learner

PEOPLE = 50


class WorkshopTests(TestCase):
    """More than fifty people of the seeded campus, led by the instructor."""

    @classmethod
    def setUpTestData(cls):
        seed()
        cls.course = Course.objects.get(pk="course-v1:Proserva+DEMO101+2026")
        users = UserFactory._meta.model.objects
        cls.leader = users.get(username="instructor")
        cls.learners = list(users.filter(username__startswith="learner").order_by("pk"))
        while len(cls.learners) < PEOPLE - 1:
            cls.learners.append(make_learner(cls.course, username=f"guest{len(cls.learners)}"))
        for learner in cls.learners:
            make_learner(cls.course, learner)

    def setUp(self):
        cache.clear()
        self.clients = {user.username: make_client(user) for user in (self.leader, *self.learners)}
        self.etags = {}
        names = [user.username for user in self.learners]
        answer = self.call("instructor", "post", "threads", course_id=str(self.course.id), recipients=names,
                           body="Welcome to the workshop!", group_chat=True, title="Workshop")  # fmt: skip
        self.thread_id = answer["thread"]["id"]
        self.seen = dict.fromkeys(self.clients, answer["message"]["id"])

    def call(self, username, method, name, *args, status=(200, 201, 204), **data):
        """Call the REST API as a user, and return the response's body."""
        response = getattr(self.clients[username], method)(url(name, *args), data, format="json")
        self.assertIn(response.status_code, status, response.content)
        return response.json() if response.content else {}

    def write(self, username, body):
        """Send a message and return its id."""
        return self.call(username, "post", "thread_messages", self.thread_id, body=body)["id"]

    def poll(self, username):
        """Poll for news as an open page does. Record and return the new messages, oldest first; None for a 304."""
        path = url("thread_messages", self.thread_id)
        query = {"after": self.seen[username]}
        response = self.clients[username].get(path, query, HTTP_IF_NONE_MATCH=self.etags.get(username, ""))
        self.etags[username] = response["ETag"]
        if response.status_code == 304:
            self.assertEqual(response.content, b"")
            return None
        rows = list(reversed(response.json()["results"]))
        self.seen[username] = rows[-1]["id"] if rows else self.seen[username]
        return rows

    def test_each_member_gets_each_message_once_and_in_order(self):
        usernames = list(self.clients)
        for username in usernames:
            self.assertEqual(self.poll(username), [])
        sent = [self.write(username, f"Hello from {username}") for username in usernames]
        for username in usernames:
            self.assertEqual([row["id"] for row in self.poll(username)], sent)
            self.assertIsNone(self.poll(username))
        self.assertEqual(Delivery.objects.filter(thread_id=self.thread_id).count(), (1 + PEOPLE) * (PEOPLE - 1))

    def test_receipts_say_seen_by_so_many_of_49(self):
        message_id = self.write("instructor", "Please read this")
        for number, learner in enumerate(self.learners, start=1):
            self.call(learner.username, "post", "thread_read", self.thread_id, up_to=message_id)
            if number in (1, 7, PEOPLE - 1):
                # The poll brings it to the sender's open page.
                self.assertIsNotNone(self.poll("instructor"))
                self.assertIsNone(self.poll("instructor"))
                page = self.call("instructor", "get", "thread_messages", self.thread_id)["results"]
                receipts = page[0]["receipts"]
                self.assertEqual((receipts["seen"], receipts["recipients"]), (number, PEOPLE - 1))
        rows = self.call("instructor", "get", "receipts", message_id)["results"]
        self.assertEqual(len(rows), PEOPLE - 1)
        self.assertTrue(all(timezone.now() - timedelta(minutes=1) < self.parse(row["seen_at"]) for row in rows))
        self.call("learner1", "get", "receipts", message_id, status=(404,))

    def parse(self, text):
        """Parse a time of the API."""
        return timezone.datetime.fromisoformat(text)

    def test_a_mention_in_a_muted_group_rings_only_for_the_mentioned_member(self):
        for learner in self.learners:
            self.call(learner.username, "patch", "thread_state", self.thread_id, muted=True)
            self.call(learner.username, "post", "notifications_read")
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            self.write("instructor", "Your turn, @learner7. (Not you, @learner70; nor code `@learner8`.)")
        self.assertEqual([each.to for each in mail.outbox], [["learner7@campus.example"]])
        ringing = {name: self.call(name, "get", "notification_count")["count"] for name in self.clients}
        self.assertEqual({name for name, count in ringing.items() if count}, {"learner7"})
        self.assertTrue(self.poll("learner7")[-1]["mentions_me"])
        self.assertFalse(self.poll("learner9")[-1]["mentions_me"])

    def test_joining_and_leaving_add_system_messages(self):
        for username in ("learner1", "learner2"):
            self.poll(username)
        late = make_learner(self.course, username="late", name="Lara Late")
        self.clients["late"], self.seen["late"] = make_client(late), self.seen["learner1"]
        self.call("instructor", "post", "participants", self.thread_id, usernames=["late"], history="none")
        self.call("learner2", "delete", "participant", self.thread_id, "learner2")
        self.write("late", "Sorry, the bus")
        texts = [row["event"]["text"] if row["event"] else row["body"] for row in self.poll("learner1")]
        name = self.learners[1].profile.name
        self.assertEqual(texts[1:], [f"{name} left.", "Sorry, the bus"])
        self.assertIn("added Lara Late, with access to new messages only.", texts[0])
        self.assertEqual([row["event"]["type"] for row in self.poll("learner2")], ["added", "left"])
        self.assertEqual(len(self.poll("late")), 3)
        self.assertIsNone(self.poll("learner2"))
        places = Participant.objects.filter(thread_id=self.thread_id, left=None)
        self.assertEqual(places.count(), PEOPLE)
