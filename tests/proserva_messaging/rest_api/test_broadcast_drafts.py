"""Tests of what goes before a broadcast, and of what comes back: previews, tries, kept texts, replies."""

from unittest import mock

import ddt
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.campus import api as campus
from demo.campus.platform import CampusPlatform
from proserva_messaging import api
from proserva_messaging.models import Attachment, Broadcast, BroadcastTemplate, Delivery, Thread
from proserva_messaging.queries import previews
from tests.broadcast_case import BroadcastCase
from tests.campus_case import new_key
from tests.factories import make_learner


@ddt.ddt
class PreviewTests(BroadcastCase):
    def preview(self, **more):
        response = self.post(self.instructor, "broadcast_preview", data=self.form(**more))
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()

    def test_it_is_shown_as_one_of_its_readers_will_see_it(self):
        shown = self.preview(subject="For {name}", body="Dear **{first_name}**, welcome to {course_name}")
        self.assertEqual((shown["count"], shown["sample"]["username"]), (2, "lena"))
        self.assertEqual(shown["subject"], "For Lena Fischer")
        self.assertEqual(shown["html"].strip(), "<p>Dear <strong>Lena</strong>, welcome to Demo course</p>")
        for part in ("email_html", "email_text"):
            self.assertIn("Lena", shown[part])
            self.assertIn("Ines Torres", shown[part])
            self.assertNotIn("{", shown["email_text"])
        self.assertEqual(shown["empty_fields"], [])
        self.assertEqual((Thread.objects.count(), len(mail.outbox)), (0, 0))

    def test_the_link_to_stop_emails_in_it_stops_nobodys_but_the_authors(self):
        shown = self.preview()
        token = shown["email_text"].split("/messages/unsubscribe/")[1].split("/")[0]
        self.post(None, "unsubscribe", token)
        self.assertEqual(api.get_preferences(self.learner), {"": "each"})
        self.assertEqual(api.get_preferences(self.instructor)[str(self.key)], "none")

    def test_texts_may_still_be_empty(self):
        shown = self.preview(subject="", body="")
        self.assertEqual((shown["subject"], shown["html"], shown["count"]), ("", "", 2))

    def test_nobody_is_shown_where_nobody_would_get_it(self):
        for user in (self.learner, self.classmate):
            campus.unenroll(user, self.course)
        shown = self.preview(body="Dear {name}")
        self.assertEqual((shown["count"], shown["sample"], shown["html"].strip()), (0, None, "<p>Dear {name}</p>"))

    def test_a_field_that_would_be_empty_is_told(self):
        self.assertEqual(self.preview(body="Until {due_date}")["empty_fields"], [])
        lesson = str(self.key.make_usage_key("sequential", "lesson1"))
        audience = {"who": "not_submitted", "usage_key": lesson}
        self.assertIn("2", self.preview(body="Until {due_date}", audience=audience)["html"])
        with self.undated(self.learner, self.classmate):
            shown = self.preview(body="Until {due_date}")
        self.assertEqual(shown["empty_fields"], [{"field": "due_date", "people": 2, "at_least": False}])

    def undated(self, *users):
        """Let people have no date, as those have who begin a self-paced course late."""
        there = CampusPlatform.get_due_date

        def get_due_date(platform, course_key, usage_key, user, after):
            return None if user in users else there(platform, course_key, usage_key, user, after)

        return mock.patch.object(CampusPlatform, "get_due_date", get_due_date)

    def test_a_field_that_only_some_lack_is_told_whoever_is_shown(self):
        late = [make_learner(self.course) for _ in range(3)]
        with self.undated(*late):
            shown = self.preview(body="Until {due_date}")
            self.assertEqual(shown["sample"]["username"], "lena")
            self.assertNotIn("{", shown["html"])
            self.assertEqual(shown["empty_fields"], [{"field": "due_date", "people": 3, "at_least": False}])
            team = self.preview(body="Until {due_date}", audience={"who": "people", "usernames": ["lena"]})
            self.assertEqual(team["empty_fields"], [])
            self.assertEqual(self.preview(body="Dear {name}")["empty_fields"], [])

    @mock.patch.multiple(previews, LOOKED_AT=8, PLACES=4)
    def test_of_many_people_some_are_looked_at_also_the_latest(self):
        learners = [make_learner(self.course) for _ in range(30)]
        with self.undated(*learners[-8:]):
            (gap,) = self.preview(body="Until {due_date}")["empty_fields"]
            self.assertEqual((gap["field"], gap["at_least"]), ("due_date", True))
            self.assertIn(gap["people"], range(1, 9))
            self.assertEqual(self.preview(body="{name}, {course_name}")["empty_fields"], [])
            behind = {"who": "not_started"}
            self.assertTrue(self.preview(body="Until {due_date}", audience=behind)["empty_fields"][0]["at_least"])

    def test_what_looking_costs_does_not_grow_with_the_course(self):
        self.preview()  # once for each process: the site
        costs = []
        for count in (120, 200):
            for _number in range(count):
                make_learner(self.course)
            with CaptureQueriesContext(connection) as queries:
                self.preview(body="Until {due_date}")
            costs.append(len(queries))
        self.assertEqual(costs[0], costs[1])

    def test_what_can_be_chosen(self):
        make_learner(self.course, mode="verified", cohort="Blue")
        # The team, who are chosen by themselves, are counted in no size, enrolled or not.
        for user in (self.instructor, self.assistant):
            make_learner(self.course, user, cohort="Blue")
        segments = self.get(self.instructor, "broadcast_segments", course_id=str(self.key)).json()
        self.assertEqual((segments["all"], segments["team"], segments["ended"]), (3, 1, None))
        self.assertEqual(
            segments["modes"],
            [{"id": "audit", "name": "Audit", "size": 2}, {"id": "verified", "name": "Verified", "size": 1}],
        )
        self.assertEqual([(each["name"], each["size"]) for each in segments["cohorts"]], [("Blue", 1)])
        self.assertEqual(segments["segments"], ["not_started", "inactive", "not_submitted", "scored_below"])
        self.assertEqual([each["label"] for each in segments["assignments"]], ["Lesson one", "Lesson two"])
        fields = {each["name"]: each["example"] for each in segments["fields"]}
        self.assertEqual((fields["first_name"], fields["course_name"]), ("Lena", "Demo course"))
        self.assertTrue(fields["due_date"])
        self.assertEqual((segments["undo_seconds"], segments["subject_max_length"]), (10, 200))

    def test_what_the_platform_cannot_tell_is_not_offered_and_not_taken(self):
        from unittest import mock  # noqa: PLC0415

        from demo.campus.platform import CampusPlatform  # noqa: PLC0415

        with mock.patch.object(CampusPlatform, "get_segments", return_value=("not_started",)):
            segments = self.get(self.instructor, "broadcast_segments", course_id=str(self.key)).json()
            self.assertEqual(segments["segments"], ["not_started"])
            response = self.send(audience={"who": "inactive", "days": 3})
            self.assert_error(response, 400, "invalid", audience="no such choice")

    @ddt.data(
        ({"who": "modes", "modes": ["audit"]}, "Audit"),
        ({"who": "people", "usernames": ["lena", "noor"]}, "2 chosen people"),
        ({"who": "not_started"}, "Learners who have not started"),
        ({"who": "inactive", "days": 1}, "Learners who were not active for 1 day"),
        ({"who": "inactive", "days": 9, "include_team": True}, "9 days, and the course team"),
    )
    @ddt.unpack
    def test_an_audience_in_words(self, audience, words):
        waiting = self.wait(audience=audience)
        self.assertIn(words, waiting["audience_text"])
        self.assertEqual(waiting["audience"], audience)

    def test_an_assignment_and_a_cohort_in_words(self):
        lesson = str(self.key.make_usage_key("sequential", "lesson1"))
        waiting = self.wait(audience={"who": "not_submitted", "usage_key": lesson})
        self.assertEqual(waiting["audience"], {"who": "not_submitted", "usage_key": lesson})
        self.assertEqual(waiting["audience_text"], "Learners who have not submitted “Lesson one”")
        campus.answer_problem(self.learner, self.course, "problem1", 0)
        waiting = self.wait(audience={"who": "scored_below", "usage_key": lesson, "score": 50})
        self.assertEqual(waiting["audience_text"], "Learners who scored below 50 % in “Lesson one”")
        cohort = campus.set_cohort(self.learner, self.course, "Blue")
        self.assertEqual(self.wait(audience={"who": "cohorts", "cohorts": [cohort.pk]})["audience_text"], "Blue")


