"""Django admin: the care contacts of a course, a part of its settings."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from proserva_messaging.admin.people import ChecksPeople
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import CareContact
from proserva_messaging.store import permissions


class CareContactFormSet(BaseInlineFormSet):
    """The care contacts of a course, who belong to its team or to the staff of the site."""

    def clean(self) -> None:
        """Check the roles of those who are new, or in the place of another. Raises ValidationError."""
        super().clean()
        course_key = self.instance.course_id
        changed = [each.cleaned_data for each in self.forms if each.is_valid() and "user" in each.changed_data]
        users: list[Any] = [each["user"] for each in changed if each.get("user") and not each.get("DELETE")]
        if not users or not course_key:
            return
        roles = get_platform().get_roles(course_key, users)
        others = [each.username for each in users if not permissions.is_team(roles.get(each.pk))]
        if others:
            raise ValidationError(_("Not on the course team: %(names)s.") % {"names": ", ".join(others)})


class CareContactInline(ChecksPeople, admin.TabularInline):
    """The people who are notified of messages with signs of distress. With one of them, the course has opted in."""

    model = CareContact
    formset = CareContactFormSet
    raw_id_fields = ("user",)
    extra = 0
    verbose_name_plural = "care contacts"
