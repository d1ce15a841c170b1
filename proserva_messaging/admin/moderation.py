"""Django admin: reports of messages, without the texts that they share."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from proserva_messaging.admin.base import ByCourseAdmin
from proserva_messaging.models import Report
from proserva_messaging.store import permissions


@admin.register(Report)
class ReportAdmin(ByCourseAdmin):
    """Reports and their outcomes. The page at `/messages/reports/` handles those that go to the site."""

    list_display = ("id", "course_id", "reason", "route", "state", "outcome", "created")
    list_filter = ("state", "route")
    ordering = ("-id",)
    search_help_text = "The id of a course, or the number of a report"
    # Neither the people nor the note: these are for those who handle the report, in its queue.
    fields = ("id", "course_id", "reason", "route", "state", "outcome", "created", "handled")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow superusers only."""
        return permissions.may_disclose(request.user)

    has_module_permission = has_view_permission
