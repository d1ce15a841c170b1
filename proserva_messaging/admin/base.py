"""Base classes of the pages of Django admin: filtered by their own filters only, read-only, searchable by course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from opaque_keys import InvalidKeyError

from proserva_messaging.edxapp.keys import read_course_key

# A number with fewer digits fits into a column of ids.
ID_LENGTH = 19


def show_time(time: datetime | None) -> str | None:
    """Return a time as Django admin shows those of columns. On the page of a row it shows other values as they are."""
    return date_format(localtime(time), "DATETIME_FORMAT") if time else None


class GuardedAdmin(admin.ModelAdmin):
    """A page whose query string filters by its `list_filter` only.

    Django also accepts every field of the model, so that `?title__startswith=…` would reveal a hidden title.
    """

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Return whether a filter of the page has this lookup, and a database can hold the value. Otherwise Django
        answers 400."""
        return lookup in set(self._list_lookups()) and "\x00" not in "".join(map(str, value))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the row of a page, or None for an id that no row can have."""
        return super().get_object(request, object_id, from_field) if _is_id(object_id) else None

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *more: Any, **options: Any
    ) -> HttpResponse | None:
        """Run an action. Raises BadRequest for a selected row with an id that no row can have."""
        if not all(map(_is_id, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise BadRequest
        return super().response_action(request, queryset, *more, **options)

    def _list_lookups(self) -> Iterator[str]:
        for each in self.list_filter:
            if isinstance(each, str):
                yield f"{each}__exact"
            else:
                yield each.parameter_name  # type: ignore[union-attr]


def _is_id(text: str) -> bool:
    """Return whether a text is a number that a database can hold as an id."""
    return text.isascii() and text.isdigit() and len(text) < ID_LENGTH


class ReadOnlyAdmin(GuardedAdmin):
    """A read-only page."""

    actions: Any = None

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Forbid adding rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Forbid changing rows."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Forbid deleting rows."""
        return False


def count_in_thread(rows: QuerySet[Any]) -> Coalesce:
    """Return an annotation for threads: the number of their `rows`, counted for the threads of the page only."""
    rows = rows.filter(thread=OuterRef("pk")).order_by().values("thread")
    return Coalesce(Subquery(rows.annotate(total=Count("pk")).values("total")), 0)


class ByCourseAdmin(ReadOnlyAdmin):
    """A read-only page of objects in courses, searchable by course or number."""

    search_fields = ("course_id",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Search by course or number only: a search in texts would reveal their contents."""
        term = search_term.strip()
        if not term:
            return queryset, False
        if _is_id(term):
            return queryset.filter(pk=int(term)), False
        try:
            return queryset.filter(course_id=read_course_key(term)), False
        except InvalidKeyError:
            return queryset.none(), False
