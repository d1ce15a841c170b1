"""What is delivered of an announcement, brought into line with it: rung at its time, withdrawn when it is taken down.

An announcement counts as published by the time at which it is read. Only bells and emails need somebody to act, and
`settle_at` says when: a task is queued for that time, and the sweep finds those whose task was lost.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.delivery import fanout, ledger
from proserva_messaging.models import Announcement, AnnouncementMark, Attachment, Delivery, FanOut
from proserva_messaging.models.attachments import forget_files
from proserva_messaging.queries.audiences import Audience
from proserva_messaging.queries.pages import chunk_ids
from proserva_messaging.transactions import run_atomic

WITHDRAWN = "withdrawn"
Email = Delivery.Email


def settle(announcement_id: int) -> float | None:
    """Do what is due for an announcement, and return in how many seconds something is next, if anything.

    Any number of workers may do the same at once, and one that is cut off is taken up again: each step leaves alone
    what it finds done.
    """
    announcement = Announcement.objects.filter(pk=announcement_id).select_related("message__thread").first()
    if announcement is None or announcement.settle_at is None:
        return None
    now = timezone.now()
    if announcement.settle_at > now:
        return (announcement.settle_at - now).total_seconds()
    if announcement.deleted_at is not None:
        _purge(announcement)
        return None
    next_at = _announce(announcement) if announcement.is_shown(now) else _withdraw(announcement, now)
    # Where it has changed meanwhile, that is settled by the task of that change.
    Announcement.objects.filter(pk=announcement.pk, version=announcement.version).update(settle_at=next_at)
    return (next_at - now).total_seconds() if next_at else None


def settle_due() -> int:
    """Settle every announcement that is due, and return how many there were."""
    due = Announcement.objects.filter(settle_at__lte=timezone.now())
    ids = list(due.order_by("settle_at").values_list("pk", flat=True))
    for announcement_id in ids:
        settle(announcement_id)
    return len(ids)


def _announce(announcement: Announcement) -> datetime | None:
    """Let it reach everybody whom it has not reached yet; emails that were withdrawn are sent after all. Return when it
    is over."""
    if announcement.ring:
        _ring(announcement)
    for ids in chunk_ids(_deliveries(announcement).filter(email=Email.SKIPPED, email_reason=ledger.REASON_STOPPED)):
        ledger.unskip(ids)
    return announcement.expires_at


def _ring(announcement: Announcement) -> None:
    """Let its one fan-out begin, or go on where it was stopped; one that is through stays so."""
    message = announcement.message

    def find() -> FanOut | None:
        return FanOut.objects.filter(message=message).first()

    def start() -> FanOut:
        everybody = Audience(include_team=True)
        return fanout.start(message, audience=everybody, with_places=False, with_emails=announcement.email)

    fanout.resume(find() or run_atomic(start, find_winner=find))


def _withdraw(announcement: Announcement, now: datetime) -> datetime | None:
    """Let it reach nobody any more. Return when to look again for what a worker wrote that was at it just now."""
    fan_out = FanOut.objects.filter(message=announcement.message_id).first()
    stopped = fan_out is not None and fanout.stop(fan_out, WITHDRAWN)
    unsent = Q(email__in=[Email.PENDING, Email.DIGEST, Email.FAILED])
    for ids in chunk_ids(_deliveries(announcement).filter(Q(bell=Delivery.Bell.RINGING) | unsent)):
        ledger.withdraw(ids, ledger.REASON_STOPPED)
    return now + timedelta(seconds=conf.get("FANOUT_LEASE_SECONDS")) if stopped else None


def _purge(announcement: Announcement) -> None:
    """Remove what is left of a deleted announcement, what may be much of it first and in chunks."""
    _withdraw(announcement, timezone.now())
    for rows in (_deliveries(announcement), AnnouncementMark.objects.filter(announcement=announcement)):
        for ids in chunk_ids(rows):
            rows.model.objects.filter(pk__in=ids).delete()
    files = list(Attachment.objects.filter(message=announcement.message_id))
    announcement.message.thread.delete()
    forget_files(files)


def _deliveries(announcement: Announcement) -> QuerySet[Delivery]:
    return Delivery.objects.filter(message=announcement.message_id)
