"""Membership: who may still get emails and bells of a thread, asked when these are sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.contrib.auth import get_user_model

from proserva_messaging.delivery import ledger
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Participant, Thread
from proserva_messaging.store import permissions
from proserva_messaging.types import User


def get_skip_reason(recipient: User) -> str:
    """Return why this user gets no emails at all, or "". No query."""
    if get_platform().is_retired(recipient):
        return ledger.REASON_RETIRED
    if not recipient.is_active:
        return ledger.REASON_INACTIVE
    return "" if recipient.email else "no_address"


def get_closed(users: Iterable[User]) -> dict[int, str]:
    """Return why accounts are inactive, by user id, without the active ones. No query."""
    return {user.pk: get_skip_reason(user) for user in users if not user.is_active}


def find_closed(user_ids: Collection[int]) -> dict[int, str]:
    """Do the same as `get_closed`, given the users' ids. One query."""
    return get_closed(get_user_model().objects.filter(pk__in=user_ids, is_active=False))


def find_gone(thread: Thread, recipients: Collection[User]) -> dict[int, str]:
    """Return why recipients get no more emails of a thread, by user id, without those who still do: they have left the
    course or the conversation. One query, and the platform's for the roles of all."""
    roles = get_platform().get_roles(thread.course_id, recipients)
    left: set[int] = set()
    if not permissions.is_to_many(thread):
        rows = Participant.objects.filter(thread=thread, user__in=recipients, left__isnull=False)
        left = set(rows.values_list("user_id", flat=True))
    reasons = {user.pk: _get_reason(user.pk in roles, user.pk in left) for user in recipients}
    return {user_id: reason for user_id, reason in reasons.items() if reason}


def find_gone_threads(recipient: User, threads: Collection[Thread]) -> dict[int, str]:
    """Return why a recipient gets no more emails of some threads, by thread id, as `find_gone` does. One query, and the
    platform's two for the roles in all courses."""
    roles = get_platform().get_user_roles(recipient)
    rows = Participant.objects.filter(thread__in=threads, user=recipient, left__isnull=False)
    left = set(rows.values_list("thread_id", flat=True))
    reasons = {
        thread.pk: _get_reason(roles.role_in(thread.course_id) is not None, thread.pk in left) for thread in threads
    }
    return {thread_id: reason for thread_id, reason in reasons.items() if reason}


def _get_reason(in_course: bool, has_left: bool) -> str:
    if not in_course:
        return ledger.REASON_UNENROLLED
    return ledger.REASON_LEFT if has_left else ""
