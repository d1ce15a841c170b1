"""Broadcasts: written once, and sent to many when nobody can undo it any more; until then changed, or cancelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.actions import checks
from proserva_messaging.actions.audiences import check_audience
from proserva_messaging.actions.drafts import claim_attachments
from proserva_messaging.delivery import fanout, ledger
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import (
    IdempotencyKeyReusedError,
    InvalidError,
    NotEditableError,
    TooManyBroadcastsError,
)
from proserva_messaging.models import Attachment, Broadcast, Delivery, FanOut, Message, Participant, Thread
from proserva_messaging.permissions import may_broadcast
from proserva_messaging.queries.audiences import Audience, count
from proserva_messaging.queries.broadcasts import access_broadcast
from proserva_messaging.queries.roster import access_team_course
from proserva_messaging.rendering import make_preview, render
from proserva_messaging.tracking import track
from proserva_messaging.transactions import make_digest, run_atomic

HOUR = timedelta(hours=1)
RETRIED_AT_ONCE = 500
State = FanOut.State


@dataclass(frozen=True)
class Text:
    """The text of a broadcast, checked and rendered."""

    subject: str
    body: str
    body_html: str
    fields: list[str]

    @property
    def preview(self) -> str:
        """Return its first words."""
        return make_preview(self.body_html)

    def make_merge(self, audience: Audience) -> dict[str, Any] | None:
        """Return what is stored of its fields."""
        return {"fields": self.fields, "usage_key": audience.usage_key or None} if self.fields else None


def create_broadcast(
    sender: Any,
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
    """Let a text go to an audience of a course, at `send_at` or as soon as it can no longer be undone.

    Return the broadcast; nothing has gone yet. Raises NotFoundError for whoever is not in the course's team,
    InvalidError for anything wrong with the text, the audience, the time or the files, TooManyBroadcastsError,
    IdempotencyKeyReusedError.
    """
    access_team_course(sender, course_key)
    digest = make_digest(sender.pk, "broadcast", idempotency_key)
    text = check_text(subject, body)
    find_earlier = partial(_find_earlier, digest, course_key, text)
    if earlier := find_earlier():
        return earlier
    chosen = check_audience(sender, course_key, audience)
    starts = _check_time(send_at)
    files = checks.check_attachment_ids(attachment_ids)
    expected = count(course_key, chosen, sender.pk)
    _check_somebody(expected)

    def write() -> Broadcast:
        _wait_for_others_of(sender)
        if earlier := find_earlier():
            return earlier
        _check_rate(sender, course_key)
        thread, message = write_thread(sender, course_key, text, text.make_merge(chosen))
        claim_attachments(message, sender, files)
        fan_out = fanout.start(
            message, audience=chosen, with_places=True, with_emails=notify_email, starts=starts, expected=expected
        )
        made = {"thread": thread, "fan_out": fan_out, "course_id": course_key, "sender": sender}
        track("broadcast.created", course_key, thread_id=thread.pk, fan_out_id=fan_out.pk, user_id=sender.pk)
        return Broadcast.objects.create(**made, is_scheduled=send_at is not None, idempotency_digest=digest)

    return run_atomic(write, find_winner=find_earlier)


def edit_broadcast(
    user: Any,
    broadcast_id: int,
    *,
    subject: str | None = None,
    body: str | None = None,
    attachment_ids: Sequence[int] | None = None,
    audience: Mapping[str, Any] | None = None,
    send_at: datetime | None = None,
    notify_email: bool | None = None,
) -> Broadcast:
    """Change what is given of one's own broadcast that has not begun, and return it.

    Raises NotFoundError, NotEditableError, InvalidError as `create_broadcast`.
    """
    broadcast = access_broadcast(user, broadcast_id, own=True)
    fan_out, message = broadcast.fan_out, broadcast.fan_out.message
    if fan_out.state != State.SCHEDULED:
        raise NotEditableError
    text = check_text(broadcast.thread.title if subject is None else subject, message.body if body is None else body)
    chosen, changes = _check_changes(user, broadcast, audience, send_at, notify_email)
    files = None if attachment_ids is None else checks.check_attachment_ids(attachment_ids)

    def write() -> None:
        # First of all the row by which sending begins: from here on it waits for this.
        changes.setdefault("starts", fan_out.starts)
        if not fanout.reschedule(fan_out, **changes):
            raise NotEditableError
        _rewrite(broadcast, text, text.make_merge(chosen), files, user)
        if send_at is not None:
            Broadcast.objects.filter(pk=broadcast.pk).update(is_scheduled=True)

    run_atomic(write)
    return access_broadcast(user, broadcast_id, own=True)


def cancel_broadcast(user: Any, broadcast_id: int) -> Broadcast:
    """Let one's own broadcast that has not begun never go, and return it. Raises NotFoundError, NotEditableError."""
    broadcast = access_broadcast(user, broadcast_id, own=True)
    if broadcast.fan_out.state != State.CANCELLED and not fanout.cancel(broadcast.fan_out):
        raise NotEditableError
    track("broadcast.cancelled", broadcast.course_id, broadcast_id=broadcast.pk, user_id=user.pk)
    return access_broadcast(user, broadcast_id, own=True)


