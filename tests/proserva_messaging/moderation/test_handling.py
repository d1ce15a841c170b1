"""Tests of the outcome of a report, and of two handlers at once."""

import unittest

import ddt
from django.test import TransactionTestCase

from proserva_messaging.conversations import sending
from proserva_messaging.errors import ChangedMeanwhileError
from proserva_messaging.models import (
    Attachment,
    AuditEntry,
    CourseSettings,
    Delivery,
    Hold,
    Report,
    Restriction,
    Sealed,
    SharedMessage,
)
from proserva_messaging.moderation import handling, reporting
from tests.campus_case import make_client, url
from tests.factories import CourseFactory, make_instructor, make_learner
from tests.moderation_case import ModerationCase
from tests.proserva_messaging.conversations.test_sending import LOCKS, at_once


@ddt.ddt
class OutcomeTests(ModerationCase):
    def setUp(self):
        super().setUp()
        self.message = self.write(attachment_ids=[self.upload(self.classmate).pk])
        self.report_id = self.make_report(self.message, note="Every day")

    @ddt.data("none", "warned")
    def test_an_outcome_closes_the_report_and_deletes_its_copies(self, outcome):
        shown = self.handle(self.report_id, outcome).json()
        self.assertEqual((shown["state"], shown["outcome"], shown["messages"]), ("handled", outcome, []))
        self.assertEqual((shown["handler"]["username"], shown["outcomes"]), ("ines", []))
        self.assertEqual(set(SharedMessage.objects.values_list("body_html", flat=True)), {""})
        self.message.refresh_from_db()
        self.assertEqual(self.message.body, "You are stupid")
        self.assertEqual(self.report(self.message).json()["state"], "handled")

    def test_a_removed_message_loses_text_files_bell_and_email_but_not_its_place(self):
        path = Attachment.objects.get().file
        self.assertEqual(self.handle(self.report_id, "removed").status_code, 200)
        for user in (self.learner, self.classmate):
            (shown,) = self.get(user, "thread_messages", self.message.thread_id).json()["results"]
            self.assertEqual((shown["body"], shown["removed"]), ("This message was removed.", True))
            self.assertEqual((shown["attachments"], shown["sender"]["username"]), ([], "noor"))
            (thread,) = self.get(user, "threads").json()["results"]
            self.assertEqual(thread["last_message"]["preview"], "This message was removed.")
        self.assertFalse(path.storage.exists(path.name))
        self.assertEqual(Delivery.objects.get(message=self.message).bell, "quiet")
        (item,) = self.get(self.learner, "notifications").json()["results"]
        self.assertEqual(item["preview"], "This message was removed.")
        # Nothing is left to report.
        self.assert_error(self.report(self.message, self.learner), 404, "not_found")

    def test_a_removed_message_under_hold_is_sealed_with_its_file(self):
        Hold.objects.create(thread_id=self.message.thread_id, reason="A complaint, case 4711")
        path = Attachment.objects.get().file
        self.assertEqual(self.handle(self.report_id, "removed").status_code, 200)
        self.assertEqual(Sealed.objects.get(kind="Message").content["body"], self.message.body)
        self.assertEqual(Sealed.objects.get(kind="Attachment").content["file"], path.name)
        self.assertTrue(path.storage.exists(path.name))
        self.assertFalse(Attachment.objects.exists())

    def test_a_restricted_learner_writes_to_the_team_only(self):
        group = self.make_group()
        self.assertTrue(self.handle(self.report_id, "restricted").json()["restricted"])
        self.assertIn("stopped", self.reply(self.message.thread_id).json()["message"])
        self.assertEqual(self.reply(group.pk).status_code, 409)
        with self.assertRaisesMessage(Exception, "You can't write to"):
            self.write(to="mia")
        found = self.get(self.classmate, "recipients", str(self.key)).json()["results"]
        self.assertEqual([row["username"] for row in found], ["ines", "amir"])
        self.assertEqual(self.ask("Sorry", sender=self.classmate).thread.kind, "direct")
        # Others still write to them.
        self.assertEqual(self.reply(group.pk, self.learner).status_code, 201)

    def test_a_restriction_can_be_lifted(self):
        self.handle(self.report_id, "restricted")
        response = make_client(self.assistant).delete(url("report_restriction", self.report_id))
        self.assertEqual((response.status_code, response.json()["restricted"]), (200, False))
        self.assertEqual(self.reply(self.message.thread_id).status_code, 201)
        response = make_client(self.classmate).delete(url("report_restriction", self.report_id))
        self.assertEqual(response.status_code, 404)

    def test_a_report_that_is_passed_on_stays_open_at_the_site(self):
        self.assertEqual(self.handle(self.report_id, "passed").status_code, 200)
        self.assertEqual(self.get(self.instructor, "report", self.report_id).status_code, 404)
        shown = self.get(self.admin, "report", self.report_id).json()
        self.assertEqual((shown["route"], shown["state"], len(shown["messages"])), ("site", "open", 1))
        self.assert_error(self.handle(self.report_id, "passed", self.admin), 400, "invalid", outcome="not possible")
        self.assertEqual(self.handle(self.report_id, "none", self.admin).json()["handler"]["username"], "sam")

    def test_a_repeated_outcome_changes_nothing_and_another_is_refused(self):
        first = self.handle(self.report_id, "warned").json()
        self.assertEqual(self.handle(self.report_id, "warned").json(), first)
        self.assert_error(self.handle(self.report_id, "removed"), 409, "changed_meanwhile")
        self.assert_error(self.handle(self.report_id, "warned", self.assistant), 409, "changed_meanwhile")

    def test_a_member_of_the_team_cannot_be_restricted(self):
        report_id = self.make_report(self.ask("Hurry up", sender=self.instructor, to="lena"))
        shown = self.get(self.admin, "report", report_id).json()
        self.assertEqual(shown["outcomes"], ["none", "warned", "removed"])
        self.assert_error(self.handle(report_id, "restricted", self.admin), 400, "invalid", outcome="not possible")
        self.assertEqual(Restriction.objects.count(), 0)

    def test_a_broadcast_is_not_removed(self):
        Report.objects.update(thread=None)
        self.assertNotIn("removed", self.get(self.instructor, "report", self.report_id).json()["outcomes"])

    def test_looks_and_outcomes_are_in_the_audit_trail_without_the_people(self):
        self.get(self.assistant, "report", self.report_id)
        self.handle(self.report_id, "none")
        rows = AuditEntry.objects.filter(action__startswith="report.").order_by("pk")
        entries = rows.values_list("action", "actor_id", "person_id", "thread_id", "facts__outcome")
        looked, handled = list(entries)
        self.assertEqual(looked, ("report.opened", self.assistant.pk, None, None, None))
        self.assertEqual(handled, ("report.handled", self.instructor.pk, None, None, "none"))

    @ddt.data(("removed", "message.deleted"), ("restricted", "person.blocked"))
    @ddt.unpack
    def test_the_audit_trail_has_what_happened_to_the_sender(self, outcome, action):
        self.handle(self.report_id, outcome)
        make_client(self.instructor).delete(url("report_restriction", self.report_id))
        about = AuditEntry.objects.filter(person_id=self.classmate.pk).values_list("action", flat=True)
        self.assertEqual(list(about), [action] + ["person.unblocked"] * (outcome == "restricted"))

    def test_an_unknown_outcome_is_named(self):
        self.assert_error(self.handle(self.report_id, "jailed"), 400, "invalid", outcome="not a valid choice")


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
@ddt.ddt
class HandlersAtOnceTests(TransactionTestCase):
    def setUp(self):
        self.course = CourseFactory()
        self.team = [make_instructor(self.course, username="ines"), make_instructor(self.course, username="ivo")]
        CourseSettings.objects.create(course_id=self.course.id, peer_messages="course")
        self.learners = [make_learner(self.course, username=name) for name in ("lena", "noor")]
        self.message = sending.start_thread(self.learners[1], self.course.id, ["lena"], "You are stupid")

    @ddt.data(1, 2)
    def test_one_of_two_handlers_decides(self, round_):
        report = reporting.report_message(self.learners[0], self.message.pk, "harassment")
        jobs = [
            lambda: handling.handle_report(self.team[0], report.id, "removed"),
            lambda: handling.handle_report(self.team[1], report.id, "none"),
        ]
        outcomes = at_once(*jobs)
        self.assertEqual(sum(isinstance(each, ChangedMeanwhileError) for each in outcomes), 1, outcomes)
        self.message.refresh_from_db()
        self.assertEqual(self.message.body == "", Report.objects.get().outcome == "removed")

    def test_reports_at_once_are_one(self):
        jobs = [lambda: reporting.report_message(self.learners[0], self.message.pk, "spam")] * 4
        outcomes = at_once(*jobs)
        self.assertEqual(len({getattr(each, "id", each) for each in outcomes}), 1, outcomes)
        self.assertEqual((Report.objects.count(), SharedMessage.objects.count()), (1, 1))
