"""Django admin: what a course's team chose, how threads and emails are doing, and the glass over what people wrote.

No page here shows a text, a title or a file's name, but one: for a superuser who has said why.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions, tasks
from proserva_messaging.actions.disclosures import REASON_MAX_LENGTH, REASON_MIN_LENGTH, disclose
from proserva_messaging.actions.emails import try_again
from proserva_messaging.errors import InvalidError, MessagingError
from proserva_messaging.models import Broadcast, CourseSettings, Delivery, Disclosure, Message, Participant, Thread
from proserva_messaging.queries.broadcasts import get_progress
from proserva_messaging.queries.disclosures import access_disclosed_messages, is_open

Email = Delivery.Email
TROUBLE = (Email.FAILED, Email.UNKNOWN, Email.SKIPPED)
# The sweep takes what is beyond this.
QUEUED_AT_ONCE = 100


@admin.register(CourseSettings)
class CourseSettingsAdmin(admin.ModelAdmin):
    """The contact of a course, to whom its learners may write, and where they find the button."""

    list_display = ("course_id", "contact", "peer_messages", "button")
    search_fields = ("course_id",)
    raw_id_fields = ("contact",)


class ReadOnlyAdmin(admin.ModelAdmin):
    """To be looked at only."""

    actions: Any = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted here."""
        return False


def _count(rows: QuerySet[Any]) -> Coalesce:
    """Return the number of a thread's rows, counted for the rows of a page only."""
    rows = rows.filter(thread=OuterRef("pk")).order_by().values("thread")
    return Coalesce(Subquery(rows.annotate(total=Count("pk")).values("total")), 0)


class ByCourseAdmin(ReadOnlyAdmin):
    """What lies in courses, found by course or by number."""

    search_fields = ("course_id",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find by course or by number: a search inside texts would tell what stands in them."""
        term = search_term.strip()
        if not term:
            return queryset, False
        if term.isascii() and term.isdigit() and len(term) < 19:
            return queryset.filter(pk=int(term)), False
        try:
            return queryset.filter(course_id=CourseKey.from_string(term)), False
        except InvalidKeyError:
            return queryset.none(), False


@admin.register(Thread)
class ThreadAdmin(ByCourseAdmin):
    """That threads are there: never who is in them, nor what they are about."""

    list_display = ("id", "course_id", "kind", "people", "messages", "last_activity")
    list_filter = ("kind",)
    ordering = ("-id",)
    search_help_text = "The id of a course, or the number of a thread"
    fields = ("id", "course_id", "kind", "group_chat", "created", "people", "messages", "last_activity")
    change_form_template = "proserva_messaging/admin/thread.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thread]:
        """Return the threads with what the list tells of them."""
        last = Message.objects.filter(thread=OuterRef("pk")).order_by("-pk").values("created")[:1]
        threads = super().get_queryset(request).defer("title")
        return threads.annotate(
            people_count=_count(Participant.objects.filter(left=None)),
            message_count=_count(Message.objects.all()),
            last_sent=Subquery(last),
        )

    @admin.display(description="people")
    def people(self, thread: Any) -> int:
        """Tell how many people are in it."""
        return thread.people_count

    @admin.display(description="messages")
    def messages(self, thread: Any) -> int:
        """Tell how many messages are in it."""
        return thread.message_count

    @admin.display(description="last activity", ordering="last_sent")
    def last_activity(self, thread: Any) -> Any:
        """Tell when the last message was sent."""
        return thread.last_sent

    def get_urls(self) -> list[Any]:
        """Add the page behind the glass."""
        behind = self.admin_site.admin_view(self.break_the_glass)
        name = "proserva_messaging_thread_disclosure"
        return [path("<int:thread_id>/messages/", behind, name=name), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show a thread's numbers, and to a superuser the way to what is behind the glass."""
        may_open = permissions.may_break_the_glass(request.user)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "may_open": may_open})

    def break_the_glass(self, request: HttpRequest, thread_id: int) -> HttpResponse:
        """Ask a superuser for the reason, and show the messages for an hour. For anybody else there is nothing here."""
        if not permissions.may_break_the_glass(request.user) or not Thread.objects.filter(pk=thread_id).exists():
            raise Http404
        context = {**self.admin_site.each_context(request), "thread_id": thread_id, "opts": self.model._meta}
        context |= {"min_length": REASON_MIN_LENGTH, "max_length": REASON_MAX_LENGTH}
        if request.method == "POST":
            reason = request.POST.get("reason", "")
            try:
                disclose(request.user, thread_id, reason)
            except InvalidError as error:
                return self._show(request, "ask", {**context, "errors": error.fields["reason"], "reason": reason})
            return redirect(request.path)
        if not is_open(request.user, thread_id):
            return self._show(request, "ask", context)
        try:
            page = access_disclosed_messages(request.user, thread_id, cursor=request.GET.get("cursor"))
        except MessagingError:  # an hour has just passed, or the cursor is none
            raise Http404 from None
        return self._show(request, "open", {**context, "page": page})

    def _show(self, request: HttpRequest, step: str, context: dict[str, Any]) -> HttpResponse:
        title = f"Messages of thread {context['thread_id']}"
        shown = {**context, "step": step, "title": title}
        return render(request, "proserva_messaging/admin/disclosure.html", shown)


