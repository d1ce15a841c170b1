"""People and courses: names, pictures, roles and the course team, as shown to other people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.contrib.auth import get_user_model
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.data import CourseRef, Person
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.edxapp.protocol import CourseFacts
from proserva_messaging.models import CourseSettings
from proserva_messaging.store import permissions
from proserva_messaging.store.faults import ask_each
from proserva_messaging.store.lines import clean_line
from proserva_messaging.types import User

# By user id. None is the id of a deleted user, and is never present.
People = Mapping[int | None, Person]


def get_people(user_ids: Iterable[int | None], roles: Mapping[int, str] | None = None) -> dict[int | None, Person]:
    """Return the people who still exist by user id, with their `roles` if given."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    profiles = ask_each(get_platform().get_people, wanted) if wanted else {}
    roles = roles or {}
    return {
        user_id: Person(
            username=clean_line(each.username),
            name=clean_line(each.name) or clean_line(each.username),
            image_url=each.image_url,
            role=roles.get(user_id),
        )
        for user_id, each in profiles.items()
    }


def find_users(usernames: Collection[str]) -> dict[str, User]:
    """Return the users who exist by username. One query."""
    # PostgreSQL refuses a text with NUL, which no username has.
    found = get_user_model().objects.filter(username__in={name for name in usernames if "\x00" not in name})
    # Some databases compare usernames without regard to case.
    return {user.username: user for user in found if user.username in usernames}


@takes_course_key
def get_course_team(course_key: CourseKey) -> list[Person]:
    """Return the people of `find_team` with their roles, in the same order."""
    roles = find_team(course_key, get_course_settings(course_key))
    people = get_people(roles, roles)
    return [people[user_id] for user_id in roles if user_id in people]


def find_team(course_key: CourseKey, course_settings: CourseSettings | None) -> dict[int, str]:
    """Return the roles of the course team by user id, as shown to learners.

    Instructors and staff come in the platform's order. The course's contact comes last if they belong to the team only
    by a role in the organisation or on the site.
    """
    roles = {user.pk: role for user, role in get_platform().get_course_team(course_key)}
    contact = course_settings and course_settings.contact
    if contact and contact.pk not in roles:
        role = get_platform().get_roles(course_key, [contact]).get(contact.pk)
        roles |= {contact.pk: role} if role and permissions.is_team(role) else {}
    return roles


def get_course_settings(course_key: CourseKey) -> CourseSettings | None:
    """Return the settings of a course, with the contact; None if the course follows the site's settings. One query."""
    return CourseSettings.objects.filter(course_id=course_key).select_related("contact").first()


def get_courses(course_keys: Iterable[CourseKey]) -> dict[CourseKey, CourseRef]:
    """Return the name and URL of each course. One that the platform has deleted, or cannot describe now, is named by
    its id and has no URL."""
    wanted = set(course_keys)
    found = ask_each(get_platform().get_courses, wanted) if wanted else {}
    return {key: _make_course_ref(key, found.get(key)) for key in wanted}


def get_cohort_names(course_key: CourseKey) -> dict[int, str]:
    """Return the names of a course's cohorts by id; empty if the course has switched them off."""
    return {cohort_id: clean_line(name) for cohort_id, name in get_platform().get_cohorts(course_key).items()}


def _make_course_ref(course_key: CourseKey, course: CourseFacts | None) -> CourseRef:
    if course is None:
        return CourseRef(id=str(course_key), name=str(course_key))
    return CourseRef(id=str(course_key), name=clean_line(course.name) or str(course_key), url=course.url)
