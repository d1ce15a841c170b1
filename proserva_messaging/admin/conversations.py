"""Django admin: course settings, threads, break-glass disclosures and broadcasts, without the text of messages."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.admin.base import ByCourseAdmin, GuardedAdmin, ReadOnlyAdmin, count_in_thread, show_time
from proserva_messaging.admin.care import CareContactInline
from proserva_messaging.admin.people import ChecksPeople
from proserva_messaging.broadcasts.queries import get_progress
from proserva_messaging.conversations.disclosures import (
    access_disclosed_messages,
    disclose,
    is_open,
)
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.errors import InvalidError, MessagingError
from proserva_messaging.models import Broadcast, CourseSettings, Disclosure, Message, Participant, Thread
from proserva_messaging.models.audit import REASON_MAX_LENGTH
from proserva_messaging.store import audit, permissions
from proserva_messaging.store.audit import REASON_MIN_LENGTH
from proserva_messaging.store.pages import MAX_ID
from proserva_messaging.types import User


class CourseSettingsForm(forms.ModelForm):
    """The settings of a course. The course exists, and is spelt as the platform has it."""

    def clean_course_id(self) -> CourseKey:
        """Return the canonical key. Raises ValidationError if there is no such course; a course that was deleted since
        may stay."""
        text = str(self.cleaned_data["course_id"])
        try:
            course_key = read_course_key(text)
        except InvalidKeyError:
            raise ValidationError(_("This is not the id of a course.")) from None
        is_old = text == str(self.instance.course_id)
        if not is_old and course_key not in get_platform().get_courses([course_key]):
            raise ValidationError(_("This is not the id of a course."))
        return course_key


@admin.register(CourseSettings)
class CourseSettingsAdmin(ChecksPeople, GuardedAdmin):
    """The settings of a course: contact, messages between classmates, automatic buttons, and care."""

    list_display = ("course_id", "contact", "peer_messages", "button", "retention_days")
    search_fields = ("course_id",)
    raw_id_fields = ("contact",)
    inlines = (CareContactInline,)
    form = CourseSettingsForm

    def save_model(self, request: HttpRequest, obj: CourseSettings, form: forms.ModelForm, change: bool) -> None:
        """Save the settings, and record the names of those that changed."""
        super().save_model(request, obj, form, change)
        before = str(form.initial.get("course_id", ""))
        moved = before != str(obj.course_id)
        self._record(request, obj, changed=[name for name in form.changed_data if moved or name != "course_id"])

    def save_formset(self, request: HttpRequest, form: forms.ModelForm, formset: Any, change: bool) -> None:
        """Save the care contacts, and record that they changed."""
        super().save_formset(request, form, formset, change)
        if formset.has_changed():
            self._record(request, form.instance, changed=["care_contacts"])

    def delete_model(self, request: HttpRequest, obj: CourseSettings) -> None:
        """Delete the settings of a course, which then follows the site's, and record it."""
        self._record(request, obj, deleted=True)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[CourseSettings]) -> None:
        """Delete the settings of several courses, and record each."""
        for each in queryset:
            self.delete_model(request, each)

    def _record(self, request: HttpRequest, row: CourseSettings, **facts: Any) -> None:
        action, user_id = audit.Action.SETTINGS_CHANGED, request.user.pk
        audit.record(action, actor_id=user_id, course_key=row.course_id, facts=facts)


