"""Tests of the values of merge fields: for each reader, in the right language, and at what cost in lists."""

from datetime import timedelta
from unittest import mock

import ddt
from django.test import override_settings
from django.utils.formats import date_format
from django.utils.translation import override
from opaque_keys.edx.keys import CourseKey

from demo.campus import api as campus
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Message, Thread
from proserva_messaging.store import merge_values
from proserva_messaging.store.people import get_people
from tests.broadcast_case import BroadcastCase
from tests.campus_case import CampusCase, make_client, url
from tests.factories import UserFactory
from tests.proserva_messaging.rest_api.v1.test_threads_queries import SIGNED_IN, QueryCase

TEXT = "Dear {first_name}, welcome to {course_name}"
ALL = ["first_name", "name", "course_name", "due_date"]


class ValueCase(CampusCase):
    """A test with an assignment that is due in the course."""

    def setUp(self):
        super().setUp()
        self.lesson = str(self.key.make_usage_key("sequential", "lesson1"))
        self.due = self.course.weeks_in(100)
        self.before = self.due - timedelta(days=1)

    def format_due(self, language):
        """Return the due date as its reader sees it."""
        with override(language):
            return date_format(self.due, "DATE_FORMAT")

    def make(self, names, *users, **options):
        """Return the values of some fields for these users."""
        chosen = {"usage_key": None, "after": self.before, **options}
        return merge_values.make_values(self.key, names, users, **chosen)

    def make_message(self, merge, key=None):
        """Return a message with merge fields, not stored, with its thread."""
        self.made = getattr(self, "made", 0) + 1
        return Message(pk=self.made, merge=merge, created=self.before, thread=Thread(course_id=key or self.key))


@ddt.ddt
class ValueTests(ValueCase):
    def test_each_reader_gets_values_of_their_own(self):
        campus.set_language(self.classmate, "fr")
        course = {"course_name": "Demo course"}
        self.assertEqual(
            self.make(iter(ALL), self.learner, self.classmate),
            {
                self.learner.pk: {
                    "first_name": "Lena",
                    "name": "Lena Fischer",
                    "due_date": self.format_due("en"),
                    **course,
                },
                self.classmate.pk: {
                    "first_name": "Noor",
                    "name": "Noor Aziz",
                    "due_date": self.format_due("fr"),
                    **course,
                },
            },
        )
        self.assertNotEqual(self.format_due("fr"), self.format_due("en"))

    @ddt.data(
        (["first_name"], {"first_name": "Lena"}),
        (["name"], {"name": "Lena Fischer"}),
        (["course_name"], {"course_name": "Demo course"}),
        (["course_name", "nonsense"], {"course_name": "Demo course"}),
        ([], {}),
    )
    @ddt.unpack
    def test_only_the_named_fields_are_looked_up(self, names, values):
        with mock.patch.object(get_platform(), "get_due_date") as asked:
            self.assertEqual(self.make(names, self.learner), {self.learner.pk: values})
        asked.assert_not_called()
        needed = [("get_people", {"name", "first_name"}), ("get_courses", {"course_name"})]
        for function, fields in needed:
            with mock.patch.object(merge_values, function, return_value={}) as looked_up:
                self.make(names, self.learner)
            self.assertEqual(looked_up.called, bool(fields & set(names)))

    def test_an_error_of_the_platform_is_raised(self):
        with mock.patch.object(type(get_platform()), "get_due_date", side_effect=RuntimeError):
            self.assertRaises(RuntimeError, self.make, ["due_date"], self.learner)

    def test_readers_are_looked_up_once_for_all(self):
        users = [self.learner, self.classmate, UserFactory()]
        # The people, and the course.
        with self.assertNumQueries(2):
            self.assertEqual(len(self.make(["name", "course_name"], *users)), 3)

    def test_an_unknown_reader_and_course_have_empty_values(self):
        values = {"first_name": "", "name": "", "course_name": "", "due_date": ""}
        lost = CourseKey.from_string("course-v1:Lost+1+2026")
        facts = merge_values._Source({}, {}, {}, in_own_language=True)
        self.assertEqual(facts.get_values(lost, set(ALL), self.learner, None, self.before), values)


class DueDateTests(ValueCase):
    def get_due(self, **options):
        return self.make(["due_date"], self.learner, **options)[self.learner.pk]["due_date"]

    def test_the_next_date_of_the_course_comes_after_a_moment(self):
        self.assertEqual(self.get_due(), self.format_due("en"))
        self.assertEqual(self.get_due(after=self.due + timedelta(days=1)), "")

    def test_the_date_of_an_assignment_is_its_own(self):
        late = self.due + timedelta(days=1)
        self.assertEqual(self.get_due(usage_key=self.lesson, after=late), self.format_due("en"))

    def test_the_language_is_the_readers_or_the_active_one(self):
        with override("de"):
            self.assertEqual(self.get_due(), self.format_due("en"))
            self.assertEqual(self.get_due(in_own_language=False), self.format_due("de"))
            campus.set_language(self.learner, "es")
            self.assertEqual(self.get_due(), self.format_due("es"))
            self.assertEqual(self.get_due(in_own_language=False), self.format_due("de"))

    @override_settings(LANGUAGE_CODE="fr")
    def test_a_reader_without_a_language_gets_the_sites(self):
        self.assertEqual(self.get_due(), self.format_due("fr"))


