"""The platform protocol's promises: the same cases for the campus and for Open edX (stand-ins for its modules)."""

from datetime import UTC, datetime
from unittest import mock

import ddt
from django.test import TestCase, override_settings
from opaque_keys.edx.keys import CourseKey, UsageKey

from demo.campus import api, masquerade
from demo.campus.models import BlockState
from demo.campus.platform import CampusPlatform
from proserva_messaging.edxapp.openedx import OpenEdxPlatform
from proserva_messaging.edxapp.protocol import SCORED_BELOW, Segment, WorkFacts
from tests.factories import UserFactory, make_instructor, make_learner, make_staff
from tests.proserva_messaging.edxapp import standins
from tests.proserva_messaging.edxapp.audience_cases import AudienceCases
from tests.proserva_messaging.edxapp.cases import ContractCases


class CampusContractTest(ContractCases, AudienceCases, TestCase):
    """The demo campus keeps the promises."""

    platform = CampusPlatform()

    def masquerade(self, request, role, username):
        masquerade.choose(request, self.key, role, username)

    def switched_off(self):
        return override_settings(COURSES_WITHOUT_MESSAGES=[str(self.key)])

    def give_half(self, user):
        problem = self.key.make_usage_key("problem", "problem1")
        right = {"scope": "user_state", "field": "answer", "value": 1}
        BlockState.objects.create(course=self.course, user=user, block=str(problem), **right)

    def reach(self, user, lesson, percent):
        problem, right = {"lesson1": ("problem1", 1), "lesson2": ("problem2", 0)}[lesson]
        api.answer_problem(user, self.course, problem, right if percent else 1 - right)


