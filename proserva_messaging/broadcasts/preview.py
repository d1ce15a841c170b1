"""Preview of a broadcast: a sample recipient and empty merge fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.broadcasts.composing import BroadcastText
from proserva_messaging.conversations.composing import build_message
from proserva_messaging.data import CourseRef, Person
from proserva_messaging.delivery.audience import (
    Audience,
    check_audience,
    count,
    find_sample,
    find_samples,
    find_team_ids,
)
from proserva_messaging.delivery.email import EmailContent, preview_email
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.links import get_announcements_path
from proserva_messaging.models import Attachment, Thread
from proserva_messaging.store import merge_fields
from proserva_messaging.store.access import access_team_course
from proserva_messaging.store.files import describe_attachment
from proserva_messaging.store.lines import clean_line
from proserva_messaging.store.merge_fields import NearMiss, Values
from proserva_messaging.store.merge_values import make_values
from proserva_messaging.store.people import get_cohort_names, get_courses, get_people
from proserva_messaging.store.rendering import render
from proserva_messaging.store.text import SUBJECT_MAX_LENGTH, normalize_text
from proserva_messaging.types import User

# How many people of an audience are checked for empty fields, and from how many points in the order of enrollment: in a
# self-paced course, people who enrolled last may have no due date.
CHECKED_PEOPLE, SPREAD = 100, 10


@dataclass(frozen=True)
class Option:
    """A mode or a cohort, with its size."""

    id: str | int
    name: str
    size: int


@dataclass(frozen=True)
class Segments:
    """The choices for an audience in a course. `ended` is the end of a course that has ended."""

    course: CourseRef
    ended: datetime | None
    all: int
    team: int
    modes: list[Option]
    cohorts: list[Option]
    segments: tuple[str, ...]
    assignments: list[dict[str, str]]
    fields: list[dict[str, str]]
    announcements_url: str
    time_zone: str = field(default_factory=lambda: str(settings.TIME_ZONE))
    subject_max_length: int = SUBJECT_MAX_LENGTH
    undo_seconds: int = field(default_factory=lambda: conf.get("UNDO_SECONDS"))


@dataclass(frozen=True)
class Sample:
    """A sample recipient of an audience, with the values of the merge fields."""

    person: Person | None
    values: Values


@dataclass(frozen=True)
class EmptyField:
    """A merge field that is empty for `people` of an audience; `at_least` that many if only a sample was checked."""

    field: str
    people: int
    at_least: bool


@dataclass(frozen=True)
class Preview:
    """A broadcast to `count` people as `sample` will see it. `sample` is None for an empty audience."""

    count: int
    subject: str
    html: str
    email_html: str
    email_text: str
    empty_fields: list[EmptyField]
    near_misses: list[NearMiss]
    sample: Person | None


@takes_course_key
def get_segments(user: User, course_key: CourseKey) -> Segments:
    """Return the choices for an audience in a course. Raises NotFoundError if the user is not on its team."""
    access_team_course(user, course_key)
    platform = get_platform()
    details = platform.get_courses([course_key]).get(course_key)
    team_ids = find_team_ids(course_key)
    not_counted = {*team_ids, user.pk}  # as in `count`: the sender, and the team, which is a separate choice
    sizes = platform.count_cohort_members(course_key, not_counted)
    cohorts = get_cohort_names(course_key)
    return Segments(
        course=get_courses([course_key])[course_key],
        ended=details.end if details and details.end and details.end < timezone.now() else None,
        all=count(course_key, Audience(), user.pk),
        team=len([user_id for user_id in team_ids if user_id != user.pk]),
        modes=[
            Option(each.mode, clean_line(each.name), each.size) for each in platform.get_modes(course_key, not_counted)
        ],
        cohorts=[Option(cohort_id, name, sizes.get(cohort_id, 0)) for cohort_id, name in cohorts.items()],
        segments=platform.get_segments(course_key),
        assignments=_list_assignments(user, course_key),
        fields=_list_fields(user, course_key),
        announcements_url=get_announcements_path(course_key),
    )


def _list_assignments(user: User, course_key: CourseKey) -> list[dict[str, str]]:
    found = get_platform().get_assignments(course_key, user)
    return [{"usage_key": str(key), "label": clean_line(label)} for key, label in found]


def find_sample_reader(course_key: CourseKey, audience: Audience, sender_id: int | None, names: set[str]) -> Sample:
    """Return a sample recipient of an audience, with the values of the named fields."""
    user = get_user_model().objects.filter(pk=find_sample(course_key, audience, sender_id) or 0).first()
    if user is None:
        return Sample(None, {})
    values = _make_values(course_key, audience, names, [user])[user.pk]
    return Sample(get_people([user.pk]).get(user.pk), values)


def find_empty_fields(
    course_key: CourseKey, audience: Audience, sender_id: int | None, names: set[str]
) -> list[EmptyField]:
    """Return which of the named fields are empty for people of an audience, and for how many. At most CHECKED_PEOPLE
    are checked.

    Only a due date can be empty, since every person has a name. The platform computes it for each person.
    """
    if "due_date" not in names:
        return []
    ids, is_all = find_samples(course_key, audience, sender_id, CHECKED_PEOPLE, SPREAD)
    users = get_user_model().objects.filter(pk__in=ids)
    found = _make_values(course_key, audience, {"due_date"}, users)
    people = sum(not values["due_date"] for values in found.values())
    return [EmptyField("due_date", people, at_least=not is_all)] if people else []


@takes_course_key
def preview_broadcast(
    user: User,
    course_key: CourseKey,
    subject: str,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    audience: Mapping[str, Any] | None = None,
) -> Preview:
    """Return a broadcast as one of its recipients will see it. The texts may be empty.

    Raises NotFoundError if the user is not on the course team, InvalidError for an invalid audience.
    """
    access_team_course(user, course_key)
    chosen = check_audience(user, course_key, audience)
    text = _render(subject, body)
    content = _make_content(user, course_key, text, list(attachment_ids))
    return _make_preview(user, course_key, chosen, text, content)


def _make_preview(
    user: User, course_key: CourseKey, audience: Audience, text: BroadcastText, content: EmailContent
) -> Preview:
    fields = set(text.fields)
    reader = find_sample_reader(course_key, audience, user.pk, fields)
    # Addressed to the author: an email to the sample recipient would contain their unsubscribe link.
    rendered = preview_email(user, content, reader.values)
    return Preview(
        count=count(course_key, audience, user.pk),
        subject=merge_fields.fill(text.subject, reader.values),
        html=merge_fields.fill_html(text.body_html, reader.values),
        email_html=rendered.html,
        email_text=rendered.text,
        empty_fields=find_empty_fields(course_key, audience, user.pk, fields),
        near_misses=merge_fields.find_near_misses(text.subject, text.body_html),
        sample=reader.person,
    )


def _make_values(
    course_key: CourseKey, audience: Audience, names: set[str], users: Iterable[User]
) -> dict[int, Values]:
    usage_key = audience.usage_key or None
    return make_values(course_key, names, users, usage_key=usage_key, after=timezone.now(), in_own_language=False)


def _list_fields(user: User, course_key: CourseKey) -> list[dict[str, str]]:
    values = find_sample_reader(course_key, Audience(), user.pk, set(merge_fields.FIELDS)).values
    labels = merge_fields.get_labels()
    return [{"name": name, "label": label, "example": values.get(name, "")} for name, label in labels.items()]


def _render(subject: str, body: str) -> BroadcastText:
    """Return an unfinished text, with nothing checked."""
    subject = clean_line(subject)[:SUBJECT_MAX_LENGTH]
    body = normalize_text(body)
    body_html = render(body).html if body.strip() else ""
    return BroadcastText(body, body_html, subject=subject, fields=merge_fields.list_fields(subject, body_html))


def _make_content(user: User, course_key: CourseKey, text: BroadcastText, file_ids: list[int]) -> EmailContent:
    thread = Thread(pk=0, course_id=course_key, kind=Thread.Kind.BROADCAST, title=text.subject)
    files = Attachment.objects.filter(pk__in=file_ids, uploader=user, course_id=course_key).order_by("pk")
    people = get_people([user.pk])
    return EmailContent(
        message=build_message(thread, user, text, pk=0, created=timezone.now()),
        sender=people.get(user.pk),
        course=get_courses([course_key])[course_key],
        files=[describe_attachment(each) for each in files],
        people=people,
    )
