"""Texts that a course's team keeps to send them again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.actions import checks
from proserva_messaging.errors import InvalidError
from proserva_messaging.models import BroadcastTemplate
from proserva_messaging.queries.roster import access_team_course
from proserva_messaging.queries.templates import access_template
from proserva_messaging.rendering import render

NAME_MAX_LENGTH = 100
TEMPLATES_MAX = 200


def create_template(
    user: Any, course_key: CourseKey, name: str, *, subject: str = "", body: str = ""
) -> BroadcastTemplate:
    """Keep a text for a course's team, and return it.

    Raises NotFoundError for whoever is not in the team, InvalidError for a name that is none, a field that does not
    exist, or a text that is too long.
    """
    access_team_course(user, course_key)
    words = _check(name, subject, body)
    if BroadcastTemplate.objects.filter(course_id=course_key).count() >= TEMPLATES_MAX:
        text = _("At most %(limit)d templates in a course. Delete one first.") % {"limit": TEMPLATES_MAX}
        raise InvalidError(fields={"name": [text]})
    return BroadcastTemplate.objects.create(course_id=course_key, author=user, **words)


def edit_template(
    user: Any, template_id: int, *, name: str | None = None, subject: str | None = None, body: str | None = None
) -> BroadcastTemplate:
    """Change what is given of one's own template, and return it. Raises as `create_template` does."""
    template = access_template(user, template_id)
    given = {"name": name, "subject": subject, "body": body}
    words = _check(**{field: getattr(template, field) if value is None else value for field, value in given.items()})
    for field, value in words.items():
        setattr(template, field, value)
    template.save(update_fields=list(words))
    return template


def delete_template(user: Any, template_id: int) -> None:
    """Delete one's own template. Raises NotFoundError for any other."""
    access_template(user, template_id).delete()


def _check(name: str, subject: str, body: str) -> dict[str, str]:
    name = " ".join(checks.normalize_text(name).split())
    if not name:
        raise InvalidError(fields={"name": [_("Give it a name.")]})
    too_long = {
        field: [_("Too long: at most %(limit)d characters.") % {"limit": limit}]
        for field, text, limit in (
            ("name", name, NAME_MAX_LENGTH),
            ("subject", subject, checks.SUBJECT_MAX_LENGTH),
            ("body", body, conf.get("MESSAGE_MAX_LENGTH")),
        )
        if len(text) > limit
    }
    if too_long:
        raise InvalidError(fields=too_long)
    subject, body = " ".join(checks.normalize_text(subject).split()), checks.normalize_text(body)
    checks.check_fields(subject, render(body).html if body.strip() else "")
    return {"name": name, "subject": subject, "body": body}
