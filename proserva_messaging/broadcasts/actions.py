"""Broadcasts: create, edit, cancel, send now, retry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.broadcasts.composing import BroadcastText, check_text, write_thread
from proserva_messaging.broadcasts.queries import access_broadcast
from proserva_messaging.broadcasts.rate import check_rate
from proserva_messaging.broadcasts.trail import record, record_stopped
from proserva_messaging.conversations import attachments
from proserva_messaging.conversations.attachments import claim_attachments
from proserva_messaging.conversations.composing import rewrite_message
from proserva_messaging.delivery import fanout, ledger
from proserva_messaging.delivery.audience import Audience, check_audience, count
from proserva_messaging.delivery.retries import Email
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.tracking import track
from proserva_messaging.errors import InvalidError, NotEditableError
from proserva_messaging.models import Attachment, Broadcast, Delivery, FanOut, Thread
from proserva_messaging.store import audit
from proserva_messaging.store.access import access_team_course
from proserva_messaging.store.idempotency import KeyedRequest, find_idempotent, make_request, run_idempotent
from proserva_messaging.store.permissions import may_broadcast
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

State = FanOut.State
RETRIED_AT_ONCE = 500


def create_broadcast(
    sender: User,
    course_key: CourseKey,
    subject: str,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    audience: Mapping[str, Any] | None = None,
    send_at: datetime | None = None,
    notify_email: bool = True,
    idempotency_key: str | None = None,
) -> Broadcast:
    """Create a broadcast to an audience of a course, to be sent at `send_at` or at the end of the undo period.

    Return the broadcast; nothing is sent yet. Raises NotFoundError if the sender is not on the course team,
    InvalidError for the text, the audience, the time or the files, TooManyBroadcastsError, IdempotencyKeyReusedError.
    """
    access_team_course(sender, course_key)
    given = _Given(course_key, subject, body, attachment_ids, audience, send_at, notify_email)
    request = make_request(sender.pk, "broadcast", idempotency_key, **given.asked)
    text = check_text(subject, body)
    is_same = partial(_is_same, course_key, text)
    # Before the checks: a repeated request gets its broadcast even if, for example, its time has passed.
    earlier = find_idempotent(Broadcast, request, is_same)
    return earlier or run_idempotent(partial(_write, _check(sender, given, text), request), Broadcast, request, is_same)


@dataclass(frozen=True)
class _Given:
    """A new broadcast as its sender gave it."""

    course_key: CourseKey
    subject: str
    body: str
    attachment_ids: Sequence[int]
    audience: Mapping[str, Any] | None
    send_at: datetime | None
    with_emails: bool

    @property
    def asked(self) -> dict[str, Any]:
        """The broadcast as its Idempotency-Key requires it to be repeated."""
        content = {"subject": self.subject, "body": self.body, "attachments": set(self.attachment_ids)}
        plan = {"audience": self.audience, "send_at": self.send_at, "email": self.with_emails}
        return {"course": self.course_key, **content, **plan}


@dataclass(frozen=True)
class _New:
    """A new broadcast, checked. `expected` is the size of its audience now."""

    sender: User
    given: _Given
    text: BroadcastText
    audience: Audience
    starts: datetime
    files: list[int]
    expected: int


def _check(sender: User, given: _Given, text: BroadcastText) -> _New:
    """Return a new broadcast with this text, checked. Raises InvalidError for the audience, the time or the files."""
    audience = check_audience(sender, given.course_key, given.audience)
    starts = _check_time(given.send_at)
    files = attachments.check_attachment_ids(given.attachment_ids)
    expected = count(given.course_key, audience, sender.pk)
    _check_not_empty(expected)
    return _New(sender, given, text, audience, starts, files, expected)


def _write(new: _New, request: KeyedRequest) -> Broadcast:
    """Write a new broadcast. Raises TooManyBroadcastsError, InvalidError for the files."""
    sender, course_key = new.sender, new.given.course_key
    check_rate(sender, course_key)
    thread, message = write_thread(sender, course_key, new.text, new.text.make_merge(new.audience))
    claim_attachments(message, sender, new.files)
    fan_out = fanout.start(
        message,
        audience=new.audience,
        with_participants=True,
        with_emails=new.given.with_emails,
        starts=new.starts,
        expected=new.expected,
    )
    values = {"thread": thread, "fan_out": fan_out, "course_id": course_key, "sender": sender}
    track("broadcast.created", course_key, thread_id=thread.pk, fan_out_id=fan_out.pk, user_id=sender.pk)
    return Broadcast.objects.create(**values, is_scheduled=new.given.send_at is not None, **request.columns)


def edit_broadcast(
    user: User,
    broadcast_id: int,
    *,
    subject: str | None = None,
    body: str | None = None,
    attachment_ids: Sequence[int] | None = None,
    audience: Mapping[str, Any] | None = None,
    send_at: datetime | None = None,
    notify_email: bool | None = None,
) -> Broadcast:
    """Edit the user's own scheduled broadcast, and return it. None keeps a value.

    Raises NotFoundError, NotEditableError if it has started, and InvalidError as `create_broadcast` does.
    """
    broadcast = access_broadcast(user, broadcast_id, own=True)
    fan_out, message = broadcast.fan_out, broadcast.fan_out.message
    if fan_out.state != State.SCHEDULED:
        raise NotEditableError
    text = check_text(broadcast.thread.title if subject is None else subject, message.body if body is None else body)
    chosen, changes = _check_changes(user, broadcast, audience, send_at, notify_email)
    files = None if attachment_ids is None else attachments.check_attachment_ids(attachment_ids)
    rewrite = partial(_rewrite, broadcast, text, text.make_merge(chosen), files, user)
    run_atomic(partial(_reschedule, broadcast, changes, rewrite))
    return access_broadcast(user, broadcast_id, own=True)


def cancel_broadcast(user: User, broadcast_id: int) -> Broadcast:
    """Cancel the user's own scheduled broadcast, and return it. Raises NotFoundError, NotEditableError."""
    broadcast = access_broadcast(user, broadcast_id, own=True)

    def write() -> None:
        if not fanout.cancel(broadcast.fan_out):
            raise NotEditableError
        record(audit.Action.BROADCAST_CANCELLED, broadcast, user)

    if broadcast.fan_out.state != State.CANCELLED:
        run_atomic(write)
    track("broadcast.cancelled", broadcast.course_id, broadcast_id=broadcast.pk, user_id=user.pk)
    return access_broadcast(user, broadcast_id, own=True)


