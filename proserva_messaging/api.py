"""The one door for other Python code: the verbs of the REST API. What is not named here may change any time."""

from typing import Any

from opaque_keys.edx.keys import CourseKey
from web_fragments.fragment import Fragment

from proserva_messaging.actions.announcements import delete_announcement, edit_announcement, post_announcement
from proserva_messaging.actions.attachments import discard as discard_attachment
from proserva_messaging.actions.attachments import upload as upload_attachment
from proserva_messaging.actions.broadcasts import cancel_broadcast, create_broadcast
from proserva_messaging.actions.cohorts import add_cohorts, reconcile
from proserva_messaging.actions.groups import change_thread, set_group_chat, start_group
from proserva_messaging.actions.messages import send_message, start_thread
from proserva_messaging.actions.participants import (
    add_participants,
    leave_thread,
    remove_participant,
)
from proserva_messaging.actions.preferences import set_email_choice
from proserva_messaging.actions.receipts import mark_read, quieten_bell
from proserva_messaging.actions.roles import set_participant
from proserva_messaging.actions.threads import set_state
from proserva_messaging.automatic_buttons import make_place_button
from proserva_messaging.edxapp import get_platform
from proserva_messaging.elements import describe_place, make_button
from proserva_messaging.queries.announcements import get_announcements
from proserva_messaging.queries.broadcasts import get_broadcasts
from proserva_messaging.queries.buttons import PROBLEM
from proserva_messaging.queries.cohorts import get_cohorts
from proserva_messaging.queries.messages import access_attachment, get_messages, get_receipts
from proserva_messaging.queries.notifications import count_ringing, get_notifications
from proserva_messaging.queries.participants import get_participants
from proserva_messaging.queries.people import get_course_team
from proserva_messaging.queries.preferences import get_preferences
from proserva_messaging.queries.recipients import get_recipients
from proserva_messaging.queries.roster import get_roster
from proserva_messaging.queries.switches import is_enabled
from proserva_messaging.queries.threads import get_inbox, get_thread

__all__ = [
    "access_attachment",
    "add_cohorts",
    "add_participants",
    "cancel_broadcast",
    "change_thread",
    "create_broadcast",
    "delete_announcement",
    "describe_place",
    "discard_attachment",
    "edit_announcement",
    "get_announcements",
    "get_broadcasts",
    "get_cohorts",
    "get_course_team",
    "get_inbox",
    "get_messages",
    "get_notifications",
    "get_participants",
    "get_preferences",
    "get_receipts",
    "get_recipients",
    "get_roster",
    "get_thread",
    "is_enabled",
    "is_masquerading",
    "leave_thread",
    "make_assignment_button",
    "make_button",
    "mark_read",
    "post_announcement",
    "quieten_bell",
    "reconcile",
    "remove_participant",
    "send_message",
    "set_email_choice",
    "set_group_chat",
    "set_participant",
    "set_state",
    "start_group",
    "start_thread",
    "unread_count",
    "upload_attachment",
]


def unread_count(user: Any) -> int:
    """Return how many messages ring the user's bell, counted to 100 at most."""
    return count_ringing(user).count


def is_masquerading(request: Any, course_key: CourseKey) -> bool:
    """Return whether the person behind a request looks at the course as somebody else."""
    return get_platform().is_masquerading(request, course_key)


def make_assignment_button(request: Any, block: Any, *, to_learners: bool = False) -> Fragment | None:
    """Return the button about an assignment (an XBlock) for who looks at it, or None where there is none. With
    `to_learners`, it is for one of the course's team, who chooses whom to write to."""
    return make_place_button(request, block, PROBLEM, to_learners=to_learners)
