"""Cached values: a page works without a cache, too."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

Value = TypeVar("Value")

log = logging.getLogger(__name__)


def read_cached(key: str) -> object | None:
    """Return the cached value of a key; None if there is none, or no cache. Raises nothing."""
    try:
        value: object | None = cache.get(key)
    except Exception:  # each cache raises its own exceptions
        log.exception("The cache is not available: values are looked up each time")
        return None
    return value


def remember(key: str, seconds: int, find: Callable[[], Value]) -> Value:
    """Return the cached value of a key, or else what `find` returns, which is then cached for so many seconds.

    `find` never returns None. Without a cache it runs each time, and each call logs an error.
    """
    value: Value | None = read_cached(key)  # type: ignore[assignment]
    if value is not None:
        return value
    found = find()
    try:
        cache.set(key, found, seconds)
    except Exception:
        log.exception("The cache is not available: a value is not kept")
    return found
