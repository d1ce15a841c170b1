"""Tests of the platform's hooks, which the campus raises as the LMS does: filters, events, tabs, XBlocks."""

import json

from ddt import data, ddt, unpack
from django.apps import apps
from django.test import RequestFactory, TestCase, override_settings
from django.urls import reverse
from lxml import html
from openedx_events.learning import signals
from openedx_filters import PipelineStep
from openedx_filters.learning.filters import VerticalBlockRenderCompleted

from demo.campus import api, masquerade, tabs
from demo.campus.models import BlockState
from demo.campus.runtime import CampusRuntime
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff
from xblock_message_instructor import MessageInstructorXBlock

UNIT_FILTER = "org.openedx.learning.vertical_block.render.completed.v1"
DASHBOARD_FILTER = "org.openedx.learning.instructor.dashboard.render.started.v1"
HERE = "tests.demo.test_hooks"


class AddToUnit(PipelineStep):
    """A filter step that appends text to a unit."""

    def run_filter(self, block, fragment, context, view):
        fragment.content += f"<p id='added'>{block.location} {view} {sorted(context)}</p>"
        return {"block": block, "fragment": fragment, "context": context, "view": view}


class PreventUnit(PipelineStep):
    """A filter step that forbids a unit."""

    def run_filter(self, block, fragment, context, view):
        raise VerticalBlockRenderCompleted.PreventVerticalBlockRender("Not today.")


class AddSection(PipelineStep):
    """A filter step that adds a section to the instructor dashboard."""

    def run_filter(self, context, template_name):
        context["sections"].append({"section_key": "extra", "section_display_name": f"Extra {context['course'].id}"})
        return {"context": context, "template_name": template_name}


def filtered(filter_type, step):
    """Return the settings that configure one step for a filter."""
    steps = {filter_type: {"pipeline": [step], "fail_silently": False}}
    return override_settings(OPEN_EDX_FILTERS_CONFIG=steps)


class FilterTest(TestCase):
    """The filters of units and of the instructor dashboard."""

    def setUp(self):
        self.course = CourseFactory()
        self.client.force_login(make_staff(self.course))
        self.unit = reverse("render_xblock", args=[self.course.id.make_usage_key("vertical", "unit1")])

    def test_a_unit_passes_through_its_filter(self):
        with filtered(UNIT_FILTER, f"{HERE}.AddToUnit"):
            page = html.fromstring(self.client.get(self.unit).content)
        said = page.get_element_by_id("added").text_content()
        self.assertIn("type@vertical+block@unit1 student_view", said)
        for name in ("hide_access_error_blocks", "is_mobile_app", "show_bookmark_button", "show_title"):
            self.assertIn(name, said)

    def test_a_step_can_forbid_a_unit(self):
        with filtered(UNIT_FILTER, f"{HERE}.PreventUnit"):
            page = self.client.get(self.unit).content.decode()
        self.assertIn("Not today.", page)
        self.assertNotIn("Welcome to the", page)

    def test_the_dashboard_passes_through_its_filter(self):
        with filtered(DASHBOARD_FILTER, f"{HERE}.AddSection"):
            page = self.client.get(reverse("instructor", args=[self.course.id]))
        self.assertContains(page, f"Extra {self.course.id}")


@ddt
class EventTest(TestCase):
    """The events of enrolments, roles and cohorts."""

    def setUp(self):
        self.course = CourseFactory()
        self.user = UserFactory(name="Zoë")
        self.seen = []

    def watch(self, *names):
        for name in names:
            signal = getattr(signals, name)

            def receive(signal, name=name, **kwargs):
                self.seen.append((name, next(each for key, each in kwargs.items() if key in signal.init_data)))

            signal.connect(receive, weak=False)
            self.addCleanup(signal.disconnect, receive)

    def test_enrolling_and_leaving(self):
        self.watch("COURSE_ENROLLMENT_CREATED", "COURSE_ENROLLMENT_CHANGED", "COURSE_UNENROLLMENT_COMPLETED")
        api.enroll(self.user, self.course)
        api.unenroll(self.user, self.course)
        api.unenroll(self.user, self.course)
        api.enroll(self.user, self.course, "verified")
        created, changed = "COURSE_ENROLLMENT_CREATED", "COURSE_ENROLLMENT_CHANGED"
        names = [created, changed, "COURSE_UNENROLLMENT_COMPLETED", changed, created]
        self.assertEqual([name for name, _data in self.seen], names)
        first = self.seen[0][1]
        self.assertEqual((first.user.id, first.user.pii.name), (self.user.id, "Zoë"))
        self.assertEqual((first.course.course_key, first.is_active), (self.course.id, True))
        self.assertEqual(self.seen[-1][1].mode, "verified")

    @data("instructor", "staff")
    def test_roles(self, role):
        self.watch("COURSE_ACCESS_ROLE_ADDED", "COURSE_ACCESS_ROLE_REMOVED")
        for _twice in range(2):
            api.grant_role(self.user, self.course, role)
        for _twice in range(2):
            api.revoke_role(self.user, self.course, role)
        names = [(name, each.role, each.course_key) for name, each in self.seen]
        added, removed = "COURSE_ACCESS_ROLE_ADDED", "COURSE_ACCESS_ROLE_REMOVED"
        self.assertEqual(names, [(added, role, self.course.id), (removed, role, self.course.id)])

    def test_joining_a_cohort_sends_an_event_and_leaving_does_not(self):
        self.watch("COHORT_MEMBERSHIP_CHANGED")
        api.set_cohort(self.user, self.course, "Morning")
        api.set_cohort(self.user, self.course, None)
        self.assertEqual([each.name for _name, each in self.seen], ["Morning"])


