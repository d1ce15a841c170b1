"""Tests of the page of the reports that go to the site, and of the queue on the roster's page."""

from tests.campus_case import url
from tests.moderation_case import ModerationCase


class ReportsPageTests(ModerationCase):
    def test_it_is_for_the_people_who_run_the_site(self):
        self.assertContains(self.get(self.admin, "reports_page"), "<proserva-reports></proserva-reports>")
        for user in (self.instructor, self.learner, self.outsider):
            self.assertEqual(self.get(user, "reports_page").status_code, 404)
        self.assertEqual(self.client.get(url("reports_page")).status_code, 302)

    def test_the_rosters_page_has_the_queue_of_the_course(self):
        page = self.get(self.instructor, "roster_page", str(self.key))
        self.assertContains(page, f'<proserva-reports course-id="{self.key}"></proserva-reports>')
