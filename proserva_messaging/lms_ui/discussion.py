"""A private question about a post on the legacy discussion page, which has no hook: added on its way out."""

from __future__ import annotations

import re

from django.http import HttpRequest
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.elements import make_element
from proserva_messaging.lms_ui.pages import CoursePageMiddleware
from proserva_messaging.queries.switches import is_enabled


class DiscussionMiddleware(CoursePageMiddleware):
    """The element reads in the page's address which post is on screen, and follows it. Who may open the page is the
    platform's to say, and who may write is asked when they do."""

    path = re.compile(r"/courses/(?P<course_id>[^/]+)/discussion/forum(?:/.*)?")
    setting = "DISCUSSION_BUTTON"

    def make_element(self, request: HttpRequest, course_key: CourseKey) -> str:
        """Return the element where the course has messages."""
        return make_element("post-button") if is_enabled(course_key) else ""
