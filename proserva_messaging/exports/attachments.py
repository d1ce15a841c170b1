"""The files of an export: copied one by one. A file that cannot be read is named, and stops nothing."""

from __future__ import annotations

import logging
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass, field

from proserva_messaging.conversations.attachments import make_safe_name
from proserva_messaging.errors import FilesUnavailableError, NotFoundError
from proserva_messaging.exports.data import ExportedFile
from proserva_messaging.exports.targets import Target
from proserva_messaging.models import Attachment
from proserva_messaging.store.lines import clean_line
from proserva_messaging.store.stored_files import open_file

log = logging.getLogger(__name__)

MISSING, UNREADABLE = "missing", "unreadable"
FOLDER = "files"
# A larger file is kept on disk while it is copied.
IN_MEMORY = 1024 * 1024


@dataclass
class Files:
    """Copies attachments into an export, and remembers those that it could not. `patient`: raise FilesUnavailableError
    for a file that the storage cannot read now, so that the export is tried again."""

    target: Target
    patient: bool = False
    problems: list[ExportedFile] = field(default_factory=list)

    def copy(self, attachment: Attachment) -> ExportedFile:
        """Copy a file to `files/`, and return its place, or the reason why it is missing."""
        path, problem = f"{FOLDER}/{attachment.pk}-{make_safe_name(attachment.name)}", ""
        try:
            self._copy(attachment, path)
        except NotFoundError:
            path, problem = "", MISSING
        except FilesUnavailableError:
            if self.patient:
                raise
            path, problem = "", UNREADABLE
        kind = attachment.content_type
        file = ExportedFile(attachment.pk, clean_line(attachment.name), attachment.size, kind, path, problem)
        if problem:
            self.problems.append(file)
        return file

    def _copy(self, attachment: Attachment, path: str) -> None:
        """Copy a file. Raises NotFoundError, FilesUnavailableError. Nothing is at the path then: a zip archive cannot
        take back what is in it, so the file is read completely first."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as spool:
            try:
                with closing(open_file(attachment)) as source:
                    shutil.copyfileobj(source, spool)
            except (NotFoundError, FilesUnavailableError):
                raise
            except Exception as error:  # each storage has its own errors
                log.exception("The file of %s cannot be read", attachment)
                raise FilesUnavailableError from error
            spool.seek(0)
            with self.target.writing(path, packed=attachment.content_type.startswith("text/")) as file:
                shutil.copyfileobj(spool, file)
