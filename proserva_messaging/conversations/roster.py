"""Roster: the people enrolled in a course, with their last contact, for its team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.data import RosterRow
from proserva_messaging.data import Page
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.models import Participant, Thread
from proserva_messaging.store.access import access_team_course, is_on_team
from proserva_messaging.store.faults import ask_each
from proserva_messaging.store.people import get_cohort_names, get_people
from proserva_messaging.store.switches import is_enabled
from proserva_messaging.types import AnonymousUser, User

PAGE_SIZE = 50
Contact = tuple[int, datetime | None]


@dataclass(frozen=True)
class Roster(Page[RosterRow]):
    """A page of the roster, and the names of all cohorts for a filter."""

    cohorts: tuple[str, ...] = ()


def shows_roster(user: User | AnonymousUser | None, course_key: CourseKey) -> bool:
    """Return whether the platform's pages show the roster to the user: messages are turned on in the course, and the
    user is on its team."""
    if not (user and user.is_authenticated):
        return False
    return is_enabled(course_key) and is_on_team(user, course_key)


@takes_course_key
def get_roster(
    user: User,
    course_key: CourseKey,
    *,
    query: str = "",
    cohort: str = "",
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
) -> Roster:
    """Return a page of the people enrolled, except the user. Filter by name with `query`, or by the name of a `cohort`.

    `cursor` is the last username of the page before. A fixed number of queries. Raises NotFoundError if the user is not
    on the course team.
    """
    access_team_course(user, course_key)
    platform = get_platform()
    cohorts = get_cohort_names(course_key)
    names = tuple(sorted(cohorts.values()))
    chosen = next((cohort_id for cohort_id, name in cohorts.items() if name == cohort), None)
    if cohort and chosen is None:
        return Roster([], cohorts=names)
    found = platform.list_enrolled(course_key, query=query, cohort_id=chosen, after=cursor or "", limit=limit + 1)
    page = found[:limit]
    next_cursor = page[-1].username if len(found) > limit else None
    return Roster(_make_rows(user, course_key, page, cohorts), next_cursor, names)


def _make_rows(user: User, course_key: CourseKey, page: list[User], cohorts: dict[int, str]) -> list[RosterRow]:
    platform = get_platform()
    ids = [each.pk for each in page if each.pk != user.pk]
    people = get_people(ids)
    memberships = ask_each(partial(platform.get_cohort_ids, course_key), ids)
    progress = ask_each(partial(platform.get_progress, course_key), ids)
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


def _get_contacts(user: User, course_key: CourseKey, ids: list[int]) -> dict[str | None, Contact]:
    """Return the user's direct threads with these people, by direct key: the id, and the time of the newest message.

    Threads of other team members are private to them.
    """
    keys = [Thread.make_direct_key(course_key, user.pk, each) for each in ids]
    participants = Participant.objects.filter(user=user, thread__direct_key__in=keys)
    rows = participants.values_list("thread__direct_key", "thread_id", "last_message__created")
    return {key: (thread_id, created) for key, thread_id, created in rows}
