"""Reading what was disclosed: the messages of a thread, for whoever broke the glass."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from proserva_messaging import permissions
from proserva_messaging.data import MessageView, Page
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Disclosure, Message
from proserva_messaging.queries.messages import PAGE_SIZE, describe_messages
from proserva_messaging.queries.pages import get_rows

OPEN_FOR = timedelta(hours=1)


def is_open(user: Any, thread_id: int) -> bool:
    """Return whether the user broke the glass of this thread, not longer ago than it stays open."""
    since = timezone.now() - OPEN_FOR
    own = Disclosure.objects.filter(thread_id=thread_id, user=user, created__gt=since)
    return permissions.may_break_the_glass(user) and own.exists()


def access_disclosed_messages(user: Any, thread_id: int, *, cursor: str | None = None) -> Page[MessageView]:
    """Return a page of the messages of a thread that the user has broken the glass of, the newest first.

    Raises NotFoundError where they have not, or not lately; MalformedError for a cursor that is none.
    """
    if not is_open(user, thread_id):
        raise NotFoundError
    page, next_cursor = get_rows(Message.objects.filter(thread_id=thread_id), "id", cursor, PAGE_SIZE)
    return Page(describe_messages(user, page), next_cursor)
