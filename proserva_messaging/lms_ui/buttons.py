"""Automatic message buttons about a block, for its current viewer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey
from web_fragments.fragment import Fragment

from proserva_messaging.conversations.buttons import PROBLEM, has_button
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import find_course_key
from proserva_messaging.lms_ui.elements import describe_place, make_button


def find_viewed_course(request: Any, block: Any) -> CourseKey | None:
    """Return the course of a block that a user views; None for visitors, for authors in Studio, and outside courses."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(block.runtime, "is_author_mode", False):
        return None
    return find_course_key(block.scope_ids.usage_id.context_key)


def make_place_button(request: Any, block: Any, place: str, *, to_learners: bool = False) -> Fragment | None:
    """Return the button about a block, at a place (`UNIT`, `PROBLEM`), for the viewer of a request, or None.

    None if no course is viewed, or if `has_button` is false. While the viewer is masquerading, the button only says so.
    `to_learners`: the viewer belongs to the course team and chooses the recipient.
    """
    usage_key = block.scope_ids.usage_id
    course_key = find_viewed_course(request, block)
    if course_key is None or not has_button(request.user, course_key, place, to_learners=to_learners):
        return None
    attributes = {"about": describe_place(block)}
    if get_platform().is_masquerading(request, course_key):
        text = _("You are viewing the course as a learner. Go back to your own view to write messages.")
        attributes = {"unavailable": text}
    label = ""
    if place == PROBLEM:
        label = _("Message a learner about this assignment") if to_learners else _("Ask about this assignment")
    attributes |= {"course_id": str(course_key), "usage_key": str(usage_key), "label": label}
    return make_button(choose=to_learners, automatic=True, **attributes)
