"""Disclosures (break-glass): let staff open a thread of others, recorded and shown to its participants."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from proserva_messaging.conversations.data import MessageInfo
from proserva_messaging.conversations.history import PAGE_SIZE, describe_messages
from proserva_messaging.data import Page
from proserva_messaging.edxapp.tracking import track
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Disclosure, Message, Thread
from proserva_messaging.store import audit, permissions
from proserva_messaging.store.pages import get_rows
from proserva_messaging.types import User

OPEN_FOR = timedelta(hours=1)


def disclose(user: User, thread_id: int, reason: str) -> Disclosure:
    """Open a thread to the user for OPEN_FOR, and record it.

    Raises NotFoundError if there is no such thread or the user may not open it, InvalidError for a reason that is too
    short or too long.
    """
    thread = Thread.objects.filter(pk=thread_id).first()
    if thread is None or not permissions.may_disclose(user):
        raise NotFoundError
    reason = audit.check_reason(reason)
    with transaction.atomic():
        disclosure = Disclosure.objects.create(thread=thread, user=user, reason=reason)
        of: dict[str, Any] = {"thread_id": thread.pk, "course_key": thread.course_id}
        audit.record(audit.Action.THREAD_DISCLOSED, actor_id=user.pk, **of, reason=reason)
    track("thread.disclosed", thread.course_id, thread_id=thread.pk, user_id=user.pk)
    return disclosure


def is_open(user: User, thread_id: int) -> bool:
    """Return whether the user has opened this thread within OPEN_FOR and may still do so."""
    since = timezone.now() - OPEN_FOR
    own = Disclosure.objects.filter(thread_id=thread_id, user=user, created__gt=since)
    return permissions.may_disclose(user) and own.exists()


def access_disclosed_messages(user: User, thread_id: int, *, cursor: str | None = None) -> Page[MessageInfo]:
    """Return a page of the messages of a thread that the user has opened, the newest first.

    Raises NotFoundError unless `is_open`, MalformedError for an invalid cursor.
    """
    if not is_open(user, thread_id):
        raise NotFoundError
    page, next_cursor = get_rows(Message.objects.filter(thread_id=thread_id), "id", cursor, PAGE_SIZE)
    return Page(describe_messages(user, page), next_cursor)
