"""Tests of the people who send broadcasts: who may, how often, and authors who leave."""

from datetime import timedelta

import ddt
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging.models import Broadcast
from tests.broadcast_case import BroadcastCase
from tests.campus_case import make_client, url
from tests.factories import CourseFactory


@ddt.ddt
class WhoMayTests(BroadcastCase):
    def test_learners_have_no_access(self):
        shown = self.broadcast()
        templates = self.post(self.instructor, "templates", data=self.form(name="Mine")).json()
        course = {"course_id": str(self.key)}
        for user in (self.learner, self.outsider):
            answers = [
                self.send(user),
                self.post(user, "broadcast_preview", data=self.form()),
                self.post(user, "broadcast_test", data=self.form()),
                self.post(user, "templates", data=self.form(name="Mine")),
                self.get(user, "broadcasts", **course),
                self.get(user, "broadcast_segments", **course),
                self.get(user, "templates", **course),
                self.get(user, "broadcast", shown["id"]),
                self.get(user, "broadcast_recipients", shown["id"]),
                self.get(user, "broadcast_recipients", shown["id"], format="csv"),
                self.patch(user, "broadcast", shown["id"], data={"subject": "Mine"}),
                self.patch(user, "template", templates["id"], data={"name": "Theirs"}),
                *(self.post(user, f"broadcast_{verb}", shown["id"]) for verb in ("cancel", "send_now", "retry")),
            ]
            self.assertEqual([each.status_code for each in answers], [404] * len(answers))

    def test_visitors_have_no_access(self):
        self.assertEqual(self.get(None, "broadcasts", course_id=str(self.key)).status_code, 401)

    def test_a_colleague_can_read_but_not_change_it(self):
        waiting = self.wait()
        self.assertFalse(self.show(waiting["id"], self.assistant)["mine"])
        listed = self.get(self.assistant, "broadcasts", course_id=str(self.key)).json()["results"]
        self.assertEqual([each["id"] for each in listed], [waiting["id"]])
        for answer in (
            self.patch(self.assistant, "broadcast", waiting["id"], data={"subject": "Theirs"}),
            self.post(self.assistant, "broadcast_cancel", waiting["id"]),
            self.post(self.assistant, "broadcast_send_now", waiting["id"]),
        ):
            self.assertEqual(answer.status_code, 404)

    def test_a_team_of_another_course_does_not_see_it(self):
        shown = self.broadcast()
        other = CourseFactory()
        campus.grant_role(self.outsider, other, "instructor")
        self.assertEqual(self.get(self.outsider, "broadcast", shown["id"]).status_code, 404)

    def test_masquerading_staff_are_refused(self):
        from demo.campus import masquerade  # noqa: PLC0415

        client = make_client(self.instructor)
        session = client.session
        request = type("Request", (), {"session": session, "user": self.instructor})
        masquerade.choose(request, self.key, "student", "")
        session.save()
        for name in ("broadcasts", "broadcast_test"):
            response = client.post(url(name), self.form(), format="json")
            self.assert_error(response, 409, "masquerading")

    def test_the_hourly_limit(self):
        with override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=2):
            self.wait()
            undone = self.wait()
            self.assert_error(response := self.send(), 429, "too_many_broadcasts")
            self.assertTrue(3500 < int(response["Retry-After"]) <= 3601)
            self.assertIn("60 min", response.json()["message"])
            # What was undone does not count, nor what others send, nor what went elsewhere, nor long ago.
            self.post(self.instructor, "broadcast_cancel", undone["id"])
            self.wait()
            self.assertEqual(self.send(self.assistant).status_code, 202)
            self.assertEqual(self.send().status_code, 429)
            Broadcast.objects.update(created=timezone.now() - timedelta(minutes=61))
            self.assertEqual(self.send().status_code, 202)

    def test_test_sends_do_not_count_for_the_limit(self):
        with override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=1):
            self.assertEqual(self.post(self.instructor, "broadcast_test", data=self.form()).status_code, 202)
            self.assertEqual(self.send().status_code, 202)


