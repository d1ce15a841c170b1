"""Errors that a person can cause: one base class, which the REST API and the pages turn into responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

Fields = Mapping[str, Sequence[str]]
MINUTE, HOUR = 60, 3600


class MessagingError(Exception):
    """A request that cannot be fulfilled.

    `code` is for programs and `message` (translated) for people. `fields` maps fields of the request to their errors,
    and `status` is the HTTP status of the response.
    """

    code = "invalid"
    status = 400
    default_message = _("Please fix the errors below.")

    def __init__(self, message: str = "", fields: Fields | None = None):
        self.message = message or self.default_message
        self.fields = {name: [str(text) for text in texts] for name, texts in (fields or {}).items()}
        super().__init__(f"{self.code}: {self.message} {self.fields or ''}".strip())


class InvalidError(MessagingError):
    """The request has invalid values, which `fields` lists."""


class CharacterError(InvalidError):
    """The database cannot store `character`. `names` are the fields of the request that have it, if they are known."""

    def __init__(self, character: str, names: Sequence[str] = ()):
        self.character = character
        text = _("“%(character)s” cannot be stored here. Please remove it.") % {"character": character}
        super().__init__("" if names else text, {name: [text] for name in names})


class MalformedError(MessagingError):
    """The request cannot be parsed."""

    code = "malformed"
    default_message = _("This request is not valid.")


class BodyTooLargeError(MessagingError):
    """The body of the request is larger than the site's DATA_UPLOAD_MAX_MEMORY_SIZE."""

    code = "body_too_large"
    status = 413
    default_message = _("This is too large for the server.")


class InsufficientScopeError(MessagingError):
    """The scopes of the request's token do not include what it does."""

    code = "insufficient_scope"
    status = 403
    default_message = _("This application is not allowed to do this in your name.")


class NotFoundError(MessagingError):
    """The object does not exist or is hidden from the user. Both look the same, because existence is private too."""

    code = "not_found"
    status = 404
    default_message = _("Not found.")


class LinkExpiredError(MessagingError):
    """The unsubscribe link was made here, and has ended."""

    code = "link_expired"
    status = 410


class CannotWriteError(MessagingError):
    """The user cannot write into this thread now."""

    code = "cannot_write"
    status = 409


class ThreadClosedError(CannotWriteError):
    """The thread is closed until an owner reopens it."""

    code = "thread_closed"


class NotAllowedError(MessagingError):
    """The user can see the thread but has no permission for this action."""

    code = "not_allowed"
    status = 403
    default_message = _("Only an owner of this conversation can do this.")


class GroupChatOffError(MessagingError):
    """The thread is direct until its owner turns Group Chat on."""

    code = "group_chat_off"
    status = 409


class TooManyPeopleError(MessagingError):
    """The group would exceed its limit, or more than two people would be in a thread without Group Chat."""

    code = "too_many_people"
    status = 409


class LastOwnerError(MessagingError):
    """The group would have no owner left."""

    code = "last_owner"
    status = 409
    default_message = _("You are the only owner. Make someone else an owner first.")


class DirectThreadExistsError(MessagingError):
    """The two remaining people already have a direct thread, and a pair has only one in a course."""

    code = "direct_thread_exists"
    status = 409
    default_message = _("You two already have a direct conversation. Keep Group Chat on.")


class MasqueradingError(MessagingError):
    """Staff view the course as another user, so the sender of a message would be ambiguous."""

    code = "masquerading"
    status = 409
    default_message = _("You are viewing this course as another user. Return to your own view to send messages.")


class IdempotencyKeyReusedError(MessagingError):
    """The Idempotency-Key was used before for a different request."""

    code = "idempotency_key_reused"
    status = 409
    default_message = _("This Idempotency-Key was already used for a different request.")


class NotEditableError(MessagingError):
    """The broadcast is already being sent, or has ended."""

    code = "not_editable"
    status = 409
    default_message = _("This broadcast can no longer be changed.")


class TooManyBroadcastsError(MessagingError):
    """The sender has reached the hourly limit in this course. The next broadcast is possible in `wait` seconds."""

    code = "too_many_broadcasts"
    status = 429

    def __init__(self, message: str, wait: int):
        super().__init__(message)
        self.wait = wait


class TooManyRequestsError(MessagingError):
    """The user has reached a limit. The next request is possible in `wait` seconds."""

    code = "throttled"
    status = 429

    def __init__(self, wait: int):
        super().__init__(describe_wait(wait))
        self.wait = wait


class ChangedMeanwhileError(MessagingError):
    """Another user has changed the object since it was read: saving would overwrite an unseen change."""

    code = "changed_meanwhile"
    status = 409
    default_message = _("Someone else has changed this. Reload it before you save your changes.")


class FileTooLargeError(MessagingError):
    """The file is larger than the limit."""

    code = "file_too_large"
    status = 413


class FileHeldError(MessagingError):
    """The file is held until the virus scanner says that it is clean."""

    code = "file_held"
    status = 409
    default_message = _("This file is being checked for viruses. Please try again later.")


class FileInfectedError(MessagingError):
    """The file was deleted, because the virus scanner found a virus in it."""

    code = "file_infected"
    status = 410
    default_message = _("This file was removed: it contained a virus.")


class QuotaExceededError(MessagingError):
    """The files of the person, the course or the site would use more than their quota."""

    code = "quota_exceeded"
    status = 413


class FilesUnavailableError(MessagingError):
    """The storage of files cannot be read or written now. A repeated request may succeed, after `wait` seconds."""

    code = "files_unavailable"
    status = 503
    default_message = _("Files are not available at the moment. Please try again later.")
    wait = 60


def describe_wait(seconds: int) -> str:
    """Return when a user can try again, as a sentence in the active language. Minutes and hours are rounded up."""
    if seconds < 2 * MINUTE:
        text = ngettext("Try again in %(count)d second.", "Try again in %(count)d seconds.", seconds)
        return text % {"count": seconds}
    if seconds < 2 * HOUR:
        count = -(-seconds // MINUTE)
        return ngettext("Try again in %(count)d minute.", "Try again in %(count)d minutes.", count) % {"count": count}
    count = -(-seconds // HOUR)
    return ngettext("Try again in %(count)d hour.", "Try again in %(count)d hours.", count) % {"count": count}
