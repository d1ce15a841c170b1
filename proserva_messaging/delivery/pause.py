"""Email pause: no worker sends emails while the mail server refuses this site.

A refused login affects every email. No email is sent and none fails until the server accepts one email, the probe. The
probe is an ordinary email that is due. The time between two probes grows.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.models import EmailPause

log = logging.getLogger(__name__)

ROW = 1
FIRST = timedelta(minutes=1)
LONGEST = timedelta(minutes=15)
REASON_LENGTH = 255


def get_current() -> EmailPause | None:
    """Return the current pause, or None. One query."""
    return EmailPause.objects.filter(pk=ROW, ended=None).first()


def get_wait() -> float:
    """Return in how many seconds an email may be sent: 0 without a pause, or if a probe is due. One query."""
    pause = get_current()
    return max(0.0, (pause.until - timezone.now()).total_seconds()) if pause else 0.0


def acquire() -> tuple[float, bool]:
    """Ask to send one email. Return in how many seconds to ask again (0: send it now), and whether it is the probe.
    One query without a pause.

    Only one worker gets a probe that is due, with the lease of an email. If that worker dies, the next one gets it when
    the lease expires.
    """
    pause = get_current()
    if pause is None:
        return 0.0, False
    now = timezone.now()
    if pause.until <= now:
        lease = now + timedelta(seconds=conf.get("EMAIL_LEASE_SECONDS"))
        if EmailPause.objects.filter(pk=ROW, ended=None, until=pause.until).update(until=lease):
            return 0.0, True
        return 1.0, False
    return (pause.until - now).total_seconds(), False


def begin(reason: str, *, by_probe: bool) -> datetime:
    """Pause all emails because the server refused this site, and return the time of the next probe.

    Only a refused probe extends a pause. Other emails were already being sent when it began.
    """
    earlier = _read()
    is_paused = earlier.ended is None
    if is_paused and not by_probe:
        return earlier.until
    now = timezone.now()
    refusals = earlier.refusals + 1 if is_paused else 1
    until: datetime = now + min(FIRST * 2 ** min(refusals - 1, 10), LONGEST)
    same = EmailPause.objects.filter(pk=ROW, refusals=earlier.refusals, ended=earlier.ended)
    since = earlier.since if is_paused else now
    written = {"reason": reason[:REASON_LENGTH], "since": since, "until": until, "ended": None, "refusals": refusals}
    if same.update(**written):
        level = logging.ERROR if is_paused else logging.CRITICAL
        log.log(level, "Emails are paused: the mail server refuses this site (%s). Next try at %s", reason, until)
    return until


def release_probe() -> None:
    """Schedule the next probe soon, after one that did not show whether the server accepts this site."""
    EmailPause.objects.filter(pk=ROW, ended=None).update(until=timezone.now() + FIRST)


def end() -> None:
    """End the pause: an email was accepted."""
    if EmailPause.objects.filter(pk=ROW, ended=None).update(ended=timezone.now(), refusals=0):
        log.warning("Emails are sent again: the mail server accepts this site")


def try_now() -> bool:
    """Make a probe due now. Return whether there is a pause."""
    return bool(EmailPause.objects.filter(pk=ROW, ended=None).update(until=timezone.now()))


def get_end() -> datetime | None:
    """Return when the last pause ended; None without one, or during a pause. One query."""
    return EmailPause.objects.filter(pk=ROW).values_list("ended", flat=True).first()


def _read() -> EmailPause:
    """Return the row. Create it as an ended pause if it is missing."""
    row = EmailPause.objects.filter(pk=ROW).first()
    if row is not None:
        return row
    now = timezone.now()
    try:
        with transaction.atomic():
            return EmailPause.objects.create(pk=ROW, since=now, until=now, ended=now)
    except IntegrityError:
        return EmailPause.objects.get(pk=ROW)
