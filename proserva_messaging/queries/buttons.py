"""Where in a course the message button stands without an author placing it."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _
from edx_django_utils.cache import get_cache_key
from opaque_keys.edx.keys import CourseKey, UsageKey
from opaque_keys.edx.locator import LibraryLocator
from web_fragments.fragment import Fragment

from proserva_messaging import conf
from proserva_messaging.edxapp import get_platform
from proserva_messaging.elements import describe_place, make_button
from proserva_messaging.models import CourseSettings

UNIT, PROBLEM = "unit", "problem"
PLACES: dict[str, tuple[str, ...]] = {
    CourseSettings.Button.UNITS: (UNIT,),
    CourseSettings.Button.UNITS_AND_PROBLEMS: (UNIT, PROBLEM),
}
# For so long, a button may stand in a course whose last instructor has just left; sending asks again.
CACHE_SECONDS = 60
# One besides the person who looks is enough.
SAMPLE = 2


def find_course(usage_key: UsageKey) -> CourseKey | None:
    """Return the course that a block is in; None for a library's, and for a key of the oldest kind, which tells no
    run."""
    key = usage_key.context_key
    if not isinstance(key, CourseKey) or isinstance(key, LibraryLocator) or not key.run:
        return None
    return key


def make_place_button(request: Any, block: Any, place: str) -> Fragment | None:
    """Return the button about a block, at a place (`UNIT`, `PROBLEM`), for who looks at it; None where there is none.

    That is so for visitors, for authors in Studio, outside of courses, and where `has_button` says no. Somebody who
    looks at the course as somebody else is told that they cannot write now.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(block.runtime, "is_author_mode", False):
        return None
    usage_key = block.scope_ids.usage_id
    course_key = find_course(usage_key)
    if course_key is None or not has_button(user, course_key, place):
        return None
    told = {"about": describe_place(block)}
    if get_platform().is_masquerading(request, course_key):
        text = _("You are viewing the course as a learner. Go back to your own view to write messages.")
        told = {"unavailable": text}
    label = _("Ask about this assignment") if place == PROBLEM else ""
    return make_button(course_id=str(course_key), usage_key=str(usage_key), label=label, automatic=True, **told)


def has_button(user: Any, course_key: CourseKey, place: str) -> bool:
    """Return whether this person finds the button at a place (`UNIT`, `PROBLEM`) of a course.

    That is where the course's team, or else the site, wants it, and where there is somebody else to write to. Beside
    what `is_enabled` costs: two queries, and none for a minute after that.
    """
    if not get_platform().is_enabled(course_key):
        return False
    choice, team_ids = _get_facts(course_key)
    return place in PLACES.get(choice, ()) and any(user_id != user.pk for user_id in team_ids)


def forget_button(course_key: CourseKey) -> None:
    """Look at the next unit again where the button stands: the course's team has chosen anew."""
    cache.delete(_make_key(course_key))


def _get_facts(course_key: CourseKey) -> tuple[str, list[int]]:
    """Return where the button is to stand in the course, and the ids of some of its team."""
    key = _make_key(course_key)
    facts = cache.get(key)
    if facts is None:
        facts = _find_facts(course_key)
        cache.set(key, facts, CACHE_SECONDS)
    return facts


def _find_facts(course_key: CourseKey) -> tuple[str, list[int]]:
    chosen = CourseSettings.objects.filter(course_id=course_key).values_list("button", flat=True).first()
    choice = chosen or conf.get("UNIT_BUTTON")
    # Without a place for the button, nobody's presence matters.
    return choice, get_platform().find_team_ids(course_key, SAMPLE) if choice in PLACES else []


def _make_key(course_key: CourseKey) -> str:
    return get_cache_key(name="proserva_messaging.button", course=str(course_key))
