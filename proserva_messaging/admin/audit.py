"""Django admin: the audit trail, for superusers, to read only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import CharField, Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from proserva_messaging.admin.base import ByCourseAdmin
from proserva_messaging.models import AuditEntry
from proserva_messaging.store import permissions
from proserva_messaging.store.audit import Action


class ActionFilter(admin.SimpleListFilter):
    """Filter by the action."""

    title = "action"
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [(str(action), str(action)) for action in Action]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """Return the entries of the chosen action."""
        return queryset.filter(action=self.value()) if self.value() in set(Action) else queryset


def get_username(field: str) -> Subquery:
    """Return an annotation: the current username of the user whose id is in a field."""
    users = get_user_model().objects.filter(pk=OuterRef(field))
    return Subquery(users.values("username")[:1], output_field=CharField())


@admin.register(AuditEntry)
class AuditAdmin(ByCourseAdmin):
    """Who did what with the data or the rights of others."""

    list_display = ("created", "action", "actor", "person", "course_id", "thread_id", "reason")
    list_filter = (ActionFilter,)
    ordering = ("-id",)
    search_help_text = "The id of a course, or the number of an entry"
    fields = ("created", "action", "actor", "person", "course_id", "thread_id", "reason", "facts")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        """Return the entries with the usernames of the list."""
        entries: QuerySet[AuditEntry] = super().get_queryset(request)
        return entries.annotate(actor_name=get_username("actor_id"), person_name=get_username("person_id"))

    @admin.display(description="who did it")
    def actor(self, entry: Any) -> str:
        """Return the username, or the number of an account that was deleted."""
        return entry.actor_name or str(entry.actor_id or "-")

    @admin.display(description="about")
    def person(self, entry: Any) -> str:
        """Return the username, or the number of an account that was deleted."""
        return entry.person_name or str(entry.person_id or "-")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow superusers only: a reason may contain information about participants."""
        return permissions.may_disclose(request.user)

    has_module_permission = has_view_permission
