"""The URLs of the REST API, version 1."""

from django.urls import path, re_path, register_converter
from rest_framework.parsers import MultiPartParser

from proserva_messaging.rest_api.v1.announcements import AnnouncementsView
from proserva_messaging.rest_api.v1.attachments import AttachmentsView
from proserva_messaging.rest_api.v1.base import FallbackView
from proserva_messaging.rest_api.v1.broadcasts import BroadcastDraftsView, BroadcastsView
from proserva_messaging.rest_api.v1.care import CareView
from proserva_messaging.rest_api.v1.catalog import CatalogView
from proserva_messaging.rest_api.v1.config import ConfigView
from proserva_messaging.rest_api.v1.document import DocumentView
from proserva_messaging.rest_api.v1.exports import ExportView
from proserva_messaging.rest_api.v1.messages import MessagesView
from proserva_messaging.rest_api.v1.moderation import BlocksView, ReportsView
from proserva_messaging.rest_api.v1.notifications import NotificationsView, PreferencesView
from proserva_messaging.rest_api.v1.participants import ParticipantsView
from proserva_messaging.rest_api.v1.people import PeopleView
from proserva_messaging.rest_api.v1.privacy import PrivacyView
from proserva_messaging.rest_api.v1.templates import TemplatesView
from proserva_messaging.rest_api.v1.threads import ThreadsView


class IdConverter:
    """An id that a database can hold. Other numbers are not found."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """Return the id."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the id as a URL has it."""
        return str(value)


register_converter(IdConverter, "proserva_id")

schema = DocumentView.as_view()

THREAD = "threads/<proserva_id:thread_id>/"
MESSAGE = "messages/<proserva_id:message_id>/"
ANNOUNCEMENT = "announcements/<proserva_id:announcement_id>/"
BROADCAST = "broadcasts/<proserva_id:broadcast_id>/"
REPORT = "reports/<proserva_id:report_id>/"
COURSE = "courses/<path:course_id>/"

threads, messages, participants = ThreadsView.as_view, MessagesView.as_view, ParticipantsView.as_view
people, files, bell = PeopleView.as_view, AttachmentsView.as_view, NotificationsView.as_view
announcements, broadcasts = AnnouncementsView.as_view, BroadcastsView.as_view
reports, blocks, care = ReportsView.as_view, BlocksView.as_view, CareView.as_view
drafts, templates = BroadcastDraftsView.as_view, TemplatesView.as_view
preferences = PreferencesView.as_view({"get": "show", "patch": "change"})
preferred_name = PreferencesView.as_view({"get": "show_name", "patch": "change_name"})
export = ExportView.as_view