class MessageTests(ValueCase):
    """Tests of the values for stored messages."""

    def test_a_message_without_fields_has_no_values(self):
        self.assertEqual(merge_values.get_values(self.make_message(None), [self.learner]), {})

    def test_a_message_is_filled_for_each_of_its_readers(self):
        campus.set_language(self.learner, "de")
        message = self.make_message({"fields": ["due_date", "first_name"], "usage_key": self.lesson})
        message.created = self.due + timedelta(days=1)
        values = merge_values.get_values(message, [self.learner, self.classmate])
        self.assertEqual(values[self.learner.pk], {"due_date": self.format_due("de"), "first_name": "Lena"})
        self.assertEqual(values[self.classmate.pk], {"due_date": self.format_due("en"), "first_name": "Noor"})

    def test_without_an_assignment_the_date_is_the_next_of_the_course(self):
        message = self.make_message({"fields": ["due_date"]})
        values = merge_values.get_values(message, [self.learner])
        self.assertEqual(values, {self.learner.pk: {"due_date": self.format_due("en")}})

    def read(self, *messages):
        """Return the values of messages for the learner, who reads them all at once."""
        people = get_people([self.learner.pk])
        return merge_values.get_reader_values(self.learner, {each: each.thread for each in messages}, people)

    def test_a_reader_gets_each_message_in_the_active_language(self):
        plain, named = self.make_message(None), self.make_message({"fields": ["first_name", "course_name"]})
        due = self.make_message({"fields": ["due_date"], "usage_key": self.lesson})
        campus.set_language(self.learner, "fr")
        with override("de"):
            values = self.read(plain, named, due)
        expected = {"first_name": "Lena", "course_name": "Demo course"}
        self.assertEqual(values, {named.pk: expected, due.pk: {"due_date": self.format_due("de")}})

    def test_the_courses_are_looked_up_if_a_text_names_one(self):
        with self.subTest("none"), mock.patch.object(merge_values, "get_courses") as asked:
            self.assertEqual(self.read(self.make_message({"fields": ["first_name"]})), {1: {"first_name": "Lena"}})
            asked.assert_not_called()
        with self.subTest("no first name"), mock.patch.object(merge_values, "get_first_names") as asked:
            self.read(self.make_message({"fields": ["course_name"]}))
            asked.assert_not_called()
        with self.subTest("two"), mock.patch.object(merge_values, "get_courses", return_value={}) as asked:
            self.read(self.make_message({"fields": ["course_name"]}), self.make_message({"fields": ["course_name"]}))
            asked.assert_called_once_with([self.key, self.key])

    def test_the_same_date_is_asked_for_once(self):
        whole, lesson = {"fields": ["due_date"]}, {"fields": ["due_date"], "usage_key": self.lesson}
        other = self.lesson.replace("lesson1", "lesson2")
        messages = [self.make_message(each) for each in (whole, whole, lesson, lesson, {**lesson, "usage_key": other})]
        # The date of an assignment does not depend on the message's own.
        messages[3].created = self.before - timedelta(days=3)
        with mock.patch.object(type(get_platform()), "get_due_date", return_value=self.due) as asked:
            self.read(*messages)
        self.assertEqual(asked.call_count, 3)
        self.assertEqual({call.args[2] for call in asked.call_args_list}, {self.learner})
        messages[1].created = self.before - timedelta(days=3)
        with mock.patch.object(type(get_platform()), "get_due_date", return_value=self.due) as asked:
            self.read(*messages)
        self.assertEqual(asked.call_count, 4)


@ddt.ddt
@override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=0)
class ListTests(QueryCase, BroadcastCase):
    def count(self, name):
        """Count the queries of a GET by the learner."""
        client = make_client(self.learner)
        return self.capture(lambda: self.assertEqual(client.get(url(name)).status_code, 200), SIGNED_IN + 20)

    @ddt.data("threads", "notifications")
    def test_a_list_asks_as_much_for_five_broadcasts_with_fields_as_for_one(self, name):
        # More than without fields: the courses that the texts name, and the preferred name. The feed: alerts of care.
        self.broadcast(subject="Hello {first_name}", body=TEXT)
        one = self.count(name)
        for _number in range(4):
            self.broadcast(subject="Hello {first_name}", body=TEXT)
        self.assertEqual(self.count(name), one)
        self.assertEqual(one, SIGNED_IN + 6 + 2 + (name == "notifications"))
        rows = self.get(self.learner, name).json()["results"]
        self.assertEqual(len(rows), 5)
        self.assertIn("Dear Lena, welcome to Demo course", str(rows[0]))
