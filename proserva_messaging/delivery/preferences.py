"""Email preferences: each message, a daily digest or none, for all courses or one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import read_course_key, takes_course_key
from proserva_messaging.edxapp.tracking import track
from proserva_messaging.errors import LinkExpiredError, NotFoundError
from proserva_messaging.links import UnsubscribeToken, read_unsubscribe_token
from proserva_messaging.models import LinkRevocation, Preference
from proserva_messaging.types import User

DEFAULT = Preference.Email.EACH
# Links of earlier releases state no time. They work until all emails with them are about 400 days old.
OLD_LINKS_END = datetime(2028, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Subscription:
    """The person and course of an unsubscribe link. `course_key` is None for all courses."""

    user: User
    course_key: CourseKey | None


def get_email_choices(user_ids: Iterable[int], course_key: CourseKey) -> dict[int, str]:
    """Return each user's choice of emails for a course, by user id: their choice for the course, or for all courses, or
    the default. One query."""
    chosen = dict.fromkeys(user_ids, str(DEFAULT))
    rows = Preference.objects.filter(user_id__in=list(chosen), course_id__in=["", str(course_key)])
    # The choice for all courses comes first, and the course's own replaces it.
    for row in rows.order_by("course_id"):
        chosen[row.user_id] = row.email
    return chosen


@takes_course_key
def get_email_choice(user: User, course_key: CourseKey) -> str:
    """Return the user's choice of emails for a course. One query."""
    return get_email_choices([user.pk], course_key)[user.pk]


def get_preferences(user: User) -> dict[str, str]:
    """Return the user's choices by course id, with "" for all courses (the default if they made no choice)."""
    rows = Preference.objects.filter(user=user).order_by("course_id").values_list("course_id", "email")
    return {"": str(DEFAULT), **dict(rows)}


def access_subscription(token: str) -> Subscription:
    """Return the person and course of an unsubscribe link. The link works without signing in. Two queries.

    Raises NotFoundError for an invalid link, or if the person's account is gone; LinkExpiredError for a link that has
    ended: it is too old, the account was closed or has another address, or its person turned emails on since.
    """
    link = read_unsubscribe_token(token)
    user = get_user_model().objects.filter(pk=link.user_id).first()
    if user is None or get_platform().is_retired(user):
        raise NotFoundError
    try:
        course_key = read_course_key(link.course_id) if link.course_id else None
    except InvalidKeyError:
        raise NotFoundError from None
    if _has_ended(link, user):
        raise LinkExpiredError
    return Subscription(user, course_key)


def _has_ended(link: UnsubscribeToken, user: User) -> bool:
    if not user.is_active or not link.fits(user.email):
        return True
    now, revoked = timezone.now(), LinkRevocation.objects.filter(user=user).first()
    if link.issued is None:
        return now >= OLD_LINKS_END or revoked is not None
    is_old = link.issued < now - timedelta(days=conf.get("UNSUBSCRIBE_DAYS"))
    return is_old or (revoked is not None and link.issued < revoked.before)


@takes_course_key
def set_email_choice(user: User, email: str | None, course_key: CourseKey | None = None) -> None:
    """Set the user's choice of emails for a course, or for all courses. None removes it, so that the more general
    choice applies. A choice of emails in place of none ends all earlier unsubscribe links.

    Raises ValueError for an unknown choice.
    """
    scope = str(course_key) if course_key else ""
    choice = Preference.Email(email) if email is not None else None
    rows = Preference.objects.filter(user=user, course_id=scope)
    if choice != Preference.Email.NONE and rows.filter(email=Preference.Email.NONE).exists():
        _revoke_links(user)
    if choice is None:
        rows.delete()
    else:
        Preference.objects.update_or_create(user=user, course_id=scope, defaults={"email": choice})
    track("emails.chosen", course_key, user_id=user.pk, choice=choice)


def _revoke_links(user: User) -> None:
    # Links state their time in whole seconds.
    now = timezone.now().replace(microsecond=0)
    LinkRevocation.objects.update_or_create(user=user, defaults={"before": now})


def unsubscribe(token: str) -> Subscription:
    """Stop the emails of an unsubscribe link, for its course or for all courses, and return its person and course.

    Raises as `access_subscription` does.
    """
    subscription = access_subscription(token)
    user, course_key = subscription.user, subscription.course_key
    if course_key is None:
        # Also change the choices for single courses, because they take precedence.
        Preference.objects.filter(user=user).exclude(course_id="").update(email=Preference.Email.NONE)
    set_email_choice(user, Preference.Email.NONE, course_key)
    return subscription
