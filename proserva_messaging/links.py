"""The addresses that the product gives out."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.errors import NotFoundError

# What was signed for something else means nothing here, and the other way round.
UNSUBSCRIBE_SALT = "proserva_messaging.unsubscribe"


def get_inbox_path(**parameters: str | int) -> str:
    """Return the path of the inbox, narrowed by the parameters that its page knows (`thread`, `course_id`)."""
    path = reverse("proserva_messaging:inbox")
    return f"{path}?{urlencode(parameters)}" if parameters else path


def get_roster_path(course_key: CourseKey) -> str:
    """Return the path of a course's roster, for its team."""
    return reverse("proserva_messaging:roster_page", args=[str(course_key)])


def get_new_message_path(username: str, **parameters: str) -> str:
    """Return the path on which to write to somebody; `course_id` chooses among the courses that both share."""
    return f"{reverse('proserva_messaging:new_message')}?{urlencode({'to': username, **parameters})}"


def get_report_path(course_key: CourseKey, broadcast_id: int) -> str:
    """Return the path of what became of a broadcast, for the course's team: in its roster."""
    return f"{get_roster_path(course_key)}?{urlencode({'broadcast': broadcast_id})}"


def get_announcements_path(course_key: CourseKey, announcement_id: int | None = None) -> str:
    """Return the path of a course's announcements, or of one among them."""
    path = reverse("proserva_messaging:announcements_page", args=[str(course_key)])
    return f"{path}#announcement-{announcement_id}" if announcement_id else path


def get_message_path(thread_id: int, message_id: int) -> str:
    """Return the path that opens a message in its thread, in the inbox."""
    return f"{get_inbox_path(thread=thread_id)}#message-{message_id}"


def get_unsubscribe_path(user_id: int, course_ids: Collection[str]) -> str:
    """Return the path that stops the emails of a course for a user without signing in; of all, where an email is about
    several. It works for as long as the site keeps its secret key: emails are kept for years."""
    course_id = next(iter(course_ids)) if len(set(course_ids)) == 1 else ""
    token = signing.Signer(salt=UNSUBSCRIBE_SALT).sign_object([user_id, course_id])
    return reverse("proserva_messaging:unsubscribe", args=[token])


def read_unsubscribe_token(token: str) -> tuple[int, str]:
    """Return the user's and the course's id (empty for all) of a token. Raises NotFoundError for one not made here."""
    try:
        user_id, course_id = signing.Signer(salt=UNSUBSCRIBE_SALT).unsign_object(token)
        return int(user_id), str(course_id)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFoundError from None
