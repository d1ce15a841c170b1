"""Django admin: legal holds, which superusers set and release with a reason."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.admin.audit import get_username
from proserva_messaging.admin.base import ByCourseAdmin
from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.models import Hold, Thread
from proserva_messaging.retention.holding import REASON_MAX_LENGTH, REASON_MIN_LENGTH, release_hold, set_hold
from proserva_messaging.store import permissions
from proserva_messaging.types import User


class HoldForm(forms.ModelForm):
    """A new hold on a course, a thread or a person."""

    course = forms.CharField(required=False, max_length=255, help_text="The id of a course.")
    thread = forms.IntegerField(required=False, min_value=1, help_text="The number of a thread.")
    username = forms.CharField(required=False, max_length=150, help_text="The username of a person.")
    reason = forms.CharField(
        min_length=REASON_MIN_LENGTH, max_length=REASON_MAX_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = Hold
        fields = ()

    def clean_course(self) -> CourseKey | None:
        """Return the course. Raises ValidationError for an id that cannot be read."""
        text = self.cleaned_data["course"].strip()
        try:
            return read_course_key(text) if text else None
        except InvalidKeyError:
            raise ValidationError("This is not the id of a course.") from None

    def clean_thread(self) -> int | None:
        """Return the number of the thread. Raises ValidationError if there is no such thread."""
        thread_id: int | None = self.cleaned_data["thread"]
        if thread_id is not None and not Thread.objects.filter(pk=thread_id).exists():
            raise ValidationError("There is no such thread.")
        return thread_id

    def clean_username(self) -> int | None:
        """Return the id of the user. Raises ValidationError if there is no such user."""
        username = self.cleaned_data["username"]
        user_id: int | None = get_user_model().objects.filter(username=username).values_list("pk", flat=True).first()
        if username and user_id is None:
            raise ValidationError("There is no such user.")
        return user_id

    def clean(self) -> dict[str, Any]:
        """Check that exactly one object is named."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and sum(cleaned.get(name) is not None for name in ("course", "thread", "username")) != 1:
            raise ValidationError("Give a course, a thread or a person, and only one of them.")
        return cleaned


@admin.register(Hold)
class HoldAdmin(ByCourseAdmin):
    """Legal holds. A hold is not changed or deleted: it is released."""

    list_display = ("id", "course_id", "thread_id", "person", "reason", "set_by", "created", "released")
    ordering = ("-id",)
    search_help_text = "The id of a course, or the number of a hold"
    fields = ("course_id", "thread_id", "person", "reason", "set_by", "created", "released")
    form = HoldForm
    actions = ("release",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Hold]:
        """Return the holds with the usernames of the list."""
        rows: QuerySet[Hold] = super().get_queryset(request)
        return rows.annotate(person_name=get_username("person_id"), set_by_name=get_username("set_by_id"))

    @admin.display(description="person")
    def person(self, hold: Any) -> str:
        """Return the username, or the number of an account that was deleted."""
        return hold.person_name or str(hold.person_id or "-")

    @admin.display(description="set by")
    def set_by(self, hold: Any) -> str:
        """Return the username, or the number of an account that was deleted."""
        return hold.set_by_name or str(hold.set_by_id or "-")

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Return the fields: those of the form for a new hold."""
        return self.fields if obj else ("course", "thread", "username", "reason")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow superusers only."""
        return permissions.may_disclose(request.user)

    has_module_permission = has_view_permission
    has_add_permission = has_view_permission
    has_release_permission = has_view_permission

    def save_model(self, request: HttpRequest, obj: Hold, form: forms.ModelForm, change: bool) -> None:
        """Set the hold."""
        given = form.cleaned_data
        user = cast("User", request.user)
        of = {"course_key": given["course"], "thread_id": given["thread"], "person_id": given["username"]}
        obj.pk = set_hold(user, given["reason"], **of).pk

    @admin.action(description="Release the selected holds", permissions=["release"])
    def release(self, request: HttpRequest, queryset: QuerySet[Hold]) -> None:
        """Release holds. What they have held up is deleted now, or by the sweep."""
        ids = list(queryset.filter(released=None).values_list("pk", flat=True))
        for hold_id in ids:
            release_hold(cast("User", request.user), hold_id)
        self.message_user(request, f"{len(ids)} holds were released.", messages.SUCCESS)
