"""Django admin: units of background work that failed, and when they are tried again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from proserva_messaging.admin.base import ReadOnlyAdmin
from proserva_messaging.delivery import failures
from proserva_messaging.models import Failure
from proserva_messaging.store import audit


@admin.register(Failure)
class FailureAdmin(ReadOnlyAdmin):
    """Work that failed, such as the emails of one message. A row disappears when an attempt succeeds."""

    list_display = ("kind", "key", "error", "attempts", "since", "last", "due")
    fields = list_display
    ordering = ("-last",)
    actions = ("try_now",)

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may have work tried again, as for emails."""
        return request.user.has_perm("proserva_messaging.change_delivery")

    @admin.action(description="Let the next sweep try again", permissions=["send"])
    def try_now(self, request: HttpRequest, queryset: Any) -> None:
        """Make the selected work due now."""
        count = failures.try_now(list(queryset.values_list("pk", flat=True)))
        audit.record(audit.Action.WORK_RETRIED, actor_id=request.user.pk, facts={"units": count})
        self.message_user(request, f"The next sweep tries {count} again.", messages.SUCCESS)