class FieldTests(BroadcastCase):
    def test_everybody_reads_their_own_in_list_thread_bell_and_email(self):
        body = "Dear {first_name}, `{first_name}`"
        shown = self.broadcast(subject="For {name}", body=body)
        self.assertEqual((shown["subject"], shown["body"]), ("For {name}", body))
        self.assertIn("Dear {first_name}", shown["body_html"])
        for user, first in ((self.learner, "Lena"), (self.classmate, "Noor")):
            (thread,) = self.inbox(user)
            self.assertEqual(thread["title"].split()[1], first)
            self.assertTrue(thread["last_message"]["preview"].startswith(f"Dear {first}"))
            (message,) = self.get(user, "thread_messages", shown["thread"]).json()["results"]
            self.assertEqual(message["body_html"].strip(), f"<p>Dear {first}, <code>{{first_name}}</code></p>")
            self.assertEqual(message["body"], f"Dear {first}, `{{first_name}}`")
            (note,) = self.get(user, "notifications").json()["results"]
            self.assertTrue(note["preview"].startswith(f"Dear {first}"))
            (email,) = [each for each in mail.outbox if each.to == [user.email]]
            self.assertIn(f"Dear {first}", email.body)
            self.assertIn(f"Dear {first}", email.alternatives[0][0])

    def test_braces_in_anybody_elses_message_are_what_was_written(self):
        thread_id = self.ask("Dear {first_name}").thread_id
        (message,) = self.get(self.instructor, "thread_messages", thread_id).json()["results"]
        self.assertEqual(message["body"], "Dear {first_name}")
        self.assertIn("{first_name}", message["body_html"])

    def test_in_a_digest_too(self):
        api.set_email_choice(self.learner, "daily")
        self.broadcast(body="Dear {first_name}")
        mail.outbox.clear()
        from proserva_messaging.delivery.sweep import sweep  # noqa: PLC0415

        sweep(digests_now=True)
        self.assertIn("Dear Lena", mail.outbox[0].body)

    def test_a_date_is_written_in_the_readers_language(self):
        campus.set_language(self.learner, "de")
        lesson = str(self.key.make_usage_key("sequential", "lesson2"))
        self.broadcast(body="Until {due_date}", audience={"who": "not_submitted", "usage_key": lesson})
        bodies = {each.to[0].split("@")[0]: each.body for each in mail.outbox}
        due = self.course.weeks_in(0)
        self.assertIn(f"Until {due.day}. ", bodies["lena"])
        self.assertNotIn(f"Until {due.day}. ", bodies["noor"])
        self.assertIn(str(due.year), bodies["noor"])


