"""System checks: what an operator would otherwise learn from an accident."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.files.storage import FileSystemStorage

from proserva_messaging import conf
from proserva_messaging.models.attachments import STORAGE_ALIAS, get_storage


@register("proserva_messaging")
def check_storage(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse a storage whose files anybody can fetch: attachments are private."""
    storage = get_storage()
    if not isinstance(storage, FileSystemStorage):
        return []
    root, media = Path(storage.location).resolve(), Path(settings.MEDIA_ROOT or "/nonexistent").resolve()
    if root == media or media in root.parents:
        hint = f'Set PROSERVA_MESSAGING_ATTACHMENT_ROOT or STORAGES["{STORAGE_ALIAS}"] to a folder outside MEDIA_ROOT.'
        return [
            Error(
                f"Private attachments would be kept in {root}, which is served as media.",
                hint=hint,
                id="proserva_messaging.E001",
            )
        ]
    return []


@register("proserva_messaging")
def check_settings(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Name settings with the product's prefix that do not exist: most likely misspelt ones."""
    known = {conf.PREFIX + name for name in conf.DEFAULTS}
    unknown = sorted(name for name in dir(settings) if name.startswith(conf.PREFIX) and name not in known)
    return [Error(f"There is no setting {name}.", id="proserva_messaging.E002") for name in unknown]
