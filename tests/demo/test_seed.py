"""Tests of the seed: the contents of a new campus, a second run, and the command `campus`."""

import contextlib
import io
import socket
import tempfile
from pathlib import Path
from unittest import mock

from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from opaque_keys.edx.keys import CourseKey

from demo.campus import people
from demo.campus.content import outline
from demo.campus.management.commands import campus
from demo.campus.models import Course, Enrollment
from demo.campus.platform import CampusPlatform
from demo.campus.seed import seed

MAIN = CourseKey.from_string("course-v1:Proserva+DEMO101+2026")


class SeedTest(TestCase):
    """An empty campus after seeding."""

    @classmethod
    def setUpTestData(cls):
        cls.first = seed()

    def test_the_people_exist_and_can_sign_in(self):
        self.assertTrue(self.first)
        usernames = set(get_user_model().objects.values_list("username", flat=True))
        expected = {"instructor", "assistant", "instructor2", "admin"} | {f"learner{n}" for n in range(1, 31)}
        self.assertEqual(usernames, expected)
        self.assertIsNotNone(authenticate(username="learner1", password="demo"))

    def test_learners_have_different_progress(self):
        known = dict(get_user_model().objects.values_list("username", "pk"))
        progress = CampusPlatform().get_progress(MAIN, known.values())
        self.assertNotIn(known["learner1"], progress)
        self.assertGreater(progress[known["learner8"]], progress[known["learner3"]])

    def test_a_second_run_changes_nothing(self):
        before = (get_user_model().objects.count(), Course.objects.count(), Enrollment.objects.count())
        self.assertFalse(seed())
        self.assertEqual((get_user_model().objects.count(), Course.objects.count(), Enrollment.objects.count()), before)

    def test_the_main_course_has_its_team_its_learners_and_two_cohorts(self):
        team = [(user.username, people.full_name(user), role) for user, role in people.team(MAIN)]
        self.assertEqual(team, [("instructor", "Ines Torres", "instructor"), ("assistant", "Amir Haddad", "staff")])
        self.assertEqual(people.enrolled(MAIN).count(), 30)
        self.assertEqual(people.full_name(get_user_model().objects.get(username="learner1")), "Lena Fischer")
        self.assertEqual(Course.objects.get(pk=MAIN).cohorts.count(), 2)

    def test_one_course_has_ended(self):
        ended = [str(course.id) for course in Course.objects.all() if course.has_ended]
        self.assertEqual(ended, ["course-v1:Proserva+HISTORY+2024"])

    def test_the_main_course_has_every_kind_of_content(self):
        nodes = list(outline(Course.objects.get(pk=MAIN).content).root.walk())
        tags = {node.tag for node in nodes}
        self.assertLessEqual({"chapter", "sequential", "vertical", "problem", "discussion", "message_instructor"}, tags)
        self.assertTrue(any(node.attributes.get("graded") == "true" for node in nodes))
        names = [(node.tag, node.name) for node in nodes]
        self.assertEqual(len(names), len(set(names)), "two blocks share a name")


class CommandTest(TestCase):
    """`manage.py campus`."""

    def test_no_serve_prepares_the_campus_only(self):
        with tempfile.TemporaryDirectory() as folder, override_settings(VAR=Path(folder) / "new"):
            call_command("campus", no_serve=True, stdout=io.StringIO())
            self.assertTrue((Path(folder) / "new").is_dir())
        self.assertTrue(get_user_model().objects.filter(username="learner30").exists())

    def test_a_taken_port_is_reported_before_any_change(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with override_settings(PORT=port), self.assertRaisesRegex(CommandError, rf"Port {port} .* PORT={port + 1}"):
                call_command("campus", reset=True)
        self.assertFalse(get_user_model().objects.exists())

    def test_a_missing_plugin_is_reported_with_the_remedy(self):
        absent = mock.patch.object(campus.apps, "is_installed", return_value=False)
        with absent, self.assertRaisesRegex(CommandError, "pip install -e"):
            call_command("campus", no_serve=True)

    def test_a_reset_deletes_only_the_demos_files(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for written in ("campus.sqlite3", "campus.sqlite3-wal", "keep.txt"):
                (folder / written).touch()
            (folder / "attachments").mkdir()
            campus.forget(folder)
            with contextlib.suppress(FileNotFoundError):
                campus.forget(folder / "never")
            self.assertEqual([each.name for each in folder.iterdir()], ["keep.txt"])
