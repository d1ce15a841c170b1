"""Attachments: upload, claim, discard, purge, and who may open one."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.conversations import quotas
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import FileTooLargeError, InvalidError, NotFoundError
from proserva_messaging.models import Attachment, Message, Participant
from proserva_messaging.scanning import held_files
from proserva_messaging.store import files
from proserva_messaging.store.access import access_announcement
from proserva_messaging.store.idempotency import KeyedRequest, find_idempotent, make_request, run_idempotent
from proserva_messaging.store.lines import clean_line
from proserva_messaging.store.stored_files import drop_files, forget_files, keep_file, write_file
from proserva_messaging.store.visibility import get_visible_messages
from proserva_messaging.types import User

log = logging.getLogger(__name__)

NAME_MAX_LENGTH = 120
# Path separators, characters that operating systems forbid, and marks of direction. `clean_line` removes those that
# reverse it: these could make `gnp.exe` look like `exe.png`.
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u061c\u200e\u200f]')


def upload(
    user: User, course_key: CourseKey, file: UploadedFile[Any], *, idempotency_key: str | None = None
) -> Attachment:
    """Store a file that the user will attach to a message in this course, and return it. Until then only they can
    open it.

    With a virus scanner the file is held until that says it is clean, which small files usually are at once.

    Raises NotFoundError if they have no role in the course, FileTooLargeError, InvalidError for an empty or infected
    file or one of a type that is not allowed, QuotaExceededError, FilesUnavailableError, IdempotencyKeyReusedError.
    """
    if user.pk not in get_platform().get_roles(course_key, [user]):
        raise NotFoundError
    name = make_safe_name(file.name or "")
    content_type = _check_file(name, file)
    content = hash_content(file) if idempotency_key else ""
    request = make_request(user.pk, "attachment", idempotency_key, course=course_key, name=name, content=content)
    values = {"name": name, "size": file.size or 0, "content_type": content_type, **request.columns}
    new = Attachment(uploader=user, course_id=course_key, **values)
    if earlier := find_idempotent(Attachment, request, partial(_is_same, new)):
        return earlier
    new.scan = _scan(name, file)
    quotas.reserve(user, course_key, new.size)
    return _store(new, file, request)


def _scan(name: str, file: UploadedFile[Any]) -> str | None:
    """Return the state of a file after a short scan, None without a scanner. Raises InvalidError if it is infected."""
    state = held_files.scan_upload(file)
    if state == Attachment.Scan.INFECTED:
        raise _bad_file(_("“%(name)s” contains a virus."), name)
    return state


def hash_content(file: UploadedFile[Any]) -> str:
    """Return a digest of the content of a file."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _is_same(new: Attachment, earlier: Attachment) -> bool:
    return (earlier.name, earlier.size) == (new.name, new.size)


def _store(new: Attachment, file: UploadedFile[Any], request: KeyedRequest) -> Attachment:
    """Write a file to storage and its row to the database. Delete the file if the row is not kept."""
    # Before the transaction: storage may be slow.
    write_file(new, file)

    def write() -> Attachment:
        new.save()
        keep_file(new)
        held_files.request_scan(new)
        return new

    stored = None
    try:
        stored = run_idempotent(write, Attachment, request, partial(_is_same, new))
    finally:
        if stored is not new:
            drop_files([new])
    return stored


def discard(user: User, attachment_id: int) -> None:
    """Delete the user's own file that was not sent. Raises NotFoundError for any other file."""
    attachment = Attachment.objects.filter(pk=attachment_id, uploader=user, message=None).first()
    if attachment is None or not _delete_unclaimed(attachment):
        raise NotFoundError


def purge_unclaimed() -> int:
    """Delete the files that were not sent within UNCLAIMED_DAYS, and return their number. Files that the storage cannot
    delete now are deleted later."""
    old = timezone.now() - timedelta(days=conf.get("UNCLAIMED_DAYS"))
    unclaimed = Attachment.objects.filter(message=None, created__lt=old)
    return sum(_delete_unclaimed(attachment) for attachment in unclaimed.iterator())


def _delete_unclaimed(attachment: Attachment) -> bool:
    """Delete the row, unless a message has claimed it in the meantime, and then the file, now or later."""
    with transaction.atomic():
        deleted, _by_model = Attachment.objects.filter(pk=attachment.pk, message=None).delete()
        if deleted:
            forget_files([attachment])
    return bool(deleted)


