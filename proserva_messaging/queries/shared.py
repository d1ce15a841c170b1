"""In which courses somebody may write to one other person: what a link to that person needs to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.data import SharedCourses
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.protocol import PartFacts
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import CourseSettings
from proserva_messaging.queries.people import get_courses, get_people
from proserva_messaging.queries.recipients import may_start_with
from proserva_messaging.queries.switches import is_enabled

# Nobody chooses among more; the newest come first.
LIMIT = 50


def access_shared_courses(user: Any, username: str) -> SharedCourses:
    """Return that person and the courses in which the user may write to them first, by name.

    It tells nobody who is in which course: those in which they may not write are left out. Raises NotFoundError where
    there is none, and for oneself, as for somebody who is not there. Eight queries (the person, each one's parts, the
    courses' settings, who and what they are), and for each course of at most `LIMIT` what `is_enabled` costs, and one
    where its cohorts decide.
    """
    other = get_user_model().objects.filter(username=username).first()
    # A database may hold names that differ in case only to be the same.
    if other is None or other.username != username or other == user:
        raise NotFoundError
    person = get_people([other.pk]).get(other.pk)
    keys = list(_find_courses(user, other)) if person else []
    if person is None or not keys:
        raise NotFoundError
    courses = get_courses(keys)
    return SharedCourses(person, sorted((courses[key] for key in keys if courses[key].url), key=lambda each: each.name))


def _find_courses(user: Any, other: Any) -> Iterator[CourseKey]:
    platform = get_platform()
    mine, theirs = platform.get_parts(user), platform.get_parts(other)
    keys = list(_find_shared(mine, theirs))[:LIMIT]
    chosen = {each.course_id: each for each in CourseSettings.objects.filter(course_id__in=keys)} if keys else {}
    for key in keys:
        held = {user.pk: mine.role_in(key), other.pk: theirs.role_in(key)}
        roles = {user_id: role for user_id, role in held.items() if role}
        if may_start_with(user, other, key, roles, chosen.get) and is_enabled(key):
            yield key


def _find_shared(mine: PartFacts, theirs: PartFacts) -> Iterator[CourseKey]:
    """Yield the courses in which both have a part, and one of them a part in that course itself."""
    for key in dict.fromkeys([*mine.in_courses, *theirs.in_courses]):
        if mine.role_in(key) and theirs.role_in(key):
            yield key
