"""The sweep: what a crash, a lost broker or a deaf mail server left behind, taken up again from the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from proserva_messaging.delivery import digest, email, ledger
from proserva_messaging.models import Delivery

BATCH = 500


@dataclass(frozen=True)
class Swept:
    """What a sweep did: for how many messages it sent emails, to how many people digests, and how many emails it found
    cut off."""

    messages: int
    digests: int
    interrupted: int


def sweep(*, digests_now: bool = False) -> Swept:
    """Send every email and digest that is due, and turn those that were cut off into `unknown`.

    With `digests_now` digests need not be due. Safe to run at any time, beside the workers and beside itself.
    """
    interrupted = ledger.expire_leases()
    return Swept(messages=_send_pending(), digests=digest.send_due(even_early=digests_now), interrupted=interrupted)


def _send_pending() -> int:
    """Walk the messages with due emails in the order of their ids. One whose emails cannot be claimed is passed by."""
    count, last = 0, 0
    started = timezone.now()
    while True:
        due = Delivery.objects.filter(email=Delivery.Email.PENDING, email_due__lte=started, message_id__gt=last)
        ids = list(due.order_by("message_id").values_list("message_id", flat=True).distinct()[:BATCH])
        for message_id in ids:
            email.send_for_message(message_id)
        if not ids:
            return count
        count, last = count + len(ids), ids[-1]
