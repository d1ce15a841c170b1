"""The automatic message button in each unit of a course, by the platform's filter for rendered units."""

from __future__ import annotations

from typing import Any

from crum import get_current_request
from openedx_filters import PipelineStep

from proserva_messaging.conversations.buttons import UNIT
from proserva_messaging.lms_ui.buttons import make_place_button
from proserva_messaging.lms_ui.elements import has_placed_button
from proserva_messaging.lms_ui.pages import fail_safe

STUDENT_VIEW = "student_view"


class AddUnitButton(PipelineStep):
    """A step of `org.openedx.learning.vertical_block.render.completed.v1`."""

    def run_filter(self, block: Any, fragment: Any, context: Any, view: str) -> dict[str, Any]:
        """Return the input, with the button after the unit's content if the unit should have one."""
        with fail_safe("the message button in unit %s", block.scope_ids.usage_id):
            if is_unit(context, view) and not has_placed_button(fragment.content):
                _add_button(block, fragment)
        return {"block": block, "fragment": fragment, "context": context, "view": view}


def is_unit(context: Any, view: str) -> bool:
    """Return whether a unit is rendered for learners. A vertical inside a unit is not one."""
    return view == STUDENT_VIEW and not (context or {}).get("child_of_vertical")


def _add_button(block: Any, fragment: Any) -> None:
    button = make_place_button(get_current_request(), block, UNIT)
    if button is not None:
        fragment.add_content(button.content)
        fragment.add_fragment_resources(button)
