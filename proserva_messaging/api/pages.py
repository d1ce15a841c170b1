"""Python API of pages and blocks: the masquerade, and the button about an assignment."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from opaque_keys.edx.keys import CourseKey
from web_fragments.fragment import Fragment

from proserva_messaging.conversations.buttons import PROBLEM
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.lms_ui.buttons import make_place_button


@takes_course_key
def is_masquerading(request: HttpRequest, course_key: CourseKey) -> bool:
    """Return whether the request's user views the course as another person or role."""
    return get_platform().is_masquerading(request, course_key)


def make_assignment_button(request: HttpRequest | None, block: Any, *, to_learners: bool = False) -> Fragment | None:
    """Return the button about an assignment (an XBlock) for the request's user, or None if the course has none.

    With `to_learners`, the user is on the course team and chooses the recipient.
    """
    return make_place_button(request, block, PROBLEM, to_learners=to_learners)
