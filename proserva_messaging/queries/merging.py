"""What stands in place of a text's fields for its readers: names, the course, when something is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.edxapp import get_platform
from proserva_messaging.merging import Values
from proserva_messaging.models import Message, Thread
from proserva_messaging.queries.people import get_courses, get_people

NONE: dict[int, Values] = {}


def get_values(message: Message, users: Iterable[Any]) -> dict[int, Values]:
    """Return, by user id, what fills a message's fields for each of some readers, in the language of each; nothing
    where the message has none. What is empty stays empty: the sender was told before."""
    if not message.merge:
        return NONE
    merge = message.merge
    course_key = message.thread.course_id
    return make_values(course_key, merge["fields"], users, usage_key=merge.get("usage_key"), after=message.created)


def get_reader_values(user: Any, messages: Mapping[Message, Thread]) -> dict[int, Values]:
    """Return, by message id, what fills each message's fields for the one who reads them, in the language at hand; no
    query where none has any. The messages are given with their threads."""
    found: dict[int, Values] = {}
    for message, thread in messages.items():
        if message.merge:
            found[message.pk] = make_values(
                thread.course_id,
                message.merge["fields"],
                [user],
                usage_key=message.merge.get("usage_key"),
                after=message.created,
                in_own_language=False,
            )[user.pk]
    return found


def make_values(
    course_key: CourseKey,
    names: Iterable[str],
    users: Iterable[Any],
    *,
    usage_key: str | None,
    after: datetime,
    in_own_language: bool = True,
) -> dict[int, Values]:
    """Return, by user id, the values of the fields with these names. Three queries, and what the platform needs for a
    date of each reader where one is asked for."""
    wanted, users = set(names), list(users)
    people = get_people(user.pk for user in users) if wanted & {"name", "first_name"} else {}
    course = get_courses([course_key])[course_key].name if "course_name" in wanted else ""
    values: dict[int, Values] = {}
    for user in users:
        name = people[user.pk].name if user.pk in people else ""
        known = {"name": name, "first_name": get_first_name(name), "course_name": course}
        if "due_date" in wanted:
            known["due_date"] = _get_due_date(course_key, usage_key, user, after, in_own_language)
        values[user.pk] = {field: value for field, value in known.items() if field in wanted}
    return values


def get_first_name(name: str) -> str:
    """Return the first word of a person's name: all that platforms keep of it."""
    return name.split()[0] if name.split() else ""


def _get_due_date(
    course_key: CourseKey, usage_key: str | None, user: Any, after: datetime, in_own_language: bool
) -> str:
    key = UsageKey.from_string(usage_key) if usage_key else None
    due = get_platform().get_due_date(course_key, key, user, after)
    if due is None:
        return ""
    language = (get_platform().get_language(user) or settings.LANGUAGE_CODE) if in_own_language else None
    with override(language) if language else nullcontext():
        return date_format(timezone.localtime(due), "DATE_FORMAT")
