"""Audiences: check, count, sample and walk the recipients of a broadcast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import chain, islice
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.protocol import (
    INACTIVE,
    NOT_STARTED,
    NOT_SUBMITTED,
    SCORED_BELOW,
    EnrollmentFilter,
    Segment,
)
from proserva_messaging.errors import InvalidError
from proserva_messaging.store.lines import clean_line
from proserva_messaging.store.people import get_cohort_names
from proserva_messaging.types import User

ALL, MODES, COHORTS, PEOPLE = "all", "modes", "cohorts", "people"
SEGMENTS = (NOT_STARTED, INACTIVE, NOT_SUBMITTED, SCORED_BELOW)
WHO = (ALL, MODES, COHORTS, PEOPLE, *SEGMENTS)
MAX_KEY = 2**63 - 1
STEP, DAYS_MAX = 1000, 3650
# The most people that a request may list.
PEOPLE_MAX = 1000
# The keys that belong to each `who`.
KEYS: Mapping[str, tuple[str, ...]] = {
    MODES: ("modes",),
    COHORTS: ("cohorts",),
    PEOPLE: ("usernames",),
    INACTIVE: ("days",),
    NOT_SUBMITTED: ("usage_key",),
    SCORED_BELOW: ("usage_key", "score"),
}


@dataclass(frozen=True)
class Audience:
    """A stored audience: `who` (one of WHO), and the parameters of that choice."""

    who: str = ALL
    modes: tuple[str, ...] = ()
    cohorts: tuple[int, ...] = ()
    user_ids: tuple[int, ...] = ()
    days: int = 0
    usage_key: str = ""
    # The names of the modes, the cohorts or the assignment at the time of the choice.
    label: str = ""
    score: int = 0
    include_team: bool = False

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Audience:
        """Return the audience that `dump` stored."""
        names = {field.name for field in fields(cls)}
        known: dict[str, Any] = {name: value for name, value in stored.items() if name in names}
        lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
        return cls(**known | lists)

    def dump(self) -> dict[str, Any]:
        """Return the parameters to store: those with a value."""
        chosen = {name: value for name, value in asdict(self).items() if value}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in chosen.items()}

    @property
    def part(self) -> EnrollmentFilter:
        """Return the filter on enrollments, which applies before the segment."""
        return EnrollmentFilter(
            modes=self.modes if self.who == MODES else None,
            cohort_ids=self.cohorts if self.who == COHORTS else None,
            user_ids=self.user_ids if self.who == PEOPLE else None,
        )

    @property
    def segment(self) -> Segment | None:
        """Return the filter on activity, or None."""
        if self.who not in SEGMENTS:
            return None
        usage_key = UsageKey.from_string(self.usage_key) if self.usage_key else None
        return Segment(self.who, days=self.days, usage_key=usage_key, score=self.score)


@dataclass(frozen=True)
class Step:
    """A step of a walk: ordered pairs of an enrollment key and a user id, and the key to continue after."""

    people: list[tuple[int, int]]
    last_key: int
    is_last: bool


def find_team_ids(course_key: CourseKey) -> list[int]:
    """Return the sorted user ids of the course team."""
    return sorted(get_platform().find_team_ids(course_key))


def walk(course_key: CourseKey, audience: Audience, without: set[int], *, after: int, until: int, limit: int) -> Step:
    """Return the people of an audience among the next `limit` enrollments after a key, except the ids in `without`.

    Three queries at most. For the course team see `choose_team`.
    """
    platform = get_platform()
    rows = platform.list_enrollments(course_key, audience.part, after=after, until=until, limit=limit)
    people = [row for row in rows if row[1] not in without]
    if audience.segment and people:
        chosen = platform.filter_by_segment(course_key, audience.segment, [user_id for _key, user_id in people])
        people = [row for row in people if row[1] in chosen]
    return Step(people, rows[-1][0] if rows else until, len(rows) < limit)


def choose_team(audience: Audience, team_ids: list[int], sender_id: int | None) -> list[int]:
    """Return the ids of the course team in an audience: all or none of them, or the chosen people."""
    if audience.who == PEOPLE:
        return [user_id for user_id in team_ids if user_id in audience.user_ids and user_id != sender_id]
    return [user_id for user_id in team_ids if user_id != sender_id] if audience.include_team else []


def count(course_key: CourseKey, audience: Audience, sender_id: int | None) -> int:
    """Return the current size of an audience. For a segment this walks all enrollments in steps."""
    team_ids = find_team_ids(course_key)
    team_size = len(choose_team(audience, team_ids, sender_id))
    without = {*team_ids, sender_id or 0}
    if audience.segment is None:
        return team_size + get_platform().count_enrolled(course_key, audience.part, without)
    return team_size + sum(1 for _row in _walk_on(course_key, audience, without))


def find_sample(course_key: CourseKey, audience: Audience, sender_id: int | None) -> int | None:
    """Return the id of one person in an audience, or None if it is empty."""
    team_ids = find_team_ids(course_key)
    rows = _walk_on(course_key, audience, {*team_ids, sender_id or 0}, limit=STEP if audience.segment else 20)
    return next(chain((user_id for _key, user_id in rows), choose_team(audience, team_ids, sender_id)), None)


def find_samples(
    course_key: CourseKey, audience: Audience, sender_id: int | None, limit: int, spread: int
) -> tuple[list[int], bool]:
    """Return the ids of an audience, and True, if it has at most `limit` people. For a larger audience, return about
    `limit` ids from `spread` points in the order of enrollment, and False."""
    team_ids = find_team_ids(course_key)
    chosen = choose_team(audience, team_ids, sender_id)
    without, last_key = {*team_ids, sender_id or 0}, get_platform().get_last_enrollment_id(course_key)

    def take(after: int, wanted: int) -> list[tuple[int, int]]:
        return list(islice(_walk_on(course_key, audience, without, after=after), wanted))

    first = take(0, limit + 1)
    if len(chosen) + len(first) <= limit:
        return [*chosen, *(user_id for _key, user_id in first)], True
    if not first:
        return chosen[:limit], False
    sample: list[tuple[int, int]] = []
    begin = after = first[0][0] - 1
    for number in range(spread):  # keys have gaps, so never start before the last row
        rows = take(max(after, begin + (last_key - begin) * number // spread), limit // spread)
        sample, after = sample + rows, rows[-1][0] if rows else last_key
    return [user_id for _key, user_id in sample], False


def describe(audience: Audience) -> str:
    """Return an audience as text, with the names from the time of the choice. No query."""
    texts = {
        ALL: lambda: _("All learners"),
        MODES: lambda: audience.label,
        COHORTS: lambda: audience.label,
        PEOPLE: lambda: (
            ngettext("%(count)d chosen person", "%(count)d chosen people", len(audience.user_ids))
            % {"count": len(audience.user_ids)}
        ),
        NOT_STARTED: lambda: _("Learners who have not started"),
        INACTIVE: lambda: (
            ngettext("Learners inactive for %(count)d day", "Learners inactive for %(count)d days", audience.days)
            % {"count": audience.days}
        ),
        NOT_SUBMITTED: lambda: _("Learners who have not submitted “%(label)s”") % {"label": audience.label},
        SCORED_BELOW: lambda: (
            _("Learners who scored below %(score)d %% in “%(label)s”")
            % {"score": audience.score, "label": audience.label}
        ),
    }
    text = texts[audience.who]()
    return _("%(audience)s, and the course team") % {"audience": text} if audience.include_team else text


def check_audience(user: User, course_key: CourseKey, given: Mapping[str, Any] | None) -> Audience:
    """Return the audience of a request: `who`, the keys that belong to it in KEYS, and `include_team`.

    None means everyone enrolled. Raises InvalidError for a missing `who`, for a key that does not belong to it, and for
    a value that does not exist in this course.
    """
    if given is None:
        return Audience()
    who = given.get("who")
    _check_keys(who, given)
    if who not in WHO or (who in SEGMENTS and who not in get_platform().get_segments(course_key)):
        raise _make_error(_("This choice doesn't exist in this course."))
    check = CHECKS.get(who)
    chosen = check(user, course_key, given) if check else {}
    return Audience(who=who, include_team=bool(given.get("include_team")) and who != PEOPLE, **chosen)


def _walk_on(
    course_key: CourseKey, audience: Audience, without: set[int], *, after: int = 0, limit: int = STEP
) -> Iterator[tuple[int, int]]:
    """Yield the people of all steps of `walk`, step by step."""
    is_last = False
    while not is_last:
        step = walk(course_key, audience, without, after=after, until=MAX_KEY, limit=limit)
        yield from step.people
        after, is_last = step.last_key, step.is_last


def _check_keys(who: Any, given: Mapping[str, Any]) -> None:
    """Raise InvalidError for a key that does not belong to `who`: ignoring it would widen the audience."""
    if who is None:
        raise _make_error(_("Choose an audience: “who” is missing."))
    allowed = {"who", *KEYS.get(who, ())} | ({"include_team"} if who != PEOPLE else set())
    extra = sorted(name for name in set(given) - allowed if name != "include_team" or given[name])
    if extra:
        raise _make_error(_("“%(name)s” can't be used with “%(who)s”.") % {"name": extra[0], "who": who})


def _check_modes(_user: User, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.mode: clean_line(each.name) for each in get_platform().get_modes(course_key)}
    chosen = _choose(given.get("modes") or (), set(names), _("No one is enrolled in this mode."))
    return {"modes": chosen, "label": ", ".join(names[mode] for mode in chosen)}


def _check_cohorts(_user: User, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    names = get_cohort_names(course_key)
    chosen = _choose(given.get("cohorts") or (), set(names), _("This cohort doesn't exist in this course."))
    return {"cohorts": chosen, "label": ", ".join(names[cohort_id] for cohort_id in chosen)}


def _check_people(_user: User, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    names = list(dict.fromkeys(given.get("usernames") or ()))
    if len(names) > PEOPLE_MAX:
        raise _make_error(_("Choose at most %(limit)d people.") % {"limit": PEOPLE_MAX})
    rows = get_user_model().objects.filter(username__in=names).values_list("username", "pk")
    # Some databases ignore case in names.
    found = {username: pk for username, pk in rows if username in names}
    present = get_platform().filter_enrolled(course_key, list(found.values())) | set(find_team_ids(course_key))
    missing = [name for name in names if found.get(name) not in present]
    if missing:
        raise _make_error(_("“%(name)s” is not in this course.") % {"name": missing[0]})
    return {"user_ids": _choose(sorted(found.values()), present, "")}


def _check_days(_user: User, _course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    days = given.get("days") or 0
    if not 1 <= days <= DAYS_MAX:
        raise _make_error(_("Enter a number of days."))
    return {"days": days}


def _check_assignment(user: User, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    usage_key = given.get("usage_key") or ""
    labels = {str(key): clean_line(label) for key, label in get_platform().get_assignments(course_key, user)}
    if usage_key not in labels:
        raise _make_error(_("This assignment doesn't exist in this course."))
    return {"usage_key": usage_key, "label": labels[usage_key]}


def _check_score(user: User, course_key: CourseKey, given: Mapping[str, Any]) -> dict[str, Any]:
    score = given.get("score") or 0
    if not 1 <= score <= 100:
        raise _make_error(_("Enter a percentage from 1 to 100."))
    return {**_check_assignment(user, course_key, given), "score": score}


def _choose(values: Sequence[Any], valid: set[Any], text: str) -> tuple[Any, ...]:
    if not values:
        raise _make_error(_("Choose at least one."))
    if not set(values) <= valid:
        raise _make_error(text)
    return tuple(dict.fromkeys(values))


def _make_error(text: str) -> InvalidError:
    return InvalidError(fields={"audience": [text]})


CHECKS = {
    MODES: _check_modes,
    COHORTS: _check_cohorts,
    PEOPLE: _check_people,
    INACTIVE: _check_days,
    NOT_SUBMITTED: _check_assignment,
    SCORED_BELOW: _check_score,
}
