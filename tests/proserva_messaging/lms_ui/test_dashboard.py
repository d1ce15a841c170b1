"""Tests of the roster on the instructor dashboard, legacy and new, and on its own page."""

from types import SimpleNamespace
from unittest import mock

import ddt
from django.core.cache import cache
from django.test import override_settings
from django.urls import reverse
from lxml import html

from proserva_messaging.lms_ui.dashboard import AddDashboardSection, AddDashboardTab
from proserva_messaging.settings import common, production
from tests.campus_case import CampusCase, url
from tests.factories import CourseFactory, make_instructor

REQUEST = "proserva_messaging.lms_ui.dashboard.get_current_request"
ROLES = "demo.campus.platform.CampusPlatform.get_roles"
STRICT = override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)


@STRICT
class LegacyDashboardTest(CampusCase):
    def look(self, user):
        self.client.force_login(user)
        return self.client.get(reverse("instructor", args=[self.key]))

    def test_the_team_has_a_section_with_the_roster_and_its_script(self):
        page = self.look(self.assistant)
        (roster,) = html.fromstring(page.content).iter("proserva-roster")
        assert roster.get("course-id") == str(self.key)
        assert page.content.count(b"proserva_messaging/proserva.js") == 2  # the page's own, for its bell, and ours
        assert b'id="tab-proserva_messages"' in page.content

    def test_a_course_switched_off_has_none(self):
        with override_settings(COURSES_WITHOUT_MESSAGES=[str(self.key)]):
            assert b"<proserva-roster" not in self.look(self.instructor).content

    def test_others_who_may_open_the_dashboard_have_none(self):
        for user in (self.learner, SimpleNamespace(is_authenticated=False), None):
            context = {"course": self.course, "sections": []}
            with mock.patch(REQUEST, return_value=SimpleNamespace(user=user)):
                answer = AddDashboardSection("type", []).run_filter(context=context, template_name="x")
            assert answer == {"context": {"course": self.course, "sections": []}, "template_name": "x"}

    @override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=False)
    def test_a_broken_section_breaks_no_dashboard(self):
        steps = AddDashboardSection("type", [])
        with (
            mock.patch(REQUEST, return_value=SimpleNamespace(user=self.instructor)),
            mock.patch(ROLES, side_effect=RuntimeError("down")),
            self.assertLogs("proserva_messaging.lms_ui"),
        ):
            answer = steps.run_filter(context={"course": self.course, "sections": ["theirs"]}, template_name="x")
        assert answer["context"]["sections"] == ["theirs"]

    def test_mako_finds_the_template_however_often_settings_are_made(self):
        settings = SimpleNamespace(MAKO_TEMPLATE_DIRS_BASE=["theirs"])
        for module in (common, production, common):
            module.plugin_settings(settings)
        theirs, ours = settings.MAKO_TEMPLATE_DIRS_BASE
        assert theirs == "theirs"
        assert (common.Path(ours) / "proserva_messaging/lms/proserva_messages.html").exists()
        studio = SimpleNamespace()
        common.plugin_settings(studio)
        assert not hasattr(studio, "MAKO_TEMPLATE_DIRS_BASE")


@STRICT
class NewDashboardTest(CampusCase):
    def tabs(self, user, course=None):
        given = {"tabs": [{"tab_id": "theirs"}], "user": user, "course_key": (course or self.course).id}
        answer = AddDashboardTab("type", []).run_filter(**given)
        assert set(answer) == set(given)
        return answer["tabs"]

    def test_the_team_has_a_tab_that_leads_to_our_page(self):
        theirs, ours = self.tabs(self.instructor)
        assert theirs == {"tab_id": "theirs"}
        assert set(ours) == {"tab_id", "title", "url", "sort_order"}
        assert ours["url"].startswith("http")
        self.client.force_login(self.instructor)
        path = ours["url"].partition("//")[2].partition("/")[2]
        assert b"<proserva-roster" in self.client.get(f"/{path}").content

    def test_no_one_else_has_it(self):
        for user in (self.learner, self.outsider):
            assert self.tabs(user) == [{"tab_id": "theirs"}]
        cache.clear()  # the course is remembered for a minute
        with override_settings(COURSES_WITHOUT_MESSAGES=[str(self.key)]):
            assert self.tabs(self.instructor) == [{"tab_id": "theirs"}]


@STRICT
@ddt.ddt
class RosterPageTest(CampusCase):
    def look(self, user, course_id):
        self.client.force_login(user)
        return self.client.get(url("roster_page", course_id))

    @ddt.data("course-v1:Test+Page+2026", "course-v1:Прага+Ünï+٢٠٢٦", "Old/Style/2013")
    def test_the_team_sees_it(self, key):
        course = CourseFactory(key=key)
        page = self.look(make_instructor(course), key)
        shown = html.fromstring(page.content.decode())
        (roster,) = shown.iter("proserva-roster")
        assert roster.get("course-id") == key
        # The campus has no page of a course with an old key, so that its name is not known.
        assert shown.xpath("string(//main/p)") in (course.name, key)
        assert page["Cache-Control"] == "private, no-store"

    def test_for_others_it_is_not_there(self):
        for user in (self.learner, self.outsider):
            assert self.look(user, str(self.key)).status_code == 404
        assert self.look(self.instructor, "nonsense").status_code == 404
        assert self.look(self.instructor, "course-v1:No+Such+Course").status_code == 404

    def test_a_visitor_signs_in_first(self):
        answer = self.client.get(url("roster_page", str(self.key)))
        assert answer.status_code == 302
