"""Helpers for the parts in the platform's pages: fail-safe rendering, and adding to a page's body."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.functional import empty
from django.utils.html import format_html
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.lms_ui.elements import get_script_url

log = logging.getLogger(__name__)

BODY_END = b"</body>"


@contextmanager
def fail_safe(what: str, *arguments: object, in_view: bool = True) -> Iterator[None]:
    """Log any error in the block, with `what` could not be shown; with the setting RAISE_ERRORS, raise it.

    On PostgreSQL, a failed query would end the page's own transaction: there the block has a savepoint, unless
    it runs in a middleware, which is outside that transaction.
    """
    is_hidden = in_view and not conf.get("RAISE_ERRORS")
    needs_savepoint = is_hidden and connection.vendor == "postgresql" and connection.in_atomic_block
    try:
        with transaction.atomic() if needs_savepoint else nullcontext():
            yield
    except Exception:
        if conf.get("RAISE_ERRORS"):
            raise
        log.exception(f"Cannot be shown: {what}", *arguments)


def wants_page(request: HttpRequest) -> bool:
    """Return whether a browser requests a top-level page; also true for browsers that send no Sec-Fetch-Dest."""
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return request.headers.get("Sec-Fetch-Dest", "document") == "document" and not is_script


def is_page(response: Any) -> bool:
    """Return whether a response is a full HTML page that can be added to."""
    if response.status_code != 200 or response.streaming or response.has_header("Content-Encoding"):
        return False
    if not response.get("Content-Type", "").startswith("text/html"):
        return False
    start = response.content[:200].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html")) and BODY_END in response.content


def is_signed_in(request: HttpRequest) -> bool:
    """Return whether the page has already loaded its user, and they are signed in. No query."""
    user = getattr(request, "user", None)
    # Django loads the user lazily: do not load a user that the page did not need.
    return user is not None and getattr(user, "_wrapped", None) is not empty and user.is_authenticated


def add_to_body(response: Any, html: str) -> None:
    """Add HTML at the end of a page."""
    before, end, after = response.content.rpartition(BODY_END)
    response.content = before + html.encode() + end + after
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


class CoursePageMiddleware:
    """Adds an element to one kind of course page that has no hook. Other pages cost nothing.

    A subclass defines the page (`path`, with the group `course_id`), the setting that turns it off (`setting`), and the
    element.
    """

    path: re.Pattern[str]
    setting: str

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        """Return the response, with the element if the page should have it."""
        response = self.get_response(request)
        with fail_safe("the element on %r", request.path, in_view=False):
            found = self.path.fullmatch(request.path)
            if found and conf.get(self.setting) and wants_page(request) and is_page(response) and is_signed_in(request):
                element = self.make_element(request, read_course_key(found["course_id"]))
                if element:
                    add_to_body(response, format_html('{}<script src="{}" defer></script>', element, get_script_url()))
        return response

    def make_element(self, request: HttpRequest, course_key: CourseKey) -> str:
        """Return the element for the page's viewer, or an empty string."""
        raise NotImplementedError
