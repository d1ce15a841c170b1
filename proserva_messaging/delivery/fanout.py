"""Fan-out: one message to everybody of an audience, in chunks that any number of workers share, killed or not.

How to start one, inside the transaction that writes its message (in a thread of kind ANNOUNCEMENT, say):

    fan_out = fanout.start(
        message, audience=Audience(), with_places=False, with_emails=False, starts=None, expected=count(...)
    )

`audience` is one of `queries.audiences`; `with_places=False` writes no places in the thread, so that the message rings
bells and stands in nobody's inbox; `starts` is the moment from which it may go (None: now). Nothing else is to be done:
the commit queues the task, and the sweep finds what no task does. Keep a reference to the fan-out, not to its message:
with places, the message is written anew when it goes. `reschedule`, `cancel` and `stop` change one that waits or goes;
its row says how it is, `queries.broadcasts.get_progress` how far.
"""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from proserva_messaging import conf, permissions
from proserva_messaging.data import MessageSentData
from proserva_messaging.delivery import chunks, email, ledger
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Attachment, Delivery, FanOut, Message, Participant
from proserva_messaging.queries.audiences import Audience
from proserva_messaging.queries.pages import chunk_ids
from proserva_messaging.signals import FAN_OUT_WAITS, MESSAGE_SENT
from proserva_messaging.tracking import track
from proserva_messaging.transactions import run_atomic

log = logging.getLogger(__name__)

State = FanOut.State
OPEN = (State.SCHEDULED, State.SENDING)
# One run is short, so that a worker serves others too.
RUN_SECONDS = 20.0
# After so long somebody looks again at what may have stopped.
WATCH_SECONDS = 30
AUTHOR_LEFT = "author_left"
OPERATOR = "operator"


def start(
    message: Message,
    *,
    audience: Audience,
    with_places: bool,
    with_emails: bool,
    starts: datetime | None = None,
    expected: int = 0,
) -> FanOut:
    """Let a message go to an audience from the moment `starts` on (now, where it is None), and return the fan-out.

    Runs in the transaction that writes the message. Its sender is the author, whose role is asked for as it goes.
    """
    fan_out = FanOut.objects.create(
        message=message,
        course_id=message.thread.course_id,
        audience=audience.dump(),
        with_places=with_places,
        with_emails=with_emails,
        starts=starts or timezone.now(),
        expected=expected,
    )
    _announce(fan_out)
    return fan_out


def reschedule(fan_out: FanOut, **changes: object) -> bool:
    """Change a fan-out that still waits (`starts`, `audience`, `with_emails`, `expected`). Return whether it did."""
    waiting = FanOut.objects.filter(pk=fan_out.pk, state=State.SCHEDULED)
    if not waiting.update(**changes):
        return False
    fan_out.refresh_from_db()
    _announce(fan_out)
    return True


def cancel(fan_out: FanOut) -> bool:
    """Let a fan-out that still waits never go. Return whether it did wait."""
    waiting = FanOut.objects.filter(pk=fan_out.pk, state=State.SCHEDULED)
    return bool(waiting.update(state=State.CANCELLED, finished=timezone.now()))


def stop(fan_out: FanOut, reason: str) -> bool:
    """Stop a fan-out where it is, with its emails that did not go yet. Return whether it was open."""
    still = FanOut.objects.filter(pk=fan_out.pk, state__in=OPEN)
    if not still.update(state=State.STOPPED, stopped_reason=reason, finished=timezone.now()):
        return False
    _track("stopped", fan_out)
    _withdraw_emails(fan_out.message_id)
    return True


