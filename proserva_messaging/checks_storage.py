"""System checks of the storage of attachments: private, mounted, and able to delete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.files.storage import FileSystemStorage, Storage

from proserva_messaging import conf
from proserva_messaging.models.attachments import STORAGE_ALIAS, get_storage
from proserva_messaging.store.files import can_sign
from proserva_messaging.store.stored_files import MARKER, count_stuck, is_right_folder

PUBLIC_ACLS = {"public-read", "public-read-write", "authenticated-read", "publicRead", "publicReadWrite"}
SETTING_NAMES = (
    f'PROSERVA_MESSAGING_ATTACHMENT_ROOT, PROSERVA_MESSAGING_ATTACHMENT_STORAGE or STORAGES["{STORAGE_ALIAS}"]'
)
PRIVATE = '{"default_acl": "private", "querystring_auth": True, "custom_domain": None}'
# A storage that is only late has deleted a file after so many attempts.
STUCK_AFTER = 5


@register("proserva_messaging")
def check_storage(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Report an error for a public storage: attachments are private."""
    try:
        storage = get_storage()
    except Exception as error:  # a backend may fail in its own ways
        message = f"The storage of attachments cannot be used: {error}"
        return [Error(message, hint=f"See {SETTING_NAMES}.", id="proserva_messaging.E003")]
    if isinstance(storage, FileSystemStorage):
        return list(_check_folder(storage))
    return [*_check_remote(storage), *_check_signing(storage)]


def _check_folder(storage: FileSystemStorage) -> Iterator[CheckMessage]:
    root = Path(storage.location).resolve()
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        served = Path(getattr(settings, name, None) or "/nonexistent").resolve()
        if root == served or served in root.parents:
            message = f"Private attachments would be kept in {root}, which is inside {name} and public."
            hint = f"Set {SETTING_NAMES} to a folder outside {name}."
            yield Error(message, hint=hint, id="proserva_messaging.E001")
    yield from _check_signing(storage)


def _check_remote(storage: Storage) -> Iterator[CheckMessage]:
    """Check the options that storages of django-storages share. The platform's defaults for them are public."""
    faults = []
    if getattr(storage, "default_acl", None) in PUBLIC_ACLS:
        faults.append(f"its default_acl is {storage.default_acl!r}")  # type: ignore[attr-defined]
    if getattr(storage, "querystring_auth", True) is False:
        faults.append("its querystring_auth is off, so its URLs are not signed")
    if getattr(storage, "custom_domain", None) and not getattr(storage, "cloudfront_signer", None):
        faults.append(f"its custom_domain {storage.custom_domain!r} is served unsigned")  # type: ignore[attr-defined]
    if faults:
        message = f"Private attachments would be public in their storage: {'; '.join(faults)}."
        hint = f"Set these in the storage's OPTIONS, which otherwise follow the site's AWS_* settings: {PRIVATE}."
        yield Error(message, hint=hint, id="proserva_messaging.E001")


def _check_signing(storage: Storage) -> Iterator[CheckMessage]:
    if conf.get("ATTACHMENT_REDIRECT_SECONDS") and not can_sign(storage):
        message = "The storage of attachments cannot sign URLs, so the LMS streams every file itself."
        hint = "Set PROSERVA_MESSAGING_ATTACHMENT_REDIRECT_SECONDS to 0, or use a storage that signs, such as S3."
        yield Warning(message, hint=hint, id="proserva_messaging.W008")


@register("proserva_messaging", Tags.database)
def check_files(app_configs: Any, databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn about a folder without the stored files, and about files that cannot be deleted. Only with a database."""
    if not databases:
        return []
    try:
        is_right, stuck = is_right_folder(get_storage(), mark=False), count_stuck(STUCK_AFTER)
    except Exception:  # before the first migration there is no table
        return []
    found: list[CheckMessage] = []
    if not is_right:
        message = "The folder of attachments has none of the stored files: its disk is probably not mounted."
        hint = f"Mount the disk. To accept an empty folder, create the empty file {MARKER} in it."
        found.append(Warning(message, hint=hint, id="proserva_messaging.W014"))
    if stuck:
        message = f"The storage could not delete {stuck} files of deleted attachments in {STUCK_AFTER} attempts."
        found.append(Warning(message, hint="The log of proserva_deliver says why.", id="proserva_messaging.W014"))
    return found
