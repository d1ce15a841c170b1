"""Choosing how to hear of messages by email."""

from __future__ import annotations

from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models import Preference
from proserva_messaging.queries.preferences import Subscription, access_subscription
from proserva_messaging.tracking import track


def set_email_choice(user: Any, email: str | None, course_key: CourseKey | None = None) -> None:
    """Set the user's choice of emails, for a course or for all; None forgets it, so that the more general one counts.

    Raises ValueError for a choice that does not exist.
    """
    scope = str(course_key) if course_key else ""
    choice = Preference.Email(email) if email is not None else None
    if choice is None:
        Preference.objects.filter(user=user, course_id=scope).delete()
    else:
        Preference.objects.update_or_create(user=user, course_id=scope, defaults={"email": choice})
    track("emails.chosen", course_key, user_id=user.pk, choice=choice)


def unsubscribe(token: str) -> Subscription:
    """Stop the emails that a link in one of them is about, for one course or for all, and return what it is about.

    Raises NotFoundError for a link that was not made here, or whose person is gone.
    """
    subscription = access_subscription(token)
    user, course_key = subscription.user, subscription.course_key
    if course_key is None:
        # Also where a course has a choice of its own: that is what its emails come from.
        Preference.objects.filter(user=user).exclude(course_id="").update(email=Preference.Email.NONE)
    set_email_choice(user, Preference.Email.NONE, course_key)
    return subscription
