"""Drafts: a new message is checked first, then written once, with its files and deliveries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.html import escape
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.attachments import check_attachment_ids, claim_attachments
from proserva_messaging.conversations.composing import MessageText, build_message, check_text, deliver_message
from proserva_messaging.conversations.context import resolve_context
from proserva_messaging.delivery.membership import get_closed
from proserva_messaging.models import Message, Participant, Thread
from proserva_messaging.store import limits
from proserva_messaging.store.idempotency import KeyedRequest, make_request, run_idempotent
from proserva_messaging.store.rendering import make_preview
from proserva_messaging.types import User


@dataclass(frozen=True)
class Content:
    """The content of a new message as its sender gave it, with their Idempotency-Key. A `quote` is trusted, and
    replaces the context."""

    body: str
    attachment_ids: Sequence[int] = ()
    context: Mapping[str, str] | None = None
    idempotency_key: str | None = None
    quote: dict[str, Any] | None = None

    def make_request(self, sender: User, asked: Mapping[str, Any]) -> KeyedRequest:
        """Return the request for this content and whatever else was `asked`."""
        own = {"body": self.body, "attachments": set(self.attachment_ids), "context": self.context}
        return make_request(sender.pk, "message", self.idempotency_key, **asked, **own)


@dataclass(frozen=True)
class Draft:
    """A checked message, ready to be written. `request` has its Idempotency-Key, and `closed` the reasons why accounts
    in the thread get neither bell nor email, by user id."""

    sender: User
    course_key: CourseKey
    text: MessageText
    attachment_ids: list[int]
    context: dict[str, Any] | None
    request: KeyedRequest
    closed: Mapping[int, str]


def check_draft(
    sender: User,
    course_key: CourseKey,
    content: Content,
    asked: Mapping[str, Any],
    *,
    with_work: bool,
    others: Collection[User] = (),
) -> Draft:
    """Return a checked message. `asked` is the rest of the request, which an Idempotency-Key requires to be the same;
    `others` are the people in the thread, who can be mentioned.

    Raises InvalidError for the text, the files or the context.
    """
    user_ids = {each.username: each.pk for each in others}
    context = resolve_context(sender, course_key, content.context, with_work=with_work)
    return Draft(
        sender=sender,
        course_key=course_key,
        text=check_text(content.body, has_files=bool(content.attachment_ids), user_ids=user_ids),
        attachment_ids=check_attachment_ids(content.attachment_ids),
        context=content.quote or context,
        request=content.make_request(sender, asked),
        closed=get_closed(others),
    )


def write_once(
    write: Callable[[], Message], draft: Draft, is_same_thread: Callable[[Message], bool], *, reach: int = 1
) -> Message:
    """Run `write`, or return the message that the draft's Idempotency-Key has already created.

    Raises TooManyRequestsError if the sender reached too many people of late (`reach` more now), and
    IdempotencyKeyReusedError if something else was asked then. `is_same_thread` is for messages of earlier releases,
    which are compared by thread, text and files.
    """

    def is_same(message: Message) -> bool:
        attached = set(message.attachments.values_list("pk", flat=True))
        same_content = message.body == draft.text.body and attached == set(draft.attachment_ids)
        return same_content and is_same_thread(message)

    before = partial(limits.require, limits.REACH, draft.sender, reach)
    return run_idempotent(write, Message, draft.request, is_same, before=before)


def write_message(
    thread: Thread, draft: Draft, recipients: Sequence[Participant], blocker_ids: Collection[int] = ()
) -> Message:
    """Write a message with its files, and deliver it to `recipients`, the participants beside its sender: in silence to
    `blocker_ids`, who have blocked the sender. Call it in a transaction that has locked the thread or created it.
    """
    message = build_message(thread, draft.sender, draft.text, context=draft.context, **draft.request.columns)
    message.save()
    claim_attachments(message, draft.sender, draft.attachment_ids)
    if not message.preview:
        _preview_files(message)
    deliver_message(message, recipients, draft.text.mentioned_ids, draft.closed, blocker_ids)
    draft.text.raise_alert(message)
    return message


def _preview_files(message: Message) -> None:
    """Use the names of the files as the preview of a message without text."""
    names = ", ".join(message.attachments.order_by("pk").values_list("name", flat=True))
    message.preview = make_preview(escape(names))
    message.save(update_fields=["preview"])
