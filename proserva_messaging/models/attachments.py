"""Attachments: private files, uploaded first and claimed by a message when it is sent."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.core.files.storage.handler import StorageHandler
from django.db import models
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.models.constraints import must, one_of
from proserva_messaging.models.relations import UNREACHABLE
from proserva_messaging.models.threads import Message

STORAGE_ALIAS = "proserva_messaging"


def get_storage() -> Storage:
    """Return the private storage: from the setting ATTACHMENT_STORAGE, or else from `STORAGES`, or else a folder."""
    own = conf.get("ATTACHMENT_STORAGE")
    if own:
        return StorageHandler({STORAGE_ALIAS: own})[STORAGE_ALIAS]
    if STORAGE_ALIAS in storages.backends:
        return storages[STORAGE_ALIAS]
    return FileSystemStorage(location=_get_root(), base_url=None)


def _get_root() -> Path:
    """Return the private folder. Not a constant, because the operator's `MEDIA_ROOT` is read after our settings."""
    configured = conf.get("ATTACHMENT_ROOT")
    return Path(configured) if configured else Path(settings.MEDIA_ROOT or ".").absolute().parent / "proserva_messaging"


def make_path(_attachment: Attachment | None = None, _name: str = "") -> str:
    """Return the path of a new file: random, so that no name chosen by a user becomes a path."""
    token = uuid.uuid4().hex
    return f"{token[:2]}/{token}"


class Attachment(models.Model):
    """One private file. Without a message only its uploader can see it, and it is deleted after some days.

    .. pii: Files that people sent to each other.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    class Scan(models.TextChoices):
        """The state of the virus scan. Without one (None), no scanner was configured when the file was uploaded."""

        HELD = "held"
        CLEAN = "clean"
        # The content is deleted, and the row stays to say so.
        INFECTED = "infected"

    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE)
    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255)
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="attachments")
    file = models.FileField(storage=get_storage, upload_to=make_path, max_length=255)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=127)
    created = models.DateTimeField(default=timezone.now)
    idempotency_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    # Of all that the request asked; empty: an earlier release wrote the row.
    idempotency_fingerprint = models.CharField(max_length=64, null=True, editable=False)
    # An earlier release, which may run during an upgrade, inserts no value.
    scan = models.CharField(max_length=8, choices=Scan.choices, null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["scan"], name="proserva_file_scan")]
        constraints = [must("proserva_scan_state", models.Q(scan=None) | one_of("scan", ("held", "clean", "infected")))]

    def __str__(self) -> str:
        return f"attachment {self.pk}"


class FileRemoval(models.Model):
    """A stored file without a row: it is to be deleted at `due`, and the row stays until the file is gone.

    It is written before the file, and deleted together with the insertion of its Attachment. So neither a crash nor a
    full disk leaves a file that no row knows.

    .. no_pii: The names of files are random.
    """

    name = models.CharField(max_length=255, unique=True)
    due = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"removal of the file {self.name}"


class FileUse(models.Model):
    """The bytes that the files of a person, a course or the site use: never fewer than they do.

    Uploads add to `used`; deletions do not change it. It is counted anew when a quota seems to be used up.

    .. no_pii: A number.
    """

    scope = models.CharField(max_length=270, unique=True)
    used = models.PositiveBigIntegerField(default=0)
    counted = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.used} bytes of {self.scope}"