@admin.register(Thread)
class ThreadAdmin(ByCourseAdmin):
    """Threads by number, without their participants, titles and texts."""

    list_display = ("id", "course_id", "kind", "people", "messages", "last_activity")
    list_filter = ("kind",)
    ordering = ("-id",)
    search_help_text = "The id of a course, or the number of a thread"
    fields = ("id", "course_id", "kind", "group_chat", "created", "people", "messages", "last_activity")
    change_form_template = "proserva_messaging/admin/thread.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thread]:
        """Return the threads with the counts of the list."""
        last = Message.objects.filter(thread=OuterRef("pk")).order_by("-pk").values("created")[:1]
        threads: QuerySet[Thread] = super().get_queryset(request).defer("title")
        return threads.annotate(
            people_count=count_in_thread(Participant.objects.filter(left=None)),
            message_count=count_in_thread(Message.objects.all()),
            last_sent=Subquery(last),
        )

    @admin.display(description="people")
    def people(self, thread: Any) -> int:
        """Return the number of current participants."""
        return int(thread.people_count)

    @admin.display(description="messages")
    def messages(self, thread: Any) -> int:
        """Return the number of messages."""
        return int(thread.message_count)

    @admin.display(description="last activity", ordering="last_sent")
    def last_activity(self, thread: Any) -> str | None:
        """Return the time of the last message."""
        return show_time(thread.last_sent)

    def get_urls(self) -> list[URLPattern]:
        """Add the break-glass page."""
        view = self.admin_site.admin_view(self.break_the_glass)
        name = "proserva_messaging_thread_disclosure"
        return [path("<int:thread_id>/messages/", view, name=name), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a thread's numbers, and to superusers the link to the break-glass page."""
        may_open = permissions.may_disclose(request.user)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "may_open": may_open})

    def break_the_glass(self, request: HttpRequest, thread_id: int) -> HttpResponse:
        """Ask a superuser for the reason, then show the messages for an hour. Raises Http404 for other users."""
        user = cast("User", request.user)
        may_open = permissions.may_disclose(user) and thread_id <= MAX_ID
        if not may_open or not Thread.objects.filter(pk=thread_id).exists():
            raise Http404
        context = {**self.admin_site.each_context(request), "thread_id": thread_id, "opts": self.model._meta}
        context |= {"min_length": REASON_MIN_LENGTH, "max_length": REASON_MAX_LENGTH}
        if request.method == "POST":
            reason = request.POST.get("reason", "")
            try:
                disclose(user, thread_id, reason)
            except InvalidError as error:
                return self._show(request, "ask", {**context, "errors": error.fields["reason"], "reason": reason})
            return redirect(request.path)
        if not is_open(user, thread_id):
            return self._show(request, "ask", context)
        try:
            page = access_disclosed_messages(user, thread_id, cursor=request.GET.get("cursor"))
        except MessagingError:  # the hour has passed, or the cursor is invalid
            raise Http404 from None
        return self._show(request, "open", {**context, "page": page})

    def _show(self, request: HttpRequest, step: str, context: dict[str, Any]) -> HttpResponse:
        title = f"Messages of thread {context['thread_id']}"
        shown = {**context, "step": step, "title": title}
        return render(request, "proserva_messaging/admin/disclosure.html", shown)


@admin.register(Disclosure)
class DisclosureAdmin(ReadOnlyAdmin):
    """Who opened which thread, and why."""

    list_display = ("thread_id", "user", "reason", "created")
    list_select_related = ("user",)
    ordering = ("-id",)
    fields = ("thread_id", "user", "reason", "created")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow superusers only: a reason may contain information about the participants."""
        return permissions.may_disclose(request.user)

    has_module_permission = has_view_permission


@admin.register(Broadcast)
class BroadcastAdmin(ByCourseAdmin):
    """Broadcasts and their progress, without texts. `manage.py proserva_broadcast` resumes and cancels them."""

    list_display = ("id", "course_id", "sender", "state", "starts", "finished")
    list_select_related = ("sender", "fan_out")
    ordering = ("-id",)
    search_help_text = "The id of a course, or the number of a broadcast"
    fields = ("id", "course_id", "sender", "state", "stopped", "starts", "finished", "in_bell", "emails", "created")

    @admin.display(ordering="fan_out__state")
    def state(self, broadcast: Broadcast) -> str:
        """Return the state of the fan-out."""
        return broadcast.fan_out.state

    @admin.display(description="why it was stopped")
    def stopped(self, broadcast: Broadcast) -> str:
        """Return the code of the reason."""
        return broadcast.fan_out.stopped_reason

    @admin.display(ordering="fan_out__starts")
    def starts(self, broadcast: Broadcast) -> str | None:
        """Return the time from which it is sent."""
        return show_time(broadcast.fan_out.starts)

    @admin.display(ordering="fan_out__finished")
    def finished(self, broadcast: Broadcast) -> str | None:
        """Return the time when all recipients had it."""
        return show_time(broadcast.fan_out.finished)

    @admin.display(description="in the bell")
    def in_bell(self, broadcast: Broadcast) -> str:
        """Return how many recipients have it, and how many have opened it."""
        progress = get_progress([broadcast.fan_out])[broadcast.fan_out_id]
        return f"{progress.in_bell} of {progress.total}; skipped: {progress.skipped}; opened: {progress.seen}"

    def emails(self, broadcast: Broadcast) -> str:
        """Return the number of emails by state."""
        counts = vars(get_progress([broadcast.fan_out])[broadcast.fan_out_id].emails)
        return ", ".join(f"{name} {count}" for name, count in counts.items())
