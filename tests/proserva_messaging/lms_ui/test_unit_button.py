"""Tests of the button in each unit: its conditions, viewers and cost, and its errors."""

from types import SimpleNamespace
from unittest import mock

import ddt
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from opaque_keys.edx.keys import UsageKey
from web_fragments.fragment import Fragment

from demo.campus import api
from proserva_messaging.lms_ui.unit_button import AddUnitButton
from proserva_messaging.models import CourseSettings
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff

UNIT_FILTER = "org.openedx.learning.vertical_block.render.completed.v1"
STEP = "proserva_messaging.lms_ui.unit_button"
# A unit of the small course without a block of ours, and one with.
BARE, WITH_BLOCK = "unit3", "unit1"
IS_ENABLED = "demo.campus.platform.CampusPlatform.is_enabled"
STRICT = override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)


class UnitCase(TestCase):
    """A course with a team and a learner."""

    def setUp(self):
        cache.clear()
        self.course = CourseFactory()
        self.key = self.course.id
        self.instructor = make_instructor(self.course)
        self.learner = make_learner(self.course)

    def choose(self, button):
        CourseSettings.objects.update_or_create(course_id=self.key, defaults={"button": button})

    def buttons(self, unit=BARE, user=None):
        """Return the buttons in a unit, as the campus shows it to a user."""
        self.client.force_login(user or self.learner)
        return self.look(unit)

    def look(self, unit=BARE):
        page = self.client.get(reverse("render_xblock", args=[self.key.make_usage_key("vertical", unit)]))
        assert page.status_code == 200
        return list(html.fromstring(page.content).iter("proserva-message-button"))


@ddt.ddt
@STRICT
class UnitButtonTest(UnitCase):
    """In the campus, which calls the platform's filter."""

    def test_a_unit_without_a_block_of_ours_has_a_button(self):
        (button,) = self.buttons()
        unit = str(self.key.make_usage_key("vertical", BARE))
        assert dict(button.attrib) == {
            "course-id": str(self.key),
            "usage-key": unit,
            "about": "A small course › Chapter one › Lesson two › Unit three",
            "automatic": "",
        }

    def test_its_script_comes_with_it(self):
        self.client.force_login(self.learner)
        page = self.client.get(reverse("render_xblock", args=[self.key.make_usage_key("vertical", BARE)]))
        assert page.content.count(b"proserva_messaging/proserva.js") == 1

    def test_a_unit_in_which_an_author_placed_one_has_that_one(self):
        (button,) = self.buttons(WITH_BLOCK)
        assert button.get("automatic") is None

    def test_an_authors_block_that_cannot_write_keeps_its_place(self):
        api.revoke_role(self.instructor, self.course, "instructor")
        (button,) = self.buttons(WITH_BLOCK)
        assert "no instructor" in button.get("unavailable")

    @ddt.data(("off", 0), ("units", 1), ("units_and_problems", 2), ("", 1))
    @ddt.unpack
    def test_the_course_chooses(self, choice, count):
        self.choose(choice)
        assert len(self.buttons()) == count

    @ddt.data(("off", "", 0), ("off", "units", 1), ("units", "off", 0), ("nonsense", "", 0))
    @ddt.unpack
    def test_the_site_chooses_where_the_course_does_not(self, site, course, count):
        self.choose(course)
        with override_settings(PROSERVA_MESSAGING_UNIT_BUTTON=site):
            assert len(self.buttons()) == count

    def test_a_new_choice_shows_at_once(self):
        assert len(self.buttons()) == 1
        self.choose("off")
        assert self.buttons() == []
        CourseSettings.objects.get(course_id=self.key).delete()
        assert len(self.buttons()) == 1

    def test_another_courses_choice_is_its_own(self):
        self.choose("off")
        other = CourseFactory()
        make_instructor(other)
        self.key = other.id
        assert len(self.buttons(user=make_learner(other))) == 1

    def test_a_course_switched_off_by_the_operator_has_none(self):
        with override_settings(COURSES_WITHOUT_MESSAGES=[str(self.key)]):
            assert self.buttons() == []
        with override_settings(PROSERVA_MESSAGING_ENABLED=False):
            assert self.buttons() == []
            assert "turned off" in self.buttons(WITH_BLOCK)[0].get("unavailable")

    def test_the_platform_is_asked_once_in_a_minute_whether_a_course_is_switched_off(self):
        """In the LMS that is two queries; the banner does not ask again."""
        with mock.patch(IS_ENABLED, return_value=True) as asked:
            for _ in range(3):
                assert len(self.buttons()) == 1
        assert asked.call_count == 1

    def test_a_course_without_a_team_stays_quiet(self):
        api.revoke_role(self.instructor, self.course, "instructor")
        assert self.buttons() == []

    def test_a_contact_is_a_recipient(self):
        api.revoke_role(self.instructor, self.course, "instructor")
        CourseSettings.objects.create(course_id=self.key, contact=UserFactory())
        assert len(self.buttons()) == 1

    def test_the_only_team_member_has_no_recipient(self):
        assert self.buttons(user=self.instructor) == []
        cache.clear()
        make_staff(self.course)
        assert len(self.buttons(user=self.instructor)) == 1

    def test_staff_who_look_as_a_learner_cannot_write(self):
        staff = make_staff(self.course)
        assert self.buttons(user=staff)[0].get("unavailable") is None
        for view_as in ("student", f"student:{self.learner.username}"):
            self.client.post(reverse("masquerade", args=[self.key]), {"view_as": view_as})
            assert "viewing the course as a learner" in self.look()[0].get("unavailable")
        self.client.post(reverse("masquerade", args=[self.key]), {"view_as": "staff"})
        assert self.look()[0].get("unavailable") is None

    def test_a_run_in_another_script(self):
        course = CourseFactory(key="course-v1:Прага+Ünï+٢٠٢٦")
        make_instructor(course)
        self.key = course.id
        assert self.buttons(user=make_learner(course))[0].get("course-id") == str(course.id)


