"""Replies to a broadcast: a private direct thread with its sender."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from proserva_messaging.conversations.context import EXCERPT_MAX_LENGTH, LABEL_MAX_LENGTH
from proserva_messaging.conversations.sending import start_thread
from proserva_messaging.errors import CannotWriteError, InvalidError, NotFoundError
from proserva_messaging.links import get_message_path
from proserva_messaging.models import Broadcast, Message, Participant
from proserva_messaging.store import merge_fields
from proserva_messaging.store.merge_values import get_values
from proserva_messaging.types import User


def reply(
    user: User,
    broadcast_id: int,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    idempotency_key: str | None = None,
) -> Message:
    """Reply to a broadcast in the direct thread with its sender, and return the message.

    Raises NotFoundError if the user did not receive the broadcast, CannotWriteError if the sender or the user has left,
    and the errors of `start_thread` for text and files.
    """
    broadcast, sender = _access_received(user, broadcast_id)
    course_key, to, key = broadcast.course_id, [sender.username], idempotency_key
    quote = _quote(user, broadcast)
    try:
        return start_thread(user, course_key, to, body, attachment_ids=attachment_ids, quote=quote, idempotency_key=key)
    except InvalidError as error:
        if "recipients" in error.fields:
            raise _sender_left() from None
        raise
    except NotFoundError:  # the user has left the course
        raise CannotWriteError(_("You are no longer in this course. You can still read this conversation.")) from None


def _access_received(user: User, broadcast_id: int) -> tuple[Broadcast, User]:
    """Return a broadcast that the user received, and its sender. Raises NotFoundError, CannotWriteError."""
    related = ("thread", "fan_out__message__thread", "sender")
    broadcast = Broadcast.objects.select_related(*related).filter(pk=broadcast_id).first()
    if not _is_recipient(user, broadcast) or broadcast is None:
        raise NotFoundError
    if broadcast.sender is None:
        raise _sender_left()
    return broadcast, broadcast.sender


def _sender_left() -> CannotWriteError:
    return CannotWriteError(_("The sender is no longer on the course team."))


def _is_recipient(user: User, broadcast: Broadcast | None) -> bool:
    """Return whether the user received a broadcast. One query, also for one that does not exist."""
    thread_id = broadcast.thread_id if broadcast else 0
    members = Participant.objects.filter(thread=thread_id, role=Participant.Role.MEMBER)
    return members.filter(user=user).exists()


def _quote(user: User, broadcast: Broadcast) -> dict[str, Any]:
    message = broadcast.fan_out.message
    values = get_values(message, [user]).get(user.pk, {})
    return {
        "kind": "broadcast",
        "label": merge_fields.fill(broadcast.thread.title, values)[:LABEL_MAX_LENGTH],
        "url": get_message_path(broadcast.thread_id, message.pk),
        "path": [],
        "excerpt": merge_fields.fill(message.preview, values)[:EXCERPT_MAX_LENGTH],
    }
