"""Calls after a commit, which undo nothing if they fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction


def call_after_commit(function: Callable[..., object], *args: Any, **kwargs: Any) -> None:
    """Call a function after the commit, or at once outside a transaction. Its error is logged, and stops no other call.

    Django's `robust` alone is not enough for a partial: it logs the `__qualname__` of what failed, which a partial
    lacks, and raises AttributeError instead.
    """

    def call() -> None:
        function(*args, **kwargs)

    call.__qualname__ = getattr(function, "__qualname__", type(function).__qualname__)
    transaction.on_commit(call, robust=True)  # noqa: TID251 (the one place)