@ddt.ddt
@STRICT
class StepTest(UnitCase):
    """The step by itself, for what the campus has none of."""

    def run_step(self, *, user=None, key=None, view="student_view", context=None, runtime=None, content="<p>Unit</p>"):
        usage_key = key or self.key.make_usage_key("vertical", BARE)
        block = SimpleNamespace(
            scope_ids=SimpleNamespace(usage_id=usage_key),
            runtime=runtime or SimpleNamespace(),
            display_name="Unit",
            get_parent=lambda: None,
        )
        given = {"block": block, "fragment": Fragment(content), "context": context, "view": view}
        request = SimpleNamespace(user=user or self.learner, session={})
        with mock.patch(f"{STEP}.get_current_request", return_value=None if user is False else request):
            answer = AddUnitButton("type", []).run_filter(**given)
        assert {name: answer[name] for name in given} == given
        return answer["fragment"].content

    def test_what_was_there_stays_first(self):
        content = self.run_step()
        assert content.startswith("<p>Unit</p>")
        assert content.count("<proserva-message-button") == 1

    @ddt.data(
        {"view": "public_view"},
        {"view": "author_view"},
        {"context": {"child_of_vertical": True}},
        {"runtime": SimpleNamespace(is_author_mode=True)},
        {"user": AnonymousUser()},
        {"user": False},
        {"content": '<div><proserva-message-button course-id="x"></proserva-message-button></div>'},
        {"key": UsageKey.from_string("lib-block-v1:Test+lib+type@vertical+block@one")},
        {"key": UsageKey.from_string("lb:Test:lib:vertical:one")},
        {"key": UsageKey.from_string("i4x://Test/C0/vertical/one")},
    )
    def test_where_it_does_not_belong_nothing_changes(self, surroundings):
        content = surroundings.get("content", "<p>Unit</p>")
        assert self.run_step(**surroundings) == content

    @ddt.data({"view": "public_view"}, {"user": AnonymousUser()}, {"user": False})
    def test_visitors_cost_nothing(self, surroundings):
        with self.assertNumQueries(0):
            self.run_step(**surroundings)

    def test_a_button_beside_a_problem_does_not_stand_for_the_units(self):
        beside = '<proserva-message-button usage-key="problem" automatic=""></proserva-message-button>'
        assert self.run_step(content=beside).count("<proserva-message-button") == 2

    def test_a_ccx_is_a_course_of_its_own(self):
        key = UsageKey.from_string("ccx-block-v1:Test+C+2026+ccx@7+type@vertical+block@unit3")
        CourseSettings.objects.create(course_id=self.key, button="off")
        with mock.patch("demo.campus.platform.CampusPlatform.find_team_ids", return_value=[self.instructor.pk]):
            assert 'course-id="ccx-v1:Test+C+2026+ccx@7"' in self.run_step(key=key)

    def test_it_costs_two_queries_and_then_none(self):
        with self.assertNumQueries(2):  # what the course chose, and whether it has a team
            self.run_step()
        with self.assertNumQueries(0):  # for a minute, for all users of the course
            self.run_step()
            self.run_step(user=make_staff_without_queries(self.instructor))

    def test_a_course_that_wants_none_costs_one(self):
        self.choose("off")
        with self.assertNumQueries(1):  # what the course chose
            self.run_step()