@ddt
class TabTest(TestCase):
    """A course's tabs."""

    def setUp(self):
        self.course = CourseFactory()

    def types(self, user, **more):
        return [tab["type"] for tab in tabs.tabs_for(self.course, user, **more)]

    @data(
        (make_learner, ["courseware", "progress", "discussion", "proserva_announcements", "proserva_messages"]),
        (
            make_staff,
            ["courseware", "progress", "discussion", "proserva_announcements", "proserva_messages", "instructor"],
        ),
    )
    @unpack
    def test_tabs_are_in_order_and_include_those_of_plugins(self, make, expected):
        self.assertEqual(self.types(make(self.course)), expected)

    def test_outsiders_have_no_tabs_and_masquerading_staff_no_team_tabs(self):
        self.assertEqual(self.types(UserFactory()), [])
        self.assertNotIn("instructor", self.types(make_staff(self.course), as_learner=True))


class MasqueradeTest(TestCase):
    """Staff who view a course as a learner."""

    def setUp(self):
        self.course = CourseFactory()
        self.staff = make_staff(self.course)
        self.learner = make_learner(self.course)
        self.client.force_login(self.staff)

    def view_as(self, choice):
        address = reverse("masquerade", args=[self.course.id])
        return self.client.post(address, {"view_as": choice, "next": "/"})

    def sees(self, unit):
        key = self.course.id.make_usage_key("vertical", unit)
        return self.client.get(reverse("render_xblock", args=[key])).status_code == 200

    def test_a_learners_view_hides_staff_only_content(self):
        self.assertTrue(self.sees("hidden"))
        for choice, expected in (("student", False), (f"student:{self.learner.username}", False), ("staff", True)):
            self.view_as(choice)
            self.assertEqual(self.sees("hidden"), expected, choice)

    def test_the_runtimes_user_is_the_chosen_learner(self):
        request = RequestFactory().get("/")
        request.user, request.session = self.staff, {}
        masquerade.choose(request, self.course.id, "student", self.learner.username)
        masquerade.setup(request, self.course.id)
        self.assertEqual((request.user, request.user.real_user), (self.learner, self.staff))

    def test_answers_of_masquerading_staff_are_not_the_learners(self):
        key = self.course.id.make_usage_key("problem", "problem1")
        check = reverse("xblock_handler", args=[self.course.id, key, "check"])
        self.view_as(f"student:{self.learner.username}")
        answer = self.client.post(check, json.dumps({"answer": 1}), content_type="application/json")
        self.assertTrue(answer.json()["correct"])
        self.assertFalse(BlockState.objects.exists())

    def test_only_the_team_may_masquerade(self):
        self.client.force_login(self.learner)
        self.assertEqual(self.view_as("student").status_code, 404)


class XBlockTest(TestCase):
    """The product's XBlock in the campus's runtime."""

    def setUp(self):
        self.course = CourseFactory()
        self.instructor = make_instructor(self.course)
        self.learner = make_learner(self.course)

    def test_the_plugin_and_the_block_are_found_by_their_entry_points(self):
        self.assertTrue(apps.is_installed("proserva_messaging"))
        runtime = CampusRuntime(self.course, self.learner, is_staff=False, role="student")
        block = runtime.get_block(self.course.id.make_usage_key("message_instructor", "ask2"))
        self.assertIsInstance(block, MessageInstructorXBlock)
        self.assertEqual((block.recipients, block.allow_files), (["assistant"], False))

    def test_an_authors_changes_show_in_the_course_and_learners_cannot_save(self):
        usage_key = self.course.id.make_usage_key("message_instructor", "ask1")
        change = json.dumps({"values": {"label": "Ask away"}, "defaults": []})
        unit = reverse("render_xblock", args=[self.course.id.make_usage_key("vertical", "unit1")])
        submit = "submit_studio_edits"
        self.client.force_login(self.learner)
        for address in (reverse("studio_handler", args=[usage_key, submit]),):
            self.assertEqual(self.client.post(address, change, content_type="application/json").status_code, 404)
        self.client.raise_request_exception = False
        through_lms = reverse("xblock_handler", args=[self.course.id, usage_key, submit])
        self.assertEqual(self.client.post(through_lms, change, content_type="application/json").status_code, 500)
        self.assertNotContains(self.client.get(unit), "Ask away")
        self.client.force_login(self.instructor)
        address = reverse("studio_handler", args=[usage_key, submit])
        self.assertEqual(self.client.post(address, change, content_type="application/json").status_code, 200)
        self.client.force_login(self.learner)
        self.assertContains(self.client.get(unit), "Ask away")
