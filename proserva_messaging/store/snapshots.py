"""Snapshots: the stored context of a message, in the form that its readers expect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proserva_messaging.store.lines import clean_line, clean_url


def read_context(stored: Any) -> dict[str, Any] | None:
    """Return a message's context with clean lines; None without one, or if it has no label or link.

    It may be from an older release, or damaged.
    """
    if not isinstance(stored, Mapping) or not all(isinstance(stored.get(name), str) for name in ("label", "url")):
        return None
    path, excerpt = stored.get("path"), stored.get("excerpt")
    return {
        **stored,
        "kind": str(stored.get("kind", "page")),
        "label": clean_line(stored["label"]),
        "url": clean_url(stored["url"]),
        "path": [clean_line(str(step)) for step in path] if isinstance(path, list) else [],
        "excerpt": excerpt if isinstance(excerpt, str) else "",
    }
