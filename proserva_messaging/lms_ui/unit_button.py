"""The message button in every unit of a course, by the platform's filter of rendered units."""

from __future__ import annotations

from typing import Any

from crum import get_current_request
from django.utils.translation import gettext as _
from openedx_filters import PipelineStep
from web_fragments.fragment import Fragment

from proserva_messaging.edxapp import get_platform
from proserva_messaging.elements import describe_place, has_placed_button, make_button
from proserva_messaging.lms_ui.harmless import harmless
from proserva_messaging.queries.buttons import UNIT, find_course, has_button

STUDENT_VIEW = "student_view"


class AddUnitButton(PipelineStep):
    """A step of `org.openedx.learning.vertical_block.render.completed.v1`."""

    def run_filter(self, block: Any, fragment: Any, context: Any, view: str) -> dict[str, Any]:
        """Return what came, the fragment with the button after the unit's contents where it belongs there."""
        with harmless("the message button in unit %s", block.scope_ids.usage_id):
            user = _find_reader(block, context or {}, view)
            if user is not None and not has_placed_button(fragment.content):
                add_button(fragment, block, user, UNIT)
        return {"block": block, "fragment": fragment, "context": context, "view": view}


def add_button(fragment: Fragment, block: Any, user: Any, place: str) -> None:
    """Add the button about this block to a fragment, where the course wants it at such a place."""
    usage_key = block.scope_ids.usage_id
    course_key = find_course(usage_key)
    if course_key is None or not has_button(user, course_key, place):
        return
    unavailable = ""
    if get_platform().is_masquerading(get_current_request(), course_key):
        unavailable = _("You are viewing the course as a learner. Go back to your own view to write messages.")
    button = make_button(
        course_id=str(course_key),
        usage_key=str(usage_key),
        about="" if unavailable else describe_place(block),
        unavailable=unavailable,
        automatic=True,
    )
    fragment.add_content(button.content)
    fragment.add_fragment_resources(button)


def get_reader() -> Any | None:
    """Return who has signed in and looks at the page that is being made, or None."""
    user = getattr(get_current_request(), "user", None)
    return user if user is not None and user.is_authenticated else None


def _find_reader(block: Any, context: Any, view: str) -> Any | None:
    """Return for whom a unit gets the button; None for one inside another, for visitors and for authors."""
    is_authoring = getattr(block.runtime, "is_author_mode", False)
    if view != STUDENT_VIEW or is_authoring or context.get("child_of_vertical"):
        return None
    return get_reader()
