"""Tests of alerts: what a message with a sign of distress causes, for its writer and the care contacts."""

import logging
import unittest
from datetime import timedelta
from unittest import mock

import ddt
from django.core import mail
from django.db import DatabaseError, OperationalError, connection
from django.db.models import F
from django.test import TransactionTestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import sweep
from proserva_messaging.care import alerts
from proserva_messaging.conversations import groups, sending
from proserva_messaging.delivery.outcomes import Outcome
from proserva_messaging.models import CareAlert, CareNotice, CourseSettings, Delivery, Message
from tests.care_case import SIGN, CareCase
from tests.factories import CourseFactory, make_instructor, make_learner
from tests.proserva_messaging.conversations.test_sending import LOCKS, at_once


@ddt.ddt
class WriterTests(CareCase):
    def test_the_writer_reads_before_that_messages_are_checked_and_by_name_who_is_notified(self):
        notice = self.get(self.learner, "recipients", str(self.key)).json()["care"]
        for words in ("checked for signs of distress", "Amir Haddad", "Ines Torres"):
            self.assertIn(words, notice)
        thread_id = self.send("Hello").json()["thread"]["id"]
        self.assertEqual(self.get(self.learner, "thread", thread_id).json()["care"], notice)

    def test_without_contacts_nothing_is_said_found_or_shown(self):
        self.chosen.care_contacts.all().delete()
        response = self.send()
        self.assertIsNone(response.json()["message"]["help"])
        self.assertEqual(CareAlert.objects.count(), 0)
        self.assertEqual(self.get(self.learner, "recipients", str(self.key)).json()["care"], "")
        thread_id = response.json()["thread"]["id"]
        self.assertEqual(self.get(self.learner, "thread", thread_id).json()["care"], "")

    def test_a_closed_account_is_no_contact(self):
        type(self.instructor).objects.filter(pk=self.instructor.pk).update(is_active=False)
        notice = self.get(self.learner, "recipients", str(self.key)).json()["care"]
        self.assertIn("Amir Haddad", notice)
        self.assertNotIn("Ines Torres", notice)

    def test_contacts_who_all_left_the_team_are_none(self):
        self.set_contacts(self.classmate)
        self.assertIsNone(self.send().json()["message"]["help"])
        self.assertEqual(CareAlert.objects.count(), 0)

    def test_the_message_is_sent_and_only_its_writer_sees_help_once(self):
        sent = self.send()
        self.assertEqual(sent.status_code, 201)
        self.assertIn("emergency services", sent.json()["message"]["help"])
        thread_id = sent.json()["thread"]["id"]
        for user in (self.learner, self.colleague):
            (shown,) = self.get(user, "thread_messages", thread_id).json()["results"]
            self.assertEqual((shown["body"], shown["help"]), (SIGN, None))

    def test_a_reply_and_a_group_show_help_too(self):
        thread_id = self.send("Hello").json()["thread"]["id"]
        reply = self.post(self.learner, "thread_messages", thread_id, data={"body": "I want to die"})
        self.assertIn("emergency", reply.json()["help"])
        self.assertIsNone(self.post(self.learner, "thread_messages", thread_id, data={"body": "Fine"}).json()["help"])
        data = {"course_id": str(self.key), "recipients": ["lena", "noor"], "body": SIGN, "group_chat": True}
        group = self.post(self.colleague, "threads", data={**data, "title": "Team"})
        self.assertIn("emergency", group.json()["message"]["help"])

    def test_the_text_of_the_site_and_that_of_the_course(self):
        with override_settings(PROSERVA_MESSAGING_CARE_HELP="Call 123"):
            self.assertEqual(self.send().json()["message"]["help"], "Call 123")
            CourseSettings.objects.update(care_help="See room 7")
            self.assertEqual(self.send().json()["message"]["help"], "See room 7")

    def test_a_message_without_a_sign_takes_no_query_more(self):
        thread_id = self.send("Hello").json()["thread"]["id"]

        def count(body):
            with CaptureQueriesContext(connection) as queries:
                sending.send_message(self.learner, thread_id, body)
            return len(queries)

        opted_in = count("Fine")
        self.assertGreater(count(SIGN), opted_in)
        self.chosen.care_contacts.all().delete()
        self.assertEqual(count("Fine"), opted_in)

    def test_an_error_of_the_alert_is_no_error_of_the_message(self):
        with (
            mock.patch("proserva_messaging.care.contacts.find_contacts", side_effect=RuntimeError),
            self.assertLogs(alerts.log, "ERROR"),
        ):
            response = self.send()
        self.assertEqual(response.status_code, 201)
        self.assertEqual(CareAlert.objects.count(), 0)

    def test_the_alert_is_committed_with_the_message(self):
        with self.captureOnCommitCallbacks(execute=False):
            sending.start_thread(self.learner, self.key, ["ida"], SIGN)
            self.assertEqual((CareAlert.objects.count(), CareNotice.objects.count()), (1, 2))

    def test_an_alert_that_fails_is_tried_again_after_the_commit(self):
        write, failing = CareNotice.objects.bulk_create, [DatabaseError("gone")]

        def fail_once(rows):
            if failing:
                raise failing.pop()
            return write(rows)

        with mock.patch.object(CareNotice.objects, "bulk_create", fail_once):
            response = self.send()
        self.assertEqual(response.status_code, 201)
        self.assertEqual((CareAlert.objects.count(), CareNotice.objects.count(), failing), (1, 2, []))

    def test_an_error_that_undoes_the_message_is_raised(self):
        before, undo = Message.objects.count(), connection.savepoint_rollback
        lost = [OperationalError("SAVEPOINT does not exist"), mock.DEFAULT]
        deadlock = OperationalError(1213, "Deadlock found")
        with (
            mock.patch.object(CareNotice.objects, "bulk_create", side_effect=deadlock),
            mock.patch.object(connection, "savepoint_rollback", wraps=undo, side_effect=lost),
            self.assertRaises(OperationalError),
        ):
            sending.start_thread(self.learner, self.key, ["ida"], SIGN)
        self.assertEqual(Message.objects.count(), before)

    def test_a_retry_with_the_same_key_shows_the_same_help_and_raises_no_second_alert(self):
        data = {"course_id": str(self.key), "recipients": ["ida"], "body": SIGN}
        first, second = (self.post(self.learner, "threads", data=data, key="once").json() for _each in range(2))
        self.assertIn("emergency", first["message"]["help"])
        self.assertEqual(first, second)
        self.assertEqual((Message.objects.count(), CareAlert.objects.count()), (1, 1))


