"""The bell on the platform's own pages: added to full pages for people who have signed in, where no theme does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import empty
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from proserva_messaging import conf
from proserva_messaging.elements import get_script_url, make_element
from proserva_messaging.links import get_inbox_path
from proserva_messaging.lms_ui.harmless import harmless

BODY_END = b"</body>"
# What is shown inside other pages, and what is not for people who learn or teach.
ELSEWHERE = ("/xblock/", "/admin/", "/api/")
# The place is that of the legacy header's links for somebody who has signed in. A page without it, as a theme may make
# one, has the bell in its upper corner; a page inside another has none.
PLACE = mark_safe(
    "<script>(function(){"
    "var bell=document.getElementById('proserva-header-bell');"
    "if(window.top!==window){bell.remove();return}"
    "var links=document.querySelector('.nav-links .secondary');"
    "if(links){links.insertBefore(bell,links.firstChild)}"
    "else{bell.style.cssText='position:fixed;inset-block-start:12px;inset-inline-end:12px;z-index:1000'}"
    "bell.hidden=false})()</script>"
)


class HeaderBellMiddleware:
    """Adds the bell and its script at the end of a page, from where it moves into the header. It asks the database for
    nothing: somebody whom the page itself did not look up has none."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        """Return the answer, with the bell where it belongs there."""
        response = self.get_response(request)
        with harmless("the bell on %s", request.path):
            if conf.get("HEADER_BELL") and _wants_page(request) and _is_page(response) and _is_signed_in(request):
                _add_bell(response)
        return response


def _wants_page(request: HttpRequest) -> bool:
    """Return whether a browser asks for a page to show by itself; browsers that do not say so get the benefit."""
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    is_document = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return is_document and not is_script and not request.path.startswith(ELSEWHERE)


def _is_page(response: Any) -> bool:
    """Return whether an answer is a whole HTML page that can be added to and has no bell of its own."""
    if response.status_code != 200 or response.streaming or response.has_header("Content-Encoding"):
        return False
    if not response.get("Content-Type", "").startswith("text/html"):
        return False
    start = response.content[:200].lstrip().lower()
    is_whole = start.startswith((b"<!doctype html", b"<html")) and BODY_END in response.content
    return is_whole and b"<proserva-bell" not in response.content


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    # Django's user is looked up when somebody asks about them: who has not been is left alone.
    return user is not None and getattr(user, "_wrapped", None) is not empty and user.is_authenticated


def _add_bell(response: Any) -> None:
    before, end, after = response.content.rpartition(BODY_END)
    response.content = before + _make_bell().encode() + end + after
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


def _make_bell() -> SafeString:
    bell = make_element("bell", inbox_url=get_inbox_path())
    html = '<div id="proserva-header-bell" hidden>{}</div>{}<script src="{}" defer></script>'
    return format_html(html, bell, PLACE, get_script_url())