@admin.register(Disclosure)
class DisclosureAdmin(ReadOnlyAdmin):
    """Who broke the glass of which thread, and why."""

    list_display = ("thread_id", "user", "reason", "created")
    list_select_related = ("user",)
    ordering = ("-id",)
    fields = ("thread_id", "user", "reason", "created")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A reason may tell of the people in the thread, so that it is for those who could open it."""
        return permissions.may_break_the_glass(request.user)

    has_module_permission = has_view_permission


@admin.register(Broadcast)
class BroadcastAdmin(ByCourseAdmin):
    """That something went to a course, and how far it is. `manage.py proserva_broadcast` does something about it."""

    list_display = ("id", "course_id", "sender", "state", "starts", "finished")
    list_select_related = ("sender", "fan_out")
    ordering = ("-id",)
    search_help_text = "The id of a course, or the number of a broadcast"
    fields = ("id", "course_id", "sender", "state", "stopped", "starts", "finished", "in_bell", "emails", "created")

    @admin.display(ordering="fan_out__state")
    def state(self, broadcast: Broadcast) -> str:
        """Tell how it is."""
        return broadcast.fan_out.state

    @admin.display(description="why it was stopped")
    def stopped(self, broadcast: Broadcast) -> str:
        """Tell why."""
        return broadcast.fan_out.stopped_reason

    @admin.display(ordering="fan_out__starts")
    def starts(self, broadcast: Broadcast) -> Any:
        """Tell from when on it goes."""
        return broadcast.fan_out.starts

    @admin.display(ordering="fan_out__finished")
    def finished(self, broadcast: Broadcast) -> Any:
        """Tell when everybody had it."""
        return broadcast.fan_out.finished

    @admin.display(description="in the bell")
    def in_bell(self, broadcast: Broadcast) -> str:
        """Tell how many have it."""
        progress = get_progress([broadcast.fan_out])[broadcast.fan_out_id]
        return f"{progress.in_bell} of {progress.total}; skipped: {progress.skipped}; opened: {progress.seen}"

    def emails(self, broadcast: Broadcast) -> str:
        """Tell how many emails are in which state."""
        counts = vars(get_progress([broadcast.fan_out])[broadcast.fan_out_id].emails)
        return ", ".join(f"{name} {count}" for name, count in counts.items())


class TroubleFilter(admin.SimpleListFilter):
    """What became of an email."""

    title = "what became of it"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what can be chosen."""
        return [(str(state), str(state)) for state in TROUBLE]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the rows of the choice."""
        return queryset.filter(email=self.value()) if self.value() in TROUBLE else queryset


@admin.register(Delivery)
class EmailAdmin(ReadOnlyAdmin):
    """The emails that did not arrive, or may not have."""

    list_display = ("id", "email", "email_reason", "recipient", "course", "email_attempts", "email_at")
    list_filter = (TroubleFilter,)
    list_select_related = ("recipient", "thread")
    ordering = ("-id",)
    search_fields = ("=recipient__username",)
    search_help_text = "The username of a recipient"
    fields = ("id", "recipient", "course", "email", "email_reason", "email_attempts", "email_at", "email_due")
    actions = ("send_again",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        """Return the emails in trouble only."""
        return super().get_queryset(request).filter(email__in=TROUBLE)

    @admin.display(description="course")
    def course(self, delivery: Delivery) -> str:
        """Tell the course."""
        return str(delivery.thread.course_id)

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Return whether this person may send emails again."""
        return request.user.has_perm("proserva_messaging.change_delivery")

    @admin.action(description="Try again (failed emails only)", permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: Any) -> None:
        """Queue the failed ones among the chosen."""
        chosen = list(queryset.values_list("pk", flat=True))
        count, message_ids = try_again(chosen)
        for message_id in message_ids[:QUEUED_AT_ONCE]:
            transaction.on_commit(lambda each=message_id: tasks.queue_emails(each), robust=True)  # type: ignore[misc]
        left = len(chosen) - count
        self.message_user(request, f"{count} emails will be sent again.", messages.SUCCESS)
        if left:
            self.message_user(request, f"{left} had not failed, and stay as they are.", messages.WARNING)
