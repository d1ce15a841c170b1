"""The sweep: find and do due work that a crash, a lost broker or an unreachable mail server has left undone."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from django.utils import timezone

from proserva_messaging.announcements import publishing
from proserva_messaging.care import alerts
from proserva_messaging.conversations.attachments import purge_unclaimed
from proserva_messaging.delivery import digest, email, failures, fanout, ledger, pause, retries
from proserva_messaging.delivery.failures import Kind
from proserva_messaging.delivery.precedence import CONVERSATIONS
from proserva_messaging.exports import making
from proserva_messaging.models import Delivery, Thread
from proserva_messaging.retention import running
from proserva_messaging.scanning import held_files
from proserva_messaging.store import sealing

Result = TypeVar("Result")

BATCH = 500
# So that a sweep which runs every minute ends before the next one.
SECONDS = 50.0
# The least time for the scan of a file.
SCAN_SECONDS = 5.0
# The part of the time after which each step leaves the rest to the next sweep, so that no step stops the others. A
# person waits for the email of a conversation, so these go first.
CONVERSATIONS_END, DIGESTS_END, SCANS_END, FAN_OUTS_END, ALL_END = 0.5, 0.6, 0.7, 0.85, 1.0


@dataclass(frozen=True)
class Swept:
    """The numbers of a sweep: messages whose emails were sent, digests sent, emails found interrupted, fan-outs run,
    files deleted, files scanned, messages deleted by age, exports made. `failed` names the units of work that raised an
    error; the log has the errors."""

    messages: int
    digests: int
    interrupted: int
    fan_outs: int = 0
    files: int = 0
    scans: int = 0
    expired: int = 0
    exports: int = 0
    failed: tuple[str, ...] = ()


def sweep(*, digests_now: bool = False, seconds: float = SECONDS, with_files: bool = False) -> Swept:
    """Do all due work: emails, fan-outs, digests and virus scans. Mark interrupted emails as `unknown`. Raises what the
    database raises; any other error stops only its own unit of work, such as one message's emails, which is tried again
    later.

    `digests_now` sends digests that are not due yet, too; `with_files` deletes unclaimed files and what
    courses keep no longer. Work that takes longer
    than `seconds` is left for the next sweep. Safe to run at any time, concurrently with workers and other sweeps.
    """
    run = _Run(seconds)
    interrupted = sum(run.attempt(Kind.LEASES, [0], _record_interrupted))
    # First, so that announcements that were taken down are not sent.
    run.attempt(Kind.ANNOUNCEMENT, publishing.list_due(), publishing.reconcile)
    # These are urgent, and few.
    run.attempt(Kind.CARE, alerts.list_due(), alerts.notify, until=CONVERSATIONS_END)
    messages = run.send_pending(CONVERSATIONS, until=CONVERSATIONS_END)
    digests = sum(run.attempt(Kind.DIGEST, digest.list_due(even_early=digests_now), digest.send, until=DIGESTS_END))
    scans = run.attempt(Kind.SCAN, held_files.list_held(), run.scan_file, until=SCANS_END)
    due = fanout.list_due()
    run.attempt(Kind.FAN_OUT, due, run.run_fan_out, until=FAN_OUTS_END)
    messages += run.send_pending(set(Thread.Kind) - set(CONVERSATIONS), until=ALL_END)
    files = sum(run.attempt(Kind.FILES, [0], lambda _key: purge_unclaimed())) if with_files else 0
    expired = run.delete_expired() if with_files else 0
    # Last, because a large export takes minutes.
    run.attempt(Kind.OLD_EXPORTS, [0], lambda _key: making.remove_expired())
    exports = run.attempt(Kind.EXPORT, making.list_due(), making.make)
    return Swept(messages, digests, interrupted, len(due), files, len(scans), expired, len(exports), tuple(run.failed))


def _record_interrupted(_key: int) -> int:
    """Mark interrupted emails, and requeue them if the site wants that. Return the number of those marked."""
    interrupted = ledger.expire_leases()
    retries.resend_unknown()
    return interrupted


@dataclass
class _Run:
    """A sweep in progress: its time, and the units that failed in it."""

    seconds: float
    began: float = field(default_factory=time.monotonic)
    failed: list[str] = field(default_factory=list)

    def get_time(self, until: float) -> float:
        """Return how many seconds are left until this part of the time is used up; below 0 afterwards."""
        return self.began + self.seconds * until - time.monotonic()

    def attempt(
        self, kind: Kind, keys: Iterable[int], work: Callable[[int], Result], *, until: float = ALL_END
    ) -> list[Result]:
        """Do the work of each unit, and of earlier failures that are due, until the time is up. Return the results of
        those that did not fail. Skip those that failed recently."""
        waiting = set(failures.list_keys(kind, is_due=False))
        results = []
        for key in dict.fromkeys([*keys, *failures.list_keys(kind, is_due=True)]):
            if key in waiting or f"{kind} {key}" in self.failed:
                continue
            if self.get_time(until) < 0:
                break
            tried = failures.attempt(kind, key, partial(work, key))
            if tried.error:
                self.failed.append(f"{kind} {key}")
            else:
                results.append(tried.result)
        return results  # type: ignore[return-value]

    def delete_expired(self) -> int:
        """Delete what courses keep no longer, and what released holds have kept. Return the number of messages."""
        self.attempt(Kind.SEALED, [0], lambda _key: sealing.unseal())
        return sum(self.attempt(Kind.RETENTION_RUN, running.list_due(), self._apply_retention))

    def _apply_retention(self, run_id: int) -> int:
        return running.apply(run_id, seconds=self.get_time(ALL_END))

    def run_fan_out(self, fan_out_id: int) -> float | None:
        """Run a fan-out for the time of its step."""
        return fanout.run(fan_out_id, seconds=self.get_time(FAN_OUTS_END))

    def scan_file(self, attachment_id: int) -> None:
        """Scan a held file for the time of its step. Near its end, the last file may take a little longer."""
        held_files.scan(attachment_id, seconds=max(SCAN_SECONDS, self.get_time(SCANS_END)))

    def send_pending(self, kinds: Collection[str], *, until: float) -> int:
        """Send the due emails of messages in threads of these kinds, in the order of the messages' ids. Skip messages
        whose emails cannot be claimed.

        Return the number of messages; zero while all emails are paused.
        """
        if pause.get_wait():
            return 0
        count, last, started = 0, 0, timezone.now()
        pending = Delivery.objects.filter(email=Delivery.Email.PENDING, thread__kind__in=list(kinds))
        while self.get_time(until) >= 0:
            due = pending.filter(email_due__lte=started, message_id__gt=last).order_by("message_id")
            ids = list(due.values_list("message_id", flat=True).distinct()[:BATCH])
            if not ids:
                break
            self.attempt(
                Kind.EMAILS,
                ids,
                lambda each: email.send_for_message(each, seconds=self.get_time(until)),
                until=until,
            )
            count, last = count + len(ids), ids[-1]
        return count