class ContactTests(CareCase):
    def test_each_contact_gets_one_bell_and_one_email_without_the_text(self):
        self.send()
        emails = self.care_emails()
        self.assertEqual(set(emails), {self.instructor.email, self.assistant.email})
        for each in emails.values():
            html = each.alternatives[0][0]
            for text in (each.body, html):
                self.assertIn("Lena Fischer", text)
                self.assertIn("/messages/care/", text)
                self.assertNotIn("not safe", text)
        for user in (self.instructor, self.assistant):
            self.assertEqual(self.get(user, "notification_count").json()["count"], 1)
            shown = self.get(user, "notifications").json()
            self.assertEqual((shown["results"], shown["care"]["ringing"]), ([], 1))
        self.assertIsNone(self.get(self.colleague, "notifications").json()["care"])
        self.post(self.instructor, "notifications_read")
        self.assertEqual(self.get(self.instructor, "notification_count").json()["count"], 0)

    def test_neither_rows_nor_logs_nor_emails_have_the_text(self):
        with self.assertLogs(level=logging.DEBUG) as logs:
            logging.getLogger("proserva_messaging").debug("-")
            self.send()
        rows = [*CareAlert.objects.values(), *CareNotice.objects.values()]
        self.assertNotIn(
            "safe", f"{rows} {[each for each in logs.output if 'SELECT' not in each and 'INSERT' not in each]}"
        )

    def test_a_contact_is_not_notified_of_their_own_message(self):
        self.send(sender=self.instructor, to="lena")
        self.assertEqual(set(self.care_emails()), {self.assistant.email})
        self.set_contacts(self.colleague)
        self.send(sender=self.colleague, to="lena")
        self.assertEqual(CareAlert.objects.count(), 1)

    def test_a_contact_in_the_thread_is_notified_too(self):
        self.send(to="ines")
        self.assertIn(self.instructor.email, self.care_emails())

    def test_a_contact_who_has_left_the_team_hears_nothing(self):
        self.send()
        self.assertEqual(self.get(self.assistant, "notification_count").json()["count"], 1)
        campus.revoke_role(self.assistant, self.course, "staff")
        self.assertEqual(self.get(self.assistant, "notification_count").json()["count"], 0)
        self.assertEqual(self.get(self.assistant, "care").status_code, 404)

    def test_alerts_of_a_course_that_a_contact_has_left_hide_no_others(self):
        other = CourseFactory(name="Other course")
        for each in (self.assistant, self.colleague):
            make_instructor(other, each)
        make_learner(other, self.learner)
        CourseSettings.objects.create(course_id=other.id).care_contacts.create(user=self.assistant)
        self.send()
        with self.captureOnCommitCallbacks(execute=True):
            sending.start_thread(self.learner, other.id, ["ida"], SIGN)
        campus.revoke_role(self.assistant, other, "instructor")
        with mock.patch("proserva_messaging.care.queue.BELL_LIMIT", 1):
            self.assertEqual(self.get(self.assistant, "notification_count").json()["count"], 1)

    def test_many_messages_in_an_hour_raise_one_alert_for_each_thread(self):
        thread_id = self.send().json()["thread"]["id"]
        for _each in range(3):
            self.answer(thread_id, SIGN, sender=self.learner)
        self.assertEqual(CareAlert.objects.count(), 1)
        self.send(to="amir")
        self.assertEqual(CareAlert.objects.count(), 2)
        past = CareAlert.objects.order_by("pk").first()
        CareAlert.objects.filter(pk=past.pk).update(created=past.created - timedelta(hours=1), hour=past.hour - 1)
        self.answer(thread_id, SIGN, sender=self.learner)
        self.assertEqual(CareAlert.objects.count(), 3)

    def test_a_group_raises_an_alert(self):
        with self.captureOnCommitCallbacks(execute=True):
            groups.start_group(self.colleague, self.key, ["lena", "noor"], SIGN, title="Team")
        self.assertEqual(CareAlert.objects.get().writer, self.colleague)


