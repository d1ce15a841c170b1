"""URLs of the product's pages, for links in pages, notifications and emails."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.errors import NotFoundError
from proserva_messaging.types import User

# A token that was signed for another purpose is not valid here, and vice versa.
UNSUBSCRIBE_SALT = "proserva_messaging.unsubscribe"
ADDRESS_SALT = "proserva_messaging.unsubscribe.address"


def get_inbox_path(**parameters: str | int) -> str:
    """Return the path of the inbox, with parameters of its page such as `thread` and `course_id`."""
    path = reverse("proserva_messaging:inbox")
    return f"{path}?{urlencode(parameters)}" if parameters else path


def get_roster_path(course_key: CourseKey) -> str:
    """Return the path of a course's roster, for the course team."""
    return reverse("proserva_messaging:roster_page", args=[str(course_key)])


def get_new_message_path(username: str, **parameters: str) -> str:
    """Return the path of the page for writing to a user. `course_id` chooses one of the courses that both share."""
    return f"{reverse('proserva_messaging:new_message')}?{urlencode({'to': username, **parameters})}"


def get_care_path() -> str:
    """Return the path of the alerts for care contacts."""
    return reverse("proserva_messaging:care_page")


def get_report_path(course_key: CourseKey, broadcast_id: int) -> str:
    """Return the path of a broadcast's report, which is part of the roster, for the course team."""
    return f"{get_roster_path(course_key)}?{urlencode({'broadcast': broadcast_id})}"


def get_announcements_path(course_key: CourseKey, announcement_id: int | None = None) -> str:
    """Return the path of a course's announcements, or of one of them."""
    path = reverse("proserva_messaging:announcements_page", args=[str(course_key)])
    return f"{path}#announcement-{announcement_id}" if announcement_id else path


def get_message_path(thread_id: int, message_id: int) -> str:
    """Return the path that opens a message in its thread in the inbox."""
    return f"{get_inbox_path(thread=thread_id)}#message-{message_id}"


@dataclass(frozen=True)
class UnsubscribeToken:
    """The content of a valid token. `course_id` is empty for all courses; `issued` is None in a link of an earlier
    release, which has no time and no address."""

    user_id: int
    course_id: str
    issued: datetime | None = None
    address: str = ""

    def fits(self, email: str) -> bool:
        """Return whether the link was sent to this address, or does not state its address."""
        if self.issued is None:
            return True
        try:
            signing.Signer(salt=ADDRESS_SALT).unsign(f"{email}:{self.address}")
        except signing.BadSignature:
            return False
        return True


def get_unsubscribe_path(user: User, course_ids: Collection[str]) -> str:
    """Return the path that stops a user's emails of a course without signing in; of all courses if there are several.

    The token has the time, and a signature of the user's address in place of the address.
    """
    course_id = next(iter(course_ids)) if len(set(course_ids)) == 1 else ""
    address = signing.Signer(salt=ADDRESS_SALT).signature(user.email)
    content = [user.pk, course_id, int(time.time()), address]
    token = signing.Signer(salt=UNSUBSCRIBE_SALT).sign_object(content)
    return reverse("proserva_messaging:unsubscribe", args=[token])


def read_unsubscribe_token(token: str) -> UnsubscribeToken:
    """Return the content of a token, which may have expired. Raises NotFoundError for an invalid token."""
    try:
        user_id, course_id, *more = signing.Signer(salt=UNSUBSCRIBE_SALT).unsign_object(token)
        if not more:
            return UnsubscribeToken(int(user_id), str(course_id))
        issued, address = more
        return UnsubscribeToken(int(user_id), str(course_id), datetime.fromtimestamp(issued, UTC), str(address))
    except (signing.BadSignature, ValueError, TypeError, OverflowError, OSError):
        raise NotFoundError from None
