"""A button for a private question about a post on the legacy discussion page, added to the response."""

from __future__ import annotations

import re

from django.http import HttpRequest
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.lms_ui.elements import make_element
from proserva_messaging.lms_ui.pages import CoursePageMiddleware
from proserva_messaging.store.switches import is_enabled


class DiscussionMiddleware(CoursePageMiddleware):
    """Adds the element, which reads the current post from the page's URL and follows it.

    The page has no hook. The platform checks access to the page; permission to write is checked on writing.
    """

    path = re.compile(r"/courses/(?P<course_id>[^/]+)/discussion/forum(?:/.*)?")
    setting = "DISCUSSION_BUTTON"

    def make_element(self, request: HttpRequest, course_key: CourseKey) -> str:
        """Return the element if messages are turned on in the course."""
        return make_element("post-button") if is_enabled(course_key) else ""
