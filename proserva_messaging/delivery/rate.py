"""Email rate limit: how many broadcast emails may go each minute, shared by all workers in one row."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.models import EmailPace

ROW = 1
# Unused capacity expires after this time, so that a quiet night does not allow a burst.
BURST = timedelta(seconds=1)
ATTEMPTS = 20


def reserve(wanted: int) -> tuple[int, float]:
    """Reserve up to `wanted` emails. Return how many may be sent now, and in how many seconds the next one may.

    The row holds the time of the next free slot. A worker reserves slots by moving it forward. If two workers try at
    once, one of them finds it moved and reads it again.
    """
    rate = conf.get("EMAIL_RATE")
    if not rate or wanted < 1:
        return wanted, 0.0
    each = timedelta(seconds=60 / rate)
    for _attempt in range(ATTEMPTS):
        now = timezone.now()
        free_at = _read()
        begin = max(free_at, now - max(BURST, each) + each)
        count = min(wanted, int((now - begin) / each) + 1) if begin <= now else 0
        if not count:
            return 0, (begin - now).total_seconds()
        if EmailPace.objects.filter(pk=ROW, free_at=free_at).update(free_at=begin + count * each):
            return count, max(0.0, (begin + count * each - now).total_seconds())
    return 0, each.total_seconds()


def _read() -> datetime:
    row = EmailPace.objects.filter(pk=ROW).values_list("free_at", flat=True).first()
    if row is not None:
        return row
    try:
        with transaction.atomic():
            return EmailPace.objects.create(pk=ROW, free_at=timezone.now() - BURST).free_at
    except IntegrityError:
        return EmailPace.objects.values_list("free_at", flat=True).get(pk=ROW)
