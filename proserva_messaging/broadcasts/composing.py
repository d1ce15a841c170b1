"""Composing: the text of a broadcast with its merge fields, and the thread and message that hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.composing import MessageText, build_message
from proserva_messaging.conversations.composing import check_text as check_message_text
from proserva_messaging.delivery.audience import Audience
from proserva_messaging.errors import InvalidError
from proserva_messaging.models import Message, Participant, Thread
from proserva_messaging.store.idempotency import KeyedRequest
from proserva_messaging.store.merge_fields import list_fields
from proserva_messaging.store.text import check_subject
from proserva_messaging.types import User


@dataclass(frozen=True)
class BroadcastText(MessageText):
    """The text of a broadcast, checked and rendered, with the names of its merge fields."""

    subject: str = ""
    fields: Sequence[str] = ()

    def make_merge(self, audience: Audience) -> dict[str, Any] | None:
        """Return the stored data for the merge fields, or None without fields."""
        return {"fields": list(self.fields), "usage_key": audience.usage_key or None} if self.fields else None


def check_text(subject: str, body: str) -> BroadcastText:
    """Return a subject and a Markdown text, checked and rendered. Raises InvalidError with all their errors."""
    errors: dict[str, Sequence[str]] = {}
    content = MessageText()
    try:
        subject = check_subject(subject)
    except InvalidError as error:
        errors |= error.fields
    try:
        content = check_message_text(body, has_files=False)
    except InvalidError as error:
        errors |= error.fields
    if errors:
        raise InvalidError(fields=errors)
    return BroadcastText(**vars(content), subject=subject, fields=list_fields(subject, content.body_html))


def write_thread(
    sender: User,
    course_key: CourseKey,
    text: BroadcastText,
    merge: dict[str, Any] | None,
    request: KeyedRequest | None = None,
) -> tuple[Thread, Message]:
    """Write a broadcast thread with its owner and its message. Call it in a transaction."""
    thread = Thread.objects.create(course_id=course_key, kind=Thread.Kind.BROADCAST, title=text.subject)
    Participant.objects.create(thread=thread, user=sender, role=Participant.Role.OWNER)
    message = build_message(thread, sender, text, merge=merge, **(request or KeyedRequest()).columns)
    message.save()
    return thread, message
