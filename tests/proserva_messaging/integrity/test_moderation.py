"""Tests of the rules about reports and blocks."""

from proserva_messaging.models import Block, Report, SharedMessage
from tests.integrity_case import NOW, IntegrityCase


class ReportRuleTests(IntegrityCase):
    def test_a_handled_report_keeps_no_text(self):
        Report.objects.update(state="handled", outcome="none", handled=NOW)
        self.check("shared_text", 1)
        self.assertEqual(SharedMessage.objects.get().body_html, "")

    def test_an_open_report_keeps_its_text(self):
        self.check("shared_text", 0)
        self.assertEqual(SharedMessage.objects.get().body_html, "<p>Mine</p>")

    def test_a_report_is_about_a_message_of_its_thread(self):
        Report.objects.update(thread=self.group)
        self.check("report_thread", 1)
        self.assertEqual(Report.objects.get().thread, self.thread)

    def test_no_one_blocks_themselves(self):
        Block.objects.create(blocker=self.learner, blocked=self.learner)
        Block.objects.create(blocker=self.learner, blocked=self.classmate)
        self.check("self_block", 1)
        self.assertEqual(Block.objects.get().blocked, self.classmate)
