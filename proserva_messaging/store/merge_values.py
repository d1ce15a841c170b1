"""Values of merge fields: what each field stands for, for each reader and in their language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.data import CourseRef
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Message, Thread
from proserva_messaging.store.faults import ask_or, show_each
from proserva_messaging.store.first_names import get_first_names
from proserva_messaging.store.merge_fields import Values
from proserva_messaging.store.people import People, get_courses, get_people
from proserva_messaging.types import User


def get_values(message: Message, users: Iterable[User]) -> dict[int, Values]:
    """Return the values of a message's merge fields by user id, in each reader's language; empty if it has no fields.

    An empty value stays empty: the preview warned the sender.
    """
    if not message.merge:
        return {}
    merge = message.merge
    course_key = message.thread.course_id
    return make_values(course_key, merge["fields"], users, usage_key=merge.get("usage_key"), after=message.created)


def get_reader_values(user: User, messages: Mapping[Message, Thread], people: People) -> dict[int, Values]:
    """Return the values of each message's merge fields for one reader, by message id, in the active language.

    `messages` has each message's thread; `people` includes the reader. One query for the courses if a text contains
    the course's name, one for a first name, and the platform's own queries for each different date.
    """
    merged = {message: thread for message, thread in messages.items() if message.merge}
    named = [thread.course_id for message, thread in merged.items() if _has_field(message, "course_name")]
    courses = get_courses(named) if named else {}
    first_names = _find_first_names([user], people) if any(_has_field(each, "first_name") for each in merged) else {}
    source = _Source(people, courses, first_names, in_own_language=False, unknown_date=_("(date not available)"))
    found = show_each(merged, lambda each: (each.pk, source.get_message_values(each, merged[each].course_id, user)))
    return dict(found)


def make_values(
    course_key: CourseKey,
    names: Iterable[str],
    users: Iterable[User],
    *,
    usage_key: str | None,
    after: datetime,
    in_own_language: bool = True,
) -> dict[int, Values]:
    """Return the values of the named merge fields by user id.

    Four queries, and for `due_date` the platform's own queries for each reader.
    """
    wanted, users = set(names), list(users)
    people = get_people(user.pk for user in users) if wanted & {"name", "first_name"} else {}
    courses = get_courses([course_key]) if "course_name" in wanted else {}
    first_names = _find_first_names(users, people) if "first_name" in wanted else {}
    source = _Source(people, courses, first_names, in_own_language)
    return {user.pk: source.get_values(course_key, wanted, user, usage_key, after) for user in users}


def _has_field(message: Message, name: str) -> bool:
    return name in str(message.merge)


def _find_first_names(users: Iterable[User], people: People) -> dict[int, str]:
    """Return the first names of users by id, one query."""
    return get_first_names(users, {user_id: each.name for user_id, each in people.items() if user_id is not None})


@dataclass
class _Source:
    """The data that values are made from, loaded for many messages or readers. Each date is looked up once."""

    people: People
    courses: Mapping[CourseKey, CourseRef]
    first_names: Mapping[int, str]
    in_own_language: bool
    # The text for a date that the platform cannot look up now; None raises its error.
    unknown_date: str | None = None
    dates: dict[tuple[CourseKey, str | None, int, datetime | None], str] = field(default_factory=dict)

    def get_message_values(self, message: Message, course_key: CourseKey, user: User) -> Values:
        """Return the values of a message's merge fields for a reader."""
        merge = message.merge or {}
        return self.get_values(course_key, set(merge["fields"]), user, merge.get("usage_key"), message.created)

    def get_values(
        self, course_key: CourseKey, wanted: set[str], user: User, usage_key: str | None, after: datetime
    ) -> Values:
        """Return the values of the `wanted` fields for a reader."""
        name = self.people[user.pk].name if user.pk in self.people else ""
        course = self.courses[course_key].name if course_key in self.courses else ""
        known = {"name": name, "first_name": self.first_names.get(user.pk, ""), "course_name": course}
        if "due_date" in wanted:
            known["due_date"] = self._get_due_date(course_key, usage_key, user, after)
        return {name: value for name, value in known.items() if name in wanted}

    def _get_due_date(self, course_key: CourseKey, usage_key: str | None, user: User, after: datetime) -> str:
        # An assignment's date does not depend on the time of the message.
        key = (course_key, usage_key, user.pk, None if usage_key else after)
        if key not in self.dates:
            self.dates[key] = self._find_due_date(course_key, usage_key, user, after)
        return self.dates[key]

    def _find_due_date(self, course_key: CourseKey, usage_key: str | None, user: User, after: datetime) -> str:
        find = partial(_format_due_date, course_key, usage_key, user, after, self.in_own_language)
        return find() if self.unknown_date is None else ask_or(find, self.unknown_date)


def _format_due_date(
    course_key: CourseKey, usage_key: str | None, user: User, after: datetime, in_own_language: bool
) -> str:
    key = UsageKey.from_string(usage_key) if usage_key else None
    due = get_platform().get_due_date(course_key, key, user, after)
    if due is None:
        return ""
    language = (get_platform().get_language(user) or settings.LANGUAGE_CODE) if in_own_language else None
    with override(language) if language else nullcontext():
        return date_format(timezone.localtime(due))
