"""Request and response headers that front ends on other hosts need, in addition to those that the site allows."""

from __future__ import annotations

from typing import Any

REQUEST_HEADERS = ("idempotency-key", "if-none-match", "use-jwt-cookie", "x-csrftoken")
EXPOSED_HEADERS = ("etag", "retry-after")


def allow_headers(settings: Any) -> None:
    """Add the headers to the site's lists, each once. Allowed origins are up to the operator.

    Add nothing if the site has no list of its own: the library's default already includes our headers.
    """
    if hasattr(settings, "CORS_ALLOW_HEADERS"):
        settings.CORS_ALLOW_HEADERS = _add(settings.CORS_ALLOW_HEADERS, REQUEST_HEADERS)
        settings.CORS_EXPOSE_HEADERS = _add(getattr(settings, "CORS_EXPOSE_HEADERS", ()), EXPOSED_HEADERS)


def _add(present: Any, wanted: tuple[str, ...]) -> tuple[str, ...]:
    lowered = {each.lower() for each in present}
    return (*present, *(each for each in wanted if each not in lowered))
