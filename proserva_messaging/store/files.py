"""Files of messages: detect the content type, describe, delete, and sign download URLs."""

from __future__ import annotations

import inspect
import mimetypes
from collections import defaultdict
from typing import Any

from django.core.files.storage import Storage
from django.urls import reverse
from django.utils.http import content_disposition_header

from proserva_messaging.data import AttachmentInfo
from proserva_messaging.errors import FileHeldError, FileInfectedError
from proserva_messaging.models.attachments import Attachment
from proserva_messaging.store.lines import clean_line

# Offset, bytes, and the content type of a file with these bytes at this offset, whatever its name.
SIGNATURES = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"MZ", "application/x-executable"),
    (0, b"\x7fELF", "application/x-executable"),
)
SNIFF_BYTES = 1024
# The allowed extensions of each content type.
EXTENSIONS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "audio/wav": (".wav",),
    "video/mp4": (".mp4", ".m4a"),
    "video/webm": (".webm",),
    "audio/ogg": (".ogg",),
    "audio/mpeg": (".mp3",),
    "application/zip": (".docx", ".odp", ".ods", ".odt", ".pptx", ".xlsx", ".zip"),
    "application/x-ole-storage": (".doc", ".ppt", ".xls"),
    "application/rtf": (".rtf", ".doc"),
    "text/plain": (".csv", ".ipynb", ".md", ".py", ".tex", ".txt"),
}
TEXT_TYPES = {".csv": "text/csv", ".ipynb": "application/json", ".md": "text/markdown"}

READY, HELD, INFECTED = FILE_STATES = ("ready", "held", "infected")
# A file without a scan was uploaded without a scanner, or by an earlier release.
STATES: dict[str | None, str] = {
    None: READY,
    Attachment.Scan.CLEAN: READY,
    Attachment.Scan.HELD: HELD,
    Attachment.Scan.INFECTED: INFECTED,
}


def sniff(head: bytes) -> str:
    """Return the content type by a file's first bytes: one of SIGNATURES, `text/plain`, or `application/octet-stream`
    for anything else."""
    for offset, signature, kind in SIGNATURES:
        if head.startswith(signature, offset):
            return kind
    return "text/plain" if b"\x00" not in head else "application/octet-stream"


def is_plausible(extension: str, kind: str) -> bool:
    """Return whether the extension (with its dot, in lower case) fits the content type that `sniff` detected.

    Unknown extensions are accepted for unknown types only: the operator has allowed them.
    """
    known_extensions = {each for extensions in EXTENSIONS.values() for each in extensions}
    return extension in EXTENSIONS[kind] if kind in EXTENSIONS else extension not in known_extensions


def get_content_type(extension: str, kind: str) -> str:
    """Return the media type to store for a plausible file. It is never a type that a browser renders as a page."""
    if kind == "text/plain":
        return TEXT_TYPES.get(extension, "text/plain")
    return mimetypes.guess_type(f"file{extension}")[0] or "application/octet-stream"


def can_sign(storage: Storage) -> bool:
    """Return whether a storage can make signed URLs that expire and that set the response's headers."""
    is_signing = bool(getattr(storage, "querystring_auth", False))
    return is_signing and "parameters" in inspect.signature(storage.url).parameters


def make_signed_url(attachment: Attachment, seconds: int) -> str:
    """Return a URL that downloads the file without signing in, for so many seconds; empty if the storage cannot sign.

    The file is always downloaded, never shown: the storage's host does not add the sandbox of our own responses.
    """
    return sign_name(attachment.file.name or "", attachment.name, attachment.content_type, seconds)


def sign_name(path: str, name: str, content_type: str, seconds: int) -> str:
    """Do the same as `make_signed_url` for any file in the storage of attachments, given its path. `name` is the name
    that it is saved under."""
    storage: Any = Attachment().file.storage
    if not can_sign(storage):
        return ""
    response_headers = {
        "ResponseContentDisposition": content_disposition_header(True, name),
        "ResponseContentType": content_type,
    }
    return str(storage.url(path, parameters=response_headers, expire=seconds))


def describe_attachment(attachment: Attachment) -> AttachmentInfo:
    """Return a file as the participants of its thread see it."""
    return AttachmentInfo(
        id=attachment.pk,
        name=clean_line(attachment.name),
        size=attachment.size,
        content_type=attachment.content_type,
        url=reverse("proserva_messaging:attachment", args=[attachment.pk]),
        state=get_state(attachment),
    )


def get_state(attachment: Attachment) -> str:
    """Return whether a file can be downloaded: one of FILE_STATES."""
    return STATES.get(attachment.scan, HELD)


def check_ready(attachment: Attachment) -> None:
    """Raise FileHeldError or FileInfectedError for a file that cannot be downloaded. Call it before its content, or a
    link to that, leaves the product."""
    state = get_state(attachment)
    if state == INFECTED:
        raise FileInfectedError
    if state != READY:
        raise FileHeldError


def get_files(message_ids: list[int]) -> dict[int | None, list[AttachmentInfo]]:
    """Return the files of messages, by message id. One query."""
    files: dict[int | None, list[AttachmentInfo]] = defaultdict(list)
    for attachment in Attachment.objects.filter(message_id__in=message_ids).order_by("pk"):
        files[attachment.message_id].append(describe_attachment(attachment))
    return files