def resume(fan_out: FanOut) -> bool:
    """Let a fan-out that was stopped go on where it was, with its emails; and have one that is open looked after.

    Return whether it was stopped. Whoever has its message keeps it, and nobody gets a second one.
    """
    goes_on = State.SENDING if fan_out.began else State.SCHEDULED
    stopped = FanOut.objects.filter(pk=fan_out.pk, state=State.STOPPED)
    resumed = bool(stopped.update(state=goes_on, stopped_reason="", finished=None))
    if resumed:
        skipped = Delivery.objects.filter(message=fan_out.message_id, email=Delivery.Email.SKIPPED)
        for ids in chunk_ids(skipped.filter(email_reason=ledger.REASON_STOPPED)):
            ledger.unskip(ids)
    fan_out.refresh_from_db()
    _announce(fan_out)
    return resumed


def look_again(fan_out: FanOut) -> None:
    """Let somebody look at a fan-out soon: there are emails to send again."""
    _announce(fan_out)


def run(fan_out_id: int, *, seconds: float = RUN_SECONDS) -> float | None:
    """Do what is to be done for a fan-out, for so many seconds. Return in how many seconds to look again; None: never.

    Any number of workers may do so at once, and any of them may die: the rows say what is done.
    """
    until = time.monotonic() + seconds
    FanOut.objects.filter(pk=fan_out_id).update(attended=timezone.now())
    while True:
        fan_out = FanOut.objects.select_related("message__sender").filter(pk=fan_out_id).first()
        if fan_out is None or fan_out.state == State.CANCELLED:
            return None
        if fan_out.state == State.STOPPED:
            _withdraw_emails(fan_out.message_id)
            return None
        if fan_out.state == State.SENT:
            return _send_emails(fan_out.message_id, until - time.monotonic())
        wait = (fan_out.starts - timezone.now()).total_seconds()
        if fan_out.state == State.SCHEDULED and wait > 0:
            return wait
        if time.monotonic() > until:
            return 0.0
        if not _advance(fan_out):
            # Others are at work on what is left. Should they die, their leases end.
            return float(conf.get("FANOUT_LEASE_SECONDS"))


def get_wait(fan_out_id: int) -> float | None:
    """Return in how many seconds a fan-out's moment comes; 0 where there is work now, None where there is none left."""
    fan_out = FanOut.objects.filter(pk=fan_out_id).first()
    if fan_out is None:
        return None
    if fan_out.state == State.SCHEDULED:
        return max(0.0, (fan_out.starts - timezone.now()).total_seconds())
    if fan_out.state == State.SENDING:
        return 0.0
    waiting = Delivery.objects.filter(message=fan_out.message_id, email=Delivery.Email.PENDING)
    return 0.0 if fan_out.state == State.SENT and waiting.exists() else None


def watch(fan_out_id: int, *, already: bool = False) -> bool:
    """Return whether the caller is to look after a fan-out again in WATCH_SECONDS: who does so `already`, or where the
    one who did has not come for a while."""
    now = timezone.now()
    rows = FanOut.objects.filter(pk=fan_out_id)
    if not already:
        rows = rows.filter(Q(watched=None) | Q(watched__lt=now - timedelta(seconds=WATCH_SECONDS)))
    return bool(rows.update(watched=now + timedelta(seconds=WATCH_SECONDS)))


def is_attended(fan_out_id: int) -> bool:
    """Return whether somebody has worked on a fan-out lately."""
    lately = timezone.now() - timedelta(seconds=RUN_SECONDS + 5)
    return FanOut.objects.filter(pk=fan_out_id, attended__gt=lately).exists()


def begin(fan_out: FanOut) -> bool:
    """Let a fan-out whose moment has come begin, with those who are enrolled now. Return whether this call did it."""
    until_key = get_platform().get_last_enrollment(fan_out.course_id)

    def write() -> bool:
        now = timezone.now()
        waiting = FanOut.objects.filter(pk=fan_out.pk, state=State.SCHEDULED, starts__lte=now)
        if not waiting.update(state=State.SENDING, began=now, until_key=until_key):
            return False
        if fan_out.with_places:
            _write_anew(fan_out, now)
        _track("began", fan_out)
        return True

    return run_atomic(write)


