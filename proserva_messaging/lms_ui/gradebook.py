"""A button beside each learner of the legacy gradebook, which has no hook: added to the page on its way out."""

from __future__ import annotations

import re

from django.http import HttpRequest
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.elements import make_element
from proserva_messaging.lms_ui.pages import CoursePageMiddleware
from proserva_messaging.queries.roster import shows_roster


class GradebookMiddleware(CoursePageMiddleware):
    """The element marks the rows, in the browser: the page is not read here. Beside the question whether who looks is
    in the course's team, nothing is asked of the database."""

    # As the platform's: a page of learners may have a number.
    path = re.compile(r"/courses/(?P<course_id>.+)/instructor/api/gradebook(?:/\d+)?/?")
    setting = "GRADEBOOK_BUTTONS"

    def make_element(self, request: HttpRequest, course_key: CourseKey) -> str:
        """Return the element for the course's team. What is written there is about the learner's own results, which the
        learner finds on another page."""
        if not shows_roster(request.user, course_key):
            return ""
        course_path = request.path.partition("/instructor/")[0]
        return make_element("gradebook", course_id=str(course_key), progress_url=f"{course_path}/progress")
