"""Recipients: the people a user may write to in a course, and the courses that two people share."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice

from django.contrib.auth import get_user_model
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.conversations.data import SharedCourses
from proserva_messaging.data import Person
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.edxapp.protocol import UserRoles
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import CourseSettings
from proserva_messaging.store import permissions
from proserva_messaging.store.blocks import NO_ONE, Blocks, find_blocks, keep_learners
from proserva_messaging.store.people import find_team, find_users, get_course_settings, get_courses, get_people
from proserva_messaging.store.switches import is_enabled
from proserva_messaging.types import User

LIMIT = 50
# The number of shared courses to offer, the newest first.
SHARED_LIMIT = 50
FindSettings = Callable[[CourseKey], CourseSettings | None]
FindBlocks = Callable[[int, Collection[int]], Blocks]


@takes_course_key
def get_recipients(
    user: User,
    course_key: CourseKey,
    *,
    query: str = "",
    usernames: Collection[str] = (),
    excluded: Collection[str] = (),
    limit: int = LIMIT,
) -> list[Person]:
    """Return at most `limit` people the user may write to, the course team first, one of them the default.

    Filter by name with `query`, to some people with `usernames`; leave out those `excluded`. The default is the
    course's contact if it is among them, else the first. Raises NotFoundError if the user has no role in the course.
    """
    role = get_platform().get_roles(course_key, [user]).get(user.pk)
    if role is None:
        raise NotFoundError
    chosen = get_course_settings(course_key)
    learners = _find_learners(user, role, course_key, query, chosen, limit + len(excluded))
    roles = _find_team(course_key, query, chosen) | learners
    roles.pop(user.pk, None)
    people = get_people(list(roles), roles)
    found = [people[user_id] for user_id in roles if user_id in people and people[user_id].username not in excluded]
    found = [person for person in found if not usernames or person.username in usernames]
    return _mark_default(found[:limit], people.get(chosen.contact_id) if chosen else None)


def may_start_with(
    sender: User,
    recipient: User,
    course_key: CourseKey,
    roles: Mapping[int, str],
    find_settings: FindSettings = get_course_settings,
    blocks: FindBlocks = find_blocks,
) -> bool:
    """Return whether the sender may start a thread with the recipient, given their roles in the course.

    Pass `find_settings` if the settings of the course are already loaded, and `blocks` if the sender's blocks are.
    """
    return recipient.pk in find_writable(sender, [recipient], course_key, roles, find_settings, blocks=blocks)


def find_writable(
    sender: User,
    people: Iterable[User],
    course_key: CourseKey,
    roles: Mapping[int, str],
    find_settings: FindSettings = get_course_settings,
    *,
    unknown: bool = False,
    blocks: FindBlocks = find_blocks,
) -> dict[int, str]:
    """Return the roles of those people the sender may start a thread with, by user id.

    `roles` has the roles in the course, not those on the whole site: these count for the course's contact only. Four
    queries at most, and those of `get_roles` for the contact; none if all are on the team, or if the sender is and all
    are in the course. With `unknown`, the sender also named people who do not exist, who cost the same.
    """
    own_role = roles.get(sender.pk)
    ids = [each.pk for each in people]
    always = [each for each in ids if permissions.may_start_with(own_role, roles.get(each), classmates=False)]
    found = {each: roles[each] for each in always}
    others = [each for each in ids if each not in found]
    if own_role is None or not (others or unknown):
        return found
    return found | _find_permitted(sender.pk, others, course_key, roles, find_settings(course_key), blocks)


def _find_permitted(
    sender_id: int,
    user_ids: Collection[int],
    course_key: CourseKey,
    roles: Mapping[int, str],
    chosen: CourseSettings | None,
    find_own_blocks: FindBlocks,
) -> dict[int, str]:
    """Return the roles of those users the sender may write to by the course's settings: its contact, classmates."""
    contact = _find_contact(course_key, chosen, user_ids)
    own_role = roles[sender_id]
    classmates = [each for each in user_ids if permissions.may_start_with(own_role, roles.get(each), classmates=True)]
    blocks = find_own_blocks(sender_id, classmates)
    allowed = _filter_classmates(sender_id, classmates, course_key, _get_peer_messages(chosen), blocks)
    return {each: roles[each] for each in allowed} | contact


def _find_contact(course_key: CourseKey, chosen: CourseSettings | None, user_ids: Collection[int]) -> dict[int, str]:
    """Return the role of the course's contact by user id, if they are among these users and on the team."""
    contact = chosen and chosen.contact
    roles = get_platform().get_roles(course_key, [contact]) if contact and contact.pk in user_ids else {}
    return {user_id: role for user_id, role in roles.items() if permissions.is_team(role)}


