"""Django admin: reports of messages and care alerts, without the texts that they share."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from proserva_messaging.admin.base import ByCourseAdmin
from proserva_messaging.models import CareAlert, Report
from proserva_messaging.store import permissions


class _CaseAdmin(ByCourseAdmin):
    """Cases that superusers may list, without the people and texts."""

    ordering = ("-id",)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow superusers only."""
        return permissions.may_disclose(request.user)

    has_module_permission = has_view_permission


@admin.register(Report)
class ReportAdmin(_CaseAdmin):
    """Reports and their outcomes. The page at `/messages/reports/` handles those that go to the site."""

    list_display = ("id", "course_id", "reason", "route", "state", "outcome", "created")
    list_filter = ("state", "route")
    search_help_text = "The id of a course, or the number of a report"
    # Neither the people nor the note: these are for those who handle the report, in its queue.
    fields = ("id", "course_id", "reason", "route", "state", "outcome", "created", "handled")


@admin.register(CareAlert)
class CareAlertAdmin(_CaseAdmin):
    """Care alerts and their outcomes, without the people. The page at `/messages/care/` handles them."""

    list_display = ("id", "course_id", "state", "outcome", "created")
    list_filter = ("state",)
    search_help_text = "The id of a course, or the number of an alert"
    fields = ("id", "course_id", "state", "outcome", "created", "handled")
