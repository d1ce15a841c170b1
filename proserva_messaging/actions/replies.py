"""Answering a broadcast: privately, to its sender, with the broadcast quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from proserva_messaging import merging
from proserva_messaging.actions.checks import EXCERPT_MAX_LENGTH, LABEL_MAX_LENGTH
from proserva_messaging.actions.messages import start_thread
from proserva_messaging.errors import CannotWriteError, InvalidError, NotFoundError
from proserva_messaging.links import get_message_path
from proserva_messaging.models import Broadcast, Message, Participant
from proserva_messaging.queries.merging import get_values


def reply(
    user: Any,
    broadcast_id: int,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    idempotency_key: str | None = None,
) -> Message:
    """Send an answer to a broadcast into the direct thread with its sender, and return the message.

    Raises NotFoundError for whoever did not get the broadcast, CannotWriteError where its sender takes none any more,
    and what `start_thread` raises of text and files.
    """
    related = ("thread", "fan_out__message__thread", "sender")
    broadcast = Broadcast.objects.select_related(*related).filter(pk=broadcast_id).first()
    if broadcast is None or not _got_it(user, broadcast):
        raise NotFoundError
    if broadcast.sender is None:
        raise CannotWriteError(_("Its sender does not belong to the course team any more."))
    try:
        return start_thread(
            user,
            broadcast.course_id,
            [broadcast.sender.username],
            body,
            attachment_ids=attachment_ids,
            quote=_quote(user, broadcast),
            idempotency_key=idempotency_key,
        )
    except InvalidError as error:
        if "recipients" in error.fields:
            raise CannotWriteError(_("Its sender does not belong to the course team any more.")) from None
        raise
    except NotFoundError:  # they have left the course, and keep what they had
        raise CannotWriteError(
            _("You are not part of this course any more. You can still read what was written.")
        ) from None


def _got_it(user: Any, broadcast: Broadcast) -> bool:
    members = Participant.objects.filter(thread=broadcast.thread_id, role=Participant.Role.MEMBER)
    return members.filter(user=user).exists()


def _quote(user: Any, broadcast: Broadcast) -> dict[str, Any]:
    message = broadcast.fan_out.message
    values = get_values(message, [user]).get(user.pk, {})
    return {
        "kind": "broadcast",
        "label": merging.fill(broadcast.thread.title, values)[:LABEL_MAX_LENGTH],
        "url": get_message_path(broadcast.thread_id, message.pk),
        "path": [],
        "excerpt": merging.fill(message.preview, values)[:EXCERPT_MAX_LENGTH],
    }
