"""The plugin's defaults, added to the platform's settings. What an operator has set already is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from proserva_messaging.settings.cors import allow_headers
from proserva_messaging.settings.filters import add_filters


def plugin_settings(settings: Any) -> None:
    """Give `settings` (the platform's settings module) the product's own, without replacing one. Idempotent."""
    media_root = getattr(settings, "MEDIA_ROOT", "") or "."
    beside_media = str(Path(media_root).absolute().parent / "proserva_messaging")
    if not getattr(settings, "PROSERVA_MESSAGING_ATTACHMENT_ROOT", ""):
        settings.PROSERVA_MESSAGING_ATTACHMENT_ROOT = beside_media
    add_filters(settings)
    allow_headers(settings)