class TryingTests(BroadcastCase):
    def try_it(self, **more):
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(self.instructor, "broadcast_test", data=self.form(**more))

    def test_it_goes_to_oneself_alone(self):
        file = self.upload(self.instructor)
        response = self.try_it(body="Dear {first_name}", attachments=[file.pk])
        self.assertEqual((response.status_code, response.json()), (202, {}))
        self.assertEqual([each.to for each in mail.outbox], [["ines@campus.example"]])
        self.assertIn("Dear Ines", mail.outbox[0].body)
        self.assertEqual(self.get(self.instructor, "notification_count").json(), {"count": 1})
        (thread,) = self.inbox(self.instructor)
        self.assertEqual(thread["title"], "Test: Welcome")
        detail = self.get(self.instructor, "thread", thread["id"]).json()
        self.assertEqual((detail["can_write"], detail["broadcast"]), (False, None))
        self.assertEqual(self.inbox(self.learner), [])
        self.assertEqual((Delivery.objects.count(), Broadcast.objects.count()), (1, 0))
        # The file is there, and still free for the broadcast itself.
        (message,) = self.get(self.instructor, "thread_messages", thread["id"]).json()["results"]
        (copy,) = message["attachments"]
        self.assertEqual(
            b"".join(self.get(self.instructor, "attachment", copy["id"]).streaming_content), b"Some notes."
        )
        self.assertEqual(self.send(attachments=[file.pk]).status_code, 202)

    def test_what_is_wrong_is_said(self):
        self.assert_error(self.try_it(body=""), 400, "invalid", body="Write a message")
        self.assert_error(self.try_it(attachments=[999_999]), 400, "invalid", attachments="not there")
        self.assertEqual(Attachment.objects.count(), 0)


