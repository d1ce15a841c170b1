"""The sweep: what a crash, a lost broker or a deaf mail server left behind, taken up again from the ledger."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.utils import timezone

from proserva_messaging.delivery import announcing, digest, email, fanout, ledger
from proserva_messaging.models import Delivery

BATCH = 500
# A sweep each minute ends before the next.
SECONDS = 50.0


@dataclass(frozen=True)
class Swept:
    """What a sweep did: for how many messages it sent emails, to how many people digests, how many emails it found cut
    off, and at how many fan-outs it worked."""

    messages: int
    digests: int
    interrupted: int
    fan_outs: int = 0


def sweep(*, digests_now: bool = False, seconds: float = SECONDS) -> Swept:
    """Do what is due: fan-outs, emails, digests; and turn emails that were cut off into `unknown`.

    With `digests_now` digests need not be due. What takes longer than so many seconds is left for the next. Safe to run
    at any time, beside the workers and beside itself.
    """
    until = time.monotonic() + seconds
    interrupted = ledger.expire_leases()
    # First of all: what was taken down is not sent.
    announcing.settle_due()
    fan_outs = _run_fan_outs(until)
    messages = _send_pending(until)
    return Swept(messages, digest.send_due(even_early=digests_now), interrupted, fan_outs)


def _run_fan_outs(until: float) -> int:
    """Take up every fan-out that is due, by whatever it was held up: one after the other, as far as there is time."""
    due = fanout.list_due()
    for fan_out_id in due:
        fanout.run(fan_out_id, seconds=until - time.monotonic())
    return len(due)


def _send_pending(until: float) -> int:
    """Walk the messages with due emails in the order of their ids. One whose emails cannot be claimed is passed by."""
    count, last = 0, 0
    started = timezone.now()
    while True:
        due = Delivery.objects.filter(email=Delivery.Email.PENDING, email_due__lte=started, message_id__gt=last)
        ids = list(due.order_by("message_id").values_list("message_id", flat=True).distinct()[:BATCH])
        for message_id in ids:
            email.send_for_message(message_id, seconds=until - time.monotonic())
        if not ids or time.monotonic() > until:
            return count + len(ids)
        count, last = count + len(ids), ids[-1]
