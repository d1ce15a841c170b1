"""A button beside each learner of the legacy gradebook, which has no hook: added to the page on its way out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.elements import get_script_url, make_element
from proserva_messaging.lms_ui.harmless import harmless
from proserva_messaging.lms_ui.pages import add_to_body, is_page, is_signed_in, wants_page
from proserva_messaging.queries.roster import shows_roster

# As the platform's: a page of learners may have a number.
GRADEBOOK = re.compile(r"(?P<course>/courses/(?P<course_id>.+))/instructor/api/gradebook(?:/\d+)?/?")


class GradebookMiddleware:
    """Adds an element that marks the rows, in the browser: the page is not read here. Beside the question whether who
    looks is in the course's team it asks the database for nothing, and on other pages not even that."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        """Return the answer, with the element where it belongs there."""
        response = self.get_response(request)
        with harmless("the buttons in %s", request.path):
            found = GRADEBOOK.fullmatch(request.path)
            if found and conf.get("GRADEBOOK_BUTTONS") and wants_page(request) and is_page(response):
                course_key = CourseKey.from_string(found["course_id"])
                if is_signed_in(request) and shows_roster(request.user, course_key):
                    add_to_body(response, _make_element(course_key, found["course"]))
        return response


def _make_element(course_key: CourseKey, course_path: str) -> SafeString:
    """What is written there is about the learner's own results, which the learner finds on another page."""
    element = make_element("gradebook", course_id=str(course_key), progress_url=f"{course_path}/progress")
    return format_html('{}<script src="{}" defer></script>', element, get_script_url())