def send_now(user: User, broadcast_id: int) -> Broadcast:
    """Send the user's own scheduled broadcast now, and return it. Raises NotFoundError, NotEditableError."""
    broadcast = access_broadcast(user, broadcast_id, own=True)
    if not run_atomic(lambda: fanout.reschedule(broadcast.fan_out, starts=timezone.now())):
        raise NotEditableError
    return access_broadcast(user, broadcast_id, own=True)


def retry_failed(user: User, broadcast_id: int, *, unknown: bool = False) -> int:
    """Retry the failed emails of a broadcast and, with `unknown`, the unknown ones to people who have not read it.
    Return their number.

    Raises NotFoundError if the user is not on the course team.
    """
    broadcast = access_broadcast(user, broadcast_id)
    states = [Email.FAILED, Email.UNKNOWN] if unknown else [Email.FAILED]
    # A failed email never arrived. Retry it even if the person has read the message.
    unread = Q(email=Email.FAILED) | Q(read_at=None)
    lost = Delivery.objects.filter(unread, message=broadcast.fan_out.message_id, email__in=states)
    retried = 0
    while ids := list(lost.order_by("pk").values_list("pk", flat=True)[:RETRIED_AT_ONCE]):
        retried += run_atomic(partial(ledger.requeue, lost.filter(pk__in=ids)))
    if retried:
        record(audit.Action.EMAIL_RETRIED, broadcast, user, emails=retried)
        fanout.queue_check(broadcast.fan_out)
    return retried


