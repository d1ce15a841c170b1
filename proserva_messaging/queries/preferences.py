"""Reading a person's choice of emails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models import Preference

DEFAULT = Preference.Email.EACH


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
