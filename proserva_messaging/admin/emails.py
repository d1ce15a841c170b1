"""Django admin: emails that did not arrive, with retry, and email pauses."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from proserva_messaging import tasks
from proserva_messaging.admin.base import ReadOnlyAdmin
from proserva_messaging.commits import call_after_commit
from proserva_messaging.delivery import pause
from proserva_messaging.delivery.retries import RetryResult, retry_emails
from proserva_messaging.models import Delivery, EmailPause
from proserva_messaging.store import audit

Email = Delivery.Email
TROUBLE = (Email.FAILED, Email.UNKNOWN, Email.SKIPPED, Email.PENDING, Email.SENDING)
# The sweep sends the emails of further messages.
QUEUED_AT_ONCE = 100


class StateFilter(admin.SimpleListFilter):
    """Filter by the state of the email."""

    title = "state of the email"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [(str(state), str(state)) for state in TROUBLE]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> QuerySet[Delivery]:
        """Return the rows with the chosen state."""
        return queryset.filter(email=self.value()) if self.value() in TROUBLE else queryset


class SendsEmails(ReadOnlyAdmin):
    """A read-only page with an action that sends emails."""

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may send emails again."""
        return request.user.has_perm("proserva_messaging.change_delivery")

    def warn_of_pause(self, request: HttpRequest) -> None:
        """Show a warning if all emails are paused."""
        if current := pause.get_current():
            text = f"All emails are paused: {current.reason}. Next try: {current.until:%Y-%m-%d %H:%M} UTC."
            self.message_user(request, text, messages.WARNING)


@admin.register(Delivery)
class EmailAdmin(SendsEmails):
    """Emails that did not arrive, or may not have arrived."""

    list_display = ("id", "email", "email_reason", "recipient", "course", "email_attempts", "email_at", "email_due")
    list_filter = (StateFilter,)
    list_select_related = ("recipient", "thread")
    ordering = ("-id",)
    search_fields = ("=recipient__username",)
    search_help_text = "The username of a recipient"
    fields = (
        *("id", "recipient", "course", "email", "email_reason", "email_attempts", "email_at", "email_due"),
        "email_failing_since",
    )
    actions = ("send_again",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        """Return the emails with problems: unsent ones, pending ones with a failed attempt, and interrupted ones."""
        unsent = Q(email__in=[Email.FAILED, Email.UNKNOWN, Email.SKIPPED])
        retrying = Q(email=Email.PENDING) & ~Q(email_reason="")
        interrupted = Q(email=Email.SENDING, email_due__lt=timezone.now())
        return super().get_queryset(request).filter(unsent | retrying | interrupted)

    @admin.display(description="course")
    def course(self, delivery: Delivery) -> str:
        """Return the course."""
        return str(delivery.thread.course_id)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list, with a warning if all emails are paused."""
        if request.method == "GET":
            self.warn_of_pause(request)
        return super().changelist_view(request, extra_context)

    @admin.action(description="Try again", permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Queue the selected emails, except those that were sent, read, or skipped because of a preference."""
        tried = retry_emails(list(queryset.values_list("pk", flat=True)))
        facts = {"emails": tried.count, "messages": tried.message_ids[:QUEUED_AT_ONCE]}
        audit.record(audit.Action.EMAIL_RETRIED, actor_id=request.user.pk, facts=facts)
        for message_id in tried.message_ids[:QUEUED_AT_ONCE]:
            call_after_commit(tasks.queue_emails, message_id)
        self._report(request, tried)
        self.warn_of_pause(request)

    def _report(self, request: HttpRequest, tried: RetryResult) -> None:
        self.message_user(request, f"{tried.count} emails will be sent again.", messages.SUCCESS)
        if tried.left:
            reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(tried.left.items()))
            self.message_user(request, f"{sum(tried.left.values())} were left unchanged: {reasons}.", messages.WARNING)


@admin.register(EmailPause)
class EmailPauseAdmin(SendsEmails):
    """The current or last pause of all emails: the mail server's reason, and the times."""

    list_display = ("reason", "since", "until", "refusals", "ended")
    fields = list_display
    actions = ("send_one_now",)

    @admin.action(description="Let one email try now", permissions=["send"])
    def send_one_now(self, request: HttpRequest, queryset: QuerySet[EmailPause]) -> None:
        """Try the mail server with one email now. If it is accepted, all others follow."""
        if pause.try_now():
            audit.record(audit.Action.EMAILS_RESUMED, actor_id=request.user.pk)
            self.message_user(request, "The next due email will be tried now.", messages.SUCCESS)
        else:
            self.message_user(request, "Emails are not paused.", messages.WARNING)
