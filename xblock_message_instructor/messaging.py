"""What the XBlock asks of Proserva Messaging. It talks to `proserva_messaging.api` here, and nowhere else.

The API is imported where it is used: the platform may look up XBlock classes before its models are loaded.
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
    """Return whether staff look at the course as somebody else: what is sent would be in whose name?

    The platform remembers it in the session; as a specific learner, the block's user is that learner, too.
    """
    from proserva_messaging import api

    request = get_current_request()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    return user.id != viewer_id or api.is_masquerading(request, course_key)


def is_enabled(course_key: CourseKey) -> bool:
    """Return whether messages are switched on in the course."""
    from proserva_messaging import api

    return api.is_enabled(course_key)


def make_button(**attributes: Any) -> Fragment:
    """Return the button with its script; see `proserva_messaging.elements`."""
    from proserva_messaging import api

    return api.make_button(**attributes)


def make_assignment_button(block: Any, *, to_learners: bool) -> Fragment | None:
    """Return the button about an assignment for who looks at it, or None where there is none: to ask the team or, for
    one of the team, to write to a learner."""
    from proserva_messaging import api

    return api.make_assignment_button(get_current_request(), block, to_learners=to_learners)


def describe_place(block: Any) -> str:
    """Return the names of a block and of what it lies in, the course first; nothing for None."""
    from proserva_messaging import api

    return api.describe_place(block)


def choose_recipients(team: Sequence[Any], named: Sequence[str], viewer: str) -> tuple[list[Any], list[Any]]:
    """Return (who can be written to, who of them the author named), without the viewer.

    Where nobody who was named is left in the team, it is the whole team: a learner's question must reach somebody.
    """
    others = [person for person in team if person.username != viewer]
    chosen = [person for person in others if person.username in named]
    return chosen or others, chosen