def stop_without_author(user_id: int, course_key: CourseKey) -> int:
    """Stop the scheduled and running broadcasts of a user who left the course team, and return their number."""
    # Without participants it is an announcement.
    sent = FanOut.objects.filter(course_id=course_key, message__sender=user_id, with_participants=True)
    unfinished = list(sent.filter(state__in=fanout.OPEN).select_related("message__sender"))
    if not unfinished:
        return 0
    author = unfinished[0].message.sender
    roles = get_platform().get_roles(course_key, [author]) if author else {}
    if may_broadcast(roles.get(user_id)):
        return 0
    stopped = [each for each in unfinished if fanout.stop(each, fanout.AUTHOR_LEFT)]
    record_stopped(stopped, fanout.AUTHOR_LEFT)
    return len(stopped)


def _check_changes(
    user: User,
    broadcast: Broadcast,
    audience: Mapping[str, Any] | None,
    send_at: datetime | None,
    notify_email: bool | None,
) -> tuple[Audience, dict[str, Any]]:
    """Return the new audience and the changes to the fan-out."""
    chosen = Audience.load(broadcast.fan_out.audience)
    changes: dict[str, Any] = {}
    if audience is not None:
        chosen = check_audience(user, broadcast.course_id, audience)
        changes = {"audience": chosen.dump(), "expected": count(broadcast.course_id, chosen, user.pk)}
        _check_not_empty(changes["expected"])
    if send_at is not None:
        changes["starts"] = _check_time(send_at)
    if notify_email is not None:
        changes["with_emails"] = notify_email
    return chosen, changes


def _reschedule(broadcast: Broadcast, changes: Mapping[str, Any], rewrite: Callable[[], None]) -> None:
    """Change the fan-out of a broadcast and rewrite its message. Raises NotEditableError if sending has begun."""
    # Lock the fan-out's row first, so that sending cannot begin during the edit.
    if not fanout.reschedule(broadcast.fan_out, **{"starts": broadcast.fan_out.starts, **changes}):
        raise NotEditableError
    rewrite()
    if "starts" in changes:
        Broadcast.objects.filter(pk=broadcast.pk).update(is_scheduled=True)


def _rewrite(
    broadcast: Broadcast, text: BroadcastText, merge: dict[str, Any] | None, files: list[int] | None, user: User
) -> None:
    message = broadcast.fan_out.message
    Thread.objects.filter(pk=broadcast.thread_id).update(title=text.subject)
    rewrite_message(message, text, merge=merge)
    if files is not None:
        # Removed files belong to their uploader again, and are purged later.
        Attachment.objects.filter(message=message).exclude(pk__in=files).update(message=None)
        kept = set(Attachment.objects.filter(message=message).values_list("pk", flat=True))
        claim_attachments(message, user, [each for each in files if each not in kept])


def _is_same(course_key: CourseKey, text: BroadcastText, broadcast: Broadcast) -> bool:
    """Return whether a broadcast has the same course and text, as its Idempotency-Key requires."""
    stored = (broadcast.course_id, broadcast.thread.title, broadcast.fan_out.message.body)
    return stored == (course_key, text.subject, text.body)


def _check_time(send_at: datetime | None) -> datetime:
    now = timezone.now()
    if send_at is None:
        return now + timedelta(seconds=conf.get("UNDO_SECONDS"))
    if send_at <= now:
        raise InvalidError(fields={"send_at": [_("This time has passed. Choose a later time.")]})
    return send_at


def _check_not_empty(expected: int) -> None:
    if not expected:
        raise InvalidError(fields={"audience": [_("This audience is empty.")]})
