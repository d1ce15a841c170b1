"""Sending: a first message, which makes the thread or finds it again, and any later one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.html import escape
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions
from proserva_messaging.actions import checks
from proserva_messaging.data import MessageSentData
from proserva_messaging.delivery import ledger
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import CannotWriteError, IdempotencyKeyReusedError, InvalidError, NotFoundError
from proserva_messaging.models import Attachment, Message, Participant, Thread
from proserva_messaging.queries import recipients as recipient_queries
from proserva_messaging.queries import threads as thread_queries
from proserva_messaging.rendering import make_preview, render
from proserva_messaging.signals import MESSAGE_SENT
from proserva_messaging.transactions import make_digest, read_committed, run_atomic


@dataclass(frozen=True)
class Draft:
    """A message that was checked and can be written."""

    sender: Any
    course_key: CourseKey
    body: str
    body_html: str
    attachment_ids: list[int]
    context: dict[str, Any] | None
    digest: str | None


def start_thread(
    sender: Any,
    course_key: CourseKey,
    recipients: Sequence[str],
    body: str,
    *,
    title: str = "",
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    quote: dict[str, Any] | None = None,
    idempotency_key: str | None = None,
) -> Message:
    """Send a first message to one person in a course, and return it; its thread is the pair's one direct thread there.

    `recipients` are usernames; a `quote` is a snapshot of our own making, in place of a context. Raises InvalidError
    for anything wrong with them, the text, the files or the context, NotFoundError for a course that is not there for
    the sender, IdempotencyKeyReusedError.
    """
    found = _find_recipient(recipients)
    roles = get_platform().get_roles(course_key, [each for each in (sender, found) if each is not None])
    if sender.pk not in roles:
        raise NotFoundError
    recipient = _check_recipients(sender, course_key, recipients, found, roles)
    title = checks.check_title(title)
    with_work = permissions.tells_work(sender.pk, [recipient.pk], roles)
    draft = _check_draft(sender, course_key, body, attachment_ids, context, idempotency_key, with_work)
    draft = replace(draft, context=quote) if quote else draft
    direct_key = Thread.make_direct_key(course_key, sender.pk, recipient.pk)

    def write() -> Message:
        thread = Thread.objects.filter(direct_key=direct_key).first()
        if thread is not None:
            return _do_send(_lock(thread.pk), draft)
        # Nobody else can see the new one before the commit; whoever makes it at the same moment fails at its key.
        thread = Thread.objects.create(course_id=course_key, direct_key=direct_key, title=title)
        pairs = zip((sender, recipient), permissions.get_first_role(roles[sender.pk], roles[recipient.pk]), strict=True)
        Participant.objects.bulk_create(Participant(thread=thread, user=user, role=role) for user, role in pairs)
        return _do_send(thread, draft)

    return _run_once(write, draft, lambda message: message.thread.direct_key == direct_key)


def send_message(
    sender: Any,
    thread_id: int,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> Message:
    """Send a message into a thread that the sender is in, and return it.

    Raises NotFoundError where they are not in it, CannotWriteError where it takes nothing from them any more,
    InvalidError for anything wrong with the text, the files or the context, IdempotencyKeyReusedError.
    """
    own, others = thread_queries.access_crowd(sender, thread_id)
    course_key = own.thread.course_id
    roles = get_platform().get_roles(course_key, [sender, *(each.user for each in others)])
    other_ids = [each.user_id for each in others]
    reason = permissions.why_not_write(sender.pk, other_ids, roles, kind=own.thread.kind)
    if reason:
        raise CannotWriteError(reason)
    with_work = permissions.tells_work(sender.pk, other_ids, roles)
    draft = _check_draft(sender, course_key, body, attachment_ids, context, idempotency_key, with_work)
    return _run_once(lambda: _do_send(_lock(thread_id), draft), draft, lambda message: message.thread_id == thread_id)


def _find_recipient(usernames: Sequence[str]) -> Any | None:
    if len(usernames) != 1:
        return None
    found = get_user_model().objects.filter(username=usernames[0]).first()
    # A database may hold names that differ in case only to be the same.
    return found if found and found.username == usernames[0] else None


def _check_recipients(
    sender: Any, course_key: CourseKey, usernames: Sequence[str], found: Any | None, roles: Mapping[int, str]
) -> Any:
    """Return the one recipient, or raise InvalidError. Whoever may not be written to is as unknown as no one."""
    if len(usernames) != len(set(usernames)):
        raise _bad_recipients(_("Each person only once."))
    if len(usernames) != 1:
        raise _bad_recipients(_("Choose one person."))
    if usernames[0] == sender.username:
        raise _bad_recipients(_("You cannot write to yourself."))
    if found is None or not recipient_queries.may_start_with(sender, found, course_key, roles):
        raise _bad_recipients(_("You cannot write to “%(name)s” in this course.") % {"name": usernames[0]})
    return found


def _bad_recipients(text: str) -> InvalidError:
    return InvalidError(fields={"recipients": [text]})


def _check_draft(
    sender: Any,
    course_key: CourseKey,
    body: str,
    attachment_ids: Sequence[int],
    context: Mapping[str, str] | None,
    idempotency_key: str | None,
    with_work: bool,
) -> Draft:
    body = checks.check_body(body, has_files=bool(attachment_ids))
    return Draft(
        sender=sender,
        course_key=course_key,
        body=body,
        # Rendered here, where nobody waits for a lock.
        body_html=render(body),
        attachment_ids=checks.check_attachment_ids(attachment_ids),
        context=checks.resolve_context(sender, course_key, context, with_work=with_work),
        digest=make_digest(sender.pk, "message", idempotency_key),
    )


def _run_once(write: Callable[[], Message], draft: Draft, is_same_place: Callable[[Message], bool]) -> Message:
    """Run `write`, unless the draft's Idempotency-Key has done so already: in the same place, with the same content."""

    def find_earlier(*, lock: bool) -> Message | None:
        if draft.digest is None:
            return None
        messages = Message.objects.filter(idempotency_digest=draft.digest)
        earlier = read_committed(messages) if lock else messages.first()
        if earlier and not (is_same_place(earlier) and _has_content(earlier, draft)):
            raise IdempotencyKeyReusedError
        return earlier

    return find_earlier(lock=False) or run_atomic(write, find_winner=partial(find_earlier, lock=True))