def _filter_classmates(
    sender_id: int, user_ids: Collection[int], course_key: CourseKey, peers: str, blocks: Blocks
) -> set[int]:
    """Return the learners that another learner may write to, by the setting for messages between learners, without
    those on the other side of a block; none for a learner with a restriction."""
    by_cohort = peers == CourseSettings.Peers.COHORT
    user_ids = set() if blocks.is_restricted(course_key) else set(user_ids) - blocks.all
    cohorts = get_platform().get_cohort_ids(course_key, [sender_id, *user_ids]) if by_cohort else {}
    own_cohort = cohorts.get(sender_id)
    return {each for each in user_ids if permissions.are_classmates(peers, own_cohort, cohorts.get(each))}


def get_peer_messages(user: User, course_key: CourseKey) -> str:
    """Return the setting for messages between learners: the course's, or else the site's; `off` for a learner with a
    restriction. Two queries."""
    peers = _get_peer_messages(get_course_settings(course_key))
    return CourseSettings.Peers.OFF if find_blocks(user.pk, ()).is_restricted(course_key) else peers


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
    user: User, role: str, course_key: CourseKey, query: str, chosen: CourseSettings | None, limit: int
) -> dict[int, str]:
    platform = get_platform()
    peers = _get_peer_messages(chosen)
    if permissions.is_team(role) or peers == CourseSettings.Peers.COURSE:
        found = platform.list_enrolled(course_key, query=query, limit=limit + 1)
    elif peers == CourseSettings.Peers.COHORT:
        cohort_id = platform.get_cohort_ids(course_key, [user.pk]).get(user.pk)
        found = []
        if cohort_id is not None:
            found = platform.list_enrolled(course_key, query=query, cohort_id=cohort_id, limit=limit + 1)
    else:
        found = []
    roles = platform.get_roles(course_key, found) if found else {}
    hidden = _find_hidden(user, role, course_key, roles)
    return {each.pk: roles[each.pk] for each in found if each.pk in roles and each.pk not in hidden}


def _find_hidden(user: User, role: str, course_key: CourseKey, roles: Mapping[int, str]) -> Collection[int]:
    """Return those learners that another learner does not find: on the other side of a block, or all if they have a
    restriction. One query; none for the course team."""
    if permissions.is_team(role) or not roles:
        return ()
    blocks = find_blocks(user.pk, roles)
    classmates = keep_learners(roles, user.pk, {**roles, user.pk: role})
    return classmates if blocks.is_restricted(course_key) else classmates & blocks.all


def _get_peer_messages(chosen: CourseSettings | None) -> str:
    return (chosen and chosen.peer_messages) or conf.get("PEER_MESSAGES")


def _mark_default(people: list[Person], contact: Person | None) -> list[Person]:
    if not people:
        return []
    usernames = [person.username for person in people]
    default = usernames.index(contact.username) if contact and contact.username in usernames else 0
    people[default] = dataclasses.replace(people[default], is_default=True)
    return people


def access_shared_courses(user: User, username: str) -> SharedCourses:
    """Return the person with this username and the courses in which the user may start a thread with them, by name.

    This does not disclose in which other courses they are, nor who has a role in all courses of the site. Raises
    NotFoundError if there is no such course, for an unknown person and for the user: with the same queries for an
    unknown person as for one the user may not write to. Nine queries, and one for each of the user's
    courses in which cohorts decide; for each course to return, SHARED_LIMIT at most, the queries of `is_enabled`.
    """
    found = find_users([username]).get(username)
    other = found if found is not None and found != user else get_user_model()(pk=NO_ONE)
    person = get_people([other.pk]).get(other.pk)
    keys = list(islice(_find_courses(user, other), SHARED_LIMIT))
    if person is None or not keys:
        raise NotFoundError
    courses = get_courses(keys)
    return SharedCourses(person, sorted((courses[key] for key in keys if courses[key].url), key=lambda each: each.name))


def _find_courses(user: User, other: User) -> Iterator[CourseKey]:
    """Yield the courses in which the user may start a thread with the other person."""
    platform = get_platform()
    mine, theirs = platform.get_user_roles(user), platform.get_user_roles(other)
    # All of the user's own courses, so that the queries do not depend on the other person.
    keys = [key for key in dict.fromkeys([*mine.in_courses, *theirs.in_courses]) if mine.role_in(key)]
    settings = {each.course_id: each for each in CourseSettings.objects.filter(course_id__in=keys)} if keys else {}
    blocks = find_blocks(user.pk, [other.pk])
    for key in keys:
        both = {user.pk: mine.role_in(key), other.pk: _get_shown_role(theirs, key, other, settings.get(key))}
        roles = {user_id: role for user_id, role in both.items() if role}
        if may_start_with(user, other, key, roles, settings.get, lambda *_: blocks) and is_enabled(key):
            yield key


def _get_shown_role(roles: UserRoles, key: CourseKey, user: User, chosen: CourseSettings | None) -> str | None:
    """Return the role of a user as the people of a course may know it. A role in the organisation or the site counts
    only for the course's contact."""
    is_contact = chosen is not None and chosen.contact_id == user.pk
    return roles.role_in(key) if is_contact else roles.in_courses.get(key)
