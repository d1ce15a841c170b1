"""Reading a person's choice of emails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.links import read_unsubscribe_token
from proserva_messaging.models import Preference

DEFAULT = Preference.Email.EACH


@dataclass(frozen=True)
class Subscription:
    """Whose emails a link to stop them is about; those of all courses where `course_key` is None."""

    user: Any
    course_key: CourseKey | None


def get_email_choices(user_ids: Iterable[int], course_key: CourseKey) -> dict[int, str]:
    """Return, by user id, how each wants to hear of a course's messages by email: what they chose for the course, else
    for all courses, else an email for each message. One query."""
    chosen = dict.fromkeys(user_ids, str(DEFAULT))
    rows = Preference.objects.filter(user_id__in=list(chosen), course_id__in=["", str(course_key)])
    # The choice for all courses comes first, and the course's own replaces it.
    for row in rows.order_by("course_id"):
        chosen[row.user_id] = row.email
    return chosen


def get_email_choice(user: Any, course_key: CourseKey) -> str:
    """Return how the user wants to hear of a course's messages by email. One query."""
    return get_email_choices([user.pk], course_key)[user.pk]


def get_preferences(user: Any) -> dict[str, str]:
    """Return what the user chose: by course id, and under "" for all courses (the default where they chose nothing)."""
    rows = Preference.objects.filter(user=user).order_by("course_id").values_list("course_id", "email")
    return {"": str(DEFAULT), **dict(rows)}


def access_subscription(token: str) -> Subscription:
    """Return what a link to stop emails is about; whoever has the link may use it, signed in or not.

    Raises NotFoundError for one that was not made here, or whose person is gone.
    """
    user_id, course_id = read_unsubscribe_token(token)
    user = get_user_model().objects.filter(pk=user_id).first()
    if user is None or get_platform().is_retired(user):
        raise NotFoundError
    try:
        return Subscription(user, CourseKey.from_string(course_id) if course_id else None)
    except InvalidKeyError:
        raise NotFoundError from None
