"""Whom a broadcast goes to: who belongs to an audience, how many they are, and what can be chosen in a course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.protocol import (
    INACTIVE,
    NOT_STARTED,
    NOT_SUBMITTED,
    SCORED_BELOW,
    Part,
    Segment,
)

ALL, MODES, COHORTS, PEOPLE = "all", "modes", "cohorts", "people"
SEGMENTS = (NOT_STARTED, INACTIVE, NOT_SUBMITTED, SCORED_BELOW)
WHO = (ALL, MODES, COHORTS, PEOPLE, *SEGMENTS)
MAX_KEY = 2**63 - 1
STEP = 1000


@dataclass(frozen=True)
class Audience:
    """Some of a course's people, as it is kept: `who` they are (of WHO), and what that choice wants to know."""

    who: str = ALL
    modes: tuple[str, ...] = ()
    cohorts: tuple[int, ...] = ()
    user_ids: tuple[int, ...] = ()
    days: int = 0
    usage_key: str = ""
    # What modes, cohorts or the assignment were called when they were chosen.
    label: str = ""
    score: int = 0
    include_team: bool = False

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Audience:
        """Return what `dump` made of an audience."""
        names = {field.name for field in fields(cls)}
        known: dict[str, Any] = {name: value for name, value in stored.items() if name in names}
        lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
        return cls(**known | lists)

    def dump(self) -> dict[str, Any]:
        """Return what can be stored of it: what was chosen."""
        chosen = {name: value for name, value in asdict(self).items() if value}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in chosen.items()}

    @property
    def part(self) -> Part:
        """Return which enrolments are meant before what people did is looked at."""
        return Part(
            modes=self.modes if self.who == MODES else None,
            cohort_ids=self.cohorts if self.who == COHORTS else None,
            user_ids=self.user_ids if self.who == PEOPLE else None,
        )

    @property
    def segment(self) -> Segment | None:
        """Return what the people of this audience did or did not do; None where that does not matter."""
        if self.who not in SEGMENTS:
            return None
        usage_key = UsageKey.from_string(self.usage_key) if self.usage_key else None
        return Segment(self.who, days=self.days, usage_key=usage_key, score=self.score)


@dataclass(frozen=True)
class Step:
    """Some of an audience: pairs of an enrolment's key and a user's id, in order, and from where to walk on."""

    people: list[tuple[int, int]]
    last_key: int
    is_last: bool


def find_team(course_key: CourseKey) -> list[int]:
    """Return the ids of the course's team, in order."""
    return sorted(user.pk for user, _role in get_platform().get_course_team(course_key))


def walk(course_key: CourseKey, audience: Audience, without: set[int], *, after: int, until: int, limit: int) -> Step:
    """Return those of the next `limit` enrolments after a key who belong to an audience and are not among `without`.

    Three queries at most. The course's team comes in no step: see `choose_team`.
    """
    platform = get_platform()
    rows = platform.walk_enrolled(course_key, audience.part, after=after, until=until, limit=limit)
    people = [row for row in rows if row[1] not in without]
    if audience.segment and people:
        chosen = platform.find_segment(course_key, audience.segment, [user_id for _key, user_id in people])
        people = [row for row in people if row[1] in chosen]
    return Step(people, rows[-1][0] if rows else until, len(rows) < limit)


def _walk_on(
    course_key: CourseKey, audience: Audience, without: set[int], *, after: int = 0, limit: int = STEP
) -> Iterator[tuple[int, int]]:
    """Yield what `walk` returns, one step after another, for as long as somebody asks."""
    is_last = False
    while not is_last:
        step = walk(course_key, audience, without, after=after, until=MAX_KEY, limit=limit)
        yield from step.people
        after, is_last = step.last_key, step.is_last


def choose_team(audience: Audience, team_ids: list[int], sender_id: int | None) -> list[int]:
    """Return whom of the course's team an audience includes: all or none of them, but for people who were picked."""
    if audience.who == PEOPLE:
        return [user_id for user_id in team_ids if user_id in audience.user_ids and user_id != sender_id]
    return [user_id for user_id in team_ids if user_id != sender_id] if audience.include_team else []


def count(course_key: CourseKey, audience: Audience, sender_id: int | None) -> int:
    """Return how many people an audience is now. For a segment, everybody enrolled is walked, some at a time."""
    team_ids = find_team(course_key)
    chosen = len(choose_team(audience, team_ids, sender_id))
    without = {*team_ids, sender_id or 0}
    if audience.segment is None:
        return chosen + get_platform().count_enrolled(course_key, audience.part, without)
    return chosen + sum(1 for _row in _walk_on(course_key, audience, without))


def find_sample(course_key: CourseKey, audience: Audience, sender_id: int | None) -> int | None:
    """Return the id of somebody of an audience, or None where it is nobody."""
    team_ids = find_team(course_key)
    rows = _walk_on(course_key, audience, {*team_ids, sender_id or 0}, limit=STEP if audience.segment else 20)
    return next((user_id for _key, user_id in rows), None) or next(
        iter(choose_team(audience, team_ids, sender_id)), None
    )


def find_samples(
    course_key: CourseKey, audience: Audience, sender_id: int | None, limit: int, places: int
) -> tuple[list[int], bool]:
    """Return the ids of people of an audience, and whether these are all: so they are up to `limit`. Of a larger one
    they are about as many, from so many places in the order in which people enrolled."""
    team_ids = find_team(course_key)
    chosen = choose_team(audience, team_ids, sender_id)
    without, last_key = {*team_ids, sender_id or 0}, get_platform().get_last_enrollment(course_key)

    def take(after: int, wanted: int) -> list[tuple[int, int]]:
        return list(islice(_walk_on(course_key, audience, without, after=after), wanted))

    first = take(0, limit + 1)
    if len(chosen) + len(first) <= limit:
        return [*chosen, *(user_id for _key, user_id in first)], True
    if not first:
        return chosen[:limit], False
    some: list[tuple[int, int]] = []
    begin = after = first[0][0] - 1
    for number in range(places):  # the keys have holes, behind which one place begins where another ends
        rows = take(max(after, begin + (last_key - begin) * number // places), limit // places)
        some, after = some + rows, rows[-1][0] if rows else last_key
    return [user_id for _key, user_id in some], False


def describe(audience: Audience) -> str:
    """Return an audience in words, its parts by the names that they had when it was chosen. No query."""
    words = {
        ALL: lambda: _("All learners"),
        MODES: lambda: audience.label,
        COHORTS: lambda: audience.label,
        PEOPLE: lambda: (
            ngettext("%(count)d chosen person", "%(count)d chosen people", len(audience.user_ids))
            % {"count": len(audience.user_ids)}
        ),
        NOT_STARTED: lambda: _("Learners who have not started"),
        INACTIVE: lambda: (
            ngettext(
                "Learners who were not active for %(count)d day",
                "Learners who were not active for %(count)d days",
                audience.days,
            )
            % {"count": audience.days}
        ),
        NOT_SUBMITTED: lambda: _("Learners who have not submitted “%(label)s”") % {"label": audience.label},
        SCORED_BELOW: lambda: (
            _("Learners who scored below %(score)d %% in “%(label)s”")
            % {"score": audience.score, "label": audience.label}
        ),
    }
    text = words[audience.who]()
    return _("%(audience)s, and the course team") % {"audience": text} if audience.include_team else text
