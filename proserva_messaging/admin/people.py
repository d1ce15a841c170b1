"""Django admin: the fields of people, by id."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.http import HttpRequest

from proserva_messaging.store.pages import is_id


class PersonField(forms.ModelChoiceField):
    """A choice of a person by id. A number that no id column holds is no choice; Django 4.2 would ask the database."""

    def to_python(self, value: Any) -> Any:
        """Return the person, or None. Raises ValidationError."""
        if isinstance(value, str) and value and not is_id(value.strip()):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return super().to_python(value)


class PersonWidget(ForeignKeyRawIdWidget):
    """The field of an id with the name of its person, if there can be one."""

    def label_and_url_for_value(self, value: Any) -> tuple[str, str]:
        """Return the name and the address of a person's page; empty for what is no id."""
        return super().label_and_url_for_value(value) if is_id(str(value)) else ("", "")


class ChecksPeople(BaseModelAdmin):
    """A page or a part of one, whose foreign keys are people."""

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field of a person, which checks the number."""
        widget = PersonWidget(db_field.remote_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, form_class=PersonField, widget=widget, **kwargs)
