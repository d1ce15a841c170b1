"""When an announcement is published, taken down and over: what may be said of it, and changed when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from proserva_messaging.errors import InvalidError
from proserva_messaging.models import Announcement

# "Publish it now": the clock is read when it is written.
NOW: Any = object()
# A time that passed so lately was still to come when it was chosen, and means now.
GRACE = timedelta(minutes=5)


def is_out(announcement: Announcement) -> bool:
    """Return whether it was published at some time: it may be taken down or over, but people have read it."""
    return announcement.publish_at is not None and announcement.publish_at <= timezone.now()


def set_first_times(announcement: Announcement, publish_at: Any, expires_at: datetime | None) -> None:
    """Give a new announcement its times: `publish_at` is a time to come, NOW, or None for a draft.

    Raises InvalidError for times that cannot be, and for an email without a bell.
    """
    now = timezone.now()
    _check_email(announcement)
    announcement.publish_at = now if publish_at is NOW else _check_publication(publish_at, now)
    announcement.expires_at = expires_at
    _check_end(announcement, now)
    if announcement.publish_at is not None:
        announcement.settle_at = announcement.publish_at


def change_times(announcement: Announcement, changes: Mapping[str, Any]) -> None:
    """Change the times of an announcement and how it is announced (`published`, `publish_at`, `expires_at`, `ring`,
    `email`, those that are given), and let what was delivered be brought into line where that matters.

    Raises InvalidError for times that cannot be, and for what cannot be changed once people have read it.
    """
    now, before = timezone.now(), _read(announcement)
    if is_out(announcement):
        _refuse(announcement, changes, ("publish_at", "ring", "email"))
    else:
        _plan(announcement, changes, now)
    _publish(announcement, changes.get("published"), now)
    if "expires_at" in changes:
        announcement.expires_at = changes["expires_at"]
    if _read(announcement) != before:
        _check_end(announcement, now)
        # One that waits for its time is settled then; nothing of it was delivered before.
        is_waiting = announcement.get_state(now) == Announcement.State.SCHEDULED
        announcement.settle_at = announcement.publish_at if is_waiting else now


def _read(announcement: Announcement) -> tuple[datetime | None, ...]:
    return announcement.publish_at, announcement.hidden_at, announcement.expires_at


def _refuse(announcement: Announcement, changes: Mapping[str, Any], names: tuple[str, ...]) -> None:
    """Raise InvalidError where one of these is to become another than it is."""
    changed = [name for name in names if name in changes and changes[name] != getattr(announcement, name)]
    if changed:
        text = _("It was published already, so this cannot be changed any more.")
        raise InvalidError(fields={name: [text] for name in changed})


def _plan(announcement: Announcement, changes: Mapping[str, Any], now: datetime) -> None:
    announcement.ring = changes.get("ring", announcement.ring)
    announcement.email = changes.get("email", announcement.email)
    _check_email(announcement)
    if changes.get("publish_at", announcement.publish_at) != announcement.publish_at:
        announcement.publish_at = _check_publication(changes["publish_at"], now)


def _check_email(announcement: Announcement) -> None:
    if announcement.email and not announcement.ring:
        raise InvalidError(fields={"email": [_("An email goes to those whose bell rings.")]})


def _publish(announcement: Announcement, published: bool | None, now: datetime) -> None:
    """Publish it or take it down; one that comes back stands where it stood, and rings no bell again."""
    if published is None:
        return
    out = announcement.publish_at is not None and announcement.publish_at <= now
    if published:
        announcement.hidden_at = None
        announcement.publish_at = announcement.publish_at if out else now
    elif out:
        announcement.hidden_at = announcement.hidden_at or now
    else:
        announcement.publish_at = None


def _check_publication(publish_at: datetime | None, now: datetime) -> datetime | None:
    if publish_at is None or publish_at > now:
        return publish_at
    if publish_at > now - GRACE:
        return now
    raise InvalidError(fields={"publish_at": [_("This time has passed. Choose one to come, or publish it now.")]})


def _check_end(announcement: Announcement, now: datetime) -> None:
    """Raise InvalidError for an end before the beginning, and for one that has passed, unless it has been reached."""
    ends = announcement.expires_at
    begins = announcement.publish_at or now
    if ends is None or announcement.hidden_at is not None:
        return
    if ends <= max(begins, now):
        raise InvalidError(fields={"expires_at": [_("It has to end after it is published, at a time to come.")]})
