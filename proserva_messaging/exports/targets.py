"""Targets of an export: a zip archive or a folder. Both take one file after the other, from a stream."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol

# Already compressed, or unlikely to get smaller.
STORED = zipfile.ZIP_STORED
PACKED = zipfile.ZIP_DEFLATED


class Target(Protocol):
    """A place for the files of an export."""

    def writing(self, path: str, *, packed: bool = True) -> Any:
        """Return a context manager that opens a new file, by its relative path, for writing bytes. One at a time."""


class Archive:
    """A zip archive in a file that can seek. Use it in a `with` statement: it is complete after that."""

    def __init__(self, file: IO[bytes]):
        self._zip = zipfile.ZipFile(file, "w", allowZip64=True)
        self._now = time.gmtime()[:6]

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, error: object, *_details: object) -> None:
        """Write the directory of the archive. After an error, only let go of the file: it is of no use."""
        if error is None:
            self._zip.close()
            return
        # The file may be full or closed, and the first error is the one to report.
        with suppress(OSError, ValueError):
            self._zip.close()

    @contextmanager
    def writing(self, path: str, *, packed: bool = True) -> Iterator[IO[bytes]]:
        """Open a new entry. `packed`: compress it."""
        entry = zipfile.ZipInfo(path, date_time=self._now)
        entry.compress_type = PACKED if packed else STORED
        entry.external_attr = 0o600 << 16
        with self._zip.open(entry, "w", force_zip64=True) as file:
            yield file


class Folder:
    """A folder, which only its owner can read. Raises FileExistsError for a file that is there already."""

    def __init__(self, root: Path):
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._root = root

    @contextmanager
    def writing(self, path: str, *, packed: bool = True) -> Iterator[IO[bytes]]:
        """Open a new file."""
        full = self._root / path
        full.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with full.open("xb") as file:
            full.chmod(0o600)
            yield file
