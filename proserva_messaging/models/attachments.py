"""Attachments: private files, uploaded first and claimed by a message when that is sent."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from inspect import signature
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.core.files.storage.handler import StorageHandler
from django.db import models
from django.utils import timezone
from django.utils.http import content_disposition_header
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.models.threads import Message

log = logging.getLogger(__name__)

STORAGE_ALIAS = "proserva_messaging"


def get_storage() -> Storage:
    """Return the private storage: the one that the product's setting describes, or that `STORAGES` names for it, or
    else a folder of its own."""
    own = conf.get("ATTACHMENT_STORAGE")
    if own:
        return StorageHandler({STORAGE_ALIAS: own})[STORAGE_ALIAS]
    if STORAGE_ALIAS in storages.backends:
        return storages[STORAGE_ALIAS]
    return FileSystemStorage(location=_get_root(), base_url=None)


def _get_root() -> Path:
    """Return the private folder. Worked out when it is used: the operator's last word on `MEDIA_ROOT` comes after the
    plugin's settings."""
    configured = conf.get("ATTACHMENT_ROOT")
    return Path(configured) if configured else Path(settings.MEDIA_ROOT or ".").absolute().parent / "proserva_messaging"


def make_path(_attachment: Attachment, _name: str) -> str:
    """Return where a new file goes: a random name, so that nothing a person chose ever becomes a path."""
    token = uuid.uuid4().hex
    return f"{token[:2]}/{token}"


class Attachment(models.Model):
    """One private file. Without a message it belongs to its uploader alone, and is deleted after some days.

    .. pii: Files that people sent to each other.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255)
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="attachments")
    file = models.FileField(storage=get_storage, upload_to=make_path, max_length=255)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=127)
    created = models.DateTimeField(default=timezone.now)
    idempotency_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)

    def __str__(self) -> str:
        return f"attachment {self.pk}"


def forget_files(attachments: Iterable[Attachment]) -> None:
    """Delete the files of rows that are gone. Raises nothing: one that stays is nobody's any more."""
    for attachment in attachments:
        try:
            attachment.file.delete(save=False)
        except Exception:
            log.exception("The file %s, which nothing points to any more, could not be deleted", attachment.file.name)


def can_sign(storage: Storage) -> bool:
    """Return whether a storage makes addresses that are good for a while and say how the file is to be answered."""
    return bool(getattr(storage, "querystring_auth", False)) and "parameters" in signature(storage.url).parameters


def make_signed_url(attachment: Attachment, seconds: int) -> str:
    """Return an address where anybody can download the file for so long; nothing where its storage cannot make one.

    It always opens as a download: the storage's host knows nothing of the sandbox that our own answers have.
    """
    storage: Any = attachment.file.storage
    if not can_sign(storage):
        return ""
    answer_as = {
        "ResponseContentDisposition": content_disposition_header(True, attachment.name),
        "ResponseContentType": attachment.content_type,
    }
    return storage.url(attachment.file.name, parameters=answer_as, expire=seconds)
