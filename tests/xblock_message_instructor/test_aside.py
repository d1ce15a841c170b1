"""Tests of the button below assignments: its conditions and viewers, and that it never breaks an assignment."""

from types import SimpleNamespace
from unittest import mock

import ddt
from django.core.cache import cache
from django.test import SimpleTestCase, TestCase, override_settings
from django.urls import reverse
from edx_django_utils.plugins import PluginManager
from lxml import html

from proserva_messaging.models import CourseSettings
from tests.factories import CourseFactory, make_instructor, make_learner, make_staff
from xblock_message_instructor.aside import MessageInstructorAside


@ddt.ddt
class AssignmentTest(SimpleTestCase):
    def test_it_is_found_by_its_entry_point(self):
        manager = type("Asides", (PluginManager,), {"NAMESPACE": "xblock_asides.v1"})
        assert manager.get_available_plugins()["message_instructor_aside"] is MessageInstructorAside

    @ddt.data(
        ({"has_score": True}, True),
        ({"has_score": True, "has_children": False}, True),
        ({"has_score": True, "has_children": True}, False),
        ({"has_score": False}, False),
        ({}, False),
    )
    @ddt.unpack
    def test_an_assignment_is_scored_and_no_container(self, facts, expected):
        assert MessageInstructorAside.should_apply_to_block(SimpleNamespace(**facts)) is expected


@override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)
class AsideTest(TestCase):
    """In the campus, whose runtime renders asides as the LMS's does."""

    def setUp(self):
        cache.clear()
        self.course = CourseFactory()
        self.key = self.course.id
        self.problem = str(self.key.make_usage_key("problem", "problem1"))
        self.instructor, self.learner = make_instructor(self.course), make_learner(self.course)
        self.choose("units_and_problems")

    def choose(self, button):
        CourseSettings.objects.update_or_create(course_id=self.key, defaults={"button": button})

    def buttons(self, user=None, unit="unit1"):
        self.client.force_login(user or self.learner)
        return self.look(unit)

    def look(self, unit="unit1"):
        page = self.client.get(reverse("render_xblock", args=[self.key.make_usage_key("vertical", unit)]))
        found = list(html.fromstring(page.content).iter("proserva-message-button"))
        return [button for button in found if "type@problem" in button.get("usage-key")]

    def test_a_problem_has_a_button_about_itself(self):
        (button,) = self.buttons()
        assert dict(button.attrib) == {
            "course-id": str(self.key),
            "usage-key": self.problem,
            "label": "Ask about this assignment",
            "about": "A small course › Chapter one › Lesson one › Unit one › First question",
            "automatic": "",
        }

    def test_the_team_writes_to_a_learner_about_it(self):
        for member in (self.instructor, make_staff(self.course)):
            (button,) = self.buttons(member)
            assert button.get("label") == "Message a learner about this assignment"
            assert (button.get("choose"), button.get("usage-key")) == ("", self.problem)
        assert self.buttons()[0].get("choose") is None

    def test_the_only_one_of_a_team_has_learners_to_write_to(self):
        assert len(self.buttons(self.instructor)) == 1

    def test_it_stands_only_where_the_course_wants_it(self):
        for choice in ("units", "off", ""):
            self.choose(choice)
            assert self.buttons() == []
        with override_settings(PROSERVA_MESSAGING_UNIT_BUTTON="units_and_problems"):
            cache.clear()
            assert len(self.buttons()) == 1

    def test_it_does_not_take_the_units_place(self):
        self.client.force_login(self.learner)
        page = self.client.get(reverse("render_xblock", args=[self.key.make_usage_key("vertical", "unit3")]))
        assert page.content.count(b"<proserva-message-button") == 2

    def test_where_it_does_not_stand_nothing_is_left_of_it(self):
        self.choose("units")
        self.client.force_login(self.learner)
        page = self.client.get(reverse("render_xblock", args=[self.key.make_usage_key("vertical", "unit3")]))
        assert b"xblock_asides-v1" not in page.content

    def test_staff_who_look_as_a_learner_cannot_write(self):
        staff = make_staff(self.course)
        assert self.buttons(staff)[0].get("unavailable") is None
        self.client.post(reverse("masquerade", args=[self.key]), {"view_as": f"student:{self.learner.username}"})
        (button,) = self.look()
        assert "viewing the course as a learner" in button.get("unavailable")
        assert button.get("choose") is None

    def test_many_assignments_cost_no_more_than_one(self):
        block = SimpleNamespace(
            scope_ids=SimpleNamespace(usage_id=self.key.make_usage_key("problem", "problem1")),
            runtime=SimpleNamespace(),
            get_parent=lambda: None,
        )
        aside = MessageInstructorAside(scope_ids=mock.Mock(), runtime=SimpleNamespace(service=lambda *_: None))
        request = SimpleNamespace(user=self.learner, session={})
        with mock.patch("xblock_message_instructor.messaging.get_current_request", return_value=request):
            with self.assertNumQueries(2):  # what the course chose, and whether it has a team
                assert aside.student_view_aside(block).content
            with self.assertNumQueries(0):
                assert aside.student_view_aside(block).content
        with self.assertNumQueries(0):  # without a request there is no user
            assert aside.student_view_aside(block).content == ""

    @override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=False)
    def test_a_broken_button_breaks_no_assignment(self):
        broken = mock.patch("proserva_messaging.api.make_assignment_button", side_effect=RuntimeError("down"))
        with broken, self.assertLogs("xblock_message_instructor") as logs:
            assert self.buttons() == []
        assert self.problem in logs.output[0]

    def test_tests_and_developers_see_it_raised(self):
        broken = mock.patch("proserva_messaging.api.make_assignment_button", side_effect=RuntimeError("down"))
        with broken, self.assertRaisesMessage(RuntimeError, "down"):
            self.buttons()
