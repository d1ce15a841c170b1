"""Who people and courses are, as a reader sees them: looked up for a whole page at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions
from proserva_messaging.data import CourseRef, Person
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import CourseSettings

# By user id. None, for somebody who is gone, is nobody's.
People = Mapping[int | None, Person]


def get_people(user_ids: Iterable[int | None], roles: Mapping[int, str] | None = None) -> dict[int | None, Person]:
    """Return, by user id, everybody who still exists; with their roles where those are given."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    facts = get_platform().get_people(wanted) if wanted else {}
    roles = roles or {}
    return {
        user_id: Person(username=fact.username, name=fact.name, image_url=fact.image_url, role=roles.get(user_id))
        for user_id, fact in facts.items()
    }


def find_users(usernames: Collection[str]) -> dict[str, Any]:
    """Return, by username, the users that exist. One query."""
    found = get_user_model().objects.filter(username__in=set(usernames))
    # A database may hold names that differ in case only to be the same.
    return {user.username: user for user in found if user.username in usernames}


def get_course_team(course_key: CourseKey) -> list[Person]:
    """Return the people of `find_team` with their roles, in its order."""
    roles = find_team(course_key, get_choices(course_key))
    people = get_people(roles, roles)
    return [people[user_id] for user_id in roles if user_id in people]


def find_team(course_key: CourseKey, chosen: CourseSettings | None) -> dict[int, str]:
    """Return, by user id, the roles of whom learners find as the course's team: its instructors and staff in the
    platform's order, and last the contact whom it chose, where they act for it by a role in the organisation or site.
    """
    roles = {user.pk: role for user, role in get_platform().get_course_team(course_key)}
    contact = chosen and chosen.contact
    if contact and contact.pk not in roles:
        role = get_platform().get_roles(course_key, [contact]).get(contact.pk)
        roles |= {contact.pk: role} if role and permissions.is_team(role) else {}
    return roles


def get_choices(course_key: CourseKey) -> CourseSettings | None:
    """Return what a course's team chose, with the contact; None where they chose nothing."""
    return CourseSettings.objects.filter(course_id=course_key).select_related("contact").first()


def get_courses(course_keys: Iterable[CourseKey]) -> dict[CourseKey, CourseRef]:
    """Return how each course is named; one that the platform has lost goes by its id."""
    wanted = set(course_keys)
    facts = get_platform().get_courses(wanted) if wanted else {}
    return {key: _make_course_ref(key, facts.get(key)) for key in wanted}


def _make_course_ref(course_key: CourseKey, facts: Any) -> CourseRef:
    if facts is None:
        return CourseRef(id=str(course_key), name=str(course_key))
    return CourseRef(id=str(course_key), name=facts.name, url=facts.url)