@override_settings(
    ROOT_URLCONF="tests.proserva_messaging.edxapp.urls_openedx",
    RETIRED_USERNAME_PREFIX="retired__user_",
    RETIRED_EMAIL_PREFIX="retired__user_",
    LMS_BASE="lms.example.org:18000",
    LMS_ROOT_URL="https://lms.example.org/",
    SITE_NAME="localhost:8000",
    LEARNING_MICROFRONTEND_URL="https://apps.example.org/learning",
    DISCUSSIONS_MICROFRONTEND_URL=None,
    CORS_ORIGIN_WHITELIST=["https://studio.example.org"],
    LOGIN_REDIRECT_WHITELIST=["apps.example.org:1999"],
)
@ddt.ddt
class OpenEdxContractTest(ContractCases, AudienceCases, TestCase):
    """The Open edX implementation keeps them, and more that only the platform can put to the test."""

    platform = OpenEdxPlatform()

    def setUp(self):
        super().setUp()
        self.state = self.enterContext(standins.installed())

    def masquerade(self, request, role, username):
        chosen = standins.CourseMasquerade(self.key, role=role, user_name=username or None)
        request.session["masquerade_settings"] = {self.key: chosen}

    def switched_off(self):
        return mock.patch.dict(self.state.flags, {("proserva_messaging.disabled", self.key): True})

    def give_half(self, user):
        self.state.grades[self.key, user.pk] = 0.5

    def reach(self, user, lesson, percent):
        grades = self.state.subsection_grades.setdefault((self.key, self.lesson(lesson)), {})
        grades[user.pk] = (percent / 50, 2.0)

    def test_modes_are_called_as_the_course_calls_them(self):
        make_learner(self.course, mode="honor")
        self.state.mode_names = {"honor": "For the honour"}
        assert [each.name for each in self.platform.get_modes(self.key)] == ["For the honour"]

    def test_an_assignment_without_points_counts_as_nothing_reached(self):
        learner = make_learner(self.course)
        self.state.subsection_grades[self.key, self.lesson("lesson1")] = {learner.pk: (0.0, 0.0)}
        segment = Segment(SCORED_BELOW, usage_key=self.lesson("lesson1"), score=1)
        assert self.platform.find_segment(self.key, segment, [learner.pk]) == {learner.pk}

    def test_cohorts_that_are_switched_off_are_not_there(self):
        make_learner(self.course, cohort="Blue")
        self.state.uncohorted.add(self.key)
        assert self.platform.get_cohorts(self.key) == {}

    def test_the_platform_keeps_one_flag_however_often_it_is_asked(self):
        for _ in range(3):
            self.platform.is_enabled(self.key)
        assert len(standins.CourseWaffleFlag.made) == 1

    def test_an_event_is_told_with_its_course(self):
        self.platform.emit("edx.proserva_messaging.message.sent", self.key, {"message_id": 1})
        context = {"course_id": str(self.key), "org_id": self.key.org}
        assert self.state.emitted == [("edx.proserva_messaging.message.sent", context, {"message_id": 1})]

    def test_only_pictures_that_were_uploaded_are_shown(self):
        with_picture, without = UserFactory(username="ada"), UserFactory()
        self.state.pictures.add("ada")
        found = self.platform.get_people([with_picture.pk, without.pk])
        assert found[with_picture.pk].image_url == "/media/ada_medium.jpg"
        assert found[without.pk].image_url == ""

    def test_inactive_accounts_are_neither_in_the_team_nor_staff(self):
        gone = [make_instructor(self.course), make_staff(self.course), UserFactory(is_staff=True)]
        for user in gone:
            user.is_active = False
            user.save()
        assert self.platform.get_course_team(self.key) == []
        assert self.platform.get_roles(self.key, gone) == {}

    def test_limited_staff_are_staff(self):
        user = UserFactory()
        api.grant_role(user, self.course, "limited_staff")
        assert self.platform.get_roles(self.key, [user]) == {user.pk: "staff"}
        assert self.platform.get_course_team(self.key) == [(user, "staff")]

    @ddt.data("library-v1:Test+lib", "ccx-v1:Test+C0+2026+ccx@1", "Test/C0/2013", "course-v1:Прага+Ünï+٢٠٢٦")
    def test_keys_of_all_kinds_have_roles(self, text):
        key, boss = CourseKey.from_string(text), UserFactory(is_staff=True)
        api.grant_organization_role(boss, key.org, "staff")
        assert self.platform.get_roles(key, [boss, UserFactory()]) == {}
        assert self.platform.get_parts(boss).role_in(key) == "staff"

    def test_what_roles_and_teams_cost(self):
        users = [make_learner(self.course), make_staff(self.course)]
        with self.assertNumQueries(1):  # enrolments and all the roles
            self.platform.get_roles(self.key, users)
        for chief in (UserFactory(is_staff=True), UserFactory()):
            api.grant_organization_role(chief, self.key.org, "staff")
            with self.assertNumQueries(2):  # and whether the course is there, for site staff and an organisation's
                self.platform.get_roles(self.key, [*users, chief])
        with self.assertNumQueries(3):
            self.platform.get_course_team(self.key)

    def test_where_roles_live_in_openedx_authz_an_organisations_are_asked_one_by_one(self):
        boss, gone, learner = UserFactory(), UserFactory(), make_learner(self.course)
        gone.is_active = False
        gone.save()
        for user in (boss, gone):
            api.grant_organization_role(user, self.key.org, "staff")
        self.state.authz = True
        assert self.platform.get_roles(self.key, [boss, gone, learner]) == {boss.pk: "staff", learner.pk: "learner"}

    @ddt.data(
        "lib-block-v1:Test+lib+type@html+block@one",
        "lb:Test:lib:html:one",
        "i4x://Test/C0/html/one",
    )
    def test_a_block_that_is_in_no_course_here(self, text):
        usage_key = UsageKey.from_string(text)
        assert self.platform.get_block(usage_key, UserFactory(is_staff=True)) is None

    def test_an_extension_is_its_learners_own(self):
        extended, other, teacher = make_learner(self.course), make_learner(self.course), make_instructor(self.course)
        lesson, problem = (
            self.key.make_usage_key(*each) for each in (("sequential", "lesson2"), ("problem", "problem2"))
        )
        later, authored = datetime(2031, 5, 1, tzinfo=UTC), self.course.weeks_in(0)
        # Kept for the subsection and, where they have dates of their own, for the blocks in it.
        for kept in ((lesson,), (lesson, problem)):
            self.state.extensions[self.key, extended.pk] = dict.fromkeys(kept, later)
            asked = [self.platform.get_block(problem, user).due for user in (extended, other, teacher)]
            assert asked == [later, authored, authored]

    def test_when_a_problem_was_last_answered(self):
        learner, problem = make_learner(self.course), self.key.make_usage_key("problem", "problem1")
        self.hand_in(learner, problem, attempts=1)
        self.state.problem_state["last_submission_time"] = "2026-03-01T10:00:00Z"
        assert self.platform.get_work(problem, learner) == WorkFacts(1, datetime(2026, 3, 1, 10, tzinfo=UTC))

    def test_an_open_response_tells_the_newest_submission(self):
        learner, response = make_learner(self.course), self.key.make_usage_key("openassessment", "essay")
        assert self.platform.get_work(response, learner) is None
        dates = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2)]
        mine = (f"anonymous-{learner.pk}-{self.key}", str(self.key), str(response))
        self.state.submissions[mine] = [(1, dates[0]), (2, dates[1])]
        assert self.platform.get_work(response, learner) == WorkFacts(2, dates[1])
        assert self.platform.get_work(response, make_learner(self.course)) is None

    def test_a_private_teams_discussion_stays_private(self):
        post = api.post_thread(self.course, make_learner(self.course), "Ours", "Secret")
        self.state.hidden_topics.add(f"topic-{post.pk}")
        assert self.platform.get_discussion_post(self.key, post.forum_id, make_learner(self.course)) is None

    @ddt.data(standins.ForumV2RequestError("no such thread"), ValueError("invalid literal for int()"))
    def test_a_post_the_forum_does_not_know(self, error):
        self.state.forum_errors["abc"] = error
        assert self.platform.get_discussion_post(self.key, "abc", make_learner(self.course)) is None

    def test_a_long_post_is_cut(self):
        post = api.post_thread(self.course, make_learner(self.course), "Long", "word " * 500)
        assert len(self.platform.get_discussion_post(self.key, post.forum_id, make_learner(self.course)).excerpt) <= 300

    def test_looking_as_a_learner_is_seen_in_the_learners_place(self):
        staff, learner = make_staff(self.course), make_learner(self.course)
        learner.real_user = staff
        request = self.request_by(learner)
        self.masquerade(request, "student", learner.username)
        assert self.platform.is_masquerading(request, self.key)

    def test_who_is_staff_no_more_does_not_masquerade(self):
        request = self.request_by(make_learner(self.course))
        self.masquerade(request, "student", "")
        assert not self.platform.is_masquerading(request, self.key)

    def test_emails_are_rendered_for_the_site_and_the_person(self):
        user = UserFactory()
        with self.platform.rendering_email(user):
            pass
        ((site, person),) = self.state.emulated
        assert (site.domain, person) == ("example.com", user)

    def test_hosts_are_those_of_the_site_and_its_front_ends(self):
        assert self.platform.allowed_hosts() == [
            "apps.example.org",
            "apps.example.org:1999",
            "lms.example.org",
            "lms.example.org:18000",
            "studio.example.org",
        ]

    def test_a_sites_configuration_overrides_the_settings(self):
        self.state.site_values["LMS_ROOT_URL"] = "https://tenant.example.com"
        assert self.platform.root_url() == "https://tenant.example.com"
        assert "tenant.example.com" in self.platform.allowed_hosts()


class MissingPlatformTest(TestCase):
    """A name that upstream has renamed is an error where it is used, never a feature that is silently off."""

    def test_imports_surface(self):
        with self.assertRaises(ImportError):
            OpenEdxPlatform().get_language(UserFactory())
