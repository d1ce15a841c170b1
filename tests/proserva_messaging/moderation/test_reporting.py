"""Tests of reporting a message: who can, what it shares, and who handles it."""

from functools import partial

import ddt
from django.test import override_settings

from proserva_messaging.conversations.members import leave_thread
from proserva_messaging.models import Report, SharedMessage
from proserva_messaging.moderation.reporting import report_message
from tests.campus_case import url
from tests.moderation_case import ModerationCase


@ddt.ddt
class ReportTests(ModerationCase):
    def test_a_report_shares_the_message_alone_by_default(self):
        self.write("Before")
        message = self.write()
        self.write("After")
        response = self.report(message, note=" See this ")
        self.assertEqual(response.status_code, 201)
        self.assertEqual(set(response.json()), {"id", "message", "route", "state", "created"})
        self.assertEqual((response.json()["route"], response.json()["state"]), ("team", "open"))
        report = Report.objects.get()
        self.assertEqual((report.note, report.sender, report.thread), ("See this", self.classmate, message.thread))
        self.assertEqual([each.body_html for each in report.shared.all()], ["<p>You are stupid</p>"])

    def test_a_report_shares_as_much_around_it_as_the_reporter_chooses(self):
        texts = [self.write(text) for text in "abcdefg"]
        self.make_report(texts[3], before=2, after=1)
        shared = SharedMessage.objects.order_by("position")
        self.assertEqual([each.message_id for each in shared], [each.pk for each in texts[1:5]])
        self.assertEqual([each.is_reported for each in shared], [False, False, True, False])

    def test_a_report_shares_only_texts_that_the_reporter_can_see(self):
        thread = self.make_group(names=("noor",))
        hidden = self.answer(thread.pk, "Hidden from Lena", sender=self.classmate)
        data = {"usernames": ["lena"], "history": "none"}
        self.assertEqual(self.post(self.third, "participants", thread.pk, data=data).status_code, 201)
        shown = self.answer(thread.pk, "Shown", sender=self.classmate)
        self.make_report(shown, before=20)
        self.assertEqual([each.message_id for each in SharedMessage.objects.all()], [shown.pk])
        self.assert_error(self.report(hidden), 404, "not_found")

    def test_a_repeated_report_is_the_first_one(self):
        message = self.write()
        first = self.report(message).json()
        self.assertEqual(self.report(message, reason="spam", note="Again", before=3).json(), first)
        self.assertEqual(Report.objects.get().reason, "harassment")
        self.assertEqual(SharedMessage.objects.count(), 1)

    def test_a_hidden_message_costs_the_same_as_none(self):
        message = self.write()
        asked = [(self.third, message.pk), (self.outsider, message.pk), (self.third, 10**9)]
        answers = [self.post(user, "message_report", pk, data={"reason": "spam"}) for user, pk in asked]
        self.assertEqual({(each.status_code, each.content) for each in answers}, {(404, answers[0].content)})
        # The participant and the message.
        self.assertEqual({self.count(partial(report_message, *each, "spam")) for each in asked}, {2})

    @ddt.data("mine", "system")
    def test_one_can_report_texts_of_others_only(self, which):
        thread = self.make_group()
        if which == "system":
            leave_thread(self.classmate, thread.pk)
        message = thread.messages.latest("pk")
        self.assert_error(self.report(message, self.third if which == "mine" else None), 404, "not_found")

    @ddt.data("sender", "about_team")
    def test_a_report_about_the_team_goes_to_the_site(self, why):
        if why == "sender":
            message = self.ask("Hurry up", sender=self.instructor, to="lena")
            self.make_report(message)
        else:
            self.make_report(about_team=True)
        self.assertEqual(Report.objects.get().route, "site")
        self.assertEqual(self.get(self.assistant, "reports", course_id=str(self.key)).json()["results"], [])
        self.assertEqual(len(self.get(self.admin, "reports").json()["results"]), 1)

    @ddt.data(
        ({"reason": "boring"}, "reason", "not a valid choice"),
        ({"reason": "spam", "note": "x" * 1001}, "note", "1000"),
        ({"reason": "spam", "before": 21}, "before", "20"),
        ({"reason": "spam", "after": -1}, "after", "0"),
        ({"reason": "spam", "why": "x"}, "why", "Unknown"),
    )
    @ddt.unpack
    def test_wrong_input_is_named(self, data, field, words):
        response = self.post(self.learner, "message_report", self.write().pk, data=data)
        self.assert_error(response, 400, "invalid", **{field: words})
        self.assertEqual(Report.objects.count(), 0)

    @override_settings(PROSERVA_MESSAGING_REPORT_RATE="2/day")
    def test_reports_of_one_person_have_a_limit_that_repetitions_do_not_use_up(self):
        messages = [self.write(text) for text in "abc"]
        self.assertEqual([self.report(each).status_code for each in messages[:2]], [201, 201])
        self.assert_error(self.report(messages[2]), 429, "throttled")
        self.assertEqual(self.report(messages[0]).status_code, 201)
        self.assertEqual(Report.objects.count(), 2)

    def test_the_reported_person_sees_nothing_of_it(self):
        message = self.write()
        before = self.get(self.classmate, "thread_messages", message.thread_id).json()
        report_id = self.make_report(message)
        self.assertEqual(self.get(self.classmate, "thread_messages", message.thread_id).json(), before)
        self.assertEqual(self.get(self.classmate, "report", report_id).status_code, 404)

    def test_one_must_be_signed_in(self):
        self.assertEqual(self.client.post(url("message_report", 1)).status_code, 401)
