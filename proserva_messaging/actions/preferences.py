"""Choosing how to hear of messages by email."""

from __future__ import annotations

from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models import Preference


def set_email_choice(user: Any, email: str | None, course_key: CourseKey | None = None) -> None:
    """Set the user's choice of emails, for a course or for all; None forgets it, so that the more general one counts.

    Raises ValueError for a choice that does not exist.
    """
    scope = str(course_key) if course_key else ""
    if email is None:
        Preference.objects.filter(user=user, course_id=scope).delete()
        return
    choice = Preference.Email(email)
    Preference.objects.update_or_create(user=user, course_id=scope, defaults={"email": choice})
