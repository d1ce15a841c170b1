"""Tests of reports in Django admin: superusers see that there are some, and no text."""

from proserva_messaging.models import Report
from proserva_messaging.moderation.reporting import report_message
from tests.admin_case import SECRET, AdminCase, admin_url
from tests.campus_case import make_client


class ReportAdminTests(AdminCase):
    def setUp(self):
        super().setUp()
        self.report = report_message(self.instructor, self.message.pk, "cheating", note=f"{SECRET} note")

    def test_a_superuser_sees_reports_without_texts_and_people(self):
        for page in (admin_url("report_changelist"), admin_url("report_change", self.report.id)):
            shown = make_client(self.root).get(page)
            self.assertContains(shown, "heating")
            for hidden in (SECRET, "ines", "lena"):
                self.assertNotContains(shown, hidden)

    def test_operators_do_not_see_them(self):
        self.assertEqual(make_client(self.operator).get(admin_url("report_changelist")).status_code, 403)

    def test_nothing_can_be_changed_there(self):
        make_client(self.root).post(admin_url("report_change", self.report.id), {"state": "handled"})
        self.assertEqual(make_client(self.root).post(admin_url("report_delete", self.report.id)).status_code, 403)
        self.assertEqual(Report.objects.get().state, "open")
