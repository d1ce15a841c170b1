"""The public Python API: every read and write of the REST API, as functions that return plain data.

Other modules are internal and may change at any time. Each function checks permissions itself and raises a subclass of
`proserva_messaging.errors.MessagingError`. None returns a model instance.
"""

from proserva_messaging.announcements.actions import delete_announcement, dismiss_announcement
from proserva_messaging.announcements.actions import mark_seen as mark_announcement_seen
from proserva_messaging.announcements.banner import access_banner as get_banner
from proserva_messaging.announcements.queries import get_announcement, get_announcements
from proserva_messaging.api.announcements import edit_announcement, post_announcement
from proserva_messaging.api.broadcasts import (
    cancel_broadcast,
    create_broadcast,
    create_broadcast_template,
    edit_broadcast,
    edit_broadcast_template,
    get_broadcast,
    reply_to_broadcast,
    send_broadcast_now,
    send_broadcast_test,
)
from proserva_messaging.api.conversations import (
    SentMessage,
    ThreadState,
    access_attachment,
    add_cohorts,
    add_participants,
    open_attachment,
    send_message,
    set_state,
    start_group,
    start_thread,
    unread_count,
    upload_attachment,
)
from proserva_messaging.api.pages import is_masquerading, make_assignment_button
from proserva_messaging.audit_trail.queries import get_privacy_log
from proserva_messaging.broadcasts.actions import retry_failed as retry_broadcast_emails
from proserva_messaging.broadcasts.preview import get_segments as get_broadcast_segments
from proserva_messaging.broadcasts.preview import preview_broadcast
from proserva_messaging.broadcasts.queries import get_broadcasts
from proserva_messaging.broadcasts.report import export_recipients as export_broadcast_recipients
from proserva_messaging.broadcasts.report import get_recipients as get_broadcast_recipients
from proserva_messaging.broadcasts.templates import delete_template as delete_broadcast_template
from proserva_messaging.broadcasts.templates import get_templates as get_broadcast_templates
from proserva_messaging.care.queue import get_alerts as get_care_alerts
from proserva_messaging.care.queue import handle_alert as handle_care_alert
from proserva_messaging.care.queue import open_message as open_care_message
from proserva_messaging.conversations.attachments import discard as discard_attachment
from proserva_messaging.conversations.cohorts import get_cohorts, reconcile
from proserva_messaging.conversations.groups import change_thread, set_group_chat
from proserva_messaging.conversations.history import get_messages, get_receipts, mark_read, retry_message_emails
from proserva_messaging.conversations.inbox import get_inbox
from proserva_messaging.conversations.members import leave_thread, remove_participant
from proserva_messaging.conversations.notifications import get_notifications, mark_notifications_read
from proserva_messaging.conversations.ownership import set_participant
from proserva_messaging.conversations.recipients import access_shared_courses as get_shared_courses
from proserva_messaging.conversations.recipients import get_recipients
from proserva_messaging.conversations.roster import get_roster
from proserva_messaging.conversations.threads import get_participant, get_participants, get_thread
from proserva_messaging.delivery.preferences import get_email_choice, get_preferences, set_email_choice
from proserva_messaging.exports.requests import delete_export, get_export, request_export
from proserva_messaging.lms_ui.elements import describe_place, make_button
from proserva_messaging.moderation.blocking import block as block_person
from proserva_messaging.moderation.blocking import get_blocks
from proserva_messaging.moderation.blocking import unblock as unblock_person
from proserva_messaging.moderation.handling import handle_report, lift_restriction
from proserva_messaging.moderation.queue import get_course_reports, get_report, get_site_reports
from proserva_messaging.moderation.reporting import report_message
from proserva_messaging.store.first_names import get_preferred_name, set_preferred_name
from proserva_messaging.store.people import get_course_team
from proserva_messaging.store.switches import is_enabled

__all__ = [
    "SentMessage",
    "ThreadState",
    "access_attachment",
    "add_cohorts",
    "add_participants",
    "block_person",
    "cancel_broadcast",
    "change_thread",
    "create_broadcast",
    "create_broadcast_template",
    "delete_announcement",
    "delete_broadcast_template",
    "delete_export",
    "describe_place",
    "discard_attachment",
    "dismiss_announcement",
    "edit_announcement",
    "edit_broadcast",
    "edit_broadcast_template",
    "export_broadcast_recipients",
    "get_announcement",
    "get_announcements",
    "get_banner",
    "get_blocks",
    "get_broadcast",
    "get_broadcast_recipients",
    "get_broadcast_segments",
    "get_broadcast_templates",
    "get_broadcasts",
    "get_care_alerts",
    "get_cohorts",
    "get_course_reports",
    "get_course_team",
    "get_email_choice",
    "get_export",
    "get_inbox",
    "get_messages",
    "get_notifications",
    "get_participant",
    "get_participants",
    "get_preferences",
    "get_preferred_name",
    "get_privacy_log",
    "get_receipts",
    "get_recipients",
    "get_report",
    "get_roster",
    "get_shared_courses",
    "get_site_reports",
    "get_thread",
    "handle_care_alert",
    "handle_report",
    "is_enabled",
    "is_masquerading",
    "leave_thread",
    "lift_restriction",
    "make_assignment_button",
    "make_button",
    "mark_announcement_seen",
    "mark_notifications_read",
    "mark_read",
    "open_attachment",
    "open_care_message",
    "post_announcement",
    "preview_broadcast",
    "reconcile",
    "remove_participant",
    "reply_to_broadcast",
    "report_message",
    "request_export",
    "retry_broadcast_emails",
    "retry_message_emails",
    "send_broadcast_now",
    "send_broadcast_test",
    "send_message",
    "set_email_choice",
    "set_group_chat",
    "set_participant",
    "set_preferred_name",
    "set_state",
    "start_group",
    "start_thread",
    "unblock_person",
    "unread_count",
    "upload_attachment",
]

# The former name, kept until 1.0.
quieten_bell = mark_notifications_read
