"""Where in a course the message button stands without an author placing it."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from edx_django_utils.cache import get_cache_key
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import CourseSettings
from proserva_messaging.queries.switches import is_enabled

UNIT, PROBLEM = "unit", "problem"
PLACES: dict[str, tuple[str, ...]] = {
    CourseSettings.Button.UNITS: (UNIT,),
    CourseSettings.Button.UNITS_AND_PROBLEMS: (UNIT, PROBLEM),
}
# For so long, a button may stand in a course whose last instructor has just left; sending asks again.
CACHE_SECONDS = 60
# One besides the person who looks is enough.
SAMPLE = 2


def has_button(user: Any, course_key: CourseKey, place: str, *, to_learners: bool = False) -> bool:
    """Return whether this person finds the button at a place (`UNIT`, `PROBLEM`) of a course.

    That is where the course's team, or else the site, wants it, and where there is somebody else to write to: in the
    team, or for one of the team (`to_learners`) anybody. Two queries beside what `is_enabled` costs, and none for a
    minute after that.
    """
    if not is_enabled(course_key):
        return False
    choice, team_ids = _get_facts(course_key)
    somebody = to_learners or any(user_id != user.pk for user_id in team_ids)
    return place in PLACES.get(choice, ()) and somebody


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
    chosen = CourseSettings.objects.filter(course_id=course_key).values_list("button", "contact_id").first()
    button, contact_id = chosen or ("", None)
    choice = button or conf.get("UNIT_BUTTON")
    if choice not in PLACES:  # without a place for the button, nobody's presence matters
        return choice, []
    ids = get_platform().find_team_ids(course_key, SAMPLE)
    return choice, [*ids, contact_id] if contact_id else ids


def _make_key(course_key: CourseKey) -> str:
    return get_cache_key(name="proserva_messaging.button", course=str(course_key))
