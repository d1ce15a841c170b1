"""A button beside each learner in the legacy gradebook, added to the response."""

from __future__ import annotations

import re

from django.http import HttpRequest
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.roster import shows_roster
from proserva_messaging.lms_ui.elements import make_element
from proserva_messaging.lms_ui.pages import CoursePageMiddleware


class GradebookMiddleware(CoursePageMiddleware):
    """Adds the element, which adds the buttons to the rows in the browser. The page has no hook.

    The only queries are those for the viewer's role in the course.
    """

    # The same URL as in the platform: a page of learners may have a number.
    path = re.compile(r"/courses/(?P<course_id>.+)/instructor/api/gradebook(?:/\d+)?/?")
    setting = "GRADEBOOK_BUTTONS"

    def make_element(self, request: HttpRequest, course_key: CourseKey) -> str:
        """Return the element for the course team. Messages from it are about the learner's own progress page."""
        if not shows_roster(request.user, course_key):
            return ""
        course_path = request.path.partition("/instructor/")[0]
        return make_element("gradebook", course_id=str(course_key), progress_url=f"{course_path}/progress")
