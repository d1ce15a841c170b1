"""The message button where no author placed one: about the block it stands at, for who looks at it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey, UsageKey
from opaque_keys.edx.locator import LibraryLocator
from web_fragments.fragment import Fragment

from proserva_messaging.edxapp import get_platform
from proserva_messaging.elements import describe_place, make_button
from proserva_messaging.queries.buttons import PROBLEM, has_button


def find_viewed_course(request: Any, block: Any) -> CourseKey | None:
    """Return the course that somebody looks at a block of; None for visitors, for authors in Studio, and outside of
    courses."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(block.runtime, "is_author_mode", False):
        return None
    return _find_course(block.scope_ids.usage_id)


def make_place_button(request: Any, block: Any, place: str, *, to_learners: bool = False) -> Fragment | None:
    """Return the button about a block, at a place (`UNIT`, `PROBLEM`), for who looks at it; None where there is none.

    That is so where nobody looks at a course, and where `has_button` says no. Somebody who looks at the course as
    somebody else is told that they cannot write now. With `to_learners`, one of the team looks: they choose whom to
    write to.
    """
    usage_key = block.scope_ids.usage_id
    course_key = find_viewed_course(request, block)
    if course_key is None or not has_button(request.user, course_key, place, to_learners=to_learners):
        return None
    told = {"about": describe_place(block)}
    if get_platform().is_masquerading(request, course_key):
        text = _("You are viewing the course as a learner. Go back to your own view to write messages.")
        told = {"unavailable": text}
    label = ""
    if place == PROBLEM:
        label = _("Message a learner about this assignment") if to_learners else _("Ask about this assignment")
    place_of = {"course_id": str(course_key), "usage_key": str(usage_key), "label": label}
    return make_button(**place_of, choose=to_learners, automatic=True, **told)


def _find_course(usage_key: UsageKey) -> CourseKey | None:
    """Return the course that a block is in; None for a library's, and for a key of the oldest kind, which tells no
    run."""
    key = usage_key.context_key
    if not isinstance(key, CourseKey) or isinstance(key, LibraryLocator) or not key.run:
        return None
    return key
