"""Retries: record the outcome of an email, schedule its next attempt, and send emails again on request."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.commits import call_after_commit
from proserva_messaging.delivery import ledger, pause
from proserva_messaging.delivery.outcomes import Outcome
from proserva_messaging.models import Delivery, Message
from proserva_messaging.signals import EMAILS_WAIT
from proserva_messaging.store.transactions import run_atomic

Email = Delivery.Email
FIRST_RETRY = timedelta(minutes=2)
LONGEST_RETRY = timedelta(minutes=30)
# Emails that failed together are not all retried at the same time.
JITTER = 0.1
LOST = Q(email__in=[Email.FAILED, Email.UNKNOWN])
# Reasons to skip an email that an operator can fix. The others are a person's choice.
FIXABLE = ("no_address", "inactive", "policy", ledger.REASON_UNENROLLED)


def apply_outcome(
    deliveries: list[Delivery], outcome: Outcome, *, is_probe: bool = False, retry_as: str = Email.PENDING
) -> float | None:
    """Apply the outcome of a claimed email (one delivery) or a claimed digest (several).

    Return in how many seconds it is due again (in the state `retry_as`), or None. If the server refused the site, all
    emails are paused, and no attempt is counted.
    """
    if outcome.serves is False:
        until = pause.begin(outcome.reason, by_probe=is_probe) + FIRST_RETRY
        for delivery in deliveries:
            # Due after other emails: if this email was the cause after all, the next probe is a different one.
            ledger.release(delivery.pk, until, state=retry_as, reason=ledger.REASON_PAUSED)
        return (until - timezone.now()).total_seconds()
    if is_probe:
        _record_probe(outcome)
    waits = [_apply(delivery, outcome, retry_as) for delivery in deliveries]
    return min((wait for wait in waits if wait is not None), default=None)


def _record_probe(outcome: Outcome) -> None:
    if outcome.serves:
        pause.end()
    else:
        pause.release_probe()


def _apply(delivery: Delivery, outcome: Outcome, retry_as: str) -> float | None:
    if outcome.state != Email.PENDING:
        ledger.record_outcome(delivery.pk, outcome.state, outcome.reason)
        return None
    attempts = delivery.email_attempts + 1
    if _is_used_up(attempts, delivery.email_failing_since):
        ledger.record_outcome(delivery.pk, Email.FAILED, outcome.reason)
        return None
    wait = get_retry_wait(attempts)
    ledger.defer(delivery.pk, timezone.now() + wait, outcome.reason, state=retry_as)
    return wait.total_seconds()


def _is_used_up(attempts: int, failing_since: datetime | None) -> bool:
    """Return whether an email was tried for long enough and often enough: workers may have been down for hours. Time in
    a pause does not count."""
    if failing_since is None or attempts < conf.get("EMAIL_MAX_ATTEMPTS"):
        return False
    begins = timezone.now() - timedelta(hours=conf.get("EMAIL_RETRY_HOURS"))
    if failing_since > begins:
        return False
    resumed = pause.get_end()
    return resumed is None or resumed <= begins


def get_retry_wait(attempts: int) -> timedelta:
    """Return how long an email waits after this number of attempts: 2, 4, 8, 16, then 30 minutes, plus up to 10 %."""
    wait: timedelta = min(FIRST_RETRY * 2 ** min(attempts - 1, 10), LONGEST_RETRY)
    return wait * (1 + random.uniform(0, JITTER))  # noqa: S311 (not a secret)


def resend_unknown() -> int:
    """Requeue the emails with an unknown outcome that the site has sent again by itself, and return their number.

    Older ones than EMAIL_RETRY_HOURS stay unknown. No query unless the setting asks for it, else one.
    """
    attempts = conf.get("EMAIL_UNKNOWN_ATTEMPTS")
    if not attempts:
        return 0
    now = timezone.now()
    since = now - timedelta(hours=conf.get("EMAIL_RETRY_HOURS"))
    return ledger.requeue_unknown(since, now + FIRST_RETRY, attempts=attempts)


@dataclass(frozen=True)
class RetryResult:
    """The number of requeued emails, the ids of their messages in order, and the number of the others by reason."""

    count: int
    message_ids: list[int]
    left: dict[str, int]


def retry_emails(delivery_ids: Collection[int]) -> RetryResult:
    """Requeue emails for an operator: failed, unknown or pending ones, those with an expired lease, and those skipped
    for a reason that an operator can fix. Emails that were sent, read or skipped by choice stay unchanged.

    The sweep sends them if no task does.
    """
    chosen = Delivery.objects.filter(pk__in=list(delivery_ids))

    def write() -> RetryResult:
        eligible = chosen.filter(_is_retryable())
        left = Counter(map(_get_refusal, chosen.exclude(pk__in=list(eligible.values_list("pk", flat=True)))))
        message_ids = sorted(set(eligible.values_list("message_id", flat=True)))
        return RetryResult(ledger.requeue(eligible), message_ids, dict(left))

    return run_atomic(write)


def _is_retryable() -> Q:
    interrupted = Q(email=Email.SENDING, email_due__lt=timezone.now())
    fixable = Q(email=Email.SKIPPED, email_reason__in=FIXABLE)
    # A skipped delivery exists for a report only.
    return Q(read_at=None) & ~Q(bell=Delivery.Bell.SKIPPED) & (LOST | Q(email=Email.PENDING) | interrupted | fixable)


def _get_refusal(delivery: Delivery) -> str:
    if delivery.email == Email.SKIPPED:
        return f"skipped ({delivery.email_reason})"
    if delivery.email in (Email.SENT, Email.SENDING, Email.DIGEST):
        return str(delivery.email)
    return "read already"


def requeue_emails(rows: QuerySet[Delivery], message_id: int) -> int:
    """Requeue the failed and unknown emails among these of a message, and return their number."""
    # By id: a database may refuse to update rows that it finds through another table.
    ids = list(rows.values_list("pk", flat=True))
    count = ledger.requeue(Delivery.objects.filter(LOST, pk__in=ids))
    if count:
        call_after_commit(EMAILS_WAIT.send, Message, message_id=message_id)
    return count
