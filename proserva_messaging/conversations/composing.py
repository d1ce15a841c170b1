"""Composing: check and render the text of a message, build its row, and deliver it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import Case, F, Value, When

from proserva_messaging.care import alerts
from proserva_messaging.commits import call_after_commit
from proserva_messaging.data import MessageSentData
from proserva_messaging.delivery import ledger
from proserva_messaging.models import Message, Participant, Thread
from proserva_messaging.signals import MESSAGE_SENT
from proserva_messaging.store import text
from proserva_messaging.store.rendering import make_preview, render
from proserva_messaging.types import User


@dataclass(frozen=True)
class MessageText:
    """The text of a message as it is stored. `mentioned_ids` are the users mentioned in it; `has_sign`: of
    distress."""

    body: str = ""
    body_html: str = ""
    mentioned_ids: frozenset[int] = frozenset()
    has_sign: bool = False

    @property
    def preview(self) -> str:
        """Return the first words."""
        return make_preview(self.body_html)

    def raise_alert(self, message: Message) -> None:
        """Raise the alert of a message of this text, if it has a sign of distress. Call it in the transaction."""
        if self.has_sign:
            alerts.raise_alert(message)


def check_text(body: str, *, has_files: bool, user_ids: Mapping[str, int] | None = None) -> MessageText:
    """Return a Markdown text, checked and rendered. Raises InvalidError if it is too long, or blank without a file.

    `user_ids` are the users who can be mentioned, by username. Call it before any lock: rendering takes time.
    """
    user_ids = user_ids or {}
    body = text.check_body(body, has_files=has_files)
    rendered = render(body, user_ids)
    mentioned_ids = frozenset(user_ids[name] for name in rendered.mentioned)
    return MessageText(body, rendered.html, mentioned_ids, alerts.has_sign(body))


def build_message(thread: Thread, sender: User, content: MessageText, **fields: Any) -> Message:
    """Return a new message, not saved. `fields` are further fields of its row."""
    return Message(
        thread=thread, sender=sender, body=content.body, body_html=content.body_html, preview=content.preview, **fields
    )


def rewrite_message(message: Message, content: MessageText, **fields: Any) -> None:
    """Replace the text of a message, and set further `fields` of its row. One statement."""
    values = {"body": content.body, "body_html": content.body_html, "preview": content.preview, **fields}
    for name, value in values.items():
        setattr(message, name, value)
    message.save(update_fields=list(values))


def deliver_message(
    message: Message,
    recipients: Sequence[Participant],
    mentioned_ids: Collection[int] = (),
    closed: Mapping[int, str] = MappingProxyType({}),
    silent: Collection[int] = (),
) -> None:
    """Deliver a saved message to its recipients. Send MESSAGE_SENT after the commit. `closed` has the reasons why
    accounts get neither bell nor email, by user id; `silent` are users who get none, as if they had muted the thread.

    Call it in a transaction that has locked the thread or created it.
    """
    ledger.add_deliveries(message, recipients, mentioned_ids, closed, silent)
    # A new message brings an archived thread back to the inbox, unless it was muted.
    unless_muted = Case(When(muted=True, then=F("archived")), default=Value(False))
    sender_id = message.sender_id or 0
    user_ids = [sender_id, *(each.user_id for each in recipients)]
    message.thread.participants.filter(user_id__in=user_ids).update(last_message=message, archived=unless_muted)
    sent = MessageSentData(
        message_id=message.pk,
        thread_id=message.thread_id,
        course_key=message.thread.course_id,
        sender_id=sender_id,
    )
    call_after_commit(MESSAGE_SENT.send_event, message=sent)