def send_now(user: Any, broadcast_id: int) -> Broadcast:
    """Let one's own broadcast that waits go at once, and return it. Raises NotFoundError, NotEditableError."""
    broadcast = access_broadcast(user, broadcast_id, own=True)
    if not run_atomic(lambda: fanout.reschedule(broadcast.fan_out, starts=timezone.now())):
        raise NotEditableError
    return access_broadcast(user, broadcast_id, own=True)


def retry_failed(user: Any, broadcast_id: int) -> int:
    """Let the failed emails of a broadcast be tried anew, and no others; return how many they are.

    Raises NotFoundError for whoever is not in the course's team.
    """
    broadcast = access_broadcast(user, broadcast_id)
    failed = Delivery.objects.filter(message=broadcast.fan_out.message_id, email=Delivery.Email.FAILED)
    retried = 0
    while ids := list(failed.order_by("pk").values_list("pk", flat=True)[:RETRIED_AT_ONCE]):
        retried += run_atomic(partial(ledger.revive, ids))
    if retried:
        fanout.look_again(broadcast.fan_out)
    return retried


def stop_without_author(user_id: int, course_key: CourseKey) -> int:
    """Stop what somebody sends, or was going to, to a course whose team they have left; return how much that is."""
    # What has no places is an announcement, and the course's.
    sent = FanOut.objects.filter(course_id=course_key, message__sender=user_id, with_places=True)
    theirs = sent.filter(state__in=fanout.OPEN)
    going = list(theirs.select_related("message__sender"))
    if not going:
        return 0
    author = going[0].message.sender
    roles = get_platform().get_roles(course_key, [author]) if author else {}
    if may_broadcast(roles.get(user_id)):
        return 0
    return sum(fanout.stop(each, fanout.AUTHOR_LEFT) for each in going)


def check_text(subject: str, body: str, *, has_files: bool = False) -> Text:
    """Return a subject and a text in Markdown as they are stored. Raises InvalidError for what is wrong with them."""
    errors: dict[str, Sequence[str]] = {}
    for name, check in (("subject", checks.check_subject), ("body", partial(checks.check_body, has_files=has_files))):
        try:
            checked = check(subject if name == "subject" else body)
        except InvalidError as error:
            errors |= error.fields
        else:
            subject, body = (checked, body) if name == "subject" else (subject, checked)
    if errors:
        raise InvalidError(fields=errors)
    body_html = render(body).html
    return Text(subject, body, body_html, checks.check_fields(subject, body_html))