urlpatterns = [
    path("schema/", schema, name="schema"),
    path("catalog/", CatalogView.as_view(), name="catalog"),
    path("config/", ConfigView.as_view({"get": "show"}), name="config"),
    path(f"{COURSE}recipients/", people({"get": "list_recipients"}), name="recipients"),
    path(f"{COURSE}roster/", people({"get": "list_roster"}), name="roster"),
    path(f"{COURSE}cohorts/", people({"get": "list_cohorts"}), name="cohorts"),
    path("people/<str:username>/courses/", people({"get": "list_shared_courses"}), name="shared_courses"),
    path("threads/", threads({"get": "list", "post": "start"}), name="threads"),
    path(THREAD, threads({"get": "show", "patch": "change"}), name="thread"),
    path(f"{THREAD}messages/", messages({"get": "list", "post": "send"}), name="thread_messages"),
    path(f"{THREAD}read/", threads({"post": "read"}), name="thread_read"),
    path(f"{THREAD}state/", threads({"patch": "change_state"}), name="thread_state"),
    path(f"{THREAD}participants/", participants({"get": "list", "post": "add"}), name="participants"),
    path(
        f"{THREAD}participants/<str:username>/",
        participants({"patch": "change", "delete": "remove"}),
        name="participant",
    ),
    path(f"{MESSAGE}receipts/", messages({"get": "list_receipts"}), name="receipts"),
    path(f"{MESSAGE}emails/retry/", messages({"post": "retry_emails"}), name="emails_retry"),
    path(f"{MESSAGE}report/", reports({"post": "report"}), name="message_report"),
    path("reports/", reports({"get": "list"}), name="reports"),
    path(REPORT, reports({"get": "show"}), name="report"),
    path(f"{REPORT}outcome/", reports({"post": "handle"}), name="report_outcome"),
    path(f"{REPORT}restriction/", reports({"delete": "lift"}), name="report_restriction"),
    path("care/", care({"get": "list"}), name="care"),
    path("care/<proserva_id:alert_id>/open/", care({"post": "open"}), name="care_open"),
    path("care/<proserva_id:alert_id>/outcome/", care({"post": "handle"}), name="care_outcome"),
    path("blocks/", blocks({"get": "list", "post": "create"}), name="blocks"),
    path("blocks/<proserva_id:block_id>/", blocks({"delete": "remove"}), name="block"),
    path("announcements/", announcements({"get": "list", "post": "post_announcement"}), name="announcements"),
    path("announcements/banner/", announcements({"get": "show_banner"}), name="banner"),
    path(ANNOUNCEMENT, announcements({"get": "show", "patch": "edit", "delete": "remove"}), name="announcement"),
    path(f"{ANNOUNCEMENT}seen/", announcements({"post": "mark_seen"}), name="announcement_seen"),
    path(f"{ANNOUNCEMENT}dismiss/", announcements({"post": "dismiss"}), name="announcement_dismiss"),
    path("attachments/", files({"post": "upload"}, parser_classes=[MultiPartParser]), name="attachments"),
    path(
        "attachments/<proserva_id:attachment_id>/",
        files({"get": "download", "delete": "discard"}),
        name="attachment",
    ),
    path("notifications/", bell({"get": "list"}), name="notifications"),
    path("notifications/count/", bell({"get": "count"}), name="notification_count"),
    path("notifications/read/", bell({"post": "read"}), name="notifications_read"),
    path("broadcasts/", broadcasts({"get": "list", "post": "create"}), name="broadcasts"),
    path("broadcasts/segments/", drafts({"get": "show_segments"}), name="broadcast_segments"),
    path("broadcasts/preview/", drafts({"post": "preview"}), name="broadcast_preview"),
    path("broadcasts/test/", drafts({"post": "send_test"}), name="broadcast_test"),
    path("broadcasts/templates/", templates({"get": "list", "post": "create"}), name="templates"),
    path(
        "broadcasts/templates/<proserva_id:template_id>/",
        templates({"patch": "edit", "delete": "remove"}),
        name="template",
    ),
    path(f"{BROADCAST}reply/", broadcasts({"post": "reply"}), name="broadcast_reply"),
    path(BROADCAST, broadcasts({"get": "show", "patch": "edit"}), name="broadcast"),
    path(f"{BROADCAST}cancel/", broadcasts({"post": "cancel"}), name="broadcast_cancel"),
    path(f"{BROADCAST}send_now/", broadcasts({"post": "send_now"}), name="broadcast_send_now"),
    path(f"{BROADCAST}recipients/", broadcasts({"get": "list_recipients"}), name="broadcast_recipients"),
    path(f"{BROADCAST}retry/", broadcasts({"post": "retry"}), name="broadcast_retry"),
    path("preferences/", preferences, name="preferences"),
    path("preferences/name/", preferred_name, name="preferred_name"),
    path("export/", export({"get": "show", "post": "create", "delete": "remove"}), name="export"),
    path("export/file/", export({"get": "download"}), name="export_file"),
    path("audit/", PrivacyView.as_view({"get": "list"}), name="audit"),
    # Only with a final slash: without it, Django redirects to the path that has one.
    re_path(r"^(?:[\s\S]*/)?\Z", FallbackView.as_view(), name="fallback"),
]