def make_safe_name(name: str) -> str:
    """Return a name that is safe to show and save: its last path component without unsafe characters, shortened to
    NAME_MAX_LENGTH, with its extension."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    cleaned = clean_line(UNSAFE.sub("", last)).strip(". ")
    path = PurePosixPath(cleaned or "file")
    ending = path.suffix[:16]
    return path.stem[: NAME_MAX_LENGTH - len(ending)].rstrip() + ending


def _check_file(name: str, file: UploadedFile[Any]) -> str:
    """Return the media type of a file. Raises FileTooLargeError, InvalidError."""
    limit = conf.get("ATTACHMENT_MAX_BYTES")
    if file.size > limit:
        raise make_too_large_error(limit, name)
    if not file.size:
        raise _bad_file(_("“%(name)s” is empty."), name)
    ending = PurePosixPath(name).suffix.lower()
    if ending not in conf.get("ATTACHMENT_EXTENSIONS"):
        raise _bad_file(_("Files of this type can't be attached: “%(name)s”."), name)
    file.seek(0)
    kind = files.sniff(file.read(files.SNIFF_BYTES))
    file.seek(0)
    if not files.is_plausible(ending, kind):
        raise _bad_file(_("The content of “%(name)s” doesn't match its extension."), name)
    return files.get_content_type(ending, kind)


def make_too_large_error(limit: int, name: str = "") -> FileTooLargeError:
    """Return the error for a file above the limit, in bytes. Its name is unknown if the file was not read."""
    text = _("“%(name)s” is too large: at most %(limit)s.") if name else _("The file is too large: at most %(limit)s.")
    text %= {"name": name, "limit": filesizeformat(limit)}
    return FileTooLargeError(text, fields={"file": [text]})


def _bad_file(text: str, name: str) -> InvalidError:
    return InvalidError(fields={"file": [text % {"name": name}]})


def claim_attachments(message: Message, sender: User, attachment_ids: list[int]) -> None:
    """Attach files to a message. A file may still be held. Raises InvalidError if one is not the sender's, is already
    attached, or is infected."""
    if not attachment_ids:
        return
    own = Attachment.objects.filter(
        pk__in=attachment_ids, uploader=sender, course_id=message.thread.course_id, message=None
    )
    infected = Attachment.Scan.INFECTED
    if own.exclude(scan=infected).update(message=message) == len(attachment_ids):
        return
    text = _("A file is no longer available. Please attach it again.")
    if own.filter(scan=infected).exists():
        text = _("A file was removed, because it contained a virus. Take it out of your message.")
    raise InvalidError(fields={"attachments": [text]})


def check_attachment_ids(ids: Sequence[int]) -> list[int]:
    """Return the ids without duplicates. Raises InvalidError for more than ATTACHMENT_MAX_COUNT."""
    unique = list(dict.fromkeys(ids))
    limit = conf.get("ATTACHMENT_MAX_COUNT")
    if len(unique) > limit:
        text = ngettext("At most %(limit)d file.", "At most %(limit)d files.", limit) % {"limit": limit}
        raise InvalidError(fields={"attachments": [text]})
    return unique


def access_attachment(user: User, attachment_id: int) -> Attachment:
    """Return a file that the user may know of: it belongs to a message or an announcement that they may see, or is
    their own and not sent yet. Raises NotFoundError."""
    attachment = Attachment.objects.select_related("message__thread").filter(pk=attachment_id).first()
    message = attachment.message if attachment is not None else None
    if attachment is not None and message is None and attachment.uploader_id == user.pk:
        return attachment
    # Each check runs unless an earlier one allows the file, so that all hidden files cost the same as none.
    if _is_visible(user, message) and attachment is not None:
        return attachment
    access_announcement(user, message_id=message.pk if message is not None else 0)
    if attachment is None:
        raise NotFoundError
    return attachment


def access_content(user: User, attachment_id: int) -> Attachment:
    """Return a file whose content the user may open now. Raises NotFoundError, and for a file that they may know of
    FileHeldError or FileInfectedError."""
    attachment = access_attachment(user, attachment_id)
    files.check_ready(attachment)
    return attachment


def _is_visible(user: User, message: Message | None) -> bool:
    """Return whether the user can see a message of a conversation. Two queries, also without a message."""
    mine = Participant.objects.filter(thread_id=message.thread_id if message is not None else 0, user_id=user.pk)
    participant = mine.select_related("thread").first() or Participant(thread_id=0, user_id=user.pk)
    return get_visible_messages(participant).filter(pk=message.pk if message is not None else 0).exists()
