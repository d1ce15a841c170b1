"""The base class of tests of groups."""

from tests.campus_case import CampusCase, make_client, url


class GroupCase(CampusCase):
    """A thread of Ines and Lena, and shortcuts to make a group of it."""

    def setUp(self):
        super().setUp()
        self.thread_id = self.ask("A private question").thread_id

    def change(self, user=None, **data):
        """PATCH the thread as its owner, or as another person."""
        return self.patch(user or self.instructor, "thread", self.thread_id, data=data)

    def add(self, *names, history="none", user=None, key=None, **more):
        """POST people to the thread."""
        with self.captureOnCommitCallbacks(execute=True):
            data = {"usernames": list(names), "history": history, **more}
            return self.post(user or self.instructor, "participants", self.thread_id, data=data, key=key)

    def remove(self, name, *, user=None):
        """DELETE a person from the thread."""
        return make_client(user or self.instructor).delete(url("participant", self.thread_id, name))

    def set_person(self, name, user=None, **data):
        """PATCH a participant of the thread."""
        return self.patch(user or self.instructor, "participant", self.thread_id, name, data=data)

    def expand(self, *names, history="none"):
        """Make it a group with these people."""
        self.assertEqual(self.change(group_chat=True).status_code, 200)
        response = self.add(*(names or ("noor",)), history=history)
        self.assertEqual(response.status_code, 201, response.content)
        return response.json()

    def show(self, user):
        """GET the thread as a person."""
        return self.get(user, "thread", self.thread_id).json()

    def read(self, user, **query):
        """Return the texts that a person reads in the thread, the oldest first."""
        response = self.get(user, "thread_messages", self.thread_id, **query)
        self.assertEqual(response.status_code, 200, response.content)
        rows = response.json()["results"]
        return [row["event"]["text"] if row["event"] else row["body"] for row in reversed(rows)]
