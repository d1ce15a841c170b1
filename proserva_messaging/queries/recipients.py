"""Whom somebody may write to in a course, and which of them is chosen already."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf, permissions
from proserva_messaging.data import Person
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import CourseSettings
from proserva_messaging.queries.people import find_team, get_choices, get_people

LIMIT = 50
FindChoices = Callable[[CourseKey], CourseSettings | None]


def get_recipients(
    user: Any,
    course_key: CourseKey,
    *,
    query: str = "",
    usernames: Collection[str] = (),
    excluded: Collection[str] = (),
    limit: int = LIMIT,
) -> list[Person]:
    """Return at most `limit` people whom the user may write to, the course team first, one of them the default.

    `query` filters by name, `usernames` narrows it to some people, `excluded` are left out. The default is the course's
    contact where they are among them, else the first. Raises NotFoundError for a course that the user has no part in.
    """
    role = get_platform().get_roles(course_key, [user]).get(user.pk)
    if role is None:
        raise NotFoundError
    chosen = get_choices(course_key)
    learners = _find_learners(user, role, course_key, query, chosen, limit + len(excluded))
    roles = _find_team(course_key, query, chosen) | learners
    roles.pop(user.pk, None)
    people = get_people(list(roles), roles)
    found = [people[user_id] for user_id in roles if user_id in people and people[user_id].username not in excluded]
    if usernames:
        found = [person for person in found if person.username in usernames]
    return _mark_default(found[:limit], people.get(chosen.contact_id) if chosen else None)


def may_start_with(
    sender: Any,
    recipient: Any,
    course_key: CourseKey,
    roles: Mapping[int, str],
    find_choices: FindChoices = get_choices,
) -> bool:
    """Return whether the sender may write to the recipient first, given what roles they have in the course.

    `find_choices` returns what the course's team chose, for who has looked it up already.
    """
    return recipient.pk in find_writable(sender, [recipient], course_key, roles, find_choices)


def find_writable(
    sender: Any,
    people: Iterable[Any],
    course_key: CourseKey,
    roles: Mapping[int, str],
    find_choices: FindChoices = get_choices,
) -> set[int]:
    """Return the ids of those to whom the sender may write first, given what roles all have in the course.

    Three queries at most, however many they are, and none where all are decided by their roles.
    """
    own = roles.get(sender.pk)
    ids = [each.pk for each in people]
    always = {each for each in ids if permissions.may_start_with(own, roles.get(each), classmates=False)}
    perhaps = [
        each for each in ids if each not in always and permissions.may_start_with(own, roles.get(each), classmates=True)
    ]
    if not perhaps:
        return always
    # Only between classmates does the course's choice matter, so that only then it is looked up.
    peers = _get_peer_messages(find_choices(course_key))
    cohorts = {}
    if peers == CourseSettings.Peers.COHORT:
        own_cohort = get_platform().get_cohort_id(course_key, sender)
        cohorts = get_platform().get_cohort_ids(course_key, perhaps) if own_cohort is not None else {}
    else:
        own_cohort = None
    return always | {each for each in perhaps if permissions.are_classmates(peers, own_cohort, cohorts.get(each))}


def get_peer_messages(course_key: CourseKey) -> str:
    """Return to whom learners may write beside the course team: what the course chose, or else the site. One query."""
    return _get_peer_messages(get_choices(course_key))


def _find_team(course_key: CourseKey, query: str, chosen: CourseSettings | None) -> dict[int, str]:
    roles = find_team(course_key, chosen)
    if not query:
        return roles
    people = get_people(roles)
    wanted = query.casefold()
    return {
        user_id: role
        for user_id, role in roles.items()
        if user_id in people and wanted in f"{people[user_id].name} {people[user_id].username}".casefold()
    }


def _find_learners(
    user: Any, role: str, course_key: CourseKey, query: str, chosen: CourseSettings | None, limit: int
) -> dict[int, str]:
    platform = get_platform()
    peers = _get_peer_messages(chosen)
    if permissions.is_team(role) or peers == CourseSettings.Peers.COURSE:
        found = platform.search_enrolled(course_key, query, limit + 1)
    elif peers == CourseSettings.Peers.COHORT:
        cohort_id = platform.get_cohort_id(course_key, user)
        found = [] if cohort_id is None else platform.search_cohort(course_key, cohort_id, query, limit + 1)
    else:
        found = []
    roles = platform.get_roles(course_key, found) if found else {}
    return {each.pk: roles[each.pk] for each in found if each.pk in roles}


def _get_peer_messages(chosen: CourseSettings | None) -> str:
    return (chosen and chosen.peer_messages) or conf.get("PEER_MESSAGES")


def _mark_default(people: list[Person], contact: Person | None) -> list[Person]:
    if not people:
        return []
    usernames = [person.username for person in people]
    default = usernames.index(contact.username) if contact and contact.username in usernames else 0
    people[default] = dataclasses.replace(people[default], is_default=True)
    return people
