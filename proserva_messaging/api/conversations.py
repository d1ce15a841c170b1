"""Python API of conversations: write messages, manage members and files, and return plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations import attachments, cohorts, groups, inbox, members, notifications, sending
from proserva_messaging.data import AttachmentInfo
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.models import Message
from proserva_messaging.store.files import describe_attachment
from proserva_messaging.store.stored_files import open_file
from proserva_messaging.types import User


@dataclass(frozen=True)
class SentMessage:
    """A message or system message that was written. `get_messages` returns its text."""

    id: int
    thread_id: int
    created: datetime

    @property
    def pk(self) -> int:
        """Return the id, under the name that a model has for it."""
        return self.id


@dataclass(frozen=True)
class ThreadState:
    """The user's own state of a thread."""

    starred: bool
    archived: bool
    muted: bool


def describe_sent(message: Message) -> SentMessage:
    """Return a written message as plain data. No query."""
    return SentMessage(message.pk, message.thread_id, message.created)


@takes_course_key
def start_thread(
    sender: User,
    course_key: CourseKey,
    recipients: Sequence[str],
    body: str,
    *,
    title: str = "",
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> SentMessage:
    """Send a message to one person (a username), in the pair's direct thread, which is reused. Return the message.

    `context` names the unit or page that it is about. Raises NotFoundError if the sender has no part in the course,
    InvalidError for a bad recipient, text, file or context, CannotWriteError, ThreadClosedError,
    IdempotencyKeyReusedError.
    """
    return describe_sent(
        sending.start_thread(
            sender,
            course_key,
            recipients,
            body,
            title=title,
            attachment_ids=attachment_ids,
            context=context,
            idempotency_key=idempotency_key,
        )
    )


@takes_course_key
def start_group(
    sender: User,
    course_key: CourseKey,
    recipients: Sequence[str],
    body: str,
    *,
    title: str = "",
    cohorts: Sequence[int] = (),
    keep_in_step: bool = False,
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> SentMessage:
    """Start a group with `recipients` (usernames) and the members of `cohorts` (ids), and return its first message.

    With `keep_in_step` the membership follows the cohorts. Raises as `start_thread` does.
    """
    return describe_sent(
        groups.start_group(
            sender,
            course_key,
            recipients,
            body,
            title=title,
            cohorts=cohorts,
            keep_in_step=keep_in_step,
            attachment_ids=attachment_ids,
            context=context,
            idempotency_key=idempotency_key,
        )
    )


def send_message(
    sender: User,
    thread_id: int,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> SentMessage:
    """Send a message into a thread, and return it.

    Raises NotFoundError if the sender is not in the thread, CannotWriteError, ThreadClosedError, InvalidError for a bad
    text, file or context, IdempotencyKeyReusedError.
    """
    return describe_sent(
        sending.send_message(
            sender,
            thread_id,
            body,
            attachment_ids=attachment_ids,
            context=context,
            idempotency_key=idempotency_key,
        )
    )


def add_participants(
    user: User, thread_id: int, usernames: Sequence[str], history: str, *, idempotency_key: str | None = None
) -> SentMessage:
    """Add people to a thread, all or none, and return the system message.

    `history` is `all`, or `none` for later messages only. Raises NotFoundError, CannotWriteError, InvalidError,
    IdempotencyKeyReusedError.
    """
    return describe_sent(members.add_participants(user, thread_id, usernames, history, idempotency_key=idempotency_key))


def add_cohorts(
    user: User,
    thread_id: int,
    cohort_ids: Sequence[int],
    history: str,
    *,
    keep_in_step: bool = False,
    idempotency_key: str | None = None,
) -> SentMessage:
    """Add the members of cohorts to a thread, and return the system message.

    With `keep_in_step`, which only owners may set, the membership follows the cohorts. Raises as `add_participants`
    does, and InvalidError if the user may not use a cohort or it adds no one.
    """
    return describe_sent(
        cohorts.add_cohorts(
            user, thread_id, cohort_ids, history, keep_in_step=keep_in_step, idempotency_key=idempotency_key
        )
    )


def set_state(user: User, thread_id: int, **changes: bool) -> ThreadState:
    """Set `starred`, `archived` or `muted` of a thread for the user, and return all three.

    Raises NotFoundError if the user is not in the thread, ValueError for an unknown state.
    """
    own = inbox.set_state(user, thread_id, **changes)
    return ThreadState(own.starred, own.archived, own.muted)


def unread_count(user: User) -> int:
    """Return the number of messages that ring the user's bell, 100 at most. One query."""
    return notifications.count_ringing(user).count


@takes_course_key
def upload_attachment(
    user: User, course_key: CourseKey, file: UploadedFile[Any], *, idempotency_key: str | None = None
) -> AttachmentInfo:
    """Store a file for a later message in a course, and return its description. Only the user can open it until then.

    Raises NotFoundError if the user has no part in the course, FileTooLargeError, InvalidError for an empty or infected
    file or a type that is not allowed, QuotaExceededError, FilesUnavailableError, IdempotencyKeyReusedError.
    """
    return describe_attachment(attachments.upload(user, course_key, file, idempotency_key=idempotency_key))


def access_attachment(user: User, attachment_id: int) -> AttachmentInfo:
    """Return the description of a file that the user may know of. Raises NotFoundError for any other. Its `state` says
    whether it can be opened."""
    return describe_attachment(attachments.access_attachment(user, attachment_id))


def open_attachment(user: User, attachment_id: int) -> File[bytes]:
    """Open a file that the user may open, for reading bytes. The caller closes it.

    Raises NotFoundError for any other, or if the storage has lost the file; FileHeldError, FileInfectedError, and
    FilesUnavailableError.
    """
    return open_file(attachments.access_content(user, attachment_id))
