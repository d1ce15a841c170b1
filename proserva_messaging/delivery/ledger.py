"""The ledger: one row for each message and recipient, written with the message, and how its states change."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.models import Delivery, Message, Participant

Email = Delivery.Email
REASON_MUTED = "muted"
REASON_LINE = "line"
REASON_LEFT = "left"
REASON_UNENROLLED = "unenrolled"
REASON_STOPPED = "stopped"
REASON_BELL_ONLY = "bell_only"
REASON_LENGTH = 255


def add_deliveries(message: Message, recipients: Iterable[Participant], mentioned: Collection[int] = ()) -> None:
    """Write the deliveries of a message, in its transaction. Somebody who muted the thread finds it there, unannounced,
    unless they are `mentioned`.

    One statement, whatever the number of recipients that a direct thread or a group can have.
    """
    rows = []
    for participant in recipients:
        delivery = _make_delivery(message, participant.user_id)
        delivery.mentioned = participant.user_id in mentioned
        if participant.muted and not delivery.mentioned:
            _silence(delivery, REASON_MUTED)
        rows.append(delivery)
    Delivery.objects.bulk_create(rows)


def add_line(message: Message, recipient_ids: Iterable[int], *, rings: Collection[int], mails: Collection[int]) -> None:
    """Write the deliveries of a line, in its transaction: it is read like any message, and announced to those alone
    whom it is about (`rings`, and by email `mails`). One statement."""
    rows = []
    for user_id in recipient_ids:
        delivery = _make_delivery(message, user_id)
        if user_id not in mails:
            _silence(delivery, REASON_LINE)
        if user_id in rings:
            delivery.bell = Delivery.Bell.RINGING
        rows.append(delivery)
    Delivery.objects.bulk_create(rows)


def _make_delivery(message: Message, user_id: int) -> Delivery:
    return Delivery(message_id=message.pk, thread_id=message.thread_id, recipient_id=user_id, email_due=message.created)


def _silence(delivery: Delivery, reason: str) -> None:
    delivery.bell = Delivery.Bell.MUTED
    delivery.email = Email.SKIPPED
    delivery.email_reason = reason
    delivery.email_at = delivery.email_due


def make_many(message: Message, *, with_email: bool) -> dict[str, Any]:
    """Return what is the same in the deliveries of a message to many."""
    same = {"message_id": message.pk, "thread_id": message.thread_id}
    now = timezone.now()
    if with_email:
        return {**same, "email": Email.PENDING, "email_due": now}
    return {**same, "email": Email.SKIPPED, "email_reason": REASON_BELL_ONLY, "email_at": now, "email_due": now}


def make_skipped(message: Message) -> dict[str, Any]:
    """Return what is the same in the deliveries of a message to those whom it does not reach any more."""
    skipped = {"bell": Delivery.Bell.SKIPPED, "email_reason": REASON_UNENROLLED}
    return {**make_many(message, with_email=False), **skipped}


def claim(delivery_id: int, *, of: str = Email.PENDING, even_early: bool = False) -> bool:
    """Take the email of a delivery for sending, and return whether it was there to be taken: in the state `of` and due
    (or `even_early`).

    Of any number of workers that try, one gets it. The claim is a lease: a worker that dies leaves `sending` behind,
    which the sweep turns into `unknown` when the lease has run out, because nobody can tell whether it went out.
    """
    now = timezone.now()
    lease = timedelta(seconds=conf.get("EMAIL_LEASE_SECONDS"))
    waiting = Delivery.objects.filter(pk=delivery_id, email=of)
    if not even_early:
        waiting = waiting.filter(email_due__lte=now)
    claimed = waiting.update(
        email=Email.SENDING, email_attempts=F("email_attempts") + 1, email_at=now, email_due=now + lease
    )
    return claimed == 1


def settle(delivery_id: int, state: str, reason: str = "") -> None:
    """Write what became of an email that was claimed. A lease that has run out in the meantime is not an obstacle: what
    is known now is better than `unknown`."""
    Delivery.objects.filter(pk=delivery_id, email__in=[Email.SENDING, Email.UNKNOWN]).update(
        email=state, email_reason=reason[:REASON_LENGTH], email_at=timezone.now()
    )


def put_off(delivery_id: int, until: datetime, reason: str, *, state: str = Email.PENDING) -> None:
    """Give a claimed email back, to be tried again from `until` on."""
    Delivery.objects.filter(pk=delivery_id, email=Email.SENDING).update(
        email=state, email_reason=reason[:REASON_LENGTH], email_at=timezone.now(), email_due=until
    )


def expire_leases() -> int:
    """Turn every email whose sending was cut off into `unknown`, and return how many there were."""
    now = timezone.now()
    return Delivery.objects.filter(email=Email.SENDING, email_due__lt=now).update(
        email=Email.UNKNOWN, email_reason="interrupted", email_at=now
    )


def give_back(delivery_id: int, until: datetime) -> None:
    """Give back a claimed email that nobody tried to send, until a moment: it counts as no attempt."""
    Delivery.objects.filter(pk=delivery_id, email=Email.SENDING).update(
        email=Email.PENDING, email_attempts=F("email_attempts") - 1, email_due=until
    )


def skip(delivery_ids: list[int], reason: str) -> int:
    """Skip the emails among these that nobody has begun to send, and return how many they were."""
    waiting = Delivery.objects.filter(pk__in=delivery_ids, email=Email.PENDING)
    return waiting.update(email=Email.SKIPPED, email_reason=reason, email_at=timezone.now())


def unskip(delivery_ids: list[int]) -> int:
    """Let emails that were skipped because all was stopped be sent after all, and return how many they are."""
    stopped = Delivery.objects.filter(pk__in=delivery_ids, email=Email.SKIPPED, email_reason=REASON_STOPPED)
    return stopped.update(email=Email.PENDING, email_reason="", email_due=timezone.now())


def withdraw(delivery_ids: list[int], reason: str) -> None:
    """Let deliveries reach nobody any more: what rings grows quiet, what was not emailed yet is skipped."""
    some = Delivery.objects.filter(pk__in=delivery_ids)
    some.filter(bell=Delivery.Bell.RINGING).update(bell=Delivery.Bell.QUIET)
    some.filter(email__in=[Email.PENDING, Email.DIGEST, Email.FAILED]).update(
        email=Email.SKIPPED, email_reason=reason, email_at=timezone.now()
    )


def stop_emails(thread_id: int, user_ids: Collection[int]) -> None:
    """Let nothing of a thread go out any more to people who are not in it now; what they have stays in their inbox.
    One statement."""
    theirs = Delivery.objects.filter(thread_id=thread_id, recipient_id__in=user_ids)
    theirs.filter(email__in=[Email.PENDING, Email.DIGEST]).update(
        email=Email.SKIPPED, email_reason=REASON_LEFT, email_at=timezone.now()
    )


def revive(delivery_ids: list[int]) -> int:
    """Let failed emails be tried anew, from now on, and return how many there were."""
    return Delivery.objects.filter(pk__in=delivery_ids, email=Email.FAILED).update(
        email=Email.PENDING, email_attempts=0, email_due=timezone.now()
    )
