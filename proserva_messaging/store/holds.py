"""Legal holds: what must not be deleted now. Every deletion by age, of an announcement or of a retired person asks.

A hold on a person covers all threads that they are or were in, and all that they wrote.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from proserva_messaging.models import Hold, HoldGate, Message, Participant, Thread

ROW = 1


def lock_gate() -> None:
    """Lock the gate of holds until the end of the transaction. Call it first in one that sets a hold, or that deletes
    something which a hold may cover. One statement."""
    if not HoldGate.objects.filter(pk=ROW).update(entered=timezone.now()):
        HoldGate.objects.update_or_create(pk=ROW, defaults={"entered": timezone.now()})


def list_active() -> list[Hold]:
    """Return the active holds. One query."""
    return list(Hold.objects.filter(released=None))


def match_threads(active: Collection[Hold]) -> Q:
    """Return a condition for threads: one of these holds covers them."""
    person_ids = [hold.person_id for hold in active if hold.person_id is not None]
    condition = Q(course_id__in=[hold.course_id for hold in active if hold.course_id])
    condition |= Q(pk__in=[hold.thread_id for hold in active if hold.thread_id is not None])
    if person_ids:
        here = {"thread": OuterRef("pk")}
        condition |= Q(Exists(Participant.objects.filter(**here, user__in=person_ids)))
        condition |= Q(Exists(Message.objects.filter(**here, sender__in=person_ids)))
    return condition


def filter_held(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    """Return those of the threads that are under hold, as a query set. One query for the holds."""
    active = list_active()
    return threads.filter(match_threads(active)) if active else threads.none()


def is_thread_held(thread_id: int) -> bool:
    """Return whether a thread is under hold. Two queries; one without holds."""
    return filter_held(Thread.objects.filter(pk=thread_id)).exists()
