"""What an operator does about emails."""

from __future__ import annotations

from collections.abc import Collection

from proserva_messaging.delivery import ledger
from proserva_messaging.models import Delivery
from proserva_messaging.transactions import run_atomic


def try_again(delivery_ids: Collection[int]) -> tuple[int, list[int]]:
    """Let failed emails be sent again; those in any other state stay as they are.

    Return how many they are, and the ids of their messages, in order: the sweep finds those that nobody queues.
    """
    failed = Delivery.objects.filter(pk__in=list(delivery_ids), email=Delivery.Email.FAILED)

    def write() -> tuple[int, list[int]]:
        rows = list(failed.values_list("pk", "message_id"))
        return ledger.revive([row[0] for row in rows]), sorted({row[1] for row in rows})

    return run_atomic(write)
