"""The only door to the platform: `get_platform()` answers with the implementation that the settings name."""

from __future__ import annotations

from functools import lru_cache

from django.utils.module_loading import import_string

from proserva_messaging import conf
from proserva_messaging.edxapp.protocol import Platform


def get_platform() -> Platform:
    """Return the platform this site runs on. Raises ImportError where the setting names something that is not there."""
    return _load(conf.get("PLATFORM"))


@lru_cache
def _load(dotted_path: str) -> Platform:
    return import_string(dotted_path)()
