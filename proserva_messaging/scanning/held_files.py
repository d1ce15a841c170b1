"""Held files: scan new files, at once if that is fast and else in the background, and record what was found.

Nothing but the scanner's verdict makes a held file ready, also if the scanner is turned off in the meantime.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.commits import call_after_commit
from proserva_messaging.models import Attachment
from proserva_messaging.scanning import clamd
from proserva_messaging.scanning.clamd import ScannerAddress, ScannerError, Verdict
from proserva_messaging.signals import FILE_HELD
from proserva_messaging.store.stored_files import forget_files, open_file
from proserva_messaging.store.transactions import run_atomic

log = logging.getLogger(__name__)

Scan = Attachment.Scan
# An upload waits for the scan for so long.
UPLOAD_SECONDS = 1.0
# A scanner that does not answer PING within this time costs each file no more than this.
PING_SECONDS = 2.0
# By then a task or a sweep has scanned a file.
STUCK_AFTER = timedelta(minutes=10)


class IncompleteFileError(ScannerError):
    """The storage gave fewer or more bytes than the file has, so the verdict is not about the file."""


def is_on() -> bool:
    """Return whether there is a scanner."""
    return bool(conf.get("SCANNER"))


def scan_upload(file: UploadedFile[Any]) -> str | None:
    """Return the state of an uploaded file after at most UPLOAD_SECONDS: clean, infected, or held without a verdict.
    None if there is no scanner."""
    if not is_on():
        return None
    try:
        file.seek(0)
        verdict = _scan(file, file.size or 0, UPLOAD_SECONDS)
    except (ScannerError, ValueError) as error:
        log.warning("An upload is held, because its scan failed: %r", error)
        return Scan.HELD
    finally:
        file.seek(0)
    if not verdict.is_clean:
        log.warning("An upload is infected, and was refused: %s", verdict.signature)
    return Scan.CLEAN if verdict.is_clean else Scan.INFECTED


def request_scan(attachment: Attachment) -> None:
    """Have a new file scanned after the commit, if it is held."""
    if attachment.scan == Scan.HELD:
        call_after_commit(FILE_HELD.send, Attachment, attachment_id=attachment.pk)


def list_held() -> list[int]:
    """Return the ids of the held files, oldest first; none without a scanner. One query."""
    if not is_on():
        return []
    return list(Attachment.objects.filter(scan=Scan.HELD).order_by("pk").values_list("pk", flat=True))


def count_held() -> int:
    """Return the number of held files, also without a scanner. One query."""
    return Attachment.objects.filter(scan=Scan.HELD).count()


def count_stuck() -> int:
    """Return the number of files that are held for longer than a scan takes, or without a scanner. One query."""
    held = Attachment.objects.filter(scan=Scan.HELD)
    return held.filter(created__lt=timezone.now() - STUCK_AFTER).count() if is_on() else held.count()


def scan(attachment_id: int, *, seconds: float | None = None) -> None:
    """Scan a held file, and record the verdict. Does nothing for any other file, and without a scanner.

    It takes PING_SECONDS and `seconds` at most, by default SCANNER_TIMEOUT, which is also the most. Raises ScannerError
    without a verdict, ValueError for a malformed address, NotFoundError for a lost file, FilesUnavailableError; the
    file then stays held. Safe to run concurrently: the same verdict is recorded once, and of two verdicts the worse.
    """
    attachment = Attachment.objects.filter(pk=attachment_id, scan=Scan.HELD).first()
    if attachment is None or not is_on():
        return
    limit = conf.get("SCANNER_TIMEOUT")
    verdict = _scan_stored(attachment, limit if seconds is None else min(seconds, limit))
    _record(attachment, verdict)


def _scan_stored(attachment: Attachment, seconds: float) -> Verdict:
    """Return the verdict about a stored file."""
    clamd.ping(_get_address(), PING_SECONDS)
    with open_file(attachment) as content:
        return _scan(content, attachment.size, seconds)


def _scan(file: File[Any], size: int, seconds: float) -> Verdict:
    """Return the verdict about a file of so many bytes. Raises IncompleteFileError if it has not so many."""
    verdict = clamd.scan(_get_address(), file.chunks(), seconds)
    if verdict.is_clean and verdict.size != size:
        raise IncompleteFileError(f"{verdict.size} of {size} bytes were scanned")
    return verdict


def _get_address() -> ScannerAddress:
    return clamd.parse_address(conf.get("SCANNER"))


def _record(attachment: Attachment, verdict: Verdict) -> None:
    """Record the verdict about a file, and have an infected one deleted from the storage."""
    if verdict.is_clean:
        Attachment.objects.filter(pk=attachment.pk, scan=Scan.HELD).update(scan=Scan.CLEAN)
    elif run_atomic(partial(_remove, attachment)):
        log.warning("Attachment %s is infected, and was removed: %s", attachment.pk, verdict.signature)


def _remove(attachment: Attachment) -> bool:
    """Mark a file as infected, and have its content deleted. Return False if another worker has, or it is gone."""
    others = Attachment.objects.filter(pk=attachment.pk).exclude(scan=Scan.INFECTED)
    if not others.update(scan=Scan.INFECTED):
        return False
    forget_files([attachment])
    return True