def make_staff_without_queries(user):
    """Return a user as a request has them."""
    return SimpleNamespace(pk=user.pk, is_authenticated=True)


class CostInTheCampusTest(UnitCase):
    """The queries that the filter adds to a whole unit."""

    def count(self):
        self.client.force_login(self.learner)
        self.look()
        with CaptureQueriesContext(connection) as queries:
            cache.clear()
            self.look()
        return len(queries)

    def test_it_adds_two_queries_at_most(self):
        with_button = self.count()
        # The unit's problem asks the same for a button of its own, and what one has found the other knows.
        with mock.patch("proserva_messaging.conversations.buttons._get_placement", return_value=("off", [])):
            without = self.count()
        assert with_button - without == 2


class BrokenTest(UnitCase):
    """A broken button never breaks a lesson, and never fails unseen."""

    @override_settings(PROSERVA_MESSAGING_PLATFORM="proserva_messaging.edxapp.openedx.OpenEdxPlatform")
    def test_a_platform_that_has_lost_a_module_keeps_its_lessons(self):
        fragment = Fragment("<p>Unit</p>")
        block = SimpleNamespace(
            scope_ids=SimpleNamespace(usage_id=self.key.make_usage_key("vertical", BARE)),
            runtime=SimpleNamespace(),
            get_parent=lambda: None,
        )
        request = mock.patch(f"{STEP}.get_current_request", return_value=SimpleNamespace(user=self.learner, session={}))
        with request, self.assertLogs("proserva_messaging.lms_ui") as logs:
            answer = AddUnitButton("type", []).run_filter(block, fragment, None, "student_view")
        assert answer["fragment"].content == "<p>Unit</p>"
        assert "ModuleNotFoundError" in logs.output[0]

    def breaking(self):
        return mock.patch("demo.campus.platform.CampusPlatform.find_team_ids", side_effect=RuntimeError("down"))

    def test_a_learner_gets_the_unit_and_the_operator_a_log_entry(self):
        with self.breaking(), self.assertLogs("proserva_messaging.lms_ui") as logs:
            assert self.buttons() == []
        assert "block@unit3" in logs.output[0]
        assert "RuntimeError: down" in logs.output[0]

    @STRICT
    def test_tests_and_developers_see_it_raised(self):
        steps = {"pipeline": [f"{STEP}.AddUnitButton"], "fail_silently": False}
        loud = override_settings(OPEN_EDX_FILTERS_CONFIG={UNIT_FILTER: steps})
        with loud, self.breaking(), self.assertRaisesMessage(RuntimeError, "down"):
            self.buttons()
