"""A workshop: fifty people in one group of the demo campus, all at it over the REST API."""

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
    """Fifty of the seeded campus's people and more; the instructor leads."""

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
        """Call the REST API as somebody, and return what it answers."""
        response = getattr(self.clients[username], method)(url(name, *args), data, format="json")
        self.assertIn(response.status_code, status, response.content)
        return response.json() if response.content else {}

    def write(self, username, body):
        """Send a message and return its id."""
        return self.call(username, "post", "thread_messages", self.thread_id, body=body)["id"]

    def poll(self, username):
        """Ask for what is new as an open page does, note it, and return it: the oldest first, None where it is 304."""
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

    def test_everybody_gets_everything_once_and_in_order(self):
        everybody = list(self.clients)
        for username in everybody:
            self.assertEqual(self.poll(username), [])
        sent = [self.write(username, f"Hello from {username}") for username in everybody]
        for username in everybody:
            self.assertEqual([row["id"] for row in self.poll(username)], sent)
            self.assertIsNone(self.poll(username))
        self.assertEqual(Delivery.objects.filter(thread_id=self.thread_id).count(), (1 + PEOPLE) * (PEOPLE - 1))

    def test_receipts_say_seen_by_so_many_of_49(self):
        message_id = self.write("instructor", "Please read this")
        for number, learner in enumerate(self.learners, start=1):
            self.call(learner.username, "post", "thread_read", self.thread_id, up_to=message_id)
            if number in (1, 7, PEOPLE - 1):
                # The sender's open page is told of it by the poll.
                self.assertIsNotNone(self.poll("instructor"))
                self.assertIsNone(self.poll("instructor"))
                page = self.call("instructor", "get", "thread_messages", self.thread_id)["results"]
                told = page[0]["receipts"]
                self.assertEqual((told["seen"], told["recipients"]), (number, PEOPLE - 1))
        rows = self.call("instructor", "get", "receipts", message_id)["results"]
        self.assertEqual(len(rows), PEOPLE - 1)
        self.assertTrue(all(timezone.now() - timedelta(minutes=1) < self.parse(row["seen_at"]) for row in rows))
        self.call("learner1", "get", "receipts", message_id, status=(404,))

    def parse(self, text):
        """Return a moment as the API tells it."""
        return timezone.datetime.fromisoformat(text)

    def test_a_mention_reaches_one_who_muted_and_nobody_else_by_it(self):
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

    def test_people_come_and_go_as_lines(self):
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
        self.assertIn("added Lara Late, who can see what is written from now on.", texts[0])
        self.assertEqual([row["event"]["type"] for row in self.poll("learner2")], ["added", "left"])
        self.assertEqual(len(self.poll("late")), 3)
        self.assertIsNone(self.poll("learner2"))
        places = Participant.objects.filter(thread_id=self.thread_id, left=None)
        self.assertEqual(places.count(), PEOPLE)
