"""Tests of the campus's pages: access, and the effect of each form."""

import json

from ddt import data, ddt, unpack
from django.test import Client, TestCase
from django.urls import reverse

from demo.campus import api, people
from demo.campus.models import BlockState, Cohort, Enrollment
from proserva_messaging import api as messaging
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff

COURSE_PAGES = ("course", "lesson", "legacy", "progress", "discussion", "discussion_thread", "unit")
TEAM_PAGES = ("instructor", "gradebook", "student_progress", "studio", "studio_edit")


class PageCase(TestCase):
    """A course with one user of each role."""

    @classmethod
    def setUpTestData(cls):
        cls.course = CourseFactory()
        cls.unit = cls.key("vertical", "unit1")
        cls.thread = api.post_thread(cls.course, make_learner(cls.course), "A <b>title</b>", "A body")
        cls.people = {
            "learner": make_learner(cls.course),
            "instructor": make_instructor(cls.course),
            "staff": make_staff(cls.course),
            "admin": UserFactory(is_staff=True, is_superuser=True),
            "outsider": UserFactory(),
        }

    @classmethod
    def key(cls, kind, name):
        return cls.course.id.make_usage_key(kind, name)

    def be(self, kind):
        self.client.force_login(self.people[kind])
        return self.people[kind]

    def address(self, page):
        key = self.course.id
        return {
            "course": lambda: reverse("course", args=[key]),
            "lesson": lambda: reverse("lesson", args=[key, self.unit]),
            "legacy": lambda: reverse("lesson", args=[key, self.unit]) + "?legacy=1",
            "progress": lambda: reverse("progress", args=[key]),
            "discussion": lambda: reverse("discussion", args=[key]),
            "discussion_thread": lambda: reverse("discussion_thread", args=[key, self.thread.forum_id]),
            "unit": lambda: reverse("render_xblock", args=[self.unit]) + "?view=student_view",
            "instructor": lambda: reverse("instructor", args=[key]),
            "gradebook": lambda: reverse("spoc_gradebook", args=[key]),
            "student_progress": lambda: reverse("student_progress", args=[key, self.people["learner"].pk]),
            "studio": lambda: reverse("studio", args=[key]),
            "studio_edit": lambda: reverse("studio_edit", args=[self.key("message_instructor", "ask1")]),
        }[page]()


@ddt
class AccessTest(PageCase):
    """Access to each page, for each role."""

    @data(*COURSE_PAGES)
    def test_members_of_the_course_get_its_pages(self, page):
        for kind in ("learner", "instructor", "staff", "admin"):
            self.be(kind)
            self.assertEqual(self.client.get(self.address(page)).status_code, 200, kind)

    @data(*TEAM_PAGES)
    def test_only_the_team_gets_the_teams_pages(self, page):
        for kind, status in {"learner": 404, "instructor": 200, "staff": 200, "admin": 200}.items():
            self.be(kind)
            self.assertEqual(self.client.get(self.address(page)).status_code, status, kind)

    @data(*COURSE_PAGES, *TEAM_PAGES)
    def test_outsiders_get_404_and_visitors_sign_in(self, page):
        self.be("outsider")
        self.assertEqual(self.client.get(self.address(page)).status_code, 404)
        self.client.logout()
        self.assertRedirects(self.client.get(self.address(page)), f"/login/?next={self.quoted(page)}")

    def test_a_profile_is_for_signed_in_users(self):
        address = reverse("profile", args=[self.people["learner"].username])
        self.assertRedirects(self.client.get(address), f"/login/?next={address}")
        self.be("outsider")
        self.assertContains(self.client.get(address), "<proserva-person username=")

    def quoted(self, page):
        return self.client.get(self.address(page)).headers["Location"].partition("?next=")[2]

    @data(
        "/courses/nonsense/",
        "/courses/course-v1:No+Such+Course/",
        "/xblock/nonsense",
        "/xblock/block-v1:No+Such+Course+type@vertical+block@x",
    )
    def test_missing_pages_are_not_found(self, path):
        self.be("learner")
        self.assertEqual(self.client.get(path).status_code, 404)

    @data(("learner", 404), ("staff", 200))
    @unpack
    def test_a_unit_for_the_team_is_hidden_from_learners(self, kind, status):
        self.be(kind)
        hidden = self.key("vertical", "hidden")
        for address in (reverse("lesson", args=[self.course.id, hidden]), reverse("render_xblock", args=[hidden])):
            self.assertEqual(self.client.get(address).status_code, status)

    def test_another_courses_unit_is_not_found_under_this_course(self):
        other = CourseFactory()
        self.be("admin")
        address = reverse("lesson", args=[self.course.id, other.id.make_usage_key("vertical", "unit1")])
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_unit_has_the_platforms_views(self):
        self.be("learner")
        address = reverse("render_xblock", args=[self.unit])
        self.assertEqual(self.client.get(address, {"view": "studio_view"}).status_code, 400)

    def test_the_dashboard_lists_current_and_ended_courses(self):
        ended = CourseFactory(name="Over and done", end="2020-01-01T00:00Z")
        make_learner(ended, self.be("learner"))
        page = self.client.get("/").content.decode()
        self.assertIn(self.course.name, page)
        self.assertIn("Over and done", page)
        CourseFactory(name="Not mine")
        self.assertNotIn("Not mine", self.client.get("/").content.decode())

    @data(
        ("vertical", "unit2", "unit2"), ("problem", "problem2", "unit3"),
        ("sequential", "lesson2", "unit3"), ("chapter", "chapter1", "unit1"),
    )  # fmt: skip
    @unpack
    def test_jump_to_leads_to_the_unit_that_holds_a_block(self, kind, name, unit):
        self.be("learner")
        answer = self.client.get(reverse("jump_to", args=[self.course.id, self.key(kind, name)]))
        self.assertRedirects(answer, reverse("lesson", args=[self.course.id, self.key("vertical", unit)]))


