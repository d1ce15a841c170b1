"""Broadcast templates: texts that a course team keeps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.data import Page
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.errors import InvalidError, NotFoundError
from proserva_messaging.models import BroadcastTemplate
from proserva_messaging.store.access import NO_COURSE, access_team_course, is_on_team
from proserva_messaging.store.idempotency import find_idempotent, make_request, run_idempotent
from proserva_messaging.store.lines import clean_line
from proserva_messaging.store.text import SUBJECT_MAX_LENGTH, normalize_text
from proserva_messaging.types import User

NAME_MAX_LENGTH = 100
TEMPLATES_MAX = 200


@dataclass(frozen=True)
class TemplateInfo:
    """A template. Only its author may edit it."""

    id: int
    name: str
    subject: str
    body: str
    mine: bool


@takes_course_key
def get_templates(user: User, course_key: CourseKey) -> Page[TemplateInfo]:
    """Return a course's templates, sorted by name. Raises NotFoundError if the user is not on its team."""
    access_team_course(user, course_key)
    rows = BroadcastTemplate.objects.filter(course_id=course_key).order_by("name", "pk")
    return Page([describe_template(user, each) for each in rows])


def describe_template(user: User, template: BroadcastTemplate) -> TemplateInfo:
    """Return a template as a member of the team sees it."""
    mine = template.author_id == user.pk
    return TemplateInfo(template.pk, template.name, template.subject, template.body, mine)


def access_template(user: User, template_id: int) -> BroadcastTemplate:
    """Return the user's own template in a course whose team they are on. Raises NotFoundError otherwise."""
    template = BroadcastTemplate.objects.filter(pk=template_id, author=user).first()
    # Also if there is none: a template that is hidden now must not cost more.
    on_team = is_on_team(user, template.course_id if template else NO_COURSE)
    if template is None or not on_team:
        raise NotFoundError
    return template


def create_template(
    user: User,
    course_key: CourseKey,
    name: str,
    *,
    subject: str = "",
    body: str = "",
    idempotency_key: str | None = None,
) -> BroadcastTemplate:
    """Create a template for a course team, and return it.

    Raises NotFoundError if the user is not on the team, InvalidError for an empty name, an unknown merge field or a
    text that is too long, IdempotencyKeyReusedError.
    """
    access_team_course(user, course_key)
    asked = {"course": course_key, "name": name, "subject": subject, "body": body}
    request = make_request(user.pk, "template", idempotency_key, **asked)
    if earlier := find_idempotent(BroadcastTemplate, request):
        return earlier
    values = _check(name, subject, body)
    if BroadcastTemplate.objects.filter(course_id=course_key).count() >= TEMPLATES_MAX:
        text = _("A course can have at most %(limit)d templates. Delete one first.") % {"limit": TEMPLATES_MAX}
        raise InvalidError(fields={"name": [text]})
    create = partial(BroadcastTemplate.objects.create, course_id=course_key, author=user, **values, **request.columns)
    return run_idempotent(create, BroadcastTemplate, request)


def edit_template(
    user: User, template_id: int, *, name: str | None = None, subject: str | None = None, body: str | None = None
) -> BroadcastTemplate:
    """Edit the user's own template, and return it. None keeps a value. Raises as `create_template` does."""
    template = access_template(user, template_id)
    given = {"name": name, "subject": subject, "body": body}
    values = _check(**{field: getattr(template, field) if value is None else value for field, value in given.items()})
    for field, value in values.items():
        setattr(template, field, value)
    template.save(update_fields=list(values))
    return template


def delete_template(user: User, template_id: int) -> None:
    """Delete the user's own template. Raises NotFoundError otherwise."""
    access_template(user, template_id).delete()


def _check(name: str, subject: str, body: str) -> dict[str, str]:
    name = clean_line(name)
    if not name:
        raise InvalidError(fields={"name": [_("Enter a name.")]})
    too_long = {
        field: [_("Too long: at most %(limit)d characters.") % {"limit": limit}]
        for field, text, limit in (
            ("name", name, NAME_MAX_LENGTH),
            ("subject", subject, SUBJECT_MAX_LENGTH),
            ("body", body, conf.get("MESSAGE_MAX_LENGTH")),
        )
        if len(text) > limit
    }
    if too_long:
        raise InvalidError(fields=too_long)
    subject, body = clean_line(subject), normalize_text(body)
    return {"name": name, "subject": subject, "body": body}
