"""The platform's own pages, as they are answered: whether something of ours can be added to one, and how."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import empty
from django.utils.html import format_html
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.elements import get_script_url
from proserva_messaging.lms_ui.harmless import harmless

BODY_END = b"</body>"


def wants_page(request: HttpRequest) -> bool:
    """Return whether a browser asks for a page to show by itself; browsers that do not say so get the benefit."""
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return request.headers.get("Sec-Fetch-Dest", "document") == "document" and not is_script


def is_page(response: Any) -> bool:
    """Return whether an answer is a whole HTML page that can be added to."""
    if response.status_code != 200 or response.streaming or response.has_header("Content-Encoding"):
        return False
    if not response.get("Content-Type", "").startswith("text/html"):
        return False
    start = response.content[:200].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html")) and BODY_END in response.content


def is_signed_in(request: HttpRequest) -> bool:
    """Return whether the page itself has looked up who asks, and they have signed in. No query."""
    user = getattr(request, "user", None)
    # Django's user is looked up when somebody asks about them: who has not been is left alone.
    return user is not None and getattr(user, "_wrapped", None) is not empty and user.is_authenticated


def add_to_body(response: Any, html: str) -> None:
    """Put HTML at the end of a page."""
    before, end, after = response.content.rpartition(BODY_END)
    response.content = before + html.encode() + end + after
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


class CoursePageMiddleware:
    """Adds an element of ours to one page of courses that has no hook. A subclass says to which (`path`, with a
    `course_id` in it), what switches it off (`setting`), and makes the element; on other pages it costs nothing."""

    path: re.Pattern[str]
    setting: str

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        """Return the answer, with the element where it belongs there."""
        response = self.get_response(request)
        with harmless("what belongs on %s", request.path):
            found = self.path.fullmatch(request.path)
            if found and conf.get(self.setting) and wants_page(request) and is_page(response) and is_signed_in(request):
                element = self.make_element(request, CourseKey.from_string(found["course_id"]))
                if element:
                    add_to_body(response, format_html('{}<script src="{}" defer></script>', element, get_script_url()))
        return response

    def make_element(self, request: HttpRequest, course_key: CourseKey) -> str:
        """Return the element for who looks at the page, or nothing."""
        raise NotImplementedError
