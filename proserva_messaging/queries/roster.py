"""Everybody enrolled in a course, as one of its team sees them: some at a time, in the order of usernames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions
from proserva_messaging.data import Page, RosterRow
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Participant, Thread
from proserva_messaging.queries.people import get_people
from proserva_messaging.queries.switches import is_enabled

PAGE_SIZE = 50


@dataclass(frozen=True)
class Roster(Page[RosterRow]):
    """A page of the roster, and the names of all cohorts, to choose from."""

    cohorts: tuple[str, ...] = ()


def is_on_team(user: Any, course_key: CourseKey) -> bool:
    """Return whether the user belongs to the course's team."""
    return permissions.is_team(get_platform().get_roles(course_key, [user]).get(user.pk))


def shows_roster(user: Any, course_key: CourseKey) -> bool:
    """Return whether the platform's pages show the roster to this person: they are in the team of a course in which
    messages are switched on."""
    return bool(user and user.is_authenticated) and is_enabled(course_key) and is_on_team(user, course_key)


def access_team_course(user: Any, course_key: CourseKey) -> None:
    """Raise NotFoundError for whoever does not belong to the course's team."""
    if not is_on_team(user, course_key):
        raise NotFoundError


def get_roster(
    user: Any,
    course_key: CourseKey,
    *,
    query: str = "",
    cohort: str = "",
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
) -> Roster:
    """Return a page of those enrolled, without the user: those whose name contains `query`, in the cohort of that name.

    `cursor` is the username that the page before ended with. A fixed number of queries, however many rows. Raises
    NotFoundError for whoever is not in the course's team.
    """
    access_team_course(user, course_key)
    platform = get_platform()
    cohorts = platform.get_cohorts(course_key)
    names = tuple(sorted(cohorts.values()))
    wanted = next((cohort_id for cohort_id, name in cohorts.items() if name == cohort), None)
    if cohort and wanted is None:
        return Roster([], cohorts=names)
    found = platform.list_enrolled(course_key, query=query, cohort_id=wanted, after=cursor or "", limit=limit + 1)
    page = found[:limit]
    next_cursor = page[-1].username if len(found) > limit else None
    return Roster(_describe(user, course_key, page, cohorts), next_cursor, names)


def _describe(user: Any, course_key: CourseKey, page: list[Any], cohorts: dict[int, str]) -> list[RosterRow]:
    platform = get_platform()
    ids = [each.pk for each in page if each.pk != user.pk]
    people = get_people(ids)
    memberships = platform.get_cohort_ids(course_key, ids)
    progress = platform.get_progress(course_key, ids)
    contacts = _get_contacts(user, course_key, ids)
    rows = []
    for user_id in ids:
        thread_id, last_contact = contacts.get(Thread.make_direct_key(course_key, user.pk, user_id), (None, None))
        if user_id in people:
            row = RosterRow(
                **vars(people[user_id]),
                cohort=cohorts.get(memberships.get(user_id, 0)),
                progress=progress.get(user_id),
                last_contact=last_contact,
                thread=thread_id,
            )
            rows.append(row)
    return rows


def _get_contacts(user: Any, course_key: CourseKey, ids: list[int]) -> dict[str | None, tuple]:
    """Return, by the direct key of the user and another, their thread and when its newest message was sent. What the
    rest of the team and that person write to each other is theirs."""
    keys = [Thread.make_direct_key(course_key, user.pk, each) for each in ids]
    places = Participant.objects.filter(user=user, thread__direct_key__in=keys)
    rows = places.values_list("thread__direct_key", "thread_id", "last_message__created")
    return {key: (thread_id, created) for key, thread_id, created in rows}
