"""Idempotency: run a write once for an Idempotency-Key, and refuse the key for anything else."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from django.db.models import Model

from proserva_messaging.errors import IdempotencyKeyReusedError, MessagingError
from proserva_messaging.store.transactions import read_committed, run_atomic

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class KeyedRequest:
    """A request as its Idempotency-Key identifies it: the `digest` of the key, and a `fingerprint` of all that was
    asked. Both are None without a key."""

    digest: str | None = None
    fingerprint: str | None = None

    @property
    def columns(self) -> dict[str, str | None]:
        """The columns of the row that the request creates."""
        return {"idempotency_digest": self.digest, "idempotency_fingerprint": self.fingerprint}


def make_request(user_id: int, purpose: str, idempotency_key: str | None, **asked: Any) -> KeyedRequest:
    """Return a user's request for `asked`: all the input that decides what is written. Pass collections whose order
    means nothing as sets.

    Keys of different users or purposes never collide. The fingerprint is keyed, so that no one can guess a text from
    it.
    """
    if not idempotency_key:
        return KeyedRequest()
    digest = hashlib.sha256(f"{user_id}|{purpose}|{idempotency_key}".encode()).hexdigest()
    canonical = json.dumps(_simplify(asked), sort_keys=True)
    return KeyedRequest(digest, hmac.new(idempotency_key.encode(), canonical.encode(), "sha256").hexdigest())


def run_idempotent(
    write: Callable[[], Row],
    model: type[Row],
    request: KeyedRequest,
    is_same: Callable[[Row], bool] | None = None,
    *,
    before: Callable[[], None] = lambda: None,
) -> Row:
    """Return the row that the request's key has created before. Otherwise run `before`, such as a limit, outside the
    transaction, then `write`, which creates a row of `model` with the request's `columns`, and return that.

    Raises IdempotencyKeyReusedError, with `is_same` for old rows without a fingerprint, if something else was asked.
    """
    find = partial(find_idempotent, model, request, is_same)
    try:
        if (earlier := find()) is not None:
            return earlier
        before()
        return run_atomic(write, find_winner=partial(find, lock=True))
    except MessagingError:
        # The error may be due to a concurrent duplicate, which has just done the same.
        winner = find(lock=True)
        if winner is None:
            raise
        return winner


def find_idempotent(
    model: type[Row], request: KeyedRequest, is_same: Callable[[Row], bool] | None = None, *, lock: bool = False
) -> Row | None:
    """Return the row that the request's key has created, or None. With `lock`, see rows committed after this
    transaction began. Raises IdempotencyKeyReusedError as `run_idempotent` does."""
    if request.digest is None:
        return None
    rows = model._default_manager.filter(idempotency_digest=request.digest)
    earlier = read_committed(rows) if lock else rows.first()
    if earlier is None:
        return None
    fingerprint = vars(earlier)["idempotency_fingerprint"]
    same = fingerprint == request.fingerprint
    if is_same is not None and fingerprint is None:
        same = is_same(earlier)
    if not same:
        raise IdempotencyKeyReusedError
    return earlier


def _simplify(value: Any) -> Any:
    """Return a value as JSON can write it, the same for equal values."""
    if isinstance(value, Mapping):
        return {str(name): _simplify(each) for name, each in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(map(_simplify, value))
    if isinstance(value, list | tuple):
        return [_simplify(each) for each in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
