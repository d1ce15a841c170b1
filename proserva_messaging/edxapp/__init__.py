"""Access to the platform: `get_platform()` returns the implementation that the settings name."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from django.utils.module_loading import import_string

from proserva_messaging import conf
from proserva_messaging.edxapp.protocol import Platform


def get_platform() -> Platform:
    """Return the platform of this site. Raises ImportError if the setting names a class that does not exist."""
    return _load(conf.get("PLATFORM"))


@lru_cache
def _load(dotted_path: str) -> Platform:
    return cast(Platform, import_string(dotted_path)())
