"""Ledger: one delivery per message and recipient, with the state of its bell and its email."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.models import Delivery, Message, Participant
from proserva_messaging.store.transactions import run_connected

Email = Delivery.Email
REASON_MUTED = "muted"
REASON_SYSTEM = "line"
REASON_LEFT = "left"
REASON_UNENROLLED = "unenrolled"
REASON_INACTIVE = "inactive"
REASON_RETIRED = "retired"
REASON_STOPPED = "stopped"
REASON_BELL_ONLY = "bell_only"
REASON_PAUSED = "paused"
CLAIMED = (Email.SENDING, Email.UNKNOWN)
REASON_LENGTH = 255


def add_deliveries(
    message: Message,
    recipients: Iterable[Participant],
    mentioned: Collection[int] = (),
    closed: Mapping[int, str] = MappingProxyType({}),
    silent: Collection[int] = (),
) -> None:
    """Write the deliveries of a message in its transaction. Participants who muted the thread get no bell and no email,
    unless they are `mentioned`. Neither do the accounts in `closed`, with their reasons by user id, nor, mentioned or
    not, the users in `silent`, whose deliveries look like those of a muted thread.

    One statement for all recipients.
    """
    rows = []
    for participant in recipients:
        delivery = _make_delivery(message, participant.user_id)
        is_silent = participant.user_id in silent
        delivery.mentioned = participant.user_id in mentioned and not is_silent
        if participant.user_id in closed:
            _silence(delivery, closed[participant.user_id], bell=Delivery.Bell.SKIPPED)
        elif is_silent or (participant.muted and not delivery.mentioned):
            _silence(delivery, REASON_MUTED)
        rows.append(delivery)
    Delivery.objects.bulk_create(rows)


def add_system_deliveries(
    message: Message,
    recipient_ids: Iterable[int],
    *,
    ring_ids: Collection[int],
    email_ids: Collection[int],
    closed: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Write the deliveries of a system message in its transaction. Only `ring_ids` get a bell, and only `email_ids` an
    email; the accounts in `closed` get neither: their reasons by user id. One statement."""
    rows = []
    for user_id in recipient_ids:
        delivery = _make_delivery(message, user_id)
        if user_id not in email_ids:
            _silence(delivery, REASON_SYSTEM)
        if user_id in ring_ids:
            delivery.bell = Delivery.Bell.RINGING
        if user_id in closed:
            _silence(delivery, closed[user_id], bell=Delivery.Bell.SKIPPED)
        rows.append(delivery)
    Delivery.objects.bulk_create(rows)


def _make_delivery(message: Message, user_id: int) -> Delivery:
    return Delivery(message_id=message.pk, thread_id=message.thread_id, recipient_id=user_id, email_due=message.created)


def _silence(delivery: Delivery, reason: str, *, bell: str = Delivery.Bell.MUTED) -> None:
    delivery.bell = bell
    delivery.email = Email.SKIPPED
    delivery.email_reason = reason
    delivery.email_at = delivery.email_due


def make_shared_values(message: Message, *, with_email: bool) -> dict[str, Any]:
    """Return the field values that all deliveries of a fan-out share."""
    shared = {"message_id": message.pk, "thread_id": message.thread_id}
    now = timezone.now()
    if with_email:
        return {**shared, "email": Email.PENDING, "email_due": now}
    return {**shared, "email": Email.SKIPPED, "email_reason": REASON_BELL_ONLY, "email_at": now, "email_due": now}


def make_skipped_values(message: Message, reason: str = REASON_UNENROLLED) -> dict[str, Any]:
    """Return the field values that the deliveries to people that a message does not reach share."""
    skipped = {"bell": Delivery.Bell.SKIPPED, "email_reason": reason}
    return {**make_shared_values(message, with_email=False), **skipped}


def claim(delivery_id: int, *, of: str = Email.PENDING, even_early: bool = False) -> bool:
    """Claim the email of a delivery for sending. Return False if it is not in the state `of`, or not due yet (unless
    `even_early`).

    Only one of any number of workers gets it. The claim is a lease. If a worker dies, its email stays `sending`; when
    the lease expires, the sweep changes it to `unknown`, because the email may have been sent.
    """
    now = timezone.now()
    lease = timedelta(seconds=conf.get("EMAIL_LEASE_SECONDS"))
    pending = Delivery.objects.filter(pk=delivery_id, email=of)
    if not even_early:
        pending = pending.filter(email_due__lte=now)
    claimed = pending.update(
        email=Email.SENDING, email_attempts=F("email_attempts") + 1, email_at=now, email_due=now + lease
    )
    return claimed == 1


