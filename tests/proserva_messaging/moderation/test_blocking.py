"""Tests of blocks between learners: what no longer passes, what the blocked person sees, and what stays."""

import unittest
from functools import partial

import ddt
from django.test import TransactionTestCase

from demo.campus import api as campus
from proserva_messaging.conversations import drafts, sending
from proserva_messaging.errors import CannotWriteError, InvalidError
from proserva_messaging.models import Block, CourseSettings, Delivery, Message
from proserva_messaging.moderation import blocking
from tests.factories import CourseFactory, make_learner
from tests.moderation_case import ModerationCase
from tests.proserva_messaging.conversations.test_sending import LOCKS, at_once

UNAVAILABLE = "This person can't receive your messages now."


@ddt.ddt
class BlockTests(ModerationCase):
    def setUp(self):
        super().setUp()
        self.thread = self.write().thread

    def show(self, user, thread=None):
        """GET a thread without what differs between any two people."""
        return self.get(user, "thread", (thread or self.thread).pk).json()

    def test_a_block_is_listed_and_can_be_deleted(self):
        made = self.block(self.thread.pk)
        self.assertEqual((made.status_code, made.json()["person"]["username"]), (201, "noor"))
        self.assertEqual(self.block(self.thread.pk).json(), made.json())
        self.assertEqual(self.get(self.learner, "blocks").json()["results"], [made.json()])
        self.assertEqual(self.get(self.classmate, "blocks").json()["results"], [])
        self.assertEqual(self.unblock(made.json()["id"], self.classmate).status_code, 404)
        self.assertEqual(self.unblock(made.json()["id"]).status_code, 204)
        self.assertEqual(self.reply(self.thread.pk).status_code, 201)

    def test_a_blocked_person_sees_what_they_see_of_one_who_left_the_course(self):
        thread = self.write(to="mia").thread
        self.block(self.thread.pk)
        campus.unenroll(self.third, self.course)
        blocked, gone = self.show(self.classmate), self.show(self.classmate, thread)
        for name in ("can_write", "cannot_write_reason", "can", "my_role", "kind"):
            self.assertEqual(blocked[name], gone[name], name)
        self.assertEqual((blocked["can_write"], blocked["cannot_write_reason"]), (False, UNAVAILABLE))
        roles = [shown["participants"][0]["role"] for shown in (blocked, gone)]
        self.assertEqual(roles, [None, None])
        members = [
            self.get(self.classmate, "participants", each.pk).json()["results"] for each in (self.thread, thread)
        ]
        self.assertEqual(
            [[row["role"] for row in rows if row["username"] != "noor"] for rows in members], [[None], [None]]
        )
        errors = [self.reply(each.pk).json() for each in (self.thread, thread)]
        self.assertEqual(errors[0], errors[1])
        self.assertEqual(errors[0]["message"], UNAVAILABLE)
        self.assertEqual(self.why_not_start("lena").replace("lena", "mia"), self.why_not_start("mia"))

    def why_not_start(self, name):
        data = {"course_id": str(self.key), "recipients": [name], "body": "Hello"}
        return self.post(self.classmate, "threads", data=data).json()["fields"]["recipients"][0]

    def test_the_blocker_is_reminded_of_the_block(self):
        self.block(self.thread.pk)
        self.assertIn("Unblock", self.show(self.learner)["cannot_write_reason"])
        self.assertEqual(self.reply(self.thread.pk, self.learner).status_code, 409)
        rows = self.get(self.learner, "participants", self.thread.pk).json()["results"]
        self.assertEqual({row["username"]: row["blocked"] for row in rows}, {"lena": False, "noor": True})
        self.assertEqual({row["username"]: row["can"]["block"] for row in rows}, {"lena": False, "noor": True})

    def test_neither_finds_the_other(self):
        self.block(self.thread.pk)
        for user, other in ((self.learner, "noor"), (self.classmate, "lena")):
            found = self.get(user, "recipients", str(self.key)).json()["results"]
            self.assertEqual([row["username"] for row in found], ["ines", "amir", "mia"])
            self.assertEqual(self.get(user, "shared_courses", other).status_code, 404)
            data = {"course_id": str(self.key), "recipients": [other, "mia"], "group_chat": True, "body": "Hello"}
            self.assert_error(self.post(user, "threads", data=data), 400, "invalid", recipients=f"“{other}”")

    def test_in_a_group_both_stay_and_the_blocker_has_peace(self):
        group = self.make_group()
        self.block(self.thread.pk)
        self.assertEqual(self.reply(group.pk, body="Hello @lena").status_code, 201)
        message = Message.objects.latest("pk")
        deliveries = {each.recipient.username: each for each in message.deliveries.select_related("recipient")}
        self.assertEqual({name: each.bell for name, each in deliveries.items()}, {"lena": "muted", "mia": "ringing"})
        # As for someone who muted the conversation.
        self.assertEqual((deliveries["lena"].email, deliveries["lena"].email_reason), ("skipped", "muted"))
        self.assertFalse(deliveries["lena"].mentioned)
        shown = {
            user: self.get(user, "thread_messages", group.pk).json()["results"][0]
            for user in (self.learner, self.third)
        }
        self.assertEqual([each["blocked"] for each in shown.values()], [True, False])
        (thread, _direct) = self.get(self.learner, "threads").json()["results"]
        self.assertEqual(thread["last_message"]["preview"], "Blocked message")
        self.assertEqual(self.reply(group.pk, self.learner).status_code, 201)

    def test_a_group_of_two_is_like_a_direct_thread(self):
        group = self.make_group(owner=self.classmate, names=("lena",))
        self.block(self.thread.pk)
        self.assertEqual(
            self.reply(group.pk).json()["message"], "No one else in this conversation is in the course now."
        )
        self.assertEqual(self.reply(group.pk, self.learner).status_code, 409)

    def test_a_block_has_no_effect_once_one_is_on_the_team(self):
        group = self.make_group()
        self.block(self.thread.pk)
        campus.grant_role(self.classmate, self.course, "staff")
        self.assertEqual(self.reply(self.thread.pk).status_code, 201)
        self.assertEqual(self.reply(self.thread.pk, self.learner).status_code, 201)
        self.assertEqual(self.reply(group.pk).status_code, 201)
        self.assertFalse(self.get(self.learner, "thread_messages", group.pk).json()["results"][0]["blocked"])
        self.assertEqual(Message.objects.latest("pk").deliveries.get(recipient=self.learner).bell, "ringing")

    @ddt.data("learner", "team")
    def test_the_team_is_on_no_side_of_a_block(self, blocker):
        thread = self.ask("Question").thread
        user, other, words = (
            (self.learner, "ines", "You can't block the course team")
            if blocker == "learner"
            else (self.instructor, "lena", "The course team can't block people")
        )
        response = self.block(thread.pk, other, user)
        self.assert_error(response, 403, "not_allowed")
        self.assertIn(words, response.json()["message"])

    @ddt.data("no thread", "another thread", "stranger", "unknown", "oneself")
    def test_one_can_block_people_of_ones_conversations_only(self, case):
        thread = self.make_group(names=("noor",)) if case == "another thread" else self.thread
        thread_id = 10**9 if case == "no thread" else thread.pk
        name = {"stranger": "mia", "unknown": "nemo", "oneself": "lena"}.get(case, "noor")
        self.assert_error(self.block(thread_id, name), 404, "not_found")
        self.assertEqual(Block.objects.count(), 0)

    def test_one_can_block_a_person_who_left_the_group(self):
        group = self.make_group()
        self.reply(group.pk)
        campus.unenroll(self.classmate, self.course)
        self.assertEqual(self.block(group.pk).status_code, 201)

    def test_a_block_cancels_bells_and_emails(self):
        Delivery.objects.update(email="pending")
        self.block(self.thread.pk)
        delivery = Delivery.objects.get()
        self.assertEqual((delivery.bell, delivery.email, delivery.email_reason), ("quiet", "skipped", "muted"))

    def test_sending_takes_no_statement_more(self):
        # Between learners, and to the team, where blocks have no effect.
        to_team = self.ask("Question", sender=self.classmate).thread
        counts = {self.count(partial(self.answer, each.pk, sender=self.classmate)) for each in (self.thread, to_team)}
        self.assertEqual(len(counts), 1, counts)

    def test_a_reply_to_a_first_message_is_refused_by_a_block_since_the_check(self):
        pair = sending._find_pair(self.classmate, self.key, ["lena"], answers=False)
        Block.objects.create(blocker=self.learner, blocked=self.classmate)
        content = drafts.Content("Late")
        draft = drafts.check_draft(self.classmate, self.key, content, {}, with_work=False)
        with self.assertRaises(InvalidError):
            sending._write_to_pair(pair, "", draft)


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
@ddt.ddt
class BlockAtOnceTests(TransactionTestCase):
    @ddt.data(1, 2, 3)
    def test_no_message_comes_after_the_block(self, round_):
        course = CourseFactory()
        CourseSettings.objects.create(course_id=course.id, peer_messages="course")
        lena, noor = (make_learner(course, username=name) for name in ("lena", "noor"))
        thread_id = sending.start_thread(noor, course.id, ["lena"], "One").thread_id

        def block():
            blocking.block(lena, thread_id, "noor")
            return Message.objects.count()

        def send():
            return sending.send_message(noor, thread_id, "Two")

        then, *sent = at_once(block, send, send)
        refused = [each for each in sent if isinstance(each, CannotWriteError)]
        self.assertEqual(len(refused) + sum(isinstance(each, Message) for each in sent), 2, sent)
        self.assertEqual(Message.objects.count(), then, sent)
