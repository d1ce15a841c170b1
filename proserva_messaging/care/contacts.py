"""Care contacts: the people that a course names, and what its learners read about it before and after they write."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import CareContact, CourseSettings
from proserva_messaging.store import permissions
from proserva_messaging.store.faults import ask_or
from proserva_messaging.store.people import get_people
from proserva_messaging.types import User


def find_contacts(course_key: CourseKey) -> list[User]:
    """Return the care contacts of a course who are on its team now, or staff of the site, in the order of their
    accounts, without closed ones; none if the course has not opted in. One query, and the platform's for their roles if
    there are any."""
    rows = CareContact.objects.filter(course__course_id=course_key, user__is_active=True)
    users = [each.user for each in rows.select_related("user").order_by("user_id")]
    roles = get_platform().get_roles(course_key, users) if users else {}
    return [each for each in users if permissions.is_team(roles.get(each.pk))]


def find_courses(user: User) -> set[CourseKey]:
    """Return the courses of which the user is a care contact, and still on the team. One query, and the platform's for
    the roles of the user."""
    keys = list(CareContact.objects.filter(user=user).values_list("course__course_id", flat=True))
    roles = get_platform().get_user_roles(user)
    return {key for key in keys if permissions.is_team(roles.role_in(key))}


def get_notice(course_key: CourseKey) -> str:
    """Return the sentence that people read before they write in a course; empty if it has no care contact, or the
    platform cannot answer. One query, and two of our own with those of `find_contacts` if there are contacts."""
    none: list[User] = []
    contacts = ask_or(lambda: find_contacts(course_key), none)
    if not contacts:
        return ""
    people: Collection[Any] = get_people(each.pk for each in contacts).values()
    return _(
        "Messages in this course are checked for signs of distress. If there are any, you see where to find help, and "
        "these people are notified: %(names)s."
    ) % {"names": ", ".join(each.name for each in people)}


def get_help(course_key: CourseKey) -> str:
    """Return where a writer finds help: the course's text, or else the site's. One query."""
    own = CourseSettings.objects.filter(course_id=course_key).values_list("care_help", flat=True).first()
    return (
        own
        or str(conf.get("CARE_HELP"))
        or _(
            "It sounds as if you are going through something hard. You don't have to face it alone: talk to a person "
            "you trust, or to a helpline in your country (findahelpline.com). If you or another person are in danger "
            "now, call the emergency services."
        )
    )


def forget_contact(user: User) -> None:
    """Remove the user from the care contacts of all courses."""
    CareContact.objects.filter(user=user).delete()