class AuthorTests(BroadcastCase):
    def test_an_author_who_leaves_the_team_stops_it(self):
        waiting = self.wait()
        with self.captureOnCommitCallbacks(execute=True):
            campus.revoke_role(self.instructor, self.course, "instructor")
        shown = self.show(waiting["id"], self.assistant)
        self.assertEqual(shown["state"], "stopped")
        self.assertIn("course team", shown["stopped_reason"])
        self.let_go()
        self.assertEqual(self.inbox(self.learner), [])

    def test_the_next_chunk_notices_that_the_author_left_the_team(self):
        from demo.campus.models import CourseRole  # noqa: PLC0415
        from proserva_messaging.delivery import fanout  # noqa: PLC0415
        from proserva_messaging.models import FanOut  # noqa: PLC0415

        waiting = self.wait()
        FanOut.objects.update(starts=timezone.now())
        with override_settings(PROSERVA_MESSAGING_FANOUT_CHUNK=1):
            fan_out = FanOut.objects.select_related("message__sender").get()
            for _step in range(3):  # begins, plans, serves one of two
                fan_out = FanOut.objects.select_related("message__sender").get()
                self.assertTrue(fanout._advance(fan_out))
            CourseRole.objects.filter(user=self.instructor).delete()
            self.let_go()
        shown = self.show(waiting["id"], self.assistant)
        self.assertEqual((shown["state"], shown["progress"]["in_bell"]), ("stopped", 1))
        # Who has it keeps it, without an email; the other one is shown as waiting.
        self.assertEqual(mail.outbox, [])
        rows = self.get(self.assistant, "broadcast_recipients", waiting["id"]).json()
        self.assertEqual([each["email"]["reason"] for each in rows["results"]], ["stopped"])
        rest = self.get(self.assistant, "broadcast_recipients", waiting["id"], cursor=rows["next_cursor"]).json()
        self.assertEqual([each["state"] for each in rest["results"]], ["waiting"])
        self.assertIsNone(rest["next_cursor"])

    def test_an_author_with_another_team_role_keeps_sending(self):
        campus.grant_role(self.instructor, self.course, "staff")
        waiting = self.wait()
        with self.captureOnCommitCallbacks(execute=True):
            campus.revoke_role(self.instructor, self.course, "instructor")
        self.let_go()
        self.assertEqual(self.show(waiting["id"], self.assistant)["state"], "sent")

    def test_retiring_the_author_stops_it_and_removes_its_text(self):
        sent = self.broadcast(body="Private words of Ines")
        self.post(self.learner, "broadcast_reply", sent["id"], data={"body": "Thank you"})
        waiting = self.wait(subject="Not yet gone")
        self.post(self.instructor, "templates", data=self.form(name="Mine"))
        with self.captureOnCommitCallbacks(execute=True):
            campus.retire(self.instructor)
        shown = self.show(waiting["id"], self.assistant)
        self.assertEqual((shown["state"], shown["subject"], shown["sender"]), ("stopped", "", None))
        self.assertIn("closed", shown["stopped_reason"])
        (message,) = self.get(self.learner, "thread_messages", sent["thread"]).json()["results"]
        self.assertNotIn("Private", message["body_html"])
        direct = next(each for each in self.inbox(self.learner) if each["kind"] == "direct")
        (answer,) = self.get(self.learner, "thread_messages", direct["id"]).json()["results"]
        self.assertIsNone(answer["context"])
        templates = self.get(self.assistant, "templates", course_id=str(self.key)).json()
        self.assertEqual(templates["results"], [])

    def test_a_recipient_who_is_retired_stays_in_the_report_without_a_name(self):
        shown = self.broadcast()
        campus.retire(self.learner)
        rows = self.get(self.instructor, "broadcast_recipients", shown["id"]).json()["results"]
        self.assertEqual(sorted(row["person"] is None for row in rows), [False, True])