def write_thread(
    sender: Any, course_key: CourseKey, text: Text, merge: dict[str, Any] | None
) -> tuple[Thread, Message]:
    """Write the thread of something to many, with its owner and its message, in a transaction of the caller's."""
    thread = Thread.objects.create(course_id=course_key, kind=Thread.Kind.BROADCAST, title=text.subject)
    Participant.objects.create(thread=thread, user=sender, role=Participant.Role.OWNER)
    message = Message.objects.create(
        thread=thread,
        sender=sender,
        body=text.body,
        body_html=text.body_html,
        preview=text.preview,
        merge=merge,
    )
    return thread, message


def _check_changes(
    user: Any,
    broadcast: Broadcast,
    audience: Mapping[str, Any] | None,
    send_at: datetime | None,
    notify_email: bool | None,
) -> tuple[Audience, dict[str, Any]]:
    """Return whom it goes to from now on, and what changes of its fan-out."""
    chosen = Audience.load(broadcast.fan_out.audience)
    changes: dict[str, Any] = {}
    if audience is not None:
        chosen = check_audience(user, broadcast.course_id, audience)
        changes = {"audience": chosen.dump(), "expected": count(broadcast.course_id, chosen, user.pk)}
        _check_somebody(changes["expected"])
    if send_at is not None:
        changes["starts"] = _check_time(send_at)
    if notify_email is not None:
        changes["with_emails"] = notify_email
    return chosen, changes


def _rewrite(
    broadcast: Broadcast, text: Text, merge: dict[str, Any] | None, files: list[int] | None, user: Any
) -> None:
    message = broadcast.fan_out.message
    Thread.objects.filter(pk=broadcast.thread_id).update(title=text.subject)
    words = {"body": text.body, "body_html": text.body_html, "preview": text.preview, "merge": merge}
    Message.objects.filter(pk=message.pk).update(**words)
    if files is not None:
        # What is dropped is the sender's own again, and is purged after a while.
        Attachment.objects.filter(message=message).exclude(pk__in=files).update(message=None)
        kept = set(Attachment.objects.filter(message=message).values_list("pk", flat=True))
        claim_attachments(message, user, [each for each in files if each not in kept])


def _find_earlier(digest: str | None, course_key: CourseKey, text: Text) -> Broadcast | None:
    earlier = Broadcast.objects.filter(idempotency_digest=digest).first() if digest else None
    if earlier is None:
        return None
    # What was made may have been changed since: then the same form is still the same form.
    was = (earlier.course_id, earlier.thread.title, earlier.fan_out.message.body)
    if earlier.course_id != course_key or (was[1:] != (text.subject, text.body)):
        raise IdempotencyKeyReusedError
    return earlier


def _check_time(send_at: datetime | None) -> datetime:
    now = timezone.now()
    if send_at is None:
        return now + timedelta(seconds=conf.get("UNDO_SECONDS"))
    if send_at <= now:
        raise InvalidError(fields={"send_at": [_("This time has passed. Choose a later one.")]})
    return send_at


def _check_somebody(expected: int) -> None:
    if not expected:
        raise InvalidError(fields={"audience": [_("Nobody would get this. Choose others.")]})


def _wait_for_others_of(sender: Any) -> None:
    """Let what somebody sends at once come one after another: else each would be counted without the others."""
    get_user_model().objects.select_for_update().get(pk=sender.pk)


def _check_rate(sender: Any, course_key: CourseKey) -> None:
    limit, now = conf.get("BROADCASTS_PER_HOUR"), timezone.now()
    recent = Broadcast.objects.filter(course_id=course_key, sender=sender, created__gt=now - HOUR)
    counted = recent.exclude(fan_out__state=State.CANCELLED).order_by("-created")
    times = list(counted.values_list("created", flat=True)[:limit])
    if not limit or len(times) < limit:
        return
    wait = int((times[-1] + HOUR - now).total_seconds()) + 1
    minutes = -(-wait // 60)
    raise TooManyBroadcastsError(
        _("Messages to a whole course in an hour: at most %(limit)d. The next can go in %(minutes)d min.")
        % {"limit": limit, "minutes": minutes},
        wait,
    )
