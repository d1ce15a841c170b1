"""Limits: how often a person may write, search and reach others, counted in the cache that all processes share."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.utils import timezone
from rest_framework.throttling import SimpleRateThrottle

from proserva_messaging import conf
from proserva_messaging.errors import TooManyRequestsError
from proserva_messaging.types import AnonymousUser, User

log = logging.getLogger(__name__)

ALIAS = "default"
PREFIX = "proserva_limit"


@dataclass(frozen=True)
class Limit:
    """A limit: its name in the cache's keys, and the setting with its rates, such as "30/min, 1000/day"."""

    name: str
    setting: str


SEND = Limit("send", "SEND_RATE")
UPLOAD = Limit("upload", "UPLOAD_RATE")
ANNOUNCE = Limit("announce", "ANNOUNCEMENT_RATE")
WRITE = Limit("write", "WRITE_RATE")
SEARCH = Limit("search", "SEARCH_RATE")
EXPORT = Limit("export", "EXPORT_RATE")
REPORT = Limit("report", "REPORT_RATE")
# Counts the recipients of messages, and the people added to groups.
REACH = Limit("reach", "RECIPIENT_RATE")


def require(limit: Limit, user: User | AnonymousUser, amount: int = 1) -> None:
    """Do the same as `take`. Raises TooManyRequestsError instead of returning the seconds."""
    if wait := take(limit, user, amount):
        raise TooManyRequestsError(wait)


def take(limit: Limit, user: User | AnonymousUser, amount: int = 1) -> int:
    """Count `amount` for a user, and return 0; or the seconds until it is possible again, and count nothing in that
    window.

    The windows of time are fixed: a minute, an hour or a day of UTC. Without a cache nothing is limited, and each
    request logs an error: a person must be able to write while the cache is down.
    """
    for requests, seconds in _get_rates(limit, user):
        now = time.time()
        key = f"{PREFIX}:{limit.name}:{user.pk}:{seconds}:{int(now // seconds)}"
        try:
            exceeded = _exceeds(key, amount, requests, seconds)
        except Exception:  # each cache raises its own exceptions
            log.exception("The cache is not available: the limit %s is not checked", limit.setting)
            exceeded = False
        if exceeded:
            return max(math.ceil(seconds - now % seconds), 1)
    return 0


def parse_rates(text: str | None) -> Iterator[tuple[int, int]]:
    """Yield each rate of a setting as a number of requests in a number of seconds; none for None. Raises an error for
    an invalid rate."""
    for rate in (text or "").split(",") if text is not None else ():
        requests, seconds = SimpleRateThrottle.parse_rate(None, rate.strip())  # type: ignore[arg-type]
        yield int(requests or 0), int(seconds or 0)


def _get_rates(limit: Limit, user: User | AnonymousUser) -> Iterator[tuple[int, int]]:
    """Yield the rates for a user. A new account has a share of each."""
    new_since = timezone.now() - timedelta(hours=conf.get("NEW_ACCOUNT_HOURS"))
    joined = getattr(user, "date_joined", None)
    percent = conf.get("NEW_ACCOUNT_PERCENT") if joined and joined > new_since else 100
    for requests, seconds in parse_rates(conf.get(limit.setting)):
        yield math.ceil(requests * percent / 100), seconds


def _exceeds(key: str, amount: int, requests: int, seconds: int) -> bool:
    """Count `amount`, unless the sum would exceed `requests`. Return whether it would. Atomic in shared caches."""
    cache = caches[ALIAS]
    cache.add(key, 0, seconds)
    exceeded = cache.incr(key, amount) > requests
    if exceeded:
        cache.decr(key, amount)
    if type(cache).incr is BaseCache.incr:
        # Such as the database cache: counting resets the time after which the key expires.
        cache.touch(key, seconds)
    return exceeded
