"""Tests of groups over REST: what a person can do with one, and each way in which it can be refused."""

from tests.campus_case import CampusCase, make_client, url


class GroupCase(CampusCase):
    """A thread of Ines and Lena, and shortcuts to make a group of it."""

    def setUp(self):
        super().setUp()
        self.thread_id = self.ask("A private question").thread_id

    def change(self, user=None, **data):
        """PATCH the thread as its owner, or as said."""
        return self.patch(user or self.instructor, "thread", self.thread_id, data=data)

    def add(self, *names, history="none", user=None, key=None, **more):
        """POST people to the thread."""
        with self.captureOnCommitCallbacks(execute=True):
            data = {"usernames": list(names), "history": history, **more}
            return self.post(user or self.instructor, "participants", self.thread_id, data=data, key=key)

    def remove(self, name, *, user=None):
        """DELETE somebody from the thread."""
        return make_client(user or self.instructor).delete(url("participant", self.thread_id, name))

    def set_person(self, name, user=None, **data):
        """PATCH somebody in the thread."""
        return self.patch(user or self.instructor, "participant", self.thread_id, name, data=data)

    def expand(self, *names, history="none"):
        """Make it a group with these people."""
        self.assertEqual(self.change(group_chat=True).status_code, 200)
        response = self.add(*(names or ("noor",)), history=history)
        self.assertEqual(response.status_code, 201, response.content)
        return response.json()

    def show(self, user):
        """GET the thread as somebody."""
        return self.get(user, "thread", self.thread_id).json()

    def read(self, user, **query):
        """Return what somebody reads in the thread, the oldest first."""
        response = self.get(user, "thread_messages", self.thread_id, **query)
        self.assertEqual(response.status_code, 200, response.content)
        rows = response.json()["results"]
        return [row["event"]["text"] if row["event"] else row["body"] for row in reversed(rows)]


class ExpandTests(GroupCase):
    def test_from_now_on(self):
        shown = self.expand()
        self.assertEqual((shown["kind"], shown["participant_count"]), ("group", 3))
        self.answer(self.thread_id, "Welcome")
        line = "Ines Torres added you. You see what is written from now on."
        self.assertEqual(self.read(self.classmate), [line, "Welcome"])

    def test_the_whole_history(self):
        self.expand(history="all")
        self.assertEqual(self.read(self.classmate)[0], "A private question")
