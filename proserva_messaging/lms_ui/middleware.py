"""The bell on the platform's own pages: added to full pages for signed-in users, unless a theme has added it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proserva_messaging import conf
from proserva_messaging.links import get_inbox_path
from proserva_messaging.lms_ui.elements import get_script_url, make_element
from proserva_messaging.lms_ui.pages import add_to_body, fail_safe, is_page, is_signed_in, wants_page

# Pages inside other pages, and pages that are not for learners or teachers.
ELSEWHERE = ("/xblock/", "/admin/", "/api/")
# Moves the bell into the header; see the file.
SCRIPT = "proserva_messaging/header-bell.js"


class HeaderBellMiddleware:
    """Adds the bell and its script at the end of a page; the script moves it into the header. No query.

    A page that has not loaded its user has no bell.
    """

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        """Return the response, with the bell if the page should have one."""
        response = self.get_response(request)
        with fail_safe("the bell on %r", request.path, in_view=False):
            if _is_wanted() and _has_place(request, response) and is_signed_in(request):
                add_to_body(response, _make_bell())
        return response


def _is_wanted() -> bool:
    return bool(conf.get("ENABLED") and conf.get("HEADER_BELL"))


def _has_place(request: HttpRequest, response: Any) -> bool:
    """Return whether this is a full page without a bell of its own."""
    is_ours = wants_page(request) and not request.path.startswith(ELSEWHERE) and is_page(response)
    return is_ours and b"<proserva-bell" not in response.content


def _make_bell() -> SafeString:
    bell = make_element("bell", inbox_url=get_inbox_path())
    html = (
        '<div id="proserva-header-bell" hidden>{}</div><script src="{}" defer></script><script src="{}" defer></script>'
    )
    return format_html(html, bell, staticfiles_storage.url(SCRIPT), get_script_url())
