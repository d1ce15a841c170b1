"""Reading the texts that a course's team keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.data import Page
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import BroadcastTemplate
from proserva_messaging.queries.roster import access_team_course, is_on_team


@dataclass(frozen=True)
class TemplateView:
    """A text that is kept. Only its author changes it."""

    id: int
    name: str
    subject: str
    body: str
    mine: bool


def get_templates(user: Any, course_key: CourseKey) -> Page[TemplateView]:
    """Return the texts that a course's team keeps, by name. Raises NotFoundError for whoever is not in the team."""
    access_team_course(user, course_key)
    rows = BroadcastTemplate.objects.filter(course_id=course_key).order_by("name", "pk")
    return Page([describe_template(user, each) for each in rows])


def describe_template(user: Any, template: BroadcastTemplate) -> TemplateView:
    """Return a text as one of the team sees it."""
    mine = template.author_id == user.pk
    return TemplateView(template.pk, template.name, template.subject, template.body, mine)


def access_template(user: Any, template_id: int) -> BroadcastTemplate:
    """Return the user's own text, of a course whose team they are still on. Raises NotFoundError for any other."""
    template = BroadcastTemplate.objects.filter(pk=template_id, author=user).first()
    if template is None or not is_on_team(user, template.course_id):
        raise NotFoundError
    return template
