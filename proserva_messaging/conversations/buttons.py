"""Message buttons: the pages of a course that show one automatically, without an author adding it."""

from __future__ import annotations

from django.core.cache import cache
from edx_django_utils.cache import get_cache_key
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import CourseSettings
from proserva_messaging.store.caching import remember
from proserva_messaging.store.switches import is_enabled
from proserva_messaging.types import User

Placement = tuple[str, list[int]]

UNIT, PROBLEM = "unit", "problem"
PLACES: dict[str, tuple[str, ...]] = {
    CourseSettings.Button.UNITS: (UNIT,),
    CourseSettings.Button.UNITS_AND_PROBLEMS: (UNIT, PROBLEM),
}
# A button may stay this long after the last instructor has left. Sending checks the roles again.
CACHE_SECONDS = 60
# One team member besides the reader is enough.
SAMPLE = 2


def has_button(user: User, course_key: CourseKey, place: str, *, to_learners: bool = False) -> bool:
    """Return whether the user sees the button at a place (`UNIT`, `PROBLEM`) of a course.

    The course's setting, or else the site's, must include the place, and the course team must have another member. With
    `to_learners`, for a reader on the team, learners are enough. Two queries besides those of `is_enabled`, and none in
    the next CACHE_SECONDS.
    """
    if not is_enabled(course_key):
        return False
    choice, team_ids = _get_placement(course_key)
    has_recipient = to_learners or any(user_id != user.pk for user_id in team_ids)
    return place in PLACES.get(choice, ()) and has_recipient


def clear_button_cache(course_key: CourseKey) -> None:
    """Apply a changed setting of a course at once."""
    cache.delete(_make_key(course_key))


def _get_placement(course_key: CourseKey) -> Placement:
    """Return the setting of a course, and the ids of some of its team, from the cache if possible."""
    return remember(_make_key(course_key), CACHE_SECONDS, lambda: _find_placement(course_key))


def _find_placement(course_key: CourseKey) -> Placement:
    chosen = CourseSettings.objects.filter(course_id=course_key).values_list("button", "contact_id").first()
    button, contact_id = chosen or ("", None)
    choice = button or conf.get("UNIT_BUTTON")
    if choice not in PLACES:  # no button, so the team is not needed
        return choice, []
    ids = get_platform().find_team_ids(course_key, SAMPLE)
    return choice, [*ids, contact_id] if contact_id else ids


def _make_key(course_key: CourseKey) -> str:
    return str(get_cache_key(name="proserva_messaging.button", course=str(course_key)))
