"""Tests that request every address of the product, as a member who may not see all of a group."""

import re
from unittest import mock

from django.core import mail
from django.db import transaction
from django.urls import URLResolver, get_resolver

from proserva_messaging import api
from proserva_messaging.models import Attachment, Delivery, Disclosure, Message, Participant
from proserva_messaging.sweep import sweep
from tests.campus_case import CampusCase, make_client, url
from tests.factories import make_learner

DEMO_BAR = re.compile(r'<aside class="demo-bar".*?</aside>', re.DOTALL)
SECRET = "Rumpelstilzchen"
QUERIES = (
    {},
    {"q": SECRET},
    {"after": 1},
    {"cursor": 10**9},
    {"cursor": 10**9, "after": 1},
    {"box": "sent"},
    {"box": "archived"},
    {"unread": "1"},
    {"limit": 1},
)
WRITES = (
    {},
    {"body": "Let me in"},
    {"up_to": 10**9},
    {"starred": True, "muted": False, "archived": False},
    {"usernames": ["lena"], "history": "all"},
    {"title": "Mine", "group_chat": False},
    {"role": "owner"},
    {"hand_over": True},
)


def list_patterns(resolver, prefix=""):
    """Yield (name, names of the arguments) of every address."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from list_patterns(each)
        else:
            yield each.name, list(each.pattern.converters)


class EveryAddressTests(CampusCase):
    """Noor was added from now on to what Ines and Lena wrote before. Omar was in it, and removed before what came."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.removed = make_learner(cls.course, username="omar", name="Omar Ali")
        ask = api.start_thread
        cls.early = ask(
            cls.learner,
            cls.key,
            ["ines"],
            f"{SECRET} early",
            attachment_ids=[cls.upload_secret(cls.learner).pk],
            context={"url": "/courses/", "label": f"{SECRET} label"},
        )
        cls.thread_id = cls.early.thread_id
        cls.early_answer = api.send_message(cls.instructor, cls.thread_id, f"{SECRET} answer @ines")
        api.mark_read(cls.instructor, cls.thread_id, cls.early.pk)
        api.set_group_chat(cls.instructor, cls.thread_id, True)
        api.add_participants(cls.instructor, cls.thread_id, ["omar"], "none")
        cls.shared = api.send_message(cls.removed, cls.thread_id, "Omar was here")
        api.remove_participant(cls.instructor, cls.thread_id, "omar")
        cls.line = api.add_participants(cls.instructor, cls.thread_id, ["noor"], "none")
        api.send_message(cls.instructor, cls.thread_id, "For all of you")

    @classmethod
    def upload_secret(cls, user):
        """Upload a file whose name and content are secret."""
        return CampusCase.upload(cls, user, f"{SECRET}.txt", SECRET.encode())

    def go_everywhere(self, user, message_ids, file_ids):
        """Yield each response that a user gets, with its request. Roll back what was written."""
        values = {
            "course_id": [str(self.key)],
            "thread_id": [self.thread_id],
            "message_id": message_ids,
            "attachment_id": file_ids,
            "username": ["ines", user.username],
            "token": ["nonsense"],
        }
        client = make_client(user)
        patterns = list(list_patterns(get_resolver("proserva_messaging.urls")))
        self.assertGreater(len(patterns), 20)
        for name, arguments in patterns:
            for filled in self.fill(arguments, values):
                yield from self.ask_all(client, url(name, *filled))

    def fill(self, arguments, values):
        """Return every list of values for an address's arguments."""
        lists = [[]]
        for name in arguments:
            lists = [[*each, value] for each in lists for value in values.get(name, [1])]
        return lists

    def ask_all(self, client, path):
        """Yield the answers of one address, to every method."""
        for query in QUERIES:
            yield f"GET {path} {query}", client.get(path, query)
        for method in ("post", "patch", "delete"):
            for data in WRITES if method != "delete" else ({},):
                with transaction.atomic():
                    response = getattr(client, method)(path, data, format="json")
                    transaction.set_rollback(True)
                yield f"{method} {path} {data}", response

    def assert_nothing(self, user, message_ids, file_ids, *words):
        """Check that no response contains one of these words or files."""
        seen = 0
        with mock.patch("proserva_messaging.rest_api.v1.base.RateThrottle.allow_request", return_value=True):
            for how, response in self.go_everywhere(user, message_ids, file_ids):
                body = b"".join(response.streaming_content) if response.streaming else response.content
                # The campus's own bar names all accounts; its pages repeat their own address.
                shown = DEMO_BAR.sub("", body.decode()).replace(f"q={SECRET}", "")
                seen += response.status_code == 200
                for word in words:
                    self.assertNotIn(word, shown, how)
        # Otherwise the test would prove nothing: the user is admitted, and finds only their own messages.
        self.assertGreater(seen, 50)

    def test_from_now_on_is_from_now_on(self):
        hidden = [self.early.pk, self.early_answer.pk, self.shared.pk]
        files = list(Attachment.objects.values_list("pk", flat=True))
        self.assertEqual(len(files), 1)
        self.assert_nothing(self.classmate, hidden, files, SECRET, "Omar")
        for file_id in files:
            self.assert_error(self.get(self.classmate, "attachment", file_id), 404, "not_found")
        for message_id in hidden:
            self.assert_error(self.get(self.classmate, "receipts", message_id), 404, "not_found")
        rows = self.get(self.classmate, "thread_messages", self.thread_id).json()["results"]
        self.assertEqual([row["id"] for row in rows][-1], self.line.pk)
        self.assertEqual(len(rows), 2)
        # The same person's search finds what is theirs, so that it is not the search that is broken.
        found = self.get(self.classmate, "threads", q="For all of you").json()["results"]
        self.assertEqual([row["id"] for row in found], [self.thread_id])
        self.assertEqual(self.get(self.classmate, "threads", q=SECRET).json()["results"], [])
        self.assertEqual(len(self.get(self.learner, "threads", q=SECRET).json()["results"]), 1)

    def go_on(self):
        """Write, change, add to and close the group. Return the ids of the messages."""
        files = [self.upload_secret(self.instructor).pk]
        with self.captureOnCommitCallbacks(execute=True):
            later = api.send_message(self.instructor, self.thread_id, f"{SECRET} later @omar", attachment_ids=files)
            api.change_thread(self.instructor, self.thread_id, title=f"{SECRET} title", members_may_add=True)
            api.add_participants(self.instructor, self.thread_id, ["amir"], "all")
            closing = api.send_message(self.learner, self.thread_id, f"{SECRET} last")
            api.change_thread(self.instructor, self.thread_id, closed=True)
        return later.pk, closing.pk

    def test_a_removed_member_gets_no_later_message(self):
        hidden = [*self.go_on(), self.early.pk, self.line.pk]
        files = list(Attachment.objects.values_list("pk", flat=True))
        self.assertEqual(len(files), 2)
        words = (SECRET, "Amir", "Noor", "For all", "closed this")
        # The recipients that one may write to are the course's, and not this group's.
        with mock.patch("proserva_messaging.rest_api.v1.people.get_recipients", return_value=[]):
            self.assert_nothing(self.removed, hidden, files, *words)
        shown = self.get(self.removed, "thread", self.thread_id).json()
        self.assertEqual((shown["title"], shown["closed"], shown["removed"]), ("", None, True))
        self.assertEqual({each["username"] for each in shown["participants"]}, {"ines", "lena", "omar"})
        self.assertFalse(any(shown["can"].values()))
        self.assertIn("removed", shown["cannot_write_reason"])
        read = [row["event"]["type"] if row["event"] else row["body"] for row in self.read_by(self.removed)]
        self.assertEqual(read, ["removed", "Omar was here", "added"])
        self.assertNotIn("omar@campus.example", [address for each in mail.outbox for address in each.to])

    def read_by(self, user):
        return self.get(user, "thread_messages", self.thread_id).json()["results"]

    def test_an_open_tab_of_a_removed_member_gets_nothing_new(self):
        client = make_client(self.removed)
        path = url("thread_messages", self.thread_id)
        first = client.get(path, {"after": 1})
        api.send_message(self.instructor, self.thread_id, SECRET)
        again = client.get(path, {"after": 1}, HTTP_IF_NONE_MATCH=first["ETag"])
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assert_error(client.post(path, {"body": "Still here"}, format="json"), 409, "cannot_write")
        last = Message.objects.latest("pk").pk
        marked = client.post(url("thread_read", self.thread_id), {"up_to": last}, format="json").json()["read"]
        self.assertEqual(marked, 2, "the lines of being added and removed")
        self.assertFalse(Delivery.objects.filter(recipient=self.removed, message_id=last).exists())

    def test_what_waits_to_be_emailed_does_not_go_out_after_the_removal(self):
        api.set_email_choice(self.classmate, "daily", self.key)
        with self.captureOnCommitCallbacks(execute=True):
            api.send_message(self.instructor, self.thread_id, "In the digest")
            api.remove_participant(self.instructor, self.thread_id, "noor")
            api.change_thread(self.instructor, self.thread_id, title=SECRET)
        mail.outbox.clear()
        sweep(digests_now=True)
        self.assertEqual([each.subject for each in mail.outbox if "noor@campus.example" in each.to], [])
        waiting = Delivery.objects.get(recipient=self.classmate, message__body="In the digest")
        self.assertEqual((waiting.email, waiting.email_reason, waiting.bell), ("skipped", "left", "ringing"))

    def test_added_again_from_now_on_leaves_the_gap(self):
        api.send_message(self.instructor, self.thread_id, "In the gap")
        api.add_participants(self.instructor, self.thread_id, ["omar"], "none")
        api.send_message(self.instructor, self.thread_id, "Back")
        bodies = [row["body"] for row in self.read_by(self.removed) if not row["event"]]
        self.assertEqual(bodies, ["Back", "Omar was here"])
        api.remove_participant(self.instructor, self.thread_id, "omar")
        api.add_participants(self.instructor, self.thread_id, ["omar"], "all")
        bodies = [row["body"] for row in self.read_by(self.removed) if not row["event"]]
        self.assertIn("In the gap", bodies)
        self.assertIn(f"{SECRET} early", bodies)

    def test_a_member_who_does_not_see_a_gap_cannot_show_it_to_others(self):
        # Lena was there from the first message on, so that she misses nothing but the gap.
        api.remove_participant(self.instructor, self.thread_id, "lena")
        api.send_message(self.instructor, self.thread_id, "In the gap")
        api.add_participants(self.instructor, self.thread_id, ["lena"], "none")
        api.change_thread(self.instructor, self.thread_id, members_may_add=True)
        people = {"usernames": ["amir"], "history": "all"}
        self.assert_error(self.post(self.learner, "participants", self.thread_id, data=people), 403, "not_allowed")
        self.assertFalse(Participant.objects.filter(thread_id=self.thread_id, user=self.assistant).exists())
        self.assertNotIn("In the gap", str(self.read_by(self.learner)))

    def test_the_visible_history_is_the_same_with_and_without_its_bound(self):
        own = Participant.objects.get(thread_id=self.thread_id, user=self.classmate)
        self.assertEqual(own.visible_from, self.line.pk)
        bounded = self.read_by(self.classmate)
        Participant.objects.filter(pk=own.pk).update(visible_from=0)
        self.assertEqual(self.read_by(self.classmate), bounded)

    def test_a_member_who_left_the_course_gets_nothing_new_until_they_return(self):
        self.leave_course(self.classmate)
        with self.captureOnCommitCallbacks(execute=True):
            message = api.send_message(self.instructor, self.thread_id, SECRET)
            api.change_thread(self.instructor, self.thread_id, closed=True)
            api.change_thread(self.instructor, self.thread_id, closed=False)
        self.assert_nothing(self.classmate, [message.pk], [], SECRET, "closed this")
        make_learner(self.course, self.classmate)
        api.send_message(self.instructor, self.thread_id, "Here again?")
        self.assertEqual(self.read_by(self.classmate)[0]["body"], "Here again?")
        self.assertNotIn(SECRET, str(self.read_by(self.classmate)))

    def leave_course(self, user):
        from demo.campus.api import unenroll  # noqa: PLC0415

        unenroll(user, self.course)

    def test_only_the_broken_glass_shows_all_and_says_so(self):
        boss = self.outsider
        boss.is_staff = boss.is_superuser = True
        boss.save()
        client = make_client(boss)
        path = f"/admin/proserva_messaging/thread/{self.thread_id}/messages/"
        client.post(path, {"reason": "A complaint that reached the dean today"})
        page = client.get(path).content.decode()
        self.assertIn(SECRET, page)
        self.assertIn("Ines Torres added Noor Aziz", page)
        self.assertEqual(Disclosure.objects.count(), 1)
        shown = self.get(self.classmate, "thread", self.thread_id).json()["disclosures"]
        self.assertEqual(len(shown), 1)
