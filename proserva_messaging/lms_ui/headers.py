"""Response headers of our pages and of the REST API."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.handlers.exception import response_for_exception
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from proserva_messaging import conf

PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def protect(response: HttpResponseBase, policy: str) -> HttpResponseBase:
    """Return the response with the headers of private content: no cache, no type sniffing, no browser features.

    `policy` is its Content-Security-Policy, unless it has one. The platform's middleware adds its own to it.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Permissions-Policy"] = PERMISSIONS
    response.setdefault("Content-Security-Policy", policy)
    return response


def protect_page(view: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate the view of a page: its 404 page is as private as the page, and only the operator may frame either.

    The policy states nothing about scripts and styles: the platform's page template decides which it needs.
    """

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404 as error:
            response = response_for_exception(request, error)
        return protect(response, " ".join(["frame-ancestors", "'self'", *conf.get("FRAME_ANCESTORS")]))

    return handle