def _has_content(message: Message, draft: Draft) -> bool:
    attached = set(message.attachments.values_list("pk", flat=True))
    return message.body == draft.body and attached == set(draft.attachment_ids)


def _lock(thread_id: int) -> Thread:
    """Return the thread, locked: two sends into it take turns, so that its newest message is the newest."""
    return Thread.objects.select_for_update().get(pk=thread_id)


def _do_send(thread: Thread, draft: Draft) -> Message:
    """Write a message with all that belongs to it. Runs in a transaction of the caller's; announces it after that."""
    message = Message.objects.create(
        thread=thread,
        sender=draft.sender,
        body=draft.body,
        body_html=draft.body_html,
        preview=make_preview(draft.body_html),
        context=draft.context,
        idempotency_digest=draft.digest,
    )
    claim_attachments(message, draft.sender, draft.attachment_ids)
    if not message.preview:
        _preview_files(message)
    participants = list(thread.participants.all())
    ledger.add_deliveries(message, [each for each in participants if each.user_id != draft.sender.pk])
    # A new message brings an archived thread back to the inbox, unless it was muted.
    unless_muted = Case(When(muted=True, then=F("archived")), default=Value(False))
    thread.participants.update(last_message=message, archived=unless_muted)
    sent = MessageSentData(
        message_id=message.pk, thread_id=thread.pk, course_key=thread.course_id, sender_id=draft.sender.pk
    )
    transaction.on_commit(partial(MESSAGE_SENT.send_event, message=sent), robust=True)
    return message


def claim_attachments(message: Message, sender: Any, attachment_ids: list[int]) -> None:
    """Make files part of a message. Raises InvalidError for one that is not the sender's, or claimed already."""
    if not attachment_ids:
        return
    mine = Attachment.objects.filter(
        pk__in=attachment_ids, uploader=sender, course_id=message.thread.course_id, message=None
    )
    if mine.update(message=message) != len(attachment_ids):
        raise InvalidError(
            fields={"attachments": [_("One of the files is not there any more. Please attach it again.")]}
        )


def _preview_files(message: Message) -> None:
    names = ", ".join(message.attachments.order_by("pk").values_list("name", flat=True))
    message.preview = make_preview(escape(names))
    message.save(update_fields=["preview"])
