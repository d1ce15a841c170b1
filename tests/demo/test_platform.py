"""Tests of the campus as a platform: results and numbers of queries of the protocol's methods."""

import inspect

from ddt import data, ddt, unpack
from django.contrib.auth import get_user_model
from django.test import RequestFactory, TestCase
from django.urls import resolve
from opaque_keys.edx.keys import CourseKey

from demo.campus import api, masquerade
from demo.campus.platform import CampusPlatform
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.protocol import Platform
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff

NOWHERE = CourseKey.from_string("course-v1:No+Such+Course")


@ddt
class PlatformTest(TestCase):
    """A course with people in it, read through the protocol."""

    @classmethod
    def setUpTestData(cls):
        cls.platform = CampusPlatform()
        cls.course = CourseFactory()
        cls.key = cls.course.id
        cls.assistant = make_staff(cls.course, username="assistant")
        cls.instructor = make_instructor(cls.course)
        cls.lena = make_learner(cls.course, username="lena", name="Léna FISCHER", cohort="Morning")
        cls.ilya = make_learner(cls.course, username="ilya", name="Илья Муромец", cohort="Evening", mode="verified")
        cls.outsider = UserFactory()

    def test_the_settings_name_this_platform_and_it_has_every_method(self):
        self.assertIsInstance(get_platform(), CampusPlatform)
        promised = {name for name, _ in inspect.getmembers(Platform, inspect.isfunction) if not name.startswith("_")}
        self.assertEqual(sorted(promised - set(dir(CampusPlatform))), [])

    def test_courses_and_ended_ones(self):
        ended = CourseFactory(end="2020-01-01T00:00Z")
        with self.assertNumQueries(1):  # all courses at once
            found = self.platform.get_courses([self.key, ended.id, NOWHERE])
        self.assertEqual(set(found), {self.key, ended.id})
        self.assertEqual(found[self.key].name, self.course.name)
        self.assertEqual(resolve(found[self.key].url).view_name, "course")

    def test_people_with_and_without_names(self):
        bare = get_user_model().objects.create_user("bare")
        nameless = UserFactory(username="nameless", name="")
        with self.assertNumQueries(1):  # people and their profiles, joined
            found = self.platform.get_people([bare.id, nameless.id, self.lena.id, 987654])
        self.assertEqual(set(found), {bare.id, nameless.id, self.lena.id})
        self.assertEqual((found[bare.id].name, found[nameless.id].name), ("bare", "nameless"))
        self.assertEqual(found[self.lena.id].name, "Léna FISCHER")

    def test_the_team_has_each_member_once_with_the_highest_role_instructors_first(self):
        api.grant_role(self.instructor, self.course, "staff")
        second = make_instructor(self.course)
        with self.assertNumQueries(1):  # roles with their users
            found = self.platform.get_course_team(self.key)
        expected = [(self.instructor, "instructor"), (second, "instructor"), (self.assistant, "staff")]
        self.assertEqual(found, expected)

    def test_roles_take_a_fixed_number_of_queries(self):
        admin = UserFactory(is_staff=True)
        api.enroll(self.assistant, self.course)
        crowd = [make_learner(self.course) for _ in range(20)]
        asked = [self.lena, self.assistant, self.instructor, self.outsider, admin, *crowd]
        with self.assertNumQueries(2):  # enrolments with roles; whether the course exists, for site staff
            found = self.platform.get_roles(self.key, asked)
        self.assertEqual([found.get(user.id) for user in asked[:5]], ["learner", "staff", "instructor", None, "staff"])
        with self.assertNumQueries(1):  # none of these users is site staff
            self.platform.get_roles(self.key, [self.lena])
        self.assertEqual(self.platform.get_roles(NOWHERE, [admin]), {})

    def test_unenrolled_people_have_no_role(self):
        api.unenroll(self.lena, self.course)
        self.assertEqual(self.platform.get_roles(self.key, [self.lena]), {})
        self.assertEqual(self.platform.list_enrolled(self.key, query="lena", limit=5), [])

    @data(
        ("", ["ilya", "lena"]), ("LEN", ["lena"]), ("léna", ["lena"]), ("lena f", ["lena"]), ("fischer", ["lena"]),
        ("МУРОМЕЦ", ["ilya"]), ("илья", ["ilya"]), ("%", []), ("_", []), ("a\nl", []), ("nobody", []),
    )  # fmt: skip
    @unpack
    def test_searches_match_usernames_and_names_in_any_case(self, query, expected):
        with self.assertNumQueries(1):  # people joined with their profiles, so that names need no further query
            found = self.platform.list_enrolled(self.key, query=query, limit=10)
        self.assertEqual([user.username for user in found], expected)
        both = get_user_model().objects.filter(pk__in=[self.lena.id, self.ilya.id])
        matched = both.filter(self.platform.match_name(query, ""))
        self.assertEqual([user.username for user in matched.order_by("username")], expected)

    def test_searches_stop_at_their_limit_and_at_the_cohort(self):
        self.assertEqual(len(self.platform.list_enrolled(self.key, limit=1)), 1)
        cohorts = self.platform.get_cohort_ids(self.key, [self.lena.pk, self.outsider.pk])
        self.assertEqual(list(cohorts), [self.lena.pk])
        own = {"cohort_id": cohorts[self.lena.pk], "limit": 10}
        self.assertEqual(self.platform.list_enrolled(self.key, **own), [self.lena])
        self.assertEqual(self.platform.list_enrolled(self.key, query="ilya", **own), [])

    def block(self, kind, name, user):
        return self.platform.get_block(self.key.make_usage_key(kind, name), user)

    def test_a_block_and_its_path(self):
        found = self.block("problem", "problem1", self.lena)
        self.assertEqual((found.label, found.path), ("First question", ("Chapter one", "Lesson one", "Unit one")))
        self.client.force_login(self.lena)
        self.assertEqual(self.client.get(found.url, follow=True).status_code, 200)
        self.assertEqual(self.block("vertical", "unit1", self.lena).path, ("Chapter one", "Lesson one"))

    def test_a_missing_or_hidden_block(self):
        self.assertIsNone(self.block("vertical", "nowhere", self.lena))
        self.assertIsNone(self.block("vertical", "unit1", self.outsider))
        self.assertIsNone(self.block("html", "text3", self.lena))
        self.assertIsNotNone(self.block("html", "text3", self.assistant))
        self.assertIsNone(self.platform.get_block(NOWHERE.make_usage_key("vertical", "unit1"), self.lena))

    def test_a_discussion_post(self):
        thread = api.post_thread(self.course, self.lena, "Why?", "Because. " * 100)
        found = self.platform.get_discussion_post(self.key, thread.forum_id, self.ilya)
        self.assertEqual((found.label, found.excerpt[:8], len(found.excerpt)), ("Why?", "Because.", 200))
        self.assertIsNone(self.platform.get_discussion_post(self.key, thread.forum_id, self.outsider))
        self.assertIsNone(self.platform.get_discussion_post(NOWHERE, thread.forum_id, self.ilya))
        self.assertIsNone(self.platform.get_discussion_post(self.key, "nothing", self.ilya))

    def test_masquerading_is_limited_to_its_course(self):
        request = RequestFactory().get("/")
        self.assertFalse(self.platform.is_masquerading(request, self.key))
        request.session = {}
        masquerade.choose(request, self.key, "student")
        with self.assertNumQueries(0):  # the session knows
            self.assertTrue(self.platform.is_masquerading(request, self.key))
            self.assertFalse(self.platform.is_masquerading(request, NOWHERE))

    def test_languages(self):
        self.assertIsNone(self.platform.get_language(self.lena))
        api.set_language(self.lena, "ar")
        self.assertEqual(self.platform.get_language(self.lena), "ar")
        self.assertIsNone(self.platform.get_language(get_user_model().objects.create_user("bare")))
