"""Tests of the queue of alerts: who sees it, break-glass, outcomes; retirement, retention, exports."""

import io
import json
import zipfile
from datetime import timedelta

import ddt
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from proserva_messaging import retirement
from proserva_messaging.models import AuditEntry, CareAlert, CareNotice, Message, Sealed
from proserva_messaging.moderation import handling
from proserva_messaging.retention import deleting
from proserva_messaging.retention.holding import release_hold, set_hold
from tests.campus_case import make_client, url
from tests.care_case import REASON, SIGN, CareCase


@ddt.ddt
class QueueTests(CareCase):
    def setUp(self):
        super().setUp()
        self.message_id = self.send().json()["message"]["id"]
        self.alert = CareAlert.objects.get()

    def open(self, user, **data):
        """POST the opening of the alert's message."""
        return self.post(user, "care_open", self.alert.pk, data=data)

    def handle(self, user, outcome):
        """POST the outcome of the alert."""
        return self.post(user, "care_outcome", self.alert.pk, data={"outcome": outcome})

    @ddt.data("instructor", "assistant", "admin")
    def test_contacts_and_site_admins_see_the_alert_without_the_text(self, who):
        for query in ({}, {"course_id": str(self.key)}):
            (row,) = self.list_alerts(getattr(self, who), **query)
            self.assertEqual((row["id"], row["state"], row["url"]), (self.alert.pk, "open", ""))
            self.assertEqual(row["writer"]["username"], "lena")
            self.assertNotIn("safe", json.dumps(row))

    @ddt.data("colleague", "learner", "classmate", "outsider")
    def test_for_others_there_is_nothing_at_equal_cost(self, who):
        user = getattr(self, who)
        for query in ({}, {"course_id": str(self.key)}):
            self.assert_error(self.get(user, "care", **query), 404, "not_found")
        self.assertEqual(make_client(user).get("/messages/care/").status_code, 404)
        counts = []
        for alert_id in (self.alert.pk, self.alert.pk + 1):
            client = make_client(user)
            with CaptureQueriesContext(connection) as queries:
                response = client.post(url("care_open", alert_id), {"reason": REASON}, format="json")
            self.assert_error(response, 404, "not_found")
            counts.append(len(queries))
            self.assert_error(self.post(user, "care_outcome", alert_id, data={"outcome": "passed"}), 404, "not_found")
        self.assertEqual(counts[0], counts[1])

    def test_the_page_is_for_handlers(self):
        response = make_client(self.instructor).get("/messages/care/")
        self.assertContains(response, "<proserva-care>")

    def test_opening_needs_a_reason_which_the_writer_sees_in_their_log(self):
        self.assert_error(self.open(self.instructor, reason="Why not"), 400, "invalid", reason="Enter 20 to 500")
        self.assertFalse(AuditEntry.objects.filter(action="message.disclosed").exists())
        opened = self.open(self.instructor, reason=REASON).json()
        self.assertIn("not safe at home", opened["body_html"])
        entry = AuditEntry.objects.get(action="message.disclosed")
        self.assertEqual((entry.actor_id, entry.person_id), (self.instructor.pk, self.learner.pk))
        self.assertEqual(entry.thread_id, self.alert.thread_id)
        (line,) = self.get(self.learner, "audit").json()["results"]
        self.assertEqual((line["by"]["username"], line["reason"]), ("ines", REASON))
        self.assertIn("opened one of your messages", line["text"])
        # Not the other participant's business.
        self.assertEqual(self.get(self.colleague, "audit").json()["results"], [])
        self.assertEqual(self.get(self.instructor, "notification_count").json()["count"], 0)
        # One message only: the thread stays closed.
        self.assertEqual(self.get(self.instructor, "thread", self.alert.thread_id).status_code, 404)

    def test_a_participant_opens_it_without_reason_or_entry(self):
        CareAlert.objects.all().delete()
        sent = self.send(to="ines").json()
        self.alert = CareAlert.objects.get()
        (row,) = self.list_alerts(self.instructor)
        self.assertTrue(row["url"].endswith(f"#message-{sent['message']['id']}"))
        self.assertEqual(self.open(self.instructor).status_code, 200)
        self.assertFalse(AuditEntry.objects.filter(action="message.disclosed").exists())

    @ddt.data("false_alarm", "contacted", "passed")
    def test_one_handler_decides(self, outcome):
        handled = self.handle(self.instructor, outcome).json()
        self.assertEqual((handled["state"], handled["outcome"], handled["outcomes"]), ("handled", outcome, []))
        self.assertEqual(self.handle(self.instructor, outcome).status_code, 200)
        self.assert_error(self.handle(self.assistant, "passed"), 409, "changed_meanwhile")
        self.assertEqual(self.list_alerts(self.instructor), [])
        self.assertEqual(len(self.list_alerts(self.instructor, state="handled")), 1)
        self.assertEqual(AuditEntry.objects.filter(action="alert.handled").count(), 1)
        self.assertEqual(self.get(self.assistant, "notification_count").json()["count"], 0)

    def test_no_one_handles_an_alert_about_themselves(self):
        CareAlert.objects.all().delete()
        self.send(sender=self.instructor, to="lena")
        self.alert = CareAlert.objects.get()
        self.assertEqual(self.list_alerts(self.instructor), [])
        self.assertEqual(self.open(self.instructor, reason=REASON).status_code, 404)

    def test_a_removed_message_has_no_text(self):
        handling.remove_message(self.message_id, self.learner.pk)
        opened = self.open(self.instructor, reason=REASON).json()
        self.assertEqual((opened["removed"], opened["body_html"]), (True, "<p>This message was removed.</p>"))

    def test_retirement_deletes_alerts_about_a_person_and_their_place_as_a_contact(self):
        self.assertTrue(retirement.retire(self.assistant))
        self.assertEqual(list(CareNotice.objects.values_list("recipient", flat=True)), [self.instructor.pk])
        self.assertEqual([each.user for each in self.chosen.care_contacts.all()], [self.instructor])
        self.assertTrue(retirement.retire(self.learner))
        self.assertEqual((CareAlert.objects.count(), CareNotice.objects.count()), (0, 0))

    def test_retirement_under_hold_seals_the_alert(self):
        set_hold(self.admin, "A case before the court", person_id=self.learner.pk)
        self.assertTrue(retirement.retire(self.learner))
        self.assertEqual(CareAlert.objects.count(), 0)
        self.assertEqual(Sealed.objects.get(kind="CareAlert").content["writer"], self.learner.pk)

    def test_retention_deletes_the_alert_with_the_message_unless_there_is_a_hold(self):
        later = timezone.now() + timedelta(days=1)
        hold = set_hold(self.admin, "A case before the court", thread_id=self.alert.thread_id)
        deleting.delete_old(self.alert.thread_id, later)
        self.assertEqual(CareAlert.objects.count(), 1)
        release_hold(self.admin, hold.pk)
        deleting.delete_old(self.alert.thread_id, later)
        self.assertEqual((CareAlert.objects.count(), Message.objects.get().body), (0, ""))

    def test_the_export_of_a_person_says_that_alerts_were_raised(self):
        with self.captureOnCommitCallbacks(execute=True):
            self.post(self.learner, "export")
        response = make_client(self.learner).get(url("export_file"))
        with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
            document = json.loads(archive.read("messages.json"))
            self.assertIn("Care alerts about your messages", archive.read("index.html").decode())
        (alert,) = document["care_alerts"]
        self.assertEqual((alert["message"], alert["state"], alert["course"]), (self.message_id, "open", str(self.key)))
        self.assertEqual(SIGN, document["threads"][0]["messages"][0]["body"])
