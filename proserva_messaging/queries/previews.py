"""A text to many before it goes: what can be chosen in a course, and how one of its readers will see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf, merging
from proserva_messaging.data import CourseRef, Person
from proserva_messaging.edxapp import get_platform
from proserva_messaging.links import get_announcements_path
from proserva_messaging.merging import Values
from proserva_messaging.queries.audiences import Audience, count, find_sample, find_samples, find_team
from proserva_messaging.queries.merging import make_values
from proserva_messaging.queries.people import get_courses, get_people
from proserva_messaging.queries.roster import access_team_course

SUBJECT_MAX_LENGTH = 200
# Of so many people of an audience it is found out for whom a field stays empty: from so many places in the course, as
# it is the latest who miss the dates of a course in which everybody goes at their own pace.
LOOKED_AT, PLACES = 100, 10


@dataclass(frozen=True)
class Option:
    """A mode or a cohort, and how many are in it."""

    id: str | int
    name: str
    size: int


@dataclass(frozen=True)
class Segments:
    """What can be chosen in a course; `ended` is when it ended, if it has."""

    course: CourseRef
    ended: datetime | None
    all: int
    team: int
    modes: list[Option]
    cohorts: list[Option]
    segments: tuple[str, ...]
    assignments: list[dict[str, str]]
    fields: list[dict[str, str]]
    announcements_url: str
    time_zone: str = field(default_factory=lambda: str(settings.TIME_ZONE))
    subject_max_length: int = SUBJECT_MAX_LENGTH
    undo_seconds: int = field(default_factory=lambda: conf.get("UNDO_SECONDS"))


@dataclass(frozen=True)
class Sample:
    """Somebody of an audience, and what fills the fields for them."""

    person: Person | None
    values: Values


@dataclass(frozen=True)
class Gap:
    """A field that stays empty for so many people of an audience; for `at_least` so many where it is a large one."""

    field: str
    people: int
    at_least: bool


def get_segments(user: Any, course_key: CourseKey) -> Segments:
    """Return what can be chosen in a course. Raises NotFoundError for whoever is not in its team."""
    access_team_course(user, course_key)
    platform = get_platform()
    facts = platform.get_courses([course_key]).get(course_key)
    team_ids = find_team(course_key)
    not_counted = {*team_ids, user.pk}  # as `count` does: the sender, and the team, who are chosen by themselves
    sizes = platform.count_cohorts(course_key, not_counted)
    cohorts = platform.get_cohorts(course_key)
    return Segments(
        course=get_courses([course_key])[course_key],
        ended=facts.end if facts and facts.end and facts.end < timezone.now() else None,
        all=count(course_key, Audience(), user.pk),
        team=len([user_id for user_id in team_ids if user_id != user.pk]),
        modes=[Option(each.mode, each.name, each.size) for each in platform.get_modes(course_key, not_counted)],
        cohorts=[Option(cohort_id, name, sizes.get(cohort_id, 0)) for cohort_id, name in cohorts.items()],
        segments=platform.get_segments(course_key),
        assignments=[
            {"usage_key": str(key), "label": label} for key, label in platform.get_assignments(course_key, user)
        ],
        fields=_list_fields(user, course_key),
        announcements_url=get_announcements_path(course_key),
    )


def find_reader(course_key: CourseKey, audience: Audience, sender_id: int | None, names: set[str]) -> Sample:
    """Return somebody of an audience, and what fills the fields with these names for them."""
    user = get_user_model().objects.filter(pk=find_sample(course_key, audience, sender_id) or 0).first()
    if user is None:
        return Sample(None, {})
    values = _make_values(course_key, audience, names, [user])[user.pk]
    return Sample(get_people([user.pk]).get(user.pk), values)


def find_gaps(course_key: CourseKey, audience: Audience, sender_id: int | None, names: set[str]) -> list[Gap]:
    """Return which of the fields with these names stay empty for people of an audience, and for how many of those who
    are looked at: all of them, or LOOKED_AT where they are more.

    Only a date can: everybody has a name. Each person has their own, which costs what the platform needs for it.
    """
    if "due_date" not in names:
        return []
    ids, is_all = find_samples(course_key, audience, sender_id, LOOKED_AT, PLACES)
    users = get_user_model().objects.filter(pk__in=ids)
    found = _make_values(course_key, audience, {"due_date"}, users)
    people = sum(not values["due_date"] for values in found.values())
    return [Gap("due_date", people, at_least=not is_all)] if people else []


def _make_values(course_key: CourseKey, audience: Audience, names: set[str], users: Iterable[Any]) -> dict[int, Values]:
    usage_key = audience.usage_key or None
    return make_values(course_key, names, users, usage_key=usage_key, after=timezone.now(), in_own_language=False)


def _list_fields(user: Any, course_key: CourseKey) -> list[dict[str, str]]:
    labels: Mapping[str, str] = {
        "first_name": _("First name"),
        "name": _("Full name"),
        "course_name": _("Name of the course"),
        "due_date": _("When the assignment is due"),
    }
    values = find_reader(course_key, Audience(), user.pk, set(merging.FIELDS)).values
    return [{"name": name, "label": labels[name], "example": values.get(name, "")} for name in merging.FIELDS]
