"""Tests of the queue of reports: who sees which report, and what it shows."""

from functools import partial

import ddt

from demo.campus import api as campus
from proserva_messaging.models import Report
from proserva_messaging.moderation import queue
from tests.factories import UserFactory, make_instructor
from tests.moderation_case import ModerationCase


@ddt.ddt
class QueueTests(ModerationCase):
    def setUp(self):
        super().setUp()
        self.message = self.write(attachment_ids=[self.upload(self.classmate).pk])
        self.report_id = self.make_report(self.message, note="Every day")

    def list_ids(self, user, **query):
        """Return the ids of the reports in the queue of the course, or another."""
        response = self.get(user, "reports", **{"course_id": str(self.key), **query})
        self.assertEqual(response.status_code, 200, response.content)
        return [row["id"] for row in response.json()["results"]]

    def test_the_team_sees_the_report_with_what_it_shares_and_nothing_else(self):
        self.write("Not shared")
        self.assertEqual(self.list_ids(self.assistant), [self.report_id])
        shown = self.get(self.assistant, "report", self.report_id).json()
        self.assertEqual(shown["note"], "Every day")
        self.assertEqual((shown["reporter"]["username"], shown["sender"]["username"]), ("lena", "noor"))
        (text,) = shown["messages"]
        self.assertEqual((text["body_html"], text["files"]), ("<p>You are stupid</p>", ["notes.txt"]))
        self.assertNotIn("Not shared", str(shown))
        self.assertEqual(shown["outcomes"], ["none", "warned", "removed", "restricted", "passed"])
        self.assertEqual(self.get(self.assistant, "thread", self.message.thread_id).status_code, 404)

    def test_the_list_has_no_text(self):
        page = self.get(self.assistant, "reports", course_id=str(self.key))
        self.assertEqual(page.json()["open"], 1)
        self.assertNotContains(page, "stupid")
        self.assertNotContains(page, "Every day")

    @ddt.data("learner", "classmate", "third", "outsider", "elsewhere")
    def test_others_find_nothing(self, name):
        user = make_instructor(self.elsewhere()) if name == "elsewhere" else getattr(self, name)
        self.assert_error(self.get(user, "reports", course_id=str(self.key)), 404, "not_found")
        self.assert_error(self.get(user, "reports"), 404, "not_found")
        hidden, absent = self.get(user, "report", self.report_id), self.get(user, "report", 10**9)
        self.assertEqual((hidden.status_code, hidden.content), (404, absent.content))
        counts = [self.count(partial(queue.get_report, user, each)) for each in (self.report_id, 10**9)]
        self.assertEqual(counts[0], counts[1])
        self.assert_error(self.handle(self.report_id, "none", user), 404, "not_found")

    def elsewhere(self):
        """Return another course."""
        return campus.create_course(key="course-v1:Else+Where+2026", name="Elsewhere")

    def test_no_one_handles_a_report_of_their_own_message(self):
        Report.objects.update(sender=self.assistant)
        self.assertEqual(self.list_ids(self.assistant), [])
        self.assertEqual(self.get(self.assistant, "report", self.report_id).status_code, 404)

    def test_a_report_leaves_the_team_when_its_sender_joins_the_team(self):
        campus.grant_role(self.classmate, self.course, "staff")
        self.assertEqual(self.list_ids(self.instructor), [])
        self.assertEqual(self.get(self.instructor, "reports", course_id=str(self.key)).json()["open"], 0)
        self.assertEqual(self.get(self.instructor, "report", self.report_id).status_code, 404)
        self.assertEqual(self.list_ids(self.admin), [self.report_id])

    def test_the_site_sees_what_goes_to_it_and_each_course(self):
        self.assertEqual(self.get(self.admin, "reports").json()["results"], [])
        self.assertEqual(self.list_ids(self.admin), [self.report_id])
        other = self.make_report(self.write("Look"), about_team=True)
        self.assertEqual([row["id"] for row in self.get(self.admin, "reports").json()["results"]], [other])
        self.assertEqual(self.list_ids(self.instructor), [self.report_id])

    def test_the_queries_of_the_list_do_not_grow(self):
        ask = partial(queue.get_course_reports, self.assistant, self.key, state="open")
        before = self.count(ask)
        for text in "abc":
            self.make_report(self.write(text))
        self.assertEqual(self.count(ask), before)
        self.assertEqual(len(self.list_ids(self.assistant)), 4)
        page = self.get(self.assistant, "reports", course_id=str(self.key), limit=3).json()
        self.assertEqual(self.list_ids(self.assistant, cursor=page["next_cursor"]), [self.report_id])

    def test_a_deleted_message_and_account_leave_the_report(self):
        self.message.delete()
        UserFactory(username="gone")
        self.assertEqual(self.list_ids(self.assistant), [self.report_id])
        shown = self.get(self.assistant, "report", self.report_id).json()
        self.assertEqual(shown["messages"][0]["body_html"], "<p>You are stupid</p>")
        self.assertNotIn("removed", shown["outcomes"])
