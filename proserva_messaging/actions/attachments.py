"""Files: uploaded to private storage before the message is sent, claimed by it, purged where that never happens."""

from __future__ import annotations

import logging
import re
import unicodedata
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf, filetypes
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import FileTooLargeError, IdempotencyKeyReusedError, InvalidError, NotFoundError
from proserva_messaging.models import Attachment
from proserva_messaging.transactions import make_digest, run_atomic

log = logging.getLogger(__name__)

NAME_MAX_LENGTH = 120
# Separators of paths, what systems forbid in names, and what turns the direction of writing: `gnp.exe` must not be read
# as `exe.png`.
UNSAFE = re.compile('[\x00-\x1f\x7f<>:"/\\\\|?*\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def upload(user: Any, course_key: CourseKey, file: UploadedFile, *, idempotency_key: str | None = None) -> Attachment:
    """Keep a file that the user will attach to a message in this course, and return it; until then it is theirs alone.

    Raises NotFoundError for a course they have no part in, FileTooLargeError, InvalidError for an empty file or one
    of a kind that is not allowed, IdempotencyKeyReusedError.
    """
    if user.pk not in get_platform().get_roles(course_key, [user]):
        raise NotFoundError
    name = make_safe_name(file.name or "")
    content_type = _check_file(name, file)
    digest = make_digest(user.pk, "attachment", idempotency_key)
    new = Attachment(
        uploader=user,
        course_id=course_key,
        name=name,
        size=file.size or 0,
        content_type=content_type,
        idempotency_digest=digest,
    )

    def find_earlier() -> Attachment | None:
        earlier = Attachment.objects.filter(idempotency_digest=digest).first() if digest else None
        if earlier and (earlier.name, earlier.size) != (name, file.size):
            raise IdempotencyKeyReusedError
        return earlier

    return find_earlier() or _store(new, file, find_earlier)


def _store(new: Attachment, file: UploadedFile, find_earlier: Any) -> Attachment:
    # The file goes to storage before the transaction begins: what is written there can take its time.
    new.file.save(new.name, file, save=False)

    def write() -> Attachment:
        new.save()
        return new

    stored = None
    try:
        stored = run_atomic(write, find_winner=find_earlier)
    finally:
        if stored is not new:
            new.file.delete(save=False)
    return stored


def discard(user: Any, attachment_id: int) -> None:
    """Delete a file of the user's that was not sent. Raises NotFoundError for any other."""
    attachment = Attachment.objects.filter(pk=attachment_id, uploader=user, message=None).first()
    if attachment is None or not _delete_unclaimed(attachment):
        raise NotFoundError


def purge_unclaimed() -> int:
    """Delete the files that nobody has sent within UNCLAIMED_DAYS, and return how many there were."""
    old = timezone.now() - timedelta(days=conf.get("UNCLAIMED_DAYS"))
    forgotten = Attachment.objects.filter(message=None, created__lt=old)
    return sum(_delete_unclaimed(attachment) for attachment in forgotten.iterator())


def _delete_unclaimed(attachment: Attachment) -> bool:
    # The row goes first, and only where no message has claimed it in the meantime; then nothing points to the file.
    deleted, _by_model = Attachment.objects.filter(pk=attachment.pk, message=None).delete()
    if deleted:
        attachment.file.delete(save=False)
    return bool(deleted)


def make_safe_name(name: str) -> str:
    """Return a name that can be shown and saved anywhere: its last part, without what could mislead, at most
    NAME_MAX_LENGTH characters, its ending kept."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    cleaned = " ".join(UNSAFE.sub("", last).encode("utf-8", "ignore").decode().split()).strip(". ")
    path = PurePosixPath(cleaned or "file")
    ending = path.suffix[:16]
    return path.stem[: NAME_MAX_LENGTH - len(ending)].rstrip() + ending


def _check_file(name: str, file: UploadedFile) -> str:
    """Return the media type of a file that may be attached."""
    limit = conf.get("ATTACHMENT_MAX_BYTES")
    if file.size > limit:
        text = _("“%(name)s” is too large: at most %(limit)s.") % {"name": name, "limit": filesizeformat(limit)}
        raise FileTooLargeError(text, fields={"file": [text]})
    if not file.size:
        raise _bad_file(_("“%(name)s” is empty."), name)
    ending = PurePosixPath(name).suffix.lower()
    if ending not in conf.get("ATTACHMENT_EXTENSIONS"):
        raise _bad_file(_("Files of this kind cannot be attached: “%(name)s”."), name)
    file.seek(0)
    kind = filetypes.sniff(file.read(filetypes.SNIFF_BYTES))
    file.seek(0)
    if not filetypes.is_plausible(ending, kind):
        raise _bad_file(_("“%(name)s” is not what its name says."), name)
    return filetypes.get_content_type(ending, kind)


def _bad_file(text: str, name: str) -> InvalidError:
    return InvalidError(fields={"file": [text % {"name": name}]})