def record_outcome(delivery_id: int, state: str, reason: str = "") -> None:
    """Record the outcome of a claimed email, also if the database connection was lost meanwhile. An expired lease does
    not matter: the outcome replaces `unknown`."""
    claimed = Delivery.objects.filter(pk=delivery_id, email__in=CLAIMED)
    fields = {"email": state, "email_reason": reason[:REASON_LENGTH], "email_at": timezone.now()}
    run_connected(lambda: claimed.update(**fields, email_failing_since=None))


def defer(delivery_id: int, until: datetime, reason: str, *, state: str = Email.PENDING) -> None:
    """Return a claimed email to the queue, to be retried at `until`. As in `record_outcome`, an expired lease or a lost
    connection does not matter."""
    now = timezone.now()
    claimed = Delivery.objects.filter(pk=delivery_id, email__in=CLAIMED)
    fields = {"email": state, "email_reason": reason[:REASON_LENGTH], "email_at": now, "email_due": until}
    run_connected(lambda: claimed.update(**fields, email_failing_since=Coalesce(F("email_failing_since"), now)))


def expire_leases() -> int:
    """Change emails with an expired lease to `unknown`, and return their number."""
    now = timezone.now()
    return Delivery.objects.filter(email=Email.SENDING, email_due__lt=now).update(
        email=Email.UNKNOWN, email_reason="interrupted", email_at=now
    )


def requeue_unknown(since: datetime, until: datetime, *, attempts: int) -> int:
    """Requeue emails with an unknown outcome `since` then, to be sent again at `until`, and return their number. Leave
    those that were tried more often than `attempts`, and those whose message was read. One statement."""
    lost = Delivery.objects.filter(email=Email.UNKNOWN, email_attempts__lte=attempts, email_at__gt=since, read_at=None)
    return lost.update(email=Email.PENDING, email_due=until)


def release(delivery_id: int, until: datetime, *, state: str = Email.PENDING, reason: str | None = None) -> None:
    """Release a claimed email until a given time without counting an attempt: it was not tried, or the refusal was not
    about this email. Without a `reason`, the stored reason stays."""
    changes = {} if reason is None else {"email_reason": reason}
    Delivery.objects.filter(pk=delivery_id, email__in=CLAIMED, email_attempts__gt=0).update(
        email=state, email_attempts=F("email_attempts") - 1, email_due=until, **changes
    )


def skip(delivery_ids: list[int], reason: str) -> int:
    """Skip the pending emails among these deliveries, and return their number."""
    pending = Delivery.objects.filter(pk__in=delivery_ids, email=Email.PENDING)
    return pending.update(email=Email.SKIPPED, email_reason=reason, email_at=timezone.now())


def unskip(delivery_ids: list[int]) -> int:
    """Requeue emails that were skipped because their fan-out was stopped, and return their number."""
    stopped = Delivery.objects.filter(pk__in=delivery_ids, email=Email.SKIPPED, email_reason=REASON_STOPPED)
    return stopped.update(email=Email.PENDING, email_reason="", email_due=timezone.now())


def cancel(delivery_ids: list[int], reason: str) -> None:
    """Cancel deliveries: silence their bells, and skip their unsent emails."""
    deliveries = Delivery.objects.filter(pk__in=delivery_ids)
    deliveries.filter(bell=Delivery.Bell.RINGING).update(bell=Delivery.Bell.QUIET)
    deliveries.filter(email__in=[Email.PENDING, Email.DIGEST, Email.FAILED]).update(
        email=Email.SKIPPED, email_reason=reason, email_at=timezone.now()
    )


def cancel_emails(thread_id: int, user_ids: Collection[int]) -> None:
    """Skip the unsent emails of a thread to people who left it. Their messages stay in their inbox. One statement."""
    deliveries = Delivery.objects.filter(thread_id=thread_id, recipient_id__in=user_ids)
    deliveries.filter(email__in=[Email.PENDING, Email.DIGEST]).update(
        email=Email.SKIPPED, email_reason=REASON_LEFT, email_at=timezone.now()
    )


def requeue(rows: QuerySet[Delivery]) -> int:
    """Requeue emails as if they had not been tried, and return their number. The caller selects them by state: an email
    that is `sent` would be sent twice. One statement."""
    return rows.update(
        email=Email.PENDING,
        email_reason="",
        email_attempts=0,
        email_failing_since=None,
        email_due=timezone.now(),
    )
