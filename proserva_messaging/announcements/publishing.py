"""Publishing: the times of an announcement, and reconciling its bells and emails with them.

Readers see an announcement by its times alone. Only bells and emails need a task, at `reconcile_at`. The sweep runs
those whose task was lost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from proserva_messaging import conf
from proserva_messaging.delivery import fanout, ledger
from proserva_messaging.delivery.audience import Audience
from proserva_messaging.errors import InvalidError
from proserva_messaging.models import Announcement, AnnouncementMark, Attachment, Delivery, FanOut, Thread
from proserva_messaging.store import holds
from proserva_messaging.store.pages import chunk_ids
from proserva_messaging.store.stored_files import forget_files
from proserva_messaging.store.transactions import run_atomic

# Publish now: at the time of writing.
NOW: Any = object()
# A time that passed this recently was in the future when it was chosen. It means now.
GRACE = timedelta(minutes=5)
TAKEN_DOWN = "withdrawn"
Email = Delivery.Email


def is_published(announcement: Announcement) -> bool:
    """Return whether an announcement was ever published. It may be unpublished or expired now."""
    return announcement.publish_at is not None and announcement.publish_at <= timezone.now()


def set_publication(announcement: Announcement, publish_at: Any, expires_at: datetime | None) -> None:
    """Set the times of a new announcement. `publish_at` is a future time, NOW, or None for a draft.

    Raises InvalidError for invalid times, and for an email without a bell.
    """
    now = timezone.now()
    _check_email(announcement)
    announcement.publish_at = now if publish_at is NOW else _check_publication(publish_at, now)
    announcement.expires_at = expires_at
    _check_end(announcement, now)
    if announcement.publish_at is not None:
        announcement.reconcile_at = announcement.publish_at


def change_publication(announcement: Announcement, changes: Mapping[str, Any]) -> None:
    """Change the times of an announcement and how it is announced (`published`, `publish_at`, `expires_at`, `ring`,
    `email`, if given), and schedule a reconciliation if its times changed.

    Raises InvalidError for invalid times, and for changes that are not possible after publication.
    """
    now, before = timezone.now(), _get_times(announcement)
    if is_published(announcement):
        _check_unchanged(announcement, changes, ("publish_at", "ring", "email"))
    else:
        _schedule(announcement, changes, now)
    _publish(announcement, changes.get("published"), now)
    if "expires_at" in changes:
        announcement.expires_at = changes["expires_at"]
    if _get_times(announcement) != before:
        _check_end(announcement, now)
        # A scheduled one is reconciled when it is published. Nothing was delivered before.
        is_scheduled = announcement.get_state(now) == Announcement.State.SCHEDULED
        announcement.reconcile_at = announcement.publish_at if is_scheduled else now


def reconcile(announcement_id: int) -> float | None:
    """Reconcile the bells and emails of an announcement if that is due. Return in how many seconds it is due again, or
    None.

    Any number of workers may do this at once, and an interrupted run may be repeated: each step skips finished work.
    """
    announcement = Announcement.objects.filter(pk=announcement_id).select_related("message__thread").first()
    if announcement is None or announcement.reconcile_at is None:
        return None
    now = timezone.now()
    if announcement.reconcile_at > now:
        return (announcement.reconcile_at - now).total_seconds()
    if announcement.deleted_at is not None:
        if not _purge(announcement):
            # The release of the hold continues.
            Announcement.objects.filter(pk=announcement.pk).update(reconcile_at=None)
        return None
    next_at = _announce(announcement) if announcement.is_shown(now) else _cancel_deliveries(announcement, now)
    # If it has changed since, the task of that change reconciles it.
    Announcement.objects.filter(pk=announcement.pk, version=announcement.version).update(reconcile_at=next_at)
    return (next_at - now).total_seconds() if next_at else None


def list_due() -> list[int]:
    """Return the ids of the announcements to reconcile now, oldest first."""
    due = Announcement.objects.filter(reconcile_at__lte=timezone.now())
    return list(due.order_by("reconcile_at").values_list("pk", flat=True))


def _get_times(announcement: Announcement) -> tuple[datetime | None, ...]:
    return announcement.publish_at, announcement.hidden_at, announcement.expires_at


def _check_unchanged(announcement: Announcement, changes: Mapping[str, Any], names: tuple[str, ...]) -> None:
    """Raise InvalidError if a change differs from the stored value."""
    changed = [name for name in names if name in changes and changes[name] != getattr(announcement, name)]
    if changed:
        text = _("This can't be changed after publication.")
        raise InvalidError(fields={name: [text] for name in changed})


def _schedule(announcement: Announcement, changes: Mapping[str, Any], now: datetime) -> None:
    announcement.ring = changes.get("ring", announcement.ring)
    announcement.email = changes.get("email", announcement.email)
    _check_email(announcement)
    if changes.get("publish_at", announcement.publish_at) != announcement.publish_at:
        announcement.publish_at = _check_publication(changes["publish_at"], now)


def _check_email(announcement: Announcement) -> None:
    if announcement.email and not announcement.ring:
        raise InvalidError(fields={"email": [_("To send an email, turn on the bell too.")]})


def _publish(announcement: Announcement, published: bool | None, now: datetime) -> None:
    """Publish or unpublish an announcement. A republished one keeps its position, and rings no bell again."""
    if published is None:
        return
    was_published = announcement.publish_at is not None and announcement.publish_at <= now
    if published:
        announcement.hidden_at = None
        announcement.publish_at = announcement.publish_at if was_published else now
    elif was_published:
        announcement.hidden_at = announcement.hidden_at or now
    else:
        announcement.publish_at = None


def _check_publication(publish_at: datetime | None, now: datetime) -> datetime | None:
    if publish_at is None or publish_at > now:
        return publish_at
    if publish_at > now - GRACE:
        return now
    raise InvalidError(fields={"publish_at": [_("This time has passed. Choose a later time or publish now.")]})


def _check_end(announcement: Announcement, now: datetime) -> None:
    """Raise InvalidError for an end in the past or before the start. An unpublished announcement may have any end."""
    ends = announcement.expires_at
    begins = announcement.publish_at or now
    if ends is None or announcement.hidden_at is not None:
        return
    if ends <= max(begins, now):
        raise InvalidError(fields={"expires_at": [_("The end must be in the future and after publication.")]})


def _announce(announcement: Announcement) -> datetime | None:
    """Deliver an announcement to all people who do not have it, and requeue cancelled emails. Return its expiry."""
    if announcement.ring:
        _ring(announcement)
    for ids in chunk_ids(_deliveries(announcement).filter(email=Email.SKIPPED, email_reason=ledger.REASON_STOPPED)):
        ledger.unskip(ids)
    return announcement.expires_at


def _ring(announcement: Announcement) -> None:
    """Start the fan-out of an announcement, or resume it if it was stopped. A finished one stays finished."""
    message = announcement.message

    def find() -> FanOut | None:
        return FanOut.objects.filter(message=message).first()

    def start() -> FanOut:
        audience = Audience(include_team=True)
        return fanout.start(message, audience=audience, with_participants=False, with_emails=announcement.email)

    fanout.resume(find() or run_atomic(start, find_winner=find))


def _cancel_deliveries(announcement: Announcement, now: datetime) -> datetime | None:
    """Cancel the bells and unsent emails of an announcement. If its fan-out was running, return when to check again
    for deliveries that a worker was still writing."""
    fan_out = FanOut.objects.filter(message=announcement.message_id).first()
    stopped = fan_out is not None and fanout.stop(fan_out, TAKEN_DOWN)
    unsent = Q(email__in=[Email.PENDING, Email.DIGEST, Email.FAILED])
    for ids in chunk_ids(_deliveries(announcement).filter(Q(bell=Delivery.Bell.RINGING) | unsent)):
        ledger.cancel(ids, ledger.REASON_STOPPED)
    return now + timedelta(seconds=conf.get("FANOUT_LEASE_SECONDS")) if stopped else None


def _purge(announcement: Announcement) -> bool:
    """Delete an announcement for good: first its deliveries and marks, in chunks. Under a hold, only cancel its bells
    and emails, and return False."""
    _cancel_deliveries(announcement, timezone.now())
    thread_id = announcement.message.thread_id
    for rows in (_deliveries(announcement), AnnouncementMark.objects.filter(announcement=announcement)):
        for ids in chunk_ids(rows):
            if not run_atomic(partial(_delete_unless_held, thread_id, rows.model.objects.filter(pk__in=ids))):
                return False
    files = list(Attachment.objects.filter(message=announcement.message_id))
    return run_atomic(partial(_delete_unless_held, thread_id, Thread.objects.filter(pk=thread_id), files))


def _delete_unless_held(thread_id: int, rows: QuerySet[Any], files: Collection[Attachment] = ()) -> bool:
    """Delete rows of a thread, and files. Return False, and delete nothing, if the thread is under hold."""
    holds.lock_gate()
    if holds.is_thread_held(thread_id):
        return False
    rows.delete()
    if files:
        forget_files(files)
    return True


def _deliveries(announcement: Announcement) -> QuerySet[Delivery]:
    return Delivery.objects.filter(message=announcement.message_id)
