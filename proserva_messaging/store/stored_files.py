"""Stored files: write, open and delete them, so that no fault of the storage leaves a file that no row knows.

A file without an Attachment has a FileRemoval, from before its first byte until it is gone. `remove_due` deletes what
is due, and tries again with growing pauses.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage
from django.db import DatabaseError
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from proserva_messaging.commits import call_after_commit
from proserva_messaging.errors import FilesUnavailableError, NotFoundError
from proserva_messaging.models import Attachment, FileRemoval
from proserva_messaging.models.attachments import make_path

log = logging.getLogger(__name__)

# A file whose row was not written within this time belongs to a request that has died.
UPLOAD_TIME = timedelta(hours=2)
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(days=1)
# The number of removals in one sweep.
BATCH = 500
# A file in the folder of attachments. If it is missing, another disk may be mounted there, or none.
MARKER = ".proserva_messaging"
# So many of the newest files are looked for in a folder without a marker.
SAMPLE = 20


class WrongFolderError(OSError):
    """The folder of attachments has none of the stored files: its disk is not mounted."""


def write_file(attachment: Attachment, content: File[Any]) -> None:
    """Write a file to storage under a random name, and put the name on the unsaved attachment.

    The transaction that saves the attachment calls `keep_file`; otherwise the file is deleted after UPLOAD_TIME. Raises
    FilesUnavailableError. One query; none of the file is left if the storage fails.
    """
    try:
        attachment.file.name = write_content(content)
    except DatabaseError:
        raise
    except Exception as error:  # each storage has its own errors
        log.exception("A file could not be stored")
        text = _("This file can't be saved at the moment. Try again later, or send your message without it.")
        raise FilesUnavailableError(text, fields={"file": [text]}) from error


def write_content(content: File[Any]) -> str:
    """Do the same as `write_file` for a file without an attachment, and return its name. Raises the storage's errors;
    `keep_name` keeps it."""
    storage, name = _get_storage(), make_path()
    removal = FileRemoval.objects.create(name=name, due=timezone.now() + UPLOAD_TIME)
    try:
        check_folder(storage)
        written = storage.save(name, content, max_length=255)
    except Exception:
        _remove(removal)
        raise
    if written != name:
        FileRemoval.objects.filter(pk=removal.pk).update(name=written)
    return written


def keep_file(attachment: Attachment) -> None:
    """Keep a file that `write_file` has written, in the transaction that saves its row. One query.

    Raises FilesUnavailableError if the writing took so long that the sweep has given the file up.
    """
    keep_name(attachment.file.name or "")


def keep_name(name: str) -> None:
    """Do the same as `keep_file`, given the name from `write_content`."""
    kept, _by_model = FileRemoval.objects.filter(name=name, attempts=0).delete()
    if not kept:
        raise FilesUnavailableError


def drop_files(attachments: Iterable[Attachment]) -> None:
    """Delete files that `write_file` has written and no row keeps. Raises nothing: the sweep finds what is left."""
    drop_names([each.file.name for each in attachments])


def drop_names(names: Collection[str | None]) -> None:
    """Do the same as `drop_files`, given the names from `write_content`."""
    try:
        _remove_named(names)
    except Exception:  # the database may be gone
        log.exception("Files that no row keeps will be deleted later")


def open_file(attachment: Attachment) -> File[bytes]:
    """Open a file for reading, also one that is held: `files.check_ready` decides for people.

    Raises NotFoundError if the storage has lost it, FilesUnavailableError.
    """
    """Open a file for reading. Raises NotFoundError if the storage has lost it, FilesUnavailableError."""
    return open_name(attachment.file.name or "", attachment)


def open_name(name: str, row: Model) -> File[bytes]:
    """Do the same as `open_file`, given the file's name and its row, which the log names."""
    storage = _get_storage()
    try:
        return storage.open(name, "rb")
    except FileNotFoundError as error:
        if not is_right_folder(storage):
            raise FilesUnavailableError from error
        log.exception("The file of %s is lost", row)
        raise NotFoundError from None
    except Exception as error:
        log.exception("The file of %s cannot be opened", row)
        raise FilesUnavailableError from error


def delete_file(name: str) -> None:
    """Delete a file. It may be gone already. Raises OSError, or the storage's own errors."""
    storage = _get_storage()
    check_folder(storage)
    storage.delete(name)


def forget_files(attachments: Collection[Attachment]) -> None:
    """Delete the files of rows that this transaction deletes or marks as infected, after its commit. One query.

    Raises nothing for a fault of the storage: the sweep tries again.
    """
    forget_names([each.file.name for each in attachments])


def forget_names(names: Collection[str | None]) -> None:
    """Do the same as `forget_files`, given the names of the files."""
    now = timezone.now()
    rows = [FileRemoval(name=name, due=now) for name in names if name]
    FileRemoval.objects.bulk_create(rows, ignore_conflicts=True)
    call_after_commit(_remove_named, names)


def remove_due() -> int:
    """Delete the files whose removal is due, and return their number. At most BATCH at once."""
    due = FileRemoval.objects.filter(due__lte=timezone.now()).order_by("due")
    return sum(_remove(removal) for removal in list(due[:BATCH]))


def count_stuck(attempts: int = 1) -> int:
    """Return the number of files that could not be deleted in so many attempts. One query."""
    return FileRemoval.objects.filter(attempts__gte=attempts).count()


def _get_storage() -> Storage:
    return Attachment().file.storage


def check_folder(storage: Storage) -> None:
    """Raise WrongFolderError if the storage is a folder and its disk is not mounted."""
    if not is_right_folder(storage):
        folder = storage.location  # type: ignore[attr-defined]
        raise WrongFolderError(f"{folder} has none of the stored files: is its disk mounted?")


def is_right_folder(storage: Storage, *, mark: bool = True) -> bool:
    """Return whether a folder has its marker, or some of the newest files, or no file has been stored yet. True for
    other storages.

    With `mark`, put the marker into a folder that lacks it. Reads one directory entry; one query more without a marker.
    """
    if not isinstance(storage, FileSystemStorage) or (marker := Path(storage.location, MARKER)).exists():
        return True
    kept = Attachment.objects.exclude(scan=Attachment.Scan.INFECTED)
    names = list(kept.order_by("-pk").values_list("file", flat=True)[:SAMPLE])
    if names and not any(storage.exists(name) for name in names):
        return False
    if not mark:
        return True
    with suppress(OSError):  # a folder on a read-only disk is still the right one
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.touch()
    return True


def _remove_named(names: Collection[str | None]) -> None:
    for removal in FileRemoval.objects.filter(name__in=names):
        _remove(removal)


def _remove(removal: FileRemoval) -> bool:
    """Delete a file and then its removal. Return False, and try again later, if the storage fails.

    The claim comes first, so that `keep_file` does not keep a file that is being deleted.
    """
    pause = min(FIRST_RETRY * 2 ** min(removal.attempts, 20), LONGEST_RETRY)
    mine = FileRemoval.objects.filter(pk=removal.pk, attempts=removal.attempts)
    if not mine.update(attempts=F("attempts") + 1, due=timezone.now() + pause):
        return False
    try:
        delete_file(removal.name)
    except Exception as error:  # each storage has its own errors
        log.warning("The file %s could not be deleted, next try in %s: %r", removal.name, pause, error)
        return False
    FileRemoval.objects.filter(pk=removal.pk).delete()
    return True
