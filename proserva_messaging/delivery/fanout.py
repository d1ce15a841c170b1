"""Fan-out: deliver one message to its audience in chunks, by any number of workers, any of which may be killed.

Call `start` in the transaction that writes the message:

    fanout.start(message, audience=Audience(), with_participants=False, with_emails=False, expected=count(...))

After the commit a task runs the fan-out, and the sweep runs it if the task is lost. Without participants, as for an
announcement, the message rings bells but is in no inbox. With them, the message gets a new id when the fan-out begins,
so keep a reference to the fan-out. `reschedule`, `cancel`, `stop` and `resume` change a fan-out. Its row has its state,
and `broadcasts.queries.get_progress` its progress.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.commits import call_after_commit
from proserva_messaging.data import MessageSentData
from proserva_messaging.delivery import chunks, email, failures, ledger, turns
from proserva_messaging.delivery.audience import Audience
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.tracking import track
from proserva_messaging.models import Attachment, Delivery, FanOut, Message, Participant
from proserva_messaging.signals import FAN_OUT_WAITS, MESSAGE_SENT
from proserva_messaging.store import permissions
from proserva_messaging.store.pages import chunk_ids
from proserva_messaging.store.transactions import run_atomic

log = logging.getLogger(__name__)

State = FanOut.State
OPEN = (State.SCHEDULED, State.SENDING)
AUTHOR_LEFT = "author_left"
OPERATOR = "operator"


def start(
    message: Message,
    *,
    audience: Audience,
    with_participants: bool,
    with_emails: bool,
    starts: datetime | None = None,
    expected: int = 0,
) -> FanOut:
    """Deliver a message to an audience at `starts` (None: now), and return the fan-out.

    Call it in the transaction that writes the message. The sender's role is checked again during delivery.
    """
    fan_out = FanOut.objects.create(
        message=message,
        course_id=message.thread.course_id,
        audience=audience.dump(),
        with_participants=with_participants,
        with_emails=with_emails,
        starts=starts or timezone.now(),
        expected=expected,
    )
    queue_check(fan_out)
    return fan_out


def reschedule(fan_out: FanOut, **changes: object) -> bool:
    """Change `starts`, `audience`, `with_emails` or `expected` of a scheduled fan-out. Return False if it had already
    started."""
    scheduled = FanOut.objects.filter(pk=fan_out.pk, state=State.SCHEDULED)
    if not scheduled.update(**changes):
        return False
    fan_out.refresh_from_db()
    queue_check(fan_out)
    return True


def cancel(fan_out: FanOut) -> bool:
    """Cancel a scheduled fan-out. Return False if it had already started."""
    scheduled = FanOut.objects.filter(pk=fan_out.pk, state=State.SCHEDULED)
    return bool(scheduled.update(state=State.CANCELLED, finished=timezone.now()))


def stop(fan_out: FanOut, reason: str) -> bool:
    """Stop a scheduled or running fan-out and its unsent emails. Return False if it was neither."""
    unfinished = FanOut.objects.filter(pk=fan_out.pk, state__in=OPEN)
    if not unfinished.update(state=State.STOPPED, stopped_reason=reason, finished=timezone.now()):
        return False
    _track("stopped", fan_out)
    _skip_emails(fan_out.message_id)
    return True


def resume(fan_out: FanOut) -> bool:
    """Resume a stopped fan-out and its emails. In any other state, only queue a check.

    Return whether it was stopped. No recipient gets the message twice.
    """
    next_state = State.SENDING if fan_out.began else State.SCHEDULED
    stopped = FanOut.objects.filter(pk=fan_out.pk, state=State.STOPPED)
    resumed = bool(stopped.update(state=next_state, stopped_reason="", finished=None))
    if resumed:
        skipped = Delivery.objects.filter(message=fan_out.message_id, email=Delivery.Email.SKIPPED)
        for ids in chunk_ids(skipped.filter(email_reason=ledger.REASON_STOPPED)):
            ledger.unskip(ids)
    fan_out.refresh_from_db()
    queue_check(fan_out)
    return resumed


def queue_check(fan_out: FanOut) -> None:
    """Queue a task for a fan-out after the commit, at its start or now."""
    waiting = {"fan_out_id": fan_out.pk, "starts": fan_out.starts}
    call_after_commit(FAN_OUT_WAITS.send, FanOut, **waiting)


def run(
    fan_out_id: int, *, seconds: float = turns.RUN_SECONDS, on_progress: Callable[[], object] = email.do_nothing
) -> float | None:
    """Work on a fan-out for at most `seconds`. Return in how many seconds to run it again; None: never. Call
    `on_progress` after each step, and before each email.

    Any number of workers may do this at once, and any of them may die: the progress is in the database.
    """
    until = time.monotonic() + seconds
    FanOut.objects.filter(pk=fan_out_id).update(last_active=timezone.now())
    while True:
        fan_out = FanOut.objects.select_related("message__sender").filter(pk=fan_out_id).first()
        if fan_out is None:
            return None
        if fan_out.state not in OPEN:
            return _send_or_skip(fan_out, until - time.monotonic(), on_progress)
        wait = (fan_out.starts - timezone.now()).total_seconds()
        if fan_out.state == State.SCHEDULED and wait > 0:
            return wait
        if time.monotonic() > until:
            return 0.0
        if not _advance(fan_out):
            return _leave_to_others(fan_out, until)
        on_progress()


def _send_or_skip(fan_out: FanOut, seconds: float, on_progress: Callable[[], object]) -> float | None:
    """Send the emails of a fan-out that has finished, or skip those of a stopped one. Return in how many seconds to
    run it again; None: never."""
    if fan_out.state == State.SENT:
        return _send_emails(fan_out.message_id, seconds, on_progress)
    if fan_out.state == State.STOPPED:
        _skip_emails(fan_out.message_id)
    return None


def _leave_to_others(fan_out: FanOut, until: float) -> float:
    """Return in how many seconds to run a fan-out whose remaining chunks other workers have: if they die, their leases
    expire. If some chunks failed, do not let the people in the others wait for their emails."""
    if fan_out.chunks.filter(done=False, pk__in=failures.list_keys(failures.Kind.CHUNK)).exists():
        email.send_for_message(fan_out.message_id, seconds=until - time.monotonic())
    return float(conf.get("FANOUT_LEASE_SECONDS"))


def get_wait(fan_out_id: int) -> float | None:
    """Return in how many seconds a fan-out starts: 0 if there is work now, None if it is finished."""
    fan_out = FanOut.objects.filter(pk=fan_out_id).first()
    if fan_out is None:
        return None
    if fan_out.state == State.SCHEDULED:
        return max(0.0, (fan_out.starts - timezone.now()).total_seconds())
    if fan_out.state == State.SENDING:
        return 0.0
    waiting = Delivery.objects.filter(message=fan_out.message_id, email=Delivery.Email.PENDING)
    return 0.0 if fan_out.state == State.SENT and waiting.exists() else None


def find(message_id: int) -> int | None:
    """Return the id of the fan-out that sends the emails of a message; None for a conversation, or if it was stopped.
    One query."""
    active = FanOut.objects.filter(message=message_id, state__in=(State.SENDING, State.SENT))
    return active.values_list("pk", flat=True).first()


def begin(fan_out: FanOut) -> bool:
    """Begin a fan-out that is due, for the people enrolled now. Return False if it had already begun."""
    until_key = get_platform().get_last_enrollment_id(fan_out.course_id)

    def write() -> bool:
        now = timezone.now()
        due = FanOut.objects.filter(pk=fan_out.pk, state=State.SCHEDULED, starts__lte=now)
        if not due.update(state=State.SENDING, began=now, until_key=until_key):
            return False
        if fan_out.with_participants:
            _move_to_top(fan_out, now)
        _track("began", fan_out)
        return True

    return run_atomic(write)


def list_due() -> list[int]:
    """Return the ids of the fan-outs that have work now, oldest first."""
    due = FanOut.objects.filter(state__in=OPEN, starts__lte=timezone.now())
    return list(due.order_by("starts", "pk").values_list("pk", flat=True))


def _advance(fan_out: FanOut) -> bool:
    """Do the next step. Return False if other workers have all the remaining work."""
    is_sending = fan_out.state == State.SENDING
    chunk = chunks.claim(fan_out) if is_sending else None
    if is_sending and chunk is None:
        return _finish(fan_out) if fan_out.planned else chunks.plan(fan_out)
    if _has_lost_author(fan_out):
        return stop(fan_out, AUTHOR_LEFT)
    if chunk is None:
        return begin(fan_out)
    chunks.try_deliver(fan_out, chunk)
    return True


def _has_lost_author(fan_out: FanOut) -> bool:
    """Return whether the sender may no longer send broadcasts. An announcement (no participants) needs no author."""
    if not fan_out.with_participants:
        return False
    sender = fan_out.message.sender
    roles = get_platform().get_roles(fan_out.course_id, [sender]) if sender else {}
    return sender is None or not permissions.may_broadcast(roles.get(sender.pk))


def _finish(fan_out: FanOut) -> bool:
    """Finish a fan-out if all its chunks are done. Return whether they are."""
    if not fan_out.planned or fan_out.chunks.filter(done=False).exists():
        return False
    message = fan_out.message

    def write() -> None:
        sending = FanOut.objects.filter(pk=fan_out.pk, state=State.SENDING)
        if not sending.update(state=State.SENT, finished=timezone.now()):
            return
        _track("finished", fan_out)
        sent = MessageSentData(
            message_id=message.pk,
            thread_id=message.thread_id,
            course_key=fan_out.course_id,
            sender_id=message.sender_id or 0,
        )
        call_after_commit(MESSAGE_SENT.send_event, message=sent)

    run_atomic(write)
    return True


def _send_emails(message_id: int, seconds: float, on_send: Callable[[], object]) -> float | None:
    """Send the due emails. Return in how many seconds the next ones are due, or None."""
    retry_in = email.send_for_message(message_id, seconds=seconds, on_send=on_send)
    return email.get_wait(message_id) if retry_in is None else retry_in


def _move_to_top(fan_out: FanOut, now: datetime) -> None:
    """Make a message the newest one: inboxes are ordered by message id, and a fan-out may wait for weeks.

    Read the message under the lock of the fan-out's row, because it may just have been edited.
    """
    message = Message.objects.get(fan_out=fan_out.pk)
    old = message.pk
    if Message.objects.filter(pk__gt=old).exists():
        _renumber(fan_out, message, now)
    else:
        Message.objects.filter(pk=old).update(created=now)
    owner = Participant.objects.filter(thread=message.thread_id, role=Participant.Role.OWNER)
    owner.update(last_message=message)


def _renumber(fan_out: FanOut, message: Message, now: datetime) -> None:
    """Replace a message by a copy with the highest id, and update all references to it."""
    old = message.pk
    message.pk, message.created, message._state.adding = None, now, True
    message.save(force_insert=True)
    Attachment.objects.filter(message=old).update(message=message)
    FanOut.objects.filter(pk=fan_out.pk).update(message=message)
    Message.objects.filter(pk=old).delete()


def _skip_emails(message_id: int) -> None:
    for ids in chunk_ids(Delivery.objects.filter(message_id=message_id, email=Delivery.Email.PENDING)):
        ledger.skip(ids, ledger.REASON_STOPPED)


def _track(verb: str, fan_out: FanOut) -> None:
    ids = {"fan_out_id": fan_out.pk, "thread_id": fan_out.message.thread_id, "user_id": fan_out.message.sender_id}
    track(f"fanout.{verb}", fan_out.course_id, **ids)
