"""Tests of previews of broadcasts, and of merge fields."""

from unittest import mock

import ddt
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.campus import api as campus
from demo.campus.platform import CampusPlatform
from proserva_messaging import api
from proserva_messaging.broadcasts import preview as preview_module
from proserva_messaging.models import Thread
from tests.broadcast_case import BroadcastCase
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

    def test_the_unsubscribe_link_in_a_preview_is_the_authors_own(self):
        shown = self.preview()
        token = shown["email_text"].split("/messages/unsubscribe/")[1].split("/")[0]
        self.post(None, "unsubscribe", token)
        self.assertEqual(api.get_preferences(self.learner), {"": "each"})
        self.assertEqual(api.get_preferences(self.instructor)[str(self.key)], "none")

    def test_texts_may_still_be_empty(self):
        shown = self.preview(subject="", body="")
        self.assertEqual((shown["subject"], shown["html"], shown["count"]), ("", "", 2))

    def test_an_empty_audience_has_no_sample(self):
        for user in (self.learner, self.classmate):
            campus.unenroll(user, self.course)
        shown = self.preview(body="Dear {name}")
        self.assertEqual((shown["count"], shown["sample"], shown["html"].strip()), (0, None, "<p>Dear {name}</p>"))

    def test_an_empty_field_is_reported(self):
        self.assertEqual(self.preview(body="Until {due_date}")["empty_fields"], [])
        lesson = str(self.key.make_usage_key("sequential", "lesson1"))
        audience = {"who": "not_submitted", "usage_key": lesson}
        self.assertIn("2", self.preview(body="Until {due_date}", audience=audience)["html"])
        with self.undated(self.learner, self.classmate):
            shown = self.preview(body="Until {due_date}")
        self.assertEqual(shown["empty_fields"], [{"field": "due_date", "people": 2, "at_least": False}])

    def test_only_known_names_are_fields_and_a_near_miss_is_asked_about(self):
        shown = self.preview(subject="For {x}", body=r'\frac{a}{b}, f"{value}", Dear {firstname}, {name}')
        self.assertIn("{firstname}, Lena Fischer", shown["html"])
        self.assertIn(r"\frac{a}{b}", shown["html"])
        self.assertEqual(shown["near_misses"], [{"typed": "{firstname}", "field": "first_name"}])

    def undated(self, *users):
        """Remove people's start date, as for late starters of a self-paced course."""
        there = CampusPlatform.get_due_date

        def get_due_date(platform, course_key, usage_key, user, after):
            return None if user in users else there(platform, course_key, usage_key, user, after)

        return mock.patch.object(CampusPlatform, "get_due_date", get_due_date)

    def test_a_field_that_is_empty_for_some_readers_is_reported(self):
        late = [make_learner(self.course) for _ in range(3)]
        with self.undated(*late):
            shown = self.preview(body="Until {due_date}")
            self.assertEqual(shown["sample"]["username"], "lena")
            self.assertNotIn("{", shown["html"])
            self.assertEqual(shown["empty_fields"], [{"field": "due_date", "people": 3, "at_least": False}])
            team = self.preview(body="Until {due_date}", audience={"who": "people", "usernames": ["lena"]})
            self.assertEqual(team["empty_fields"], [])
            self.assertEqual(self.preview(body="Dear {name}")["empty_fields"], [])

    @mock.patch.multiple(preview_module, CHECKED_PEOPLE=8, SPREAD=4)
    def test_a_sample_of_many_people_includes_the_latest(self):
        learners = [make_learner(self.course) for _ in range(30)]
        with self.undated(*learners[-8:]):
            (gap,) = self.preview(body="Until {due_date}")["empty_fields"]
            self.assertEqual((gap["field"], gap["at_least"]), ("due_date", True))
            self.assertIn(gap["people"], range(1, 9))
            self.assertEqual(self.preview(body="{name}, {course_name}")["empty_fields"], [])
            behind = {"who": "not_started"}
            self.assertTrue(self.preview(body="Until {due_date}", audience=behind)["empty_fields"][0]["at_least"])

    def test_the_cost_of_a_preview_does_not_grow_with_the_course(self):
        self.preview()  # caches the site
        costs = []
        for count in (120, 200):
            for _number in range(count):
                make_learner(self.course)
            with CaptureQueriesContext(connection) as queries:
                self.preview(body="Until {due_date}")
            costs.append(len(queries))
        self.assertEqual(costs[0], costs[1])

    def test_the_segments_of_a_course(self):
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

    def test_segments_that_the_platform_lacks_are_neither_offered_nor_accepted(self):
        from unittest import mock  # noqa: PLC0415

        from demo.campus.platform import CampusPlatform  # noqa: PLC0415

        with mock.patch.object(CampusPlatform, "get_segments", return_value=("not_started",)):
            segments = self.get(self.instructor, "broadcast_segments", course_id=str(self.key)).json()
            self.assertEqual(segments["segments"], ["not_started"])
            response = self.send(audience={"who": "inactive", "days": 3})
            self.assert_error(response, 400, "invalid", audience="This choice doesn't exist")

    @ddt.data(
        ({"who": "modes", "modes": ["audit"]}, "Audit"),
        ({"who": "people", "usernames": ["lena", "noor"]}, "2 chosen people"),
        ({"who": "not_started"}, "Learners who have not started"),
        ({"who": "inactive", "days": 1}, "Learners inactive for 1 day"),
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
    def test_each_reader_gets_their_own_values_in_list_thread_bell_and_email(self):
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

    def test_braces_in_other_messages_stay_as_written(self):
        thread_id = self.ask("Dear {first_name}").thread_id
        (message,) = self.get(self.instructor, "thread_messages", thread_id).json()["results"]
        self.assertEqual(message["body"], "Dear {first_name}")
        self.assertIn("{first_name}", message["body_html"])

    def test_a_digest_has_the_readers_values(self):
        api.set_email_choice(self.learner, "daily")
        self.broadcast(body="Dear {first_name}")
        mail.outbox.clear()
        from proserva_messaging.sweep import sweep  # noqa: PLC0415

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