def list_due() -> list[int]:
    """Return the ids of the fan-outs at which there is something to do now, the oldest first."""
    due = FanOut.objects.filter(state__in=OPEN, starts__lte=timezone.now())
    return list(due.order_by("starts", "pk").values_list("pk", flat=True))


def _advance(fan_out: FanOut) -> bool:
    """Do the next thing. Return whether there was one that this worker could do."""
    is_going = fan_out.state == State.SENDING
    chunk = chunks.claim(fan_out) if is_going else None
    if is_going and chunk is None:
        return _finish(fan_out) if fan_out.planned else chunks.plan(fan_out)
    if _has_lost_author(fan_out):
        return stop(fan_out, AUTHOR_LEFT)
    if chunk is None:
        return begin(fan_out)
    chunks.deliver(fan_out, chunk)
    return True


def _has_lost_author(fan_out: FanOut) -> bool:
    """Return whether whoever sends this may not any more. What has no places is an announcement, and the course's."""
    if not fan_out.with_places:
        return False
    sender = fan_out.message.sender
    roles = get_platform().get_roles(fan_out.course_id, [sender]) if sender else {}
    return sender is None or not permissions.may_broadcast(roles.get(sender.pk))


def _finish(fan_out: FanOut) -> bool:
    """Write that everybody has it, once all chunks are done. Return whether they are."""
    if not fan_out.planned or fan_out.chunks.filter(done=False).exists():
        return False
    message = fan_out.message

    def write() -> None:
        going = FanOut.objects.filter(pk=fan_out.pk, state=State.SENDING)
        if not going.update(state=State.SENT, finished=timezone.now()):
            return
        _track("finished", fan_out)
        sent = MessageSentData(
            message_id=message.pk,
            thread_id=message.thread_id,
            course_key=fan_out.course_id,
            sender_id=message.sender_id or 0,
        )
        transaction.on_commit(partial(MESSAGE_SENT.send_event, message=sent), robust=True)

    run_atomic(write)
    return True


def _send_emails(message_id: int, seconds: float) -> float | None:
    """Send what is due. Return in how many seconds some are due again, whoever put them off; None where none is."""
    retry_in = email.send_for_message(message_id, seconds=seconds)
    if retry_in is not None:
        return retry_in
    waiting = Delivery.objects.filter(message_id=message_id, email=Delivery.Email.PENDING)
    due = waiting.aggregate(due=Min("email_due"))["due"]
    return max(1.0, (due - timezone.now()).total_seconds()) if due else None


def _write_anew(fan_out: FanOut, now: datetime) -> None:
    """Give a message its number when it goes: inboxes are in the order of messages, and it may have waited for weeks.

    Read here, where the fan-out's row is locked: it may have been edited at the last moment.
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
    """Write a message again, as the newest, with all that points to it."""
    old = message.pk
    message.pk, message.created, message._state.adding = None, now, True
    message.save(force_insert=True)
    Attachment.objects.filter(message=old).update(message=message)
    FanOut.objects.filter(pk=fan_out.pk).update(message=message)
    Message.objects.filter(pk=old).delete()


def _withdraw_emails(message_id: int) -> None:
    for ids in chunk_ids(Delivery.objects.filter(message_id=message_id, email=Delivery.Email.PENDING)):
        ledger.skip(ids, ledger.REASON_STOPPED)


def _announce(fan_out: FanOut) -> None:
    told = {"fan_out_id": fan_out.pk, "starts": fan_out.starts}
    transaction.on_commit(partial(FAN_OUT_WAITS.send, FanOut, **told), robust=True)


def _track(what: str, fan_out: FanOut) -> None:
    ids = {"fan_out_id": fan_out.pk, "thread_id": fan_out.message.thread_id, "user_id": fan_out.message.sender_id}
    track(f"fanout.{what}", fan_out.course_id, **ids)
