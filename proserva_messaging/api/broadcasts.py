"""Python API of broadcasts: create, change, test and answer them, and return plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.api.conversations import SentMessage, describe_sent
from proserva_messaging.broadcasts import actions, replies, templates, testing
from proserva_messaging.broadcasts.data import BroadcastInfo
from proserva_messaging.broadcasts.queries import access_broadcast, describe_broadcasts
from proserva_messaging.broadcasts.templates import TemplateInfo, describe_template
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.types import User


def get_broadcast(user: User, broadcast_id: int) -> BroadcastInfo:
    """Return a broadcast with its progress. A fixed number of queries.

    Raises NotFoundError if the user is not on the course team.
    """
    return describe_broadcasts(user, [access_broadcast(user, broadcast_id)])[0]


@takes_course_key
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
) -> BroadcastInfo:
    """Schedule a broadcast to an audience (None: all learners), and return it.

    It is sent at `send_at`, or after the undo time. Raises NotFoundError if the sender is not on the course team,
    InvalidError for a bad text, file, audience or time, TooManyBroadcastsError, IdempotencyKeyReusedError.
    """
    created = actions.create_broadcast(
        sender,
        course_key,
        subject,
        body,
        attachment_ids=attachment_ids,
        audience=audience,
        send_at=send_at,
        notify_email=notify_email,
        idempotency_key=idempotency_key,
    )
    return get_broadcast(sender, created.pk)


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
) -> BroadcastInfo:
    """Change one's own broadcast before it starts, and return it. None leaves a value as it is.

    Raises NotFoundError, NotEditableError if it has started, InvalidError as `create_broadcast` does.
    """
    actions.edit_broadcast(
        user,
        broadcast_id,
        subject=subject,
        body=body,
        attachment_ids=attachment_ids,
        audience=audience,
        send_at=send_at,
        notify_email=notify_email,
    )
    return get_broadcast(user, broadcast_id)


def cancel_broadcast(user: User, broadcast_id: int) -> BroadcastInfo:
    """Cancel one's own broadcast before it starts, and return it. Raises NotFoundError, NotEditableError."""
    actions.cancel_broadcast(user, broadcast_id)
    return get_broadcast(user, broadcast_id)


def send_broadcast_now(user: User, broadcast_id: int) -> BroadcastInfo:
    """Start one's own scheduled broadcast at once, and return it. Raises NotFoundError, NotEditableError."""
    actions.send_now(user, broadcast_id)
    return get_broadcast(user, broadcast_id)


@takes_course_key
def send_broadcast_test(
    user: User,
    course_key: CourseKey,
    subject: str,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    audience: Mapping[str, Any] | None = None,
    idempotency_key: str | None = None,
) -> SentMessage:
    """Send a broadcast to oneself only, by bell and email, and return the message. The files stay unclaimed.

    Raises NotFoundError if the user is not on the course team, InvalidError for a bad text, file or audience,
    IdempotencyKeyReusedError.
    """
    options: Any = {"attachment_ids": attachment_ids, "audience": audience, "idempotency_key": idempotency_key}
    return describe_sent(testing.send_test(user, course_key, subject, body, **options))


def reply_to_broadcast(
    user: User,
    broadcast_id: int,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    idempotency_key: str | None = None,
) -> SentMessage:
    """Answer a broadcast in the direct thread with its sender, and return the message.

    Raises NotFoundError if the user did not receive it, CannotWriteError if its sender has left, InvalidError for a bad
    text or file, IdempotencyKeyReusedError.
    """
    return describe_sent(
        replies.reply(user, broadcast_id, body, attachment_ids=attachment_ids, idempotency_key=idempotency_key)
    )


@takes_course_key
def create_broadcast_template(
    user: User,
    course_key: CourseKey,
    name: str,
    *,
    subject: str = "",
    body: str = "",
    idempotency_key: str | None = None,
) -> TemplateInfo:
    """Save a text for the course team, and return it.

    Raises NotFoundError if the user is not on the team, InvalidError for a bad name or text, or too many templates,
    IdempotencyKeyReusedError.
    """
    options: Any = {"subject": subject, "body": body, "idempotency_key": idempotency_key}
    created = templates.create_template(user, course_key, name, **options)
    return describe_template(user, created)


def edit_broadcast_template(
    user: User, template_id: int, *, name: str | None = None, subject: str | None = None, body: str | None = None
) -> TemplateInfo:
    """Change one's own template, and return it. None leaves a value as it is. Raises NotFoundError, InvalidError."""
    return describe_template(user, templates.edit_template(user, template_id, name=name, subject=subject, body=body))
