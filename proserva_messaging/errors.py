"""What can go wrong through a person's doing: one class, which every door turns into one shape of answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

Fields = Mapping[str, Sequence[str]]


class MessagingError(Exception):
    """Something a person asked for cannot be done.

    `code` is for programs, `message` (translated) for people, `fields` maps fields of the request to what is wrong with
    each, and `status` is the HTTP status that says it.
    """

    code = "invalid"
    status = 400
    default_message = _("Please correct what is marked.")

    def __init__(self, message: str = "", fields: Fields | None = None):
        self.message = message or self.default_message
        self.fields = {name: [str(text) for text in texts] for name, texts in (fields or {}).items()}
        super().__init__(f"{self.code}: {self.message} {self.fields or ''}".strip())


class InvalidError(MessagingError):
    """Something in the request is wrong; `fields` says what."""


class MalformedError(MessagingError):
    """The request itself cannot be read."""

    code = "malformed"
    default_message = _("This request cannot be read.")


class NotFoundError(MessagingError):
    """It is not there, or not for this person: the two look the same, because existence is private too."""

    code = "not_found"
    status = 404
    default_message = _("This is not there, or not for you.")


class CannotWriteError(MessagingError):
    """The thread takes no message from this person (any more)."""

    code = "cannot_write"
    status = 409


class ThreadClosedError(CannotWriteError):
    """The thread takes no messages from anybody, until an owner reopens it."""

    code = "thread_closed"


class NotAllowedError(MessagingError):
    """The person sees the thread, and may not do this in it."""

    code = "not_allowed"
    status = 403
    default_message = _("Only an owner of this conversation can do this.")


class GroupChatOffError(MessagingError):
    """The thread is for two people, until its owner switches Group Chat on."""

    code = "group_chat_off"
    status = 409


class TooManyPeopleError(MessagingError):
    """More people than a group can have, or than a thread without Group Chat can have."""

    code = "too_many_people"
    status = 409


class LastOwnerError(MessagingError):
    """A group would be left without an owner."""

    code = "last_owner"
    status = 409
    default_message = _("You are the only owner. Hand the conversation over to somebody first.")


class DirectThreadExistsError(MessagingError):
    """The two people who are left have another direct thread, and a pair has one."""

    code = "direct_thread_exists"
    status = 409
    default_message = _("You two have another conversation of your own already. Keep Group Chat on.")


class MasqueradingError(MessagingError):
    """Staff look at the course as somebody else, so that it is unclear in whose name a message would go."""

    code = "masquerading"
    status = 409
    default_message = _("You are viewing this course as somebody else. Return to your own view to send a message.")


class IdempotencyKeyReusedError(MessagingError):
    """The Idempotency-Key was used before, for something else."""

    code = "idempotency_key_reused"
    status = 409
    default_message = _("This Idempotency-Key was used before, for something else.")


class NotEditableError(MessagingError):
    """The broadcast goes already, or is over."""

    code = "not_editable"
    status = 409
    default_message = _("This broadcast cannot be changed any more.")


class TooManyBroadcastsError(MessagingError):
    """The sender's limit in this course is used up for `wait` seconds."""

    code = "too_many_broadcasts"
    status = 429

    def __init__(self, message: str, wait: int):
        super().__init__(message)
        self.wait = wait


class ChangedMeanwhileError(MessagingError):
    """Somebody else has changed what this person was changing: their text would overwrite one they have not seen."""

    code = "changed_meanwhile"
    status = 409
    default_message = _("Somebody else has changed this meanwhile. Look at it again before you change it.")


class FileTooLargeError(MessagingError):
    """A file over the limit."""

    code = "file_too_large"
    status = 413
