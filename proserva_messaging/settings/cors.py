"""The request and response headers that front ends on other hosts need, allowed beside what the site allows already."""

from __future__ import annotations

from typing import Any

REQUEST_HEADERS = ("idempotency-key", "if-none-match", "use-jwt-cookie", "x-csrftoken")
EXPOSED_HEADERS = ("etag", "retry-after")


def allow_headers(settings: Any) -> None:
    """Add the headers to the site's lists, each once. Which origins may come is the operator's to say.

    Without a list of its own, a site follows the library's, which is longer than ours: then nothing is added.
    """
    if hasattr(settings, "CORS_ALLOW_HEADERS"):
        settings.CORS_ALLOW_HEADERS = _add(settings.CORS_ALLOW_HEADERS, REQUEST_HEADERS)
        settings.CORS_EXPOSE_HEADERS = _add(getattr(settings, "CORS_EXPOSE_HEADERS", ()), EXPOSED_HEADERS)


def _add(present: Any, wanted: tuple[str, ...]) -> tuple[str, ...]:
    lowered = {each.lower() for each in present}
    return (*present, *(each for each in wanted if each not in lowered))
