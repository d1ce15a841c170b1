"""Forgetting: what a retirement removes of care."""

from __future__ import annotations

from functools import partial

from proserva_messaging.care.contacts import forget_contact
from proserva_messaging.models import CareAlert, CareNotice
from proserva_messaging.store import holds, sealing
from proserva_messaging.store.pages import chunk_ids
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User


def forget_care(user: User) -> None:
    """Delete the alerts about the user's messages, in chunks, and remove the user as a care contact. What a hold covers
    is sealed first."""
    for ids in chunk_ids(CareAlert.objects.filter(writer=user)):
        run_atomic(partial(_delete, user, ids))
    run_atomic(CareNotice.objects.filter(recipient=user).delete)
    run_atomic(partial(forget_contact, user))


def _delete(user: User, ids: list[int]) -> None:
    holds.lock_gate()
    sealing.seal(CareAlert, ids, user.pk)
    CareAlert.objects.filter(pk__in=ids).delete()
