"""Tests of the buttons in the legacy gradebook: their viewers, pages and cost, and that they never break the page."""

from types import SimpleNamespace
from unittest import mock

import ddt
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import reverse
from lxml import html
from opaque_keys.edx.keys import CourseKey

from demo.campus import api
from proserva_messaging.lms_ui.gradebook import GradebookMiddleware
from tests.campus_case import CampusCase
from tests.factories import UserFactory

PAGE = "<!DOCTYPE html><html><body><table class='student-table'></table></body></html>"
WHERE = "proserva_messaging.lms_ui.gradebook"


@ddt.ddt
@override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)
class GradebookTest(CampusCase):
    def run_step(self, user=None, path=None, response=None, **headers):
        """Return what becomes of an answer."""
        request = RequestFactory().get(path or f"/courses/{self.key}/instructor/api/gradebook", headers=headers)
        request.user = user or self.instructor
        return GradebookMiddleware(lambda request: response or HttpResponse(PAGE))(request).content.decode()

    def test_the_campus_shows_it_to_the_team(self):
        self.client.force_login(self.instructor)
        page = html.fromstring(self.client.get(reverse("spoc_gradebook", args=[self.key])).content)
        (element,) = page.iter("proserva-gradebook")
        assert dict(element.attrib) == {"course-id": str(self.key), "progress-url": f"/courses/{self.key}/progress"}
        # What the element finds the learners by: the markup of the platform's own page.
        links = page.xpath("//*[@class='student-table']//td/a[contains(@href, '/progress/')]")
        assert [link.text for link in links] == ["lena", "noor"]

    @ddt.data("", "/20", "/")
    def test_whatever_page_of_it(self, rest):
        path = f"/courses/{self.key}/instructor/api/gradebook{rest}"
        assert self.run_step(path=path).count("<proserva-gradebook") == 1

    @ddt.data(
        "/courses/{}/instructor",
        "/courses/{}/instructor/api/gradebook/export",
        "/x/courses/{}/instructor/api/gradebook",
    )
    def test_other_pages_are_left_alone_at_no_cost(self, path):
        with self.assertNumQueries(0):
            assert self.run_step(path=path.format(self.key)) == PAGE

    @ddt.data({"response": HttpResponse("<p>A part</p></body>")}, {"Sec-Fetch-Dest": "iframe"})
    def test_what_is_no_page_by_itself_stays_as_it_was(self, surroundings):
        expected = surroundings["response"].content.decode() if "response" in surroundings else PAGE
        assert self.run_step(**surroundings) == expected

    def test_it_is_the_teams(self):
        for user in (self.learner, self.outsider):
            assert self.run_step(user) == PAGE

    def test_who_has_a_role_in_the_organisation_has_it_too(self):
        boss = UserFactory()
        assert "<proserva-gradebook" not in self.run_step(boss)
        api.grant_organization_role(boss, self.key.org, "staff")
        assert "<proserva-gradebook" in self.run_step(boss)

    def test_it_costs_what_a_look_at_the_team_costs(self):
        with self.assertNumQueries(1):  # the roles of who looks
            self.run_step()

    def test_it_can_be_switched_off_for_the_site_and_for_a_course(self):
        with override_settings(PROSERVA_MESSAGING_GRADEBOOK_BUTTONS=False), self.assertNumQueries(0):
            assert self.run_step() == PAGE
        with override_settings(COURSES_WITHOUT_MESSAGES=[str(self.key)]):
            assert self.run_step() == PAGE

    def test_a_run_in_another_script_is_escaped_and_known(self):
        key = CourseKey.from_string("course-v1:Прага+Ünï+٢٠٢٦")
        with mock.patch(f"{WHERE}.shows_roster", side_effect=lambda user, course_key: course_key == key):
            page = html.fromstring(self.run_step(path=f"/courses/{key}/instructor/api/gradebook"))
        (element,) = page.iter("proserva-gradebook")
        assert element.get("course-id") == str(key)

    @override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=False)
    @ddt.data("/courses/<script>/instructor/api/gradebook", None)
    def test_whatever_goes_wrong_the_page_is_as_it_was(self, path):
        broken = mock.patch(f"{WHERE}.shows_roster", side_effect=RuntimeError("down"))
        with broken, self.assertLogs("proserva_messaging.lms_ui"):
            assert self.run_step(path=path) == PAGE

    def test_visitors_are_left_alone(self):
        assert self.run_step(SimpleNamespace(is_authenticated=False)) == PAGE
