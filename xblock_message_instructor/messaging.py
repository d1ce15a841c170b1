"""Calls from the XBlock to Proserva Messaging. This is the only module that uses `proserva_messaging.api`.

Each function imports the API itself, because the platform may look up XBlock classes before its models are loaded.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crum import get_current_request
from opaque_keys.edx.keys import CourseKey
from web_fragments.fragment import Fragment


def get_team(course_key: CourseKey) -> list[Any]:
    """Return the course team, instructors first. Each has `username`, `name` and `role`."""
    from proserva_messaging import api

    return list(api.get_course_team(course_key))


def is_masquerading(course_key: CourseKey, viewer_id: int) -> bool:
    """Return whether staff view the course as another person or role, so that the sender would be unclear.

    The platform keeps this in the session. If staff view it as a specific learner, that learner is the block's user.
    """
    from proserva_messaging import api

    request = get_current_request()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    return user.id != viewer_id or api.is_masquerading(request, course_key)


def is_enabled(course_key: CourseKey) -> bool:
    """Return whether messages are turned on in the course."""
    from proserva_messaging import api

    return api.is_enabled(course_key)


def make_button(**attributes: Any) -> Fragment:
    """Return the button with its script; see `proserva_messaging.lms_ui.elements`."""
    from proserva_messaging import api

    return api.make_button(**attributes)


def make_assignment_button(block: Any, *, to_learners: bool) -> Fragment | None:
    """Return the button about an assignment for its viewer, or None if the course has none.

    A learner asks the team with it. With `to_learners`, the team writes to a learner.
    """
    from proserva_messaging import api

    return api.make_assignment_button(get_current_request(), block, to_learners=to_learners)


def describe_place(block: Any) -> str:
    """Return the names of a block and its ancestors, the course first. Return an empty string for None."""
    from proserva_messaging import api

    return api.describe_place(block)


def choose_recipients(team: Sequence[Any], named: Sequence[str], viewer: str) -> tuple[list[Any], list[Any]]:
    """Return (possible recipients, those among them that the author named), without the viewer.

    If no named person is left on the team, the recipients are the whole team, so that a question never gets lost.
    """
    others = [person for person in team if person.username != viewer]
    chosen = [person for person in others if person.username in named]
    return chosen or others, chosen
