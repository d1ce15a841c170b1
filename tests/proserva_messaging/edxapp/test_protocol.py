"""The contract of the platform protocol: the same cases for the campus and for Open edX with stand-in modules."""

from datetime import UTC, datetime
from unittest import mock

import ddt
from django.test import TestCase, override_settings
from opaque_keys.edx.keys import CourseKey, UsageKey

from demo.campus import api, masquerade
from demo.campus.models import BlockState
from demo.campus.platform import CampusPlatform
from proserva_messaging.edxapp import openedx_team
from proserva_messaging.edxapp.openedx import OpenEdxPlatform
from proserva_messaging.edxapp.protocol import SCORED_BELOW, Segment, WorkFacts
from tests.factories import UserFactory, make_instructor, make_learner, make_staff
from tests.proserva_messaging.edxapp import standins
from tests.proserva_messaging.edxapp.audience_cases import AudienceCases
from tests.proserva_messaging.edxapp.cases import ContractCases
from tests.proserva_messaging.edxapp.content_cases import ContentCases
from tests.proserva_messaging.edxapp.site_cases import SiteCases


class CampusContractTest(ContractCases, ContentCases, SiteCases, AudienceCases, TestCase):
    """The demo campus implements the protocol."""

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
class OpenEdxContractTest(ContractCases, ContentCases, SiteCases, AudienceCases, TestCase):
    """The LMS implementation does too, with cases that only the platform has."""

    platform = OpenEdxPlatform()

    def test_a_course_whose_address_cannot_be_made_keeps_its_name(self):
        make = standins.site.course_home_url
        other = api.create_course("course-v1:Test+Broken+1", "Broken")

        def fail_for_one(course_key):
            if course_key == other.id:
                raise LookupError("no such page")
            return make(course_key)

        with (
            mock.patch("openedx.features.course_experience.course_home_url", fail_for_one),
            self.assertLogs("proserva_messaging.edxapp", "ERROR"),
        ):
            found = self.platform.get_courses([self.key, other.id])
        self.assertEqual((found[other.id].name, found[other.id].url), ("Broken", ""))
        self.assertTrue(found[self.key].url)

    def setUp(self):
        super().setUp()
        self.state = self.enterContext(standins.installed())
        # As in a process that has served this course before: on MySQL the first request has one query more.
        openedx_team.SPELLINGS.add(self.key)

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

    def test_modes_have_the_courses_own_names(self):
        make_learner(self.course, mode="honor")
        self.state.mode_names = {"honor": "For the honour"}
        assert [each.name for each in self.platform.get_modes(self.key)] == ["For the honour"]

    def test_an_assignment_without_points_scores_zero(self):
        learner = make_learner(self.course)
        self.state.subsection_grades[self.key, self.lesson("lesson1")] = {learner.pk: (0.0, 0.0)}
        segment = Segment(SCORED_BELOW, usage_key=self.lesson("lesson1"), score=1)
        assert self.platform.filter_by_segment(self.key, segment, [learner.pk]) == {learner.pk}

    def test_cohorts_that_are_switched_off_are_missing(self):
        learner = make_learner(self.course, cohort="Blue")
        self.state.uncohorted.add(self.key)
        assert self.platform.get_cohorts(self.key) == {}
        assert self.platform.get_cohort_ids(self.key, [learner.pk]) == {}

    def test_the_flag_is_created_once(self):
        for _ in range(3):
            self.platform.is_enabled(self.key)
        assert len(standins.CourseWaffleFlag.made) == 1

    def test_an_event_has_its_course_as_context(self):
        self.platform.emit("edx.proserva_messaging.message.sent", self.key, {"message_id": 1})
        context = {"course_id": str(self.key), "org_id": self.key.org}
        assert self.state.emitted == [("edx.proserva_messaging.message.sent", context, {"message_id": 1})]

    def test_only_uploaded_profile_images_have_a_url(self):
        with_picture, without = UserFactory(username="ada"), UserFactory()
        self.state.pictures.add("ada")
        found = self.platform.get_people([with_picture.pk, without.pk])
        assert found[with_picture.pk].image_url == "/media/ada_medium.jpg"
        assert found[without.pk].image_url == ""

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
        assert self.platform.get_user_roles(boss).role_in(key) == "staff"

    def test_query_counts_of_roles_and_teams(self):
        users = [make_learner(self.course), make_staff(self.course)]
        with self.assertNumQueries(1):  # enrolments and all the roles
            self.platform.get_roles(self.key, users)
        for chief in (UserFactory(is_staff=True), UserFactory()):
            api.grant_organization_role(chief, self.key.org, "staff")
            with self.assertNumQueries(2):  # and whether the course exists, for roles in the site or organisation
                self.platform.get_roles(self.key, [*users, chief])
        with self.assertNumQueries(3):
            self.platform.get_course_team(self.key)

    def test_with_openedx_authz_each_user_is_checked_for_organisation_roles(self):
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
    def test_a_block_outside_a_course(self, text):
        usage_key = UsageKey.from_string(text)
        assert self.platform.get_block(usage_key, UserFactory(is_staff=True)) is None

    def test_an_extension_is_for_one_learner(self):
        extended, other, teacher = make_learner(self.course), make_learner(self.course), make_instructor(self.course)
        lesson, problem = (
            self.key.make_usage_key(*each) for each in (("sequential", "lesson2"), ("problem", "problem2"))
        )
        later, authored = datetime(2031, 5, 1, tzinfo=UTC), self.course.weeks_in(0)
        # The platform stores it for the subsection, and for the blocks in it that have their own dates.
        for kept in ((lesson,), (lesson, problem)):
            self.state.extensions[self.key, extended.pk] = dict.fromkeys(kept, later)
            asked = [self.platform.get_block(problem, user).due for user in (extended, other, teacher)]
            assert asked == [later, authored, authored]

    def test_a_problem_has_the_time_of_its_last_answer(self):
        learner, problem = make_learner(self.course), self.key.make_usage_key("problem", "problem1")
        self.hand_in(learner, problem, attempts=1)
        self.state.problem_state["last_submission_time"] = "2026-03-01T10:00:00Z"
        assert self.platform.get_work(problem, learner) == WorkFacts(1, datetime(2026, 3, 1, 10, tzinfo=UTC))

    def test_an_open_response_has_its_newest_submission(self):
        learner, response = make_learner(self.course), self.key.make_usage_key("openassessment", "essay")
        assert self.platform.get_work(response, learner) is None
        dates = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2)]
        mine = (f"anonymous-{learner.pk}-{self.key}", str(self.key), str(response))
        self.state.submissions[mine] = [(1, dates[0]), (2, dates[1])]
        assert self.platform.get_work(response, learner) == WorkFacts(2, dates[1])
        assert self.platform.get_work(response, make_learner(self.course)) is None

    def test_a_discussion_of_a_private_team_is_hidden(self):
        post = api.post_thread(self.course, make_learner(self.course), "Ours", "Secret")
        self.state.hidden_topics.add(f"topic-{post.pk}")
        assert self.platform.get_discussion_post(self.key, post.forum_id, make_learner(self.course)) is None

    @ddt.data(standins.ForumV2RequestError("no such thread"), ValueError("invalid literal for int()"))
    def test_a_post_unknown_to_the_forum(self, error):
        self.state.forum_errors["abc"] = error
        assert self.platform.get_discussion_post(self.key, "abc", make_learner(self.course)) is None

    def test_a_long_post_is_shortened(self):
        post = api.post_thread(self.course, make_learner(self.course), "Long", "word " * 500)
        assert len(self.platform.get_discussion_post(self.key, post.forum_id, make_learner(self.course)).excerpt) <= 300

    def test_masquerading_replaces_the_requests_user(self):
        staff, learner = make_staff(self.course), make_learner(self.course)
        learner.real_user = staff
        request = self.request_by(learner)
        self.masquerade(request, "student", learner.username)
        assert self.platform.is_masquerading(request, self.key)

    def test_former_staff_do_not_masquerade(self):
        request = self.request_by(make_learner(self.course))
        self.masquerade(request, "student", "")
        assert not self.platform.is_masquerading(request, self.key)

    def test_emails_are_rendered_for_the_site_and_the_user(self):
        user = UserFactory()
        with self.platform.rendering_email(user):
            pass
        ((site, person),) = self.state.emulated
        assert (site.domain, person) == ("example.com", user)

    def test_allowed_hosts_are_the_site_and_its_front_ends(self):
        assert self.platform.allowed_hosts() == [
            "apps.example.org",
            "apps.example.org:1999",
            "lms.example.org",
            "lms.example.org:18000",
            "studio.example.org",
        ]

    def test_the_site_configuration_overrides_the_settings(self):
        self.state.site_values["LMS_ROOT_URL"] = "https://tenant.example.com"
        assert self.platform.root_url() == "https://tenant.example.com"
        assert "tenant.example.com" in self.platform.allowed_hosts()


class MissingPlatformTest(TestCase):
    """A name that upstream has renamed raises an error in the method that uses it; no feature is silently off."""

    def test_imports_surface(self):
        with self.assertRaises(ImportError):
            OpenEdxPlatform().get_language(UserFactory())