class FormsTest(PageCase):
    """The forms: switching user, discussions, enrolments, problems, languages."""

    def test_switching_user_signs_in_and_comes_back(self):
        there = reverse("discussion", args=[self.course.id])
        username = self.people["learner"].username
        self.assertRedirects(self.client.post(reverse("demo_switch"), {"username": username, "next": there}), there)
        self.assertEqual(int(self.client.session["_auth_user_id"]), self.people["learner"].id)
        away = self.client.post(reverse("demo_switch"), {"username": username, "next": "https://evil.example/"})
        self.assertRedirects(away, "/")

    def test_switching_user_needs_a_token(self):
        strict = Client(enforce_csrf_checks=True)
        answer = strict.post(reverse("demo_switch"), {"username": self.people["learner"].username})
        self.assertEqual(answer.status_code, 403)

    def test_signing_in_with_the_form_sets_the_users_language(self):
        api.create_person("layla", password="demo", language="ar")
        answer = self.client.post("/login/", {"username": "layla", "password": "demo"})
        self.assertRedirects(answer, "/")
        self.assertContains(self.client.get("/"), 'dir="rtl"')

    def test_a_chosen_language_is_kept_for_pages_and_emails(self):
        me = self.be("learner")
        self.client.post(reverse("demo_language"), {"language": "he", "next": "/"})
        self.assertContains(self.client.get("/"), 'lang="he" dir="rtl"')
        me.profile.refresh_from_db()
        self.assertEqual(me.profile.language, "he")
        self.client.post(reverse("demo_language"), {"language": "klingon"})
        self.assertContains(self.client.get("/"), 'lang="he"')

    def test_a_discussion_takes_threads_and_answers_and_escapes_them(self):
        self.be("learner")
        self.assertNotContains(self.client.get(self.address("discussion_thread")), "<b>title</b>")
        start = {"title": "New", "body": "<script>"}
        started = self.client.post(reverse("discussion", args=[self.course.id]), start, follow=True)
        self.assertContains(started, "&lt;script&gt;")
        answered = self.client.post(self.address("discussion_thread"), {"body": "An answer"}, follow=True)
        self.assertContains(answered, "An answer")

    def test_the_team_enrols_and_unenrols(self):
        self.be("staff")
        newcomer = UserFactory()
        address = reverse("instructor_enrollment", args=[self.course.id])
        self.client.post(address, {"username": newcomer.username})
        self.assertEqual(people.role_of(newcomer, self.course.id), "learner")
        self.client.post(address, {"username": newcomer.username, "action": "unenroll"})
        self.assertFalse(Enrollment.objects.get(user=newcomer).is_active)
        self.be("learner")
        self.assertEqual(self.client.post(address, {"username": newcomer.username}).status_code, 404)

    def test_the_team_puts_people_into_cohorts_and_a_group_follows(self):
        self.be("staff")
        learner = make_learner(self.course, cohort="Morning")
        cohort = Cohort.objects.get(course=self.course, name="Morning").pk
        leader = make_instructor(self.course)
        start = {"cohorts": [cohort], "keep_in_step": True}
        thread_id = messaging.start_group(leader, self.course.id, [], "Hello", **start).thread_id
        newcomer = make_learner(self.course)
        address = reverse("instructor_cohort", args=[self.course.id])
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(address, {"username": newcomer.username, "cohort": " Morning "})
        self.assertContains(self.client.get(reverse("instructor", args=[self.course.id])), 'value="Morning"')
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(address, {"username": learner.username, "cohort": "Evening"})
        page = messaging.get_participants(leader, thread_id)
        self.assertEqual({row.username for row in page.results}, {leader.username, newcomer.username})
        self.be("learner")
        self.assertEqual(self.client.post(address, {"username": newcomer.username}).status_code, 404)

    def answer(self, number, name="problem1"):
        address = reverse("xblock_handler", args=[self.course.id, self.key("problem", name), "check"])
        return self.client.post(address, json.dumps({"answer": number}), content_type="application/json")

    def test_an_answer_to_a_problem_counts(self):
        self.be("learner")
        self.assertEqual(self.answer(0).json(), {"answered": True, "correct": False, "left": 2, "closed": ""})
        self.assertTrue(self.answer(1).json()["correct"])
        self.assertContains(self.client.get(self.address("progress")), "1 of 2 questions")
        self.be("staff")
        self.assertContains(self.client.get(self.address("progress")), "0 of 2 questions")

    def test_a_problem_refuses_invalid_answers(self):
        self.be("learner")
        self.assertEqual(self.answer(7).status_code, 400)
        self.assertEqual(self.answer("1").status_code, 400)
        late = self.answer(0, "problem2")
        self.assertEqual((late.status_code, late.json()["error"]), (409, "The due date has passed."))
        self.assertFalse(BlockState.objects.exists())

    def test_handlers_need_a_token_and_a_part_in_the_course(self):
        address = reverse("xblock_handler", args=[self.course.id, self.key("problem", "problem1"), "check"])
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.people["learner"])
        self.assertEqual(strict.post(address, "{}", content_type="application/json").status_code, 403)
        self.be("outsider")
        self.assertEqual(self.answer(1).status_code, 404)
        self.be("learner")
        nowhere = reverse("xblock_handler", args=[self.course.id, self.key("problem", "problem1"), "no_such"])
        self.assertEqual(self.client.post(nowhere).status_code, 404)
