"""Tests of replies to a broadcast."""

import ddt

from demo.campus import api as campus
from tests.broadcast_case import BroadcastCase
from tests.campus_case import new_key
from tests.factories import UserFactory


@ddt.ddt
class ReplyTests(BroadcastCase):
    def reply(self, user, broadcast_id, body="Thank you", **more):
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(user, "broadcast_reply", broadcast_id, data={"body": body, **more.pop("data", {})}, **more)

    def test_a_reply_reaches_site_staff(self):
        root = UserFactory(username="root", is_staff=True)
        waiting = self.wait(user=root)
        self.let_go()
        response = self.reply(self.learner, waiting["id"])
        self.assertEqual(response.status_code, 201, response.content)
        self.assertEqual(response.json()["thread"]["participants"][0]["username"], "root")

    def test_a_reply_goes_privately_to_the_sender_and_quotes_the_broadcast(self):
        shown = self.broadcast(subject="Welcome {first_name}", body="Dear {first_name}")
        response = self.reply(self.learner, shown["id"])
        self.assertEqual(response.status_code, 201, response.content)
        started = response.json()
        self.assertEqual(started["thread"]["kind"], "direct")
        self.assertEqual([each["username"] for each in started["thread"]["participants"]], ["ines", "lena"])
        context = started["message"]["context"]
        self.assertEqual(
            (context["kind"], context["label"], context["excerpt"]), ("broadcast", "Welcome Lena", "Dear Lena")
        )
        self.assertEqual(context["url"], f"/messages/?thread={shown['thread']}#message-{shown['message']}")
        self.assertEqual(self.get(self.instructor, "notification_count").json(), {"count": 1})
        self.assertEqual(len(self.inbox(self.classmate)), 1)

    def test_a_second_reply_goes_to_the_same_thread(self):
        earlier = self.ask()
        shown = self.broadcast()
        for _ in range(2):
            self.assertEqual(self.reply(self.learner, shown["id"]).json()["thread"]["id"], earlier.thread_id)

    def test_a_repeated_key_sends_once(self):
        shown, key = self.broadcast(), new_key()
        ids = {self.reply(self.learner, shown["id"], key=key).json()["message"]["id"] for _ in range(2)}
        self.assertEqual(len(ids), 1)

    def test_only_recipients_can_reply(self):
        shown = self.broadcast(audience={"who": "people", "usernames": ["lena"]})
        for user in (self.classmate, self.outsider, self.assistant, self.instructor):
            self.assertEqual(self.reply(user, shown["id"]).status_code, 404, user)
        self.assertEqual(self.reply(self.learner, 999_999).status_code, 404)

    def test_the_broadcasts_thread_takes_no_messages(self):
        shown = self.broadcast()
        for user in (self.learner, self.instructor):
            detail = self.get(user, "thread", shown["thread"]).json()
            self.assertFalse(detail["can_write"])
            self.assertIn("privately", detail["cannot_write_reason"])
            answer = self.post(user, "thread_messages", shown["thread"], data={"body": "To all"})
            self.assert_error(answer, 409, "cannot_write")

    def test_to_a_sender_who_left_the_team(self):
        shown = self.broadcast()
        campus.revoke_role(self.instructor, self.course, "instructor")
        self.assert_error(self.reply(self.learner, shown["id"]), 409, "cannot_write")
        campus.retire(self.instructor)
        self.assert_error(self.reply(self.learner, shown["id"]), 409, "cannot_write")

    def test_a_person_who_left_the_course_cannot_reply(self):
        shown = self.broadcast()
        campus.unenroll(self.learner, self.course)
        self.assert_error(self.reply(self.learner, shown["id"]), 409, "cannot_write")
        # What they had stays theirs to read.
        self.assertEqual(self.get(self.learner, "thread_messages", shown["thread"]).status_code, 200)

    def test_an_empty_reply_is_refused(self):
        shown = self.broadcast()
        self.assert_error(self.reply(self.learner, shown["id"], " "), 400, "invalid", body="Write a message")
