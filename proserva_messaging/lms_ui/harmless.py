"""A part of the platform's pages that breaks must not break the page: it is logged and left out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from proserva_messaging import conf

log = logging.getLogger(__name__)


@contextmanager
def harmless(what: str, *arguments: object) -> Iterator[None]:
    """Log whatever goes wrong within, saying what could not be shown; with the setting RAISE_ERRORS, raise it."""
    try:
        yield
    except Exception:
        if conf.get("RAISE_ERRORS"):
            raise
        log.exception(f"Cannot be shown: {what}", *arguments)
