"""What is checked of an audience before anything goes to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.protocol import INACTIVE, NOT_SUBMITTED, SCORED_BELOW
from proserva_messaging.errors import InvalidError
from proserva_messaging.queries.audiences import COHORTS, MODES, PEOPLE, SEGMENTS, WHO, Audience, find_team

DAYS_MAX = 3650
# What a request may name; a whole course is chosen otherwise.
PEOPLE_MAX = 1000


def check_audience(user: Any, course_key: CourseKey, given: Mapping[str, Any] | None) -> Audience:
    """Return the audience that a request names: `who`, and of `modes`, `cohorts`, `usernames`, `days`, `usage_key` and
    `score` what that wants to know; and whether to `include_team`.

    What does not belong to `who` is left out. Raises InvalidError for what is not there, or not in this course.
    """
    given = given or {}
    who = given.get("who", "all")
    if who not in WHO or (who in SEGMENTS and who not in get_platform().get_segments(course_key)):
        raise _bad(_("There is no such choice in this course."))
    check = CHECKS.get(who)
    chosen = check(user, course_key, given) if check else {}
    return Audience(who=who, include_team=bool(given.get("include_team")) and who != PEOPLE, **chosen)


def _check_modes(_user: Any, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.mode: each.name for each in get_platform().get_modes(course_key)}
    chosen = _choose(given.get("modes") or (), set(names), _("Nobody is enrolled in this way."))
    return {"modes": chosen, "label": ", ".join(names[mode] for mode in chosen)}


def _check_cohorts(_user: Any, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    names = get_platform().get_cohorts(course_key)
    chosen = _choose(given.get("cohorts") or (), set(names), _("There is no such cohort in this course."))
    return {"cohorts": chosen, "label": ", ".join(names[cohort_id] for cohort_id in chosen)}


def _check_people(_user: Any, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    names = list(dict.fromkeys(given.get("usernames") or ()))
    if len(names) > PEOPLE_MAX:
        raise _bad(_("At most %(limit)d people.") % {"limit": PEOPLE_MAX})
    rows = get_user_model().objects.filter(username__in=names).values_list("username", "pk")
    # A database may hold names that differ in case only to be the same.
    found = {username: pk for username, pk in rows if username in names}
    present = get_platform().find_enrolled(course_key, list(found.values())) | set(find_team(course_key))
    missing = [name for name in names if found.get(name) not in present]
    if missing:
        raise _bad(_("“%(name)s” is not in this course.") % {"name": missing[0]})
    return {"user_ids": _choose(sorted(found.values()), present, "")}


def _check_days(_user: Any, _course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    days = given.get("days") or 0
    if not 1 <= days <= DAYS_MAX:
        raise _bad(_("Say for how many days."))
    return {"days": days}


def _check_assignment(user: Any, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    usage_key = given.get("usage_key") or ""
    labels = {str(key): label for key, label in get_platform().get_assignments(course_key, user)}
    if usage_key not in labels:
        raise _bad(_("There is no such assignment in this course."))
    return {"usage_key": usage_key, "label": labels[usage_key]}


def _check_score(user: Any, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    score = given.get("score") or 0
    if not 1 <= score <= 100:
        raise _bad(_("Say a percentage, from 1 to 100."))
    return {**_check_assignment(user, course_key, given), "score": score}


CHECKS = {
    MODES: _check_modes,
    COHORTS: _check_cohorts,
    PEOPLE: _check_people,
    INACTIVE: _check_days,
    NOT_SUBMITTED: _check_assignment,
    SCORED_BELOW: _check_score,
}


def _choose(wanted: Sequence[Any], there: set[Any], text: str) -> tuple[Any, ...]:
    if not wanted:
        raise _bad(_("Choose at least one."))
    if not set(wanted) <= there:
        raise _bad(text)
    return tuple(dict.fromkeys(wanted))


def _bad(text: str) -> InvalidError:
    return InvalidError(fields={"audience": [text]})
