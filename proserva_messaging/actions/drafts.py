"""From what somebody wants to send to a message in its thread: checked first, then written in one transaction, once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.html import escape
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.actions import checks
from proserva_messaging.data import MessageSentData
from proserva_messaging.delivery import ledger
from proserva_messaging.errors import IdempotencyKeyReusedError, InvalidError, MessagingError
from proserva_messaging.models import Attachment, Message, Participant, Thread
from proserva_messaging.rendering import make_preview, render
from proserva_messaging.signals import MESSAGE_SENT
from proserva_messaging.transactions import make_digest, read_committed, run_atomic


@dataclass(frozen=True)
class Draft:
    """A message that was checked and can be written. `mentioned` are the ids of those whom it names."""

    sender: Any
    course_key: CourseKey
    body: str
    body_html: str
    mentioned: frozenset[int]
    attachment_ids: list[int]
    context: dict[str, Any] | None
    digest: str | None


def check_draft(
    sender: Any,
    course_key: CourseKey,
    body: str,
    *,
    attachment_ids: Sequence[int],
    context: Mapping[str, str] | None,
    idempotency_key: str | None,
    with_work: bool,
    others: Collection[Any] = (),
) -> Draft:
    """Return what can be written; `others` are the people of the thread, who may be mentioned.

    Raises InvalidError for anything wrong with the text, the files or the context.
    """
    body = checks.check_body(body, has_files=bool(attachment_ids))
    # Rendered here, where nobody waits for a lock.
    ids = {each.username: each.pk for each in others}
    rendered = render(body, ids)
    return Draft(
        sender=sender,
        course_key=course_key,
        body=body,
        body_html=rendered.html,
        mentioned=frozenset(ids[name] for name in rendered.mentioned),
        attachment_ids=checks.check_attachment_ids(attachment_ids),
        context=checks.resolve_context(sender, course_key, context, with_work=with_work),
        digest=make_digest(sender.pk, "message", idempotency_key),
    )


def run_once(write: Callable[[], Message], draft: Draft, is_same_place: Callable[[Message], bool]) -> Message:
    """Run `write`, unless the draft's Idempotency-Key has done so already: in the same place, with the same content."""

    def is_same(message: Message) -> bool:
        return is_same_place(message) and _has_content(message, draft)

    return run_keyed(write, draft.digest, is_same)


def run_keyed(write: Callable[[], Message], digest: str | None, is_same: Callable[[Message], bool]) -> Message:
    """Run `write`, which makes a message with this digest of an Idempotency-Key, or return what it made before.

    Raises IdempotencyKeyReusedError where that is not the same.
    """

    def find_earlier(*, lock: bool) -> Message | None:
        if digest is None:
            return None
        messages = Message.objects.filter(idempotency_digest=digest)
        earlier = read_committed(messages) if lock else messages.first()
        if earlier and not is_same(earlier):
            raise IdempotencyKeyReusedError
        return earlier

    find_winner = partial(find_earlier, lock=True)
    try:
        return find_earlier(lock=False) or run_atomic(write, find_winner=find_winner)
    except MessagingError:
        # What the same request has just done may be what stands in this one's way.
        winner = find_winner() if digest else None
        if winner is None:
            raise
        return winner


def _has_content(message: Message, draft: Draft) -> bool:
    attached = set(message.attachments.values_list("pk", flat=True))
    return message.body == draft.body and attached == set(draft.attachment_ids)


def lock(thread_id: int) -> Thread:
    """Return the thread, locked: whatever happens in it takes turns, so that its newest message is the newest.

    First of all in a transaction: what is read before may be older than what others have just changed.
    """
    return Thread.objects.select_for_update().get(pk=thread_id)


def write_message(thread: Thread, draft: Draft, recipients: Sequence[Participant]) -> Message:
    """Write a message with all that belongs to it. Runs in a transaction of the caller's, who has locked the thread;
    announces it after that. `recipients` are all whom it reaches beside its sender."""
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
    ledger.add_deliveries(message, recipients, draft.mentioned)
    # A new message brings an archived thread back to the inbox, unless it was muted.
    unless_muted = Case(When(muted=True, then=F("archived")), default=Value(False))
    reached = [draft.sender.pk, *(each.user_id for each in recipients)]
    thread.participants.filter(user_id__in=reached).update(last_message=message, archived=unless_muted)
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
