"""Cohorts that a group can be made of, and who is in them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions
from proserva_messaging.data import CohortFacts
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import InvalidError, NotFoundError
from proserva_messaging.models import ThreadCohort
from proserva_messaging.queries.recipients import get_peer_messages


def get_cohorts(user: Any, course_key: CourseKey) -> list[CohortFacts]:
    """Return the cohorts that the user may start a group from, by name, with how many people are in each. Raises
    NotFoundError for a course that they have no part in."""
    platform = get_platform()
    role = platform.get_roles(course_key, [user]).get(user.pk)
    if role is None:
        raise NotFoundError
    usable = _get_usable(user, course_key, role)
    sizes = platform.get_cohort_sizes(course_key) if usable else {}
    found = [CohortFacts(id=each, name=name, size=sizes.get(each, 0)) for each, name in usable.items()]
    return sorted(found, key=lambda cohort: (cohort.name.casefold(), cohort.id))


def access_cohorts(user: Any, course_key: CourseKey, cohort_ids: Collection[int], role: str | None) -> dict[int, str]:
    """Return the names of these cohorts, by id. Raises InvalidError where the user may not start a group from each."""
    if not cohort_ids:
        return {}
    usable = _get_usable(user, course_key, role)
    if any(cohort_id not in usable for cohort_id in cohort_ids):
        raise InvalidError(fields={"cohorts": [_("There is no such cohort for you in this course.")]})
    return {cohort_id: usable[cohort_id] for cohort_id in cohort_ids}


def get_members(course_key: CourseKey, cohort_ids: Collection[int]) -> list[tuple[Any, int]]:
    """Return everybody enrolled who is in these cohorts, each with the cohort's id. One query."""
    return get_platform().list_cohort_members(course_key, cohort_ids) if cohort_ids else []


def has_groups_in_step(course_key: CourseKey) -> bool:
    """Return whether any group of a course keeps in step with a cohort. One query."""
    return ThreadCohort.objects.filter(thread__course_id=course_key, in_step=True).exists()


def _get_usable(user: Any, course_key: CourseKey, role: str | None) -> dict[int, str]:
    platform = get_platform()
    cohorts = platform.get_cohorts(course_key)
    if not cohorts:
        return {}
    team = permissions.is_team(role)
    own = None if team else platform.get_cohort_id(course_key, user)
    peers = "" if team else get_peer_messages(course_key)
    return {each: name for each, name in cohorts.items() if permissions.may_use_cohort(role, own, each, peers)}
