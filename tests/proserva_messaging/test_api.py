"""Tests of the Python API: it covers every REST operation, and describes itself."""

import dataclasses
import inspect

from django.test import SimpleTestCase

from proserva_messaging import api
from proserva_messaging.errors import NotFoundError
from proserva_messaging.rest_api.v1.urls import urlpatterns
from tests.campus_case import CampusCase, make_file

# By REST operation, the functions that do the same.
OPERATIONS = {
    ("recipients", "get"): ["get_recipients"],
    ("roster", "get"): ["get_roster"],
    ("cohorts", "get"): ["get_cohorts"],
    ("shared_courses", "get"): ["get_shared_courses"],
    ("threads", "get"): ["get_inbox"],
    ("threads", "post"): ["start_thread", "start_group"],
    ("thread", "get"): ["get_thread"],
    ("thread", "patch"): ["change_thread", "set_group_chat"],
    ("thread_messages", "get"): ["get_messages"],
    ("thread_messages", "post"): ["send_message"],
    ("thread_read", "post"): ["mark_read"],
    ("thread_state", "patch"): ["set_state"],
    ("participants", "get"): ["get_participants"],
    ("participants", "post"): ["add_participants", "add_cohorts"],
    ("participant", "patch"): ["set_participant"],
    ("participant", "delete"): ["remove_participant", "leave_thread"],
    ("receipts", "get"): ["get_receipts"],
    ("emails_retry", "post"): ["retry_message_emails"],
    ("announcements", "get"): ["get_announcements"],
    ("announcements", "post"): ["post_announcement"],
    ("banner", "get"): ["get_banner"],
    ("announcement", "get"): ["get_announcement"],
    ("announcement", "patch"): ["edit_announcement"],
    ("announcement", "delete"): ["delete_announcement"],
    ("announcement_seen", "post"): ["mark_announcement_seen"],
    ("announcement_dismiss", "post"): ["dismiss_announcement"],
    ("attachments", "post"): ["upload_attachment"],
    ("attachment", "get"): ["access_attachment", "open_attachment"],
    ("attachment", "delete"): ["discard_attachment"],
    ("notifications", "get"): ["get_notifications"],
    ("notification_count", "get"): ["unread_count"],
    ("notifications_read", "post"): ["mark_notifications_read"],
    ("broadcasts", "get"): ["get_broadcasts"],
    ("broadcasts", "post"): ["create_broadcast"],
    ("broadcast_segments", "get"): ["get_broadcast_segments"],
    ("broadcast_preview", "post"): ["preview_broadcast"],
    ("broadcast_test", "post"): ["send_broadcast_test"],
    ("templates", "get"): ["get_broadcast_templates"],
    ("templates", "post"): ["create_broadcast_template"],
    ("template", "patch"): ["edit_broadcast_template"],
    ("template", "delete"): ["delete_broadcast_template"],
    ("broadcast_reply", "post"): ["reply_to_broadcast"],
    ("broadcast", "get"): ["get_broadcast"],
    ("broadcast", "patch"): ["edit_broadcast"],
    ("broadcast_cancel", "post"): ["cancel_broadcast"],
    ("broadcast_send_now", "post"): ["send_broadcast_now"],
    ("broadcast_recipients", "get"): ["get_broadcast_recipients", "export_broadcast_recipients"],
    ("broadcast_retry", "post"): ["retry_broadcast_emails"],
    ("preferences", "get"): ["get_preferences", "get_email_choice"],
    ("preferences", "patch"): ["set_email_choice"],
    ("preferred_name", "get"): ["get_preferred_name"],
    ("preferred_name", "patch"): ["set_preferred_name"],
    ("message_report", "post"): ["report_message"],
    ("care", "get"): ["get_care_alerts"],
    ("care_open", "post"): ["open_care_message"],
    ("care_outcome", "post"): ["handle_care_alert"],
    ("reports", "get"): ["get_course_reports", "get_site_reports"],
    ("report", "get"): ["get_report"],
    ("report_outcome", "post"): ["handle_report"],
    ("report_restriction", "delete"): ["lift_restriction"],
    ("blocks", "get"): ["get_blocks"],
    ("blocks", "post"): ["block_person"],
    ("block", "delete"): ["unblock_person"],
    ("audit", "get"): ["get_privacy_log"],
    ("export", "get"): ["get_export"],
    ("export", "post"): ["request_export"],
    ("export", "delete"): ["delete_export"],
}
# Only a browser or a client over HTTP needs these. The archive of an export is for its person alone.
HTTP_ONLY = {("schema", "get"), ("catalog", "get"), ("config", "get"), ("export_file", "get")}
# Functions for the pages of the LMS and for jobs, which HTTP does not offer.
PYTHON_ONLY = {
    "describe_place",
    "get_course_team",
    "get_participant",
    "is_enabled",
    "is_masquerading",
    "make_assignment_button",
    "make_button",
    "reconcile",
}
METHODS = ("get", "post", "put", "patch", "delete")
FUNCTIONS = {name for name in api.__all__ if inspect.isfunction(getattr(api, name))}


def list_operations():
    """Return (URL name, method) of every REST operation."""
    return {
        (pattern.name, method) for pattern in urlpatterns for method in METHODS if _answers(pattern.callback, method)
    }


def _answers(view, method):
    """Return whether a view answers a method: a viewset by its actions, a view by its handlers."""
    return method in getattr(view, "actions", ()) or hasattr(getattr(view, "view_class", None), method)


class CoverageTests(SimpleTestCase):
    def test_every_rest_operation_has_a_function(self):
        self.assertEqual(set(OPERATIONS) | HTTP_ONLY, list_operations())
        named = {name for names in OPERATIONS.values() for name in names}
        self.assertEqual(named | PYTHON_ONLY, FUNCTIONS)

    def test_every_function_describes_itself_and_its_types(self):
        for name in FUNCTIONS:
            with self.subTest(name):
                function = getattr(api, name)
                signature = inspect.signature(function)
                self.assertTrue(function.__doc__)
                self.assertIsNot(signature.return_annotation, inspect.Signature.empty)
                untyped = [each.name for each in signature.parameters.values() if each.annotation is each.empty]
                self.assertEqual(untyped, [])

    def test_keeps_the_former_name(self):
        self.assertIs(api.quieten_bell, api.mark_notifications_read)


class SentMessageTests(CampusCase):
    def test_has_ids_and_cannot_change(self):
        sent = api.start_thread(self.learner, self.key, ["ines"], "Hello")
        self.assertIsInstance(sent, api.SentMessage)
        self.assertEqual(sent.pk, sent.id)
        self.assertEqual(api.get_messages(self.learner, sent.thread_id).results[0].created, sent.created)
        with self.assertRaises(dataclasses.FrozenInstanceError):
            sent.id = 0


class OpenAttachmentTests(CampusCase):
    def test_a_lost_file_is_not_found(self):
        stored = self.upload()
        stored.file.storage.delete(stored.file.name)
        with self.assertRaises(NotFoundError):
            api.open_attachment(self.learner, stored.pk)

    def test_another_user_cannot_open_it(self):
        kept = api.upload_attachment(self.learner, self.key, make_file())
        with self.assertRaises(NotFoundError):
            api.open_attachment(self.instructor, kept.id)
