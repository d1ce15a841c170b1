"""Tests of the context of a message: a message about an assignment shows the sender's work to the team only."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proserva_messaging import api
from proserva_messaging.models import CourseSettings, Message
from tests.campus_case import CampusCase, make_client, url


class WorkTests(CampusCase):
    def setUp(self):
        super().setUp()
        self.problem = self.key.make_usage_key("problem", "problem1")
        self.about = {"usage_key": str(self.problem)}

    def answer_problem(self, user):
        self.client.force_login(user)
        check = reverse("xblock_handler", args=[self.key, self.problem, "check"])
        answer = self.client.post(check, json.dumps({"answer": 1}), content_type="application/json")
        self.assertEqual(answer.status_code, 200)

    def get_context(self, message, reader):
        """Return the context of a message as a reader gets it over REST."""
        answer = make_client(reader).get(url("thread_messages", message.thread_id)).json()
        return next(each["context"] for each in answer["results"] if each["id"] == message.pk)

    def test_a_learners_message_to_the_team_shows_their_work(self):
        self.answer_problem(self.learner)
        context = self.get_context(self.ask(context=self.about), self.instructor)
        self.assertEqual((context["label"], context["attempts"]), ("First question", 1))
        self.assertEqual(context["due"][:19], self.course.weeks_in(100).isoformat()[:19])
        self.assertNotIn("submitted_at", context)

    def test_work_that_was_not_submitted_is_not_shown(self):
        context = self.get_context(self.ask(context=self.about), self.instructor)
        self.assertIn("due", context)
        self.assertNotIn("attempts", context)

    def test_a_later_message_shows_the_work_at_that_time(self):
        first = self.ask(context=self.about)
        self.answer_problem(self.learner)
        later = self.answer(first.thread_id, "Now?", sender=self.learner, context=self.about)
        self.assertEqual(self.get_context(later, self.instructor)["attempts"], 1)
        self.assertNotIn("attempts", self.get_context(first, self.instructor))

    def test_a_classmate_does_not_see_the_work(self):
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        self.answer_problem(self.learner)
        context = self.get_context(self.ask(to="noor", context=self.about), self.classmate)
        self.assertEqual(context["label"], "First question")
        self.assertFalse({"due", "attempts", "submitted_at"} & set(context))

    def test_a_message_from_the_team_shows_no_work(self):
        self.answer_problem(self.instructor)
        message = self.ask(sender=self.instructor, to="lena", context=self.about)
        self.assertFalse({"due", "attempts"} & set(self.get_context(message, self.learner)))

    def test_claimed_work_is_refused(self):
        forged = {**self.about, "attempts": 99, "due": "2030-01-01T00:00:00Z", "label": "Perfect"}
        body = {"course_id": str(self.key), "recipients": ["ines"], "body": "Hi", "context": forged}
        self.assert_error(self.post(self.learner, "threads", data=body), 400, "invalid")
        self.assertFalse(Message.objects.exists())

    def test_the_work_costs_one_query(self):
        def count(sender, to):
            with CaptureQueriesContext(connection) as queries:
                api.start_thread(sender, self.key, [to], "Hi", context=self.about)
            return len(queries)

        CourseSettings.objects.create(course_id=self.key)
        count(self.learner, "ines"), count(self.instructor, "lena")
        # The query reads the saved state of the problem, only for a learner's message to the team.
        self.assertEqual(count(self.learner, "ines") - count(self.instructor, "lena"), 1)
