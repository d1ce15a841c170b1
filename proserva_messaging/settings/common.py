"""The plugin's defaults, added to the platform's settings. What an operator has set already is left alone."""

from __future__ import annotations

from typing import Any

from proserva_messaging.settings.cors import allow_headers
from proserva_messaging.settings.filters import add_filters


def plugin_settings(settings: Any) -> None:
    """Give `settings` (the platform's settings module) the product's own, without replacing one. Idempotent."""
    add_filters(settings)
    allow_headers(settings)
