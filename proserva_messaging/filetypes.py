"""What a file really is: told from its first bytes, and held against what its name says."""

from __future__ import annotations

import mimetypes

# Where these bytes stand at this place, the file is of that kind, whatever its name says.
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
# By the kind of contents: the endings that files of it have.
ENDINGS = {
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


def sniff(head: bytes) -> str:
    """Return the kind of contents that begins with these bytes: one of SIGNATURES, `text/plain`, or
    `application/octet-stream` for anything else."""
    for offset, signature, kind in SIGNATURES:
        if head.startswith(signature, offset):
            return kind
    return "text/plain" if b"\x00" not in head else "application/octet-stream"


def is_plausible(ending: str, kind: str) -> bool:
    """Return whether a file of this kind of contents may have this ending (with its dot, lower case).

    A kind or an ending that is not known here is the operator's affair, who allowed the ending.
    """
    known_endings = {each for endings in ENDINGS.values() for each in endings}
    return ending in ENDINGS[kind] if kind in ENDINGS else ending not in known_endings


def get_content_type(ending: str, kind: str) -> str:
    """Return the media type to store of a plausible file. Never one that a browser would run as a page."""
    if kind == "text/plain":
        return TEXT_TYPES.get(ending, "text/plain")
    return mimetypes.guess_type(f"file{ending}")[0] or "application/octet-stream"
