"""The bell on the platform's own pages: added to full pages for people who have signed in, where no theme does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from proserva_messaging import conf
from proserva_messaging.elements import get_script_url, make_element
from proserva_messaging.links import get_inbox_path
from proserva_messaging.lms_ui.harmless import harmless
from proserva_messaging.lms_ui.pages import add_to_body, is_page, is_signed_in, wants_page

# What is shown inside other pages, and what is not for people who learn or teach.
ELSEWHERE = ("/xblock/", "/admin/", "/api/")
# The place is among the legacy header's links for somebody who has signed in; on narrow screens, where those are in a
# menu, at the header's end. A page without such a header, as a theme may make one, has the bell in its upper corner; a
# page inside another has none.
PLACE = mark_safe(
    "<style>"
    ".nav-links .secondary>#proserva-header-bell{display:inline-block;vertical-align:middle;margin:-14px 0}"
    "@media(max-width:991.98px){.nav-links .secondary>#proserva-header-bell"
    "{position:absolute;inset-block-start:12px;inset-inline-end:12px;margin:0}}"
    "</style>"
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
            if _is_wanted() and _has_place(request, response) and is_signed_in(request):
                add_to_body(response, _make_bell())
        return response


def _is_wanted() -> bool:
    return conf.get("ENABLED") and conf.get("HEADER_BELL")


def _has_place(request: HttpRequest, response: Any) -> bool:
    """Return whether this is a page with a header, which has no bell of its own."""
    is_ours = wants_page(request) and not request.path.startswith(ELSEWHERE) and is_page(response)
    return is_ours and b"<proserva-bell" not in response.content


def _make_bell() -> SafeString:
    bell = make_element("bell", inbox_url=get_inbox_path())
    html = '<div id="proserva-header-bell" hidden>{}</div>{}<script src="{}" defer></script>'
    return format_html(html, bell, PLACE, get_script_url())