@ddt.ddt
class ReplyTests(BroadcastCase):
    def reply(self, user, broadcast_id, body="Thank you", **more):
        with self.captureOnCommitCallbacks(execute=True):
            return self.post(user, "broadcast_reply", broadcast_id, data={"body": body, **more.pop("data", {})}, **more)

    def test_it_goes_privately_to_the_sender_with_the_broadcast_quoted(self):
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

    def test_a_second_one_goes_into_the_same_thread(self):
        earlier = self.ask()
        shown = self.broadcast()
        for _ in range(2):
            self.assertEqual(self.reply(self.learner, shown["id"]).json()["thread"]["id"], earlier.thread_id)

    def test_twice_with_a_key_is_once(self):
        shown, key = self.broadcast(), new_key()
        ids = {self.reply(self.learner, shown["id"], key=key).json()["message"]["id"] for _ in range(2)}
        self.assertEqual(len(ids), 1)

    def test_only_who_got_it_can(self):
        shown = self.broadcast(audience={"who": "people", "usernames": ["lena"]})
        for user in (self.classmate, self.outsider, self.assistant, self.instructor):
            self.assertEqual(self.reply(user, shown["id"]).status_code, 404, user)
        self.assertEqual(self.reply(self.learner, 999_999).status_code, 404)

    def test_nobody_writes_into_it(self):
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

    def test_by_whoever_left_the_course(self):
        shown = self.broadcast()
        campus.unenroll(self.learner, self.course)
        self.assert_error(self.reply(self.learner, shown["id"]), 409, "cannot_write")
        # What they had stays theirs to read.
        self.assertEqual(self.get(self.learner, "thread_messages", shown["thread"]).status_code, 200)

    def test_with_nothing_in_it(self):
        shown = self.broadcast()
        self.assert_error(self.reply(self.learner, shown["id"], " "), 400, "invalid", body="Write a message")


@ddt.ddt
class TemplateTests(BroadcastCase):
    def keep(self, user=None, **more):
        return self.post(user or self.instructor, "templates", data=self.form(name="Welcome", **more))

    def list(self, user=None):
        return self.get(user or self.instructor, "templates", course_id=str(self.key)).json()["results"]

    def test_the_team_shares_them_and_their_author_changes_them(self):
        kept = self.keep(body="Dear {first_name}")
        self.assertEqual(kept.status_code, 201, kept.content)
        template = kept.json()
        expected = {"id": template["id"], "name": "Welcome", "subject": "Welcome", "body": "Dear {first_name}"}
        self.assertEqual(self.list(), [{**expected, "mine": True}])
        self.assertEqual(self.list(self.assistant), [{**expected, "mine": False}])
        changed = self.patch(self.instructor, "template", template["id"], data={"name": "Hello"})
        self.assertEqual(changed.json(), {**expected, "name": "Hello", "mine": True})
        for answer in (
            self.patch(self.assistant, "template", template["id"], data={"name": "Theirs"}),
            self.delete(self.assistant, template["id"]),
        ):
            self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.delete(self.instructor, template["id"]).status_code, 204)
        self.assertEqual(self.list(), [])

    def delete(self, user, template_id):
        from tests.campus_case import make_client, url  # noqa: PLC0415

        return make_client(user).delete(url("template", template_id))

    def test_who_left_the_team_has_them_no_longer(self):
        template = self.keep().json()
        campus.revoke_role(self.instructor, self.course, "instructor")
        answer = self.patch(self.instructor, "template", template["id"], data={"name": "Mine"})
        self.assertEqual(answer.status_code, 404)

    @ddt.data(
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"subject": "x" * 201}, "subject"),
        ({"body": "{nothing}"}, "body"),
    )
    @ddt.unpack
    def test_what_is_wrong_is_said(self, changes, field):
        response = self.post(self.instructor, "templates", data={**self.form(name="Fine"), **changes})
        self.assert_error(response, 400, "invalid", **{field: ""})

    def test_they_may_be_unfinished(self):
        self.assertEqual(self.keep(subject="", body="").status_code, 201)

    def test_there_is_an_end_to_them(self):
        from unittest import mock  # noqa: PLC0415

        from proserva_messaging.actions import templates  # noqa: PLC0415

        with mock.patch.object(templates, "TEMPLATES_MAX", 1):
            self.assertEqual(self.keep().status_code, 201)
            self.assert_error(self.keep(), 400, "invalid", name="At most 1")
        self.assertEqual(BroadcastTemplate.objects.count(), 1)
