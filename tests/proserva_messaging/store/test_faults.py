"""Tests of faults in what is read: a page shows what it can, whatever one row or one answer of the platform is like."""

from unittest import mock

import ddt
from django.core import mail
from django.db import DatabaseError, connection
from django.test import SimpleTestCase
from django.utils import timezone

from demo.campus import api as campus
from demo.campus.platform import CampusPlatform
from proserva_messaging import api
from proserva_messaging.models import Delivery, FanOut, Message, Thread
from proserva_messaging.store import faults
from proserva_messaging.store.snapshots import read_context
from proserva_messaging.sweep import sweep
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase
from tests.factories import CourseFactory, make_instructor, make_learner

LOG = "proserva_messaging.store.faults"


def break_for(name, broken):
    """Return a patch of the platform's method `name`: it fails if it is asked about `broken`."""
    ask = getattr(CampusPlatform, name)

    def fail(platform, keys, *args):
        if broken in keys:
            raise LookupError("no address")
        return ask(platform, keys, *args)

    return mock.patch.object(CampusPlatform, name, fail)


@ddt.ddt
class PageTests(BroadcastCase, AnnouncementCase):
    """The learner has a thread in each of two courses, and one of these has a fault."""

    def setUp(self):
        super().setUp()
        self.other = CourseFactory(name="Other course")
        make_instructor(self.other, self.instructor)
        make_learner(self.other, self.learner)
        self.good = self.ask("Good").thread_id
        self.bad = api.start_thread(self.instructor, self.other.id, ["lena"], "Bad").thread_id
        self.answer(self.good, "Good answer")

    def pages(self, user=None):
        """Return the results of the pages that list things of all courses: the inbox and the bell's feed."""
        for name in ("threads", "notifications"):
            answer = self.get(user or self.learner, name)
            self.assertEqual(answer.status_code, 200, answer.content)
            yield answer.json()["results"]

    def break_rows(self, table, column, value, pk):
        """Damage a row as no code of ours would."""
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE proserva_messaging_{table} SET {column} = %s WHERE id = %s", [value, pk])

    def test_a_course_whose_address_cannot_be_built(self):
        with break_for("get_courses", self.other.id), self.assertLogs(LOG, "ERROR"):
            for results in self.pages():
                names = {row["course"]["name"]: row["course"]["url"] for row in results}
                self.assertEqual(set(names), {"Demo course", str(self.other.id)})
                self.assertEqual(names[str(self.other.id)], "")
            for thread_id in (self.good, self.bad):
                self.assertEqual(self.get(self.learner, "thread", thread_id).status_code, 200)
                self.assertEqual(self.get(self.learner, "thread_messages", thread_id).status_code, 200)

    def test_a_person_whose_profile_cannot_be_read(self):
        with break_for("get_people", self.instructor.pk), self.assertLogs(LOG, "ERROR"):
            for results in self.pages():
                self.assertEqual(len(results), 2)
            answer = self.get(self.learner, "thread_messages", self.good).json()["results"]
            self.assertEqual([row["sender"] and row["sender"]["username"] for row in answer], [None, "lena"])

    def test_a_course_whose_roles_cannot_be_read(self):
        with mock.patch.object(CampusPlatform, "get_roles", side_effect=TimeoutError), self.assertLogs(LOG, "ERROR"):
            thread = self.get(self.learner, "thread", self.good).json()
            self.assertFalse(thread["can_write"])
            self.assertIn("can't be reached", thread["cannot_write_reason"])
            people = self.get(self.learner, "participants", self.good).json()["results"]
            self.assertEqual({row["username"] for row in people}, {"lena", "ines"})

    def test_a_thread_with_an_invalid_course_key(self):
        self.break_rows("thread", "course_id", "no course", self.bad)
        with self.assertLogs(LOG, "ERROR"):
            for results in self.pages():
                self.assertEqual([row["course"]["name"] for row in results], ["Demo course"])

    def test_the_pages_after_a_row_that_cannot_be_read_are_complete(self):
        ids = [self.good]
        for _each in range(3):
            course = CourseFactory()
            make_instructor(course, self.instructor)
            make_learner(course, self.learner)
            ids.append(api.start_thread(self.instructor, course.id, ["lena"], "More").thread_id)
        self.break_rows("thread", "course_id", "no course", ids[2])
        found, cursor = [], ""
        with self.assertLogs(LOG, "ERROR"):
            for _page in range(5):
                answer = self.get(self.learner, "threads", limit=2, **({"cursor": cursor} if cursor else {})).json()
                found += [row["id"] for row in answer["results"]]
                cursor = answer["next_cursor"]
                if cursor is None:
                    break
        self.assertIsNone(cursor)
        self.assertEqual(set(found), {self.good, self.bad, ids[1], ids[3]})
        self.assertEqual(len(found), 4)

    @ddt.data(
        {"type": "from the future", "actor": None, "people": []},
        {"type": "added"},
        {"type": "added", "actor": "ines", "people": "lena", "history": 7},
        {"people": [{}]},
        ["added"],
        7,
    )
    def test_a_system_message_of_an_unknown_kind(self, event):
        message = Message.objects.get(thread=self.bad)
        Message.objects.filter(pk=message.pk).update(event=event, body="", body_html="", preview="")
        for results in self.pages():
            self.assertEqual(len(results), 2)
        (row,) = self.get(self.learner, "thread_messages", self.bad).json()["results"]
        self.assertTrue(row["body_html"])

    def test_an_unknown_event_has_a_sentence(self):
        event = {"type": "from the future", "actor": None, "people": []}
        Message.objects.filter(thread=self.bad).update(body="", event=event)
        (row,) = self.get(self.learner, "thread_messages", self.bad).json()["results"]
        self.assertEqual(row["event"]["text"], "This conversation changed.")

    @ddt.data([], ["x"], "x", 7, {"label": "No link"}, {"url": 7, "label": 8}, {"url": "/x", "label": "X", "path": 7})
    def test_a_context_of_another_shape(self, context):
        Message.objects.filter(thread=self.bad).update(context=context)
        for results in self.pages():
            self.assertEqual(len(results), 2)
        (row,) = self.get(self.learner, "thread_messages", self.bad).json()["results"]
        self.assertIn(row["context"] and row["context"]["label"], (None, "X"))
        Delivery.objects.update(email="pending", email_due=timezone.now())
        sweep()
        self.assertEqual(set(Delivery.objects.values_list("email", flat=True)), {"sent"})

    @ddt.data([], {"fields": 7}, {"fields": ["due_date"], "usage_key": "no key"}, {"fields": ["unknown"]})
    def test_merge_fields_of_another_shape(self, merge):
        Message.objects.filter(thread=self.bad).update(merge=merge, body="Dear {first_name}")
        for results in self.pages():
            self.assertEqual(len(results), 2)
        self.assertEqual(self.get(self.learner, "thread_messages", self.bad).status_code, 200)

    def test_a_date_that_the_platform_cannot_look_up(self):
        self.broadcast(body="By {due_date}, {first_name}")
        with mock.patch.object(CampusPlatform, "get_due_date", side_effect=TimeoutError), self.assertLogs(LOG, "ERROR"):
            previews = [row["preview"] for row in list(self.pages())[1]]
        self.assertIn("By (date not available), Lena", previews)

    def test_a_message_that_cannot_be_shown_says_so(self):
        broken = mock.patch("proserva_messaging.conversations.history._make_message_info", side_effect=KeyError)
        with broken, self.assertLogs(LOG, "ERROR"):
            rows = self.get(self.learner, "thread_messages", self.good).json()["results"]
        self.assertEqual([row["body"] for row in rows], ["This message can't be shown."] * 2)

    def test_a_broadcast_with_an_unknown_audience(self):
        first, second = self.broadcast(subject="First"), self.broadcast(subject="Second")
        FanOut.objects.filter(broadcast=first["id"]).update(audience={"who": "from the future"})
        with self.assertLogs(LOG, "ERROR"):
            answer = self.get(self.instructor, "broadcasts", course_id=str(self.key))
        self.assertEqual([row["id"] for row in answer.json()["results"]], [second["id"]])

    def test_an_announcement_with_an_invalid_course_key(self):
        self.announce("Good")
        bad = self.announce("Bad")
        self.break_rows("thread", "course_id", "no course", Thread.objects.get(title="Bad").pk)
        with self.assertLogs(LOG, "ERROR"):
            self.assertEqual(self.titles(), ["Good"])
            results = list(self.pages())[1]
        self.assertNotIn(bad["id"], [row["announcement"] for row in results])

    def test_the_roster_without_progress(self):
        with (
            mock.patch.object(CampusPlatform, "get_progress", side_effect=TimeoutError) as asked,
            self.assertLogs(LOG, "ERROR"),
        ):
            rows = self.get(self.instructor, "roster", str(self.key)).json()["results"]
        self.assertEqual({row["username"]: row["progress"] for row in rows}, {"lena": None, "noor": None})
        self.assertLessEqual(asked.call_count, 1 + faults.MOST_FAILURES)

    def test_a_digest_with_a_damaged_thread(self):
        api.set_email_choice(self.learner, "daily")
        Delivery.objects.filter(recipient=self.learner).update(email="digest")
        self.break_rows("thread", "course_id", "no course", self.bad)
        mail.outbox.clear()
        with self.assertLogs(LOG, "ERROR"):
            sweep(digests_now=True)
        self.assertIn("Good answer", mail.outbox[0].body)

    def test_a_person_without_a_profile(self):
        ghost = campus.create_person("ghost", name="Ghost")
        make_learner(self.course, ghost)
        thread_id = self.ask("Boo", sender=ghost).thread_id
        ghost.profile.delete()
        (row, *_rest) = self.get(self.instructor, "threads").json()["results"]
        self.assertEqual((row["id"], row["last_message"]["sender"]["name"]), (thread_id, "ghost"))


class HelperTests(SimpleTestCase):
    def test_an_error_of_the_database_is_raised(self):
        def fail(_given=None):
            raise DatabaseError

        for call in (
            lambda: faults.show_each([Message(pk=1)], fail),
            lambda: faults.ask_each(fail, [1]),
            lambda: faults.ask_or(fail, None),
        ):
            with self.assertRaises(DatabaseError):
                call()

    def test_a_platform_that_cannot_answer_at_all_is_not_asked_for_each(self):
        asked = mock.Mock(side_effect=TimeoutError)
        with self.assertLogs(LOG, "ERROR"):
            self.assertEqual(faults.ask_each(asked, list(range(50))), {})
        self.assertEqual(asked.call_count, 4)

    def test_a_context_keeps_its_other_values(self):
        stored = {"kind": "block", "label": "A\nB", "url": "/x", "path": ["C"], "excerpt": "", "due": "2030-01-01"}
        self.assertEqual(read_context(stored), {**stored, "label": "A B"})