class EmailTests(CareCase):
    def setUp(self):
        super().setUp()
        with mock.patch("proserva_messaging.tasks.queue_care"):
            self.send()
        self.alert_id = CareAlert.objects.get().pk

    def test_the_sweep_sends_what_was_not_queued_once(self):
        self.assertEqual(self.care_emails(), {})
        for _each in range(2):
            sweep.sweep()
        self.assertEqual(len([each for each in mail.outbox if "distress" in each.subject]), 2)
        self.assertEqual(alerts.list_due(), [])

    def test_an_email_that_is_refused_for_now_waits(self):
        refused = Outcome(Delivery.Email.PENDING, "4.2.1")
        with mock.patch.object(alerts.mailer, "send", return_value=refused), self.assertRaises(alerts.NoticeWaitsError):
            alerts.notify(self.alert_id)
        self.assertEqual(alerts.list_due(), [self.alert_id])

    def test_an_error_before_an_email_leaves_it_waiting(self):
        for name in ("mailer.send", "get_people"):
            failing = mock.patch(f"proserva_messaging.care.alerts.{name}", side_effect=RuntimeError)
            with failing, self.assertRaises(RuntimeError):
                alerts.notify(self.alert_id)
            self.assertEqual(CareNotice.objects.exclude(emailed=None).count(), 0)

    def count_emails(self):
        """Count the emails about alerts."""
        return len([each for each in mail.outbox if "distress" in each.subject])

    def test_open_alerts_of_a_writer_in_many_threads_are_one_email_an_hour(self):
        alerts.notify(self.alert_id)
        self.send(to="amir")
        self.assertEqual((self.count_emails(), alerts.list_due()), (2, []))
        self.assertEqual(self.get(self.instructor, "notifications").json()["care"]["ringing"], 2)
        CareAlert.objects.update(hour=F("hour") - 1)
        self.send(to="ines")
        self.assertEqual(self.count_emails(), 4)

    def test_an_alert_after_a_handled_one_is_emailed(self):
        alerts.notify(self.alert_id)
        self.post(self.instructor, "care_outcome", self.alert_id, data={"outcome": "false_alarm"})
        self.send(to="amir")
        self.assertEqual(self.count_emails(), 4)

    def test_a_former_contact_and_a_closed_account_get_none(self):
        self.set_contacts(self.instructor)
        type(self.instructor).objects.filter(pk=self.instructor.pk).update(is_active=False)
        alerts.notify(self.alert_id)
        self.assertEqual((self.care_emails(), alerts.list_due()), ({}, []))

    def test_a_worker_that_dies_leaves_its_email_to_the_next_one_after_its_lease(self):
        with mock.patch.object(alerts.mailer, "send", side_effect=SystemExit), self.assertRaises(SystemExit):
            alerts.notify(self.alert_id)
        # The other contact's email is due, the first one's leased.
        alerts.notify(self.alert_id)
        self.assertEqual((self.count_emails(), alerts.list_due()), (1, []))
        CareNotice.objects.filter(emailed=None).update(email_due=timezone.now())
        sweep.sweep()
        self.assertEqual((self.count_emails(), alerts.list_due()), (2, []))

    def test_a_pause_of_emails_delays_it(self):
        with mock.patch.object(alerts.pause, "get_wait", return_value=30.0):
            self.assertEqual(alerts.notify(self.alert_id), 30.0)
        self.assertEqual(self.care_emails(), {})


@unittest.skipIf(LOCKS, "SQLite")
class ConcurrencyTests(TransactionTestCase):
    def test_of_alerts_at_once_one_is_created(self):
        course = CourseFactory(name="Demo course")
        make_instructor(course, username="ines")
        contact = make_instructor(course, username="amir")
        learner = make_learner(course, username="lena")
        CourseSettings.objects.create(course_id=course.id).care_contacts.create(user=contact)
        first = sending.start_thread(learner, course.id, ["ines"], SIGN)
        CareAlert.objects.all().delete()
        second = sending.send_message(learner, first.thread_id, SIGN)
        CareAlert.objects.all().delete()
        jobs = [lambda pk=pk: alerts.raise_alert_later(pk) for pk in (first.pk, second.pk, first.pk, second.pk)]
        self.assertEqual(at_once(*jobs), [None] * 4)
        self.assertEqual((CareAlert.objects.count(), CareNotice.objects.count()), (1, 1))
        self.assertEqual(Message.objects.count(), 2)
