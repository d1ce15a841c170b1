"""The audit trail: one entry for each privileged action, written in the transaction of the action itself.

An action is privileged if it looks at, changes or deletes something of other people. Changes that a person makes of
their own things have no entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.errors import InvalidError
from proserva_messaging.models import AuditEntry
from proserva_messaging.models.audit import REASON_MAX_LENGTH
from proserva_messaging.store.lines import clean_line

# The length of a reason for opening what others wrote.
REASON_MIN_LENGTH = 20
# A code, a key or a time, which has no space. So no sentence fits.
CODE = re.compile(r"[\w.:@+/-]{0,255}", re.ASCII)


class Action(StrEnum):
    """The privileged actions: the thing, and what was done to it."""

    THREAD_DISCLOSED = "thread.disclosed"
    ROLE_CHANGED = "role.changed"
    MEMBER_ADDED = "member.added"
    MEMBER_REMOVED = "member.removed"
    MESSAGE_DELETED = "message.deleted"
    BROADCAST_CANCELLED = "broadcast.cancelled"
    BROADCAST_RESUMED = "broadcast.resumed"
    ANNOUNCEMENT_DELETED = "announcement.deleted"
    DATA_EXPORTED = "data.exported"
    AUDIT_EXPORTED = "audit.exported"
    DATA_REPAIRED = "data.repaired"
    USER_RETIRED = "user.retired"
    SETTINGS_CHANGED = "settings.changed"
    MESSAGE_DISCLOSED = "message.disclosed"
    ALERT_HANDLED = "alert.handled"
    REPORT_OPENED = "report.opened"
    REPORT_HANDLED = "report.handled"
    PERSON_BLOCKED = "person.blocked"
    PERSON_UNBLOCKED = "person.unblocked"
    EMAIL_RETRIED = "email.retried"
    EMAILS_RESUMED = "emails.resumed"
    WORK_RETRIED = "work.retried"
    HOLD_SET = "hold.set"
    HOLD_RELEASED = "hold.released"
    RETENTION_RUN = "retention.run"


def check_reason(reason: str) -> str:
    """Return a reason for opening what others wrote, in one line. Raises InvalidError if it is too short or long."""
    reason = clean_line(reason)
    if not REASON_MIN_LENGTH <= len(reason) <= REASON_MAX_LENGTH:
        text = _("Enter %(least)d to %(most)d characters.") % {"least": REASON_MIN_LENGTH, "most": REASON_MAX_LENGTH}
        raise InvalidError(fields={"reason": [text]})
    return reason


def record(
    action: str,
    *,
    actor_id: int | None,
    person_id: int | None = None,
    thread_id: int | None = None,
    course_key: CourseKey | None = None,
    reason: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    """Write one entry in the current transaction. One statement.

    `actor_id` is the user who acts, None for a command or the product itself; `person_id` is the user whose data or
    rights it is about. `facts` hold ids, codes and counts, never text of a message. Raises ValueError for an unknown
    action and for facts with text.
    """
    _make_entry(action, actor_id, person_id, thread_id, course_key, reason, facts).save()


def record_people(
    action: str,
    person_ids: Iterable[int],
    *,
    actor_id: int | None,
    thread_id: int | None = None,
    course_key: CourseKey | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Write one entry for each of these users. One statement; none without users. Raises as `record` does."""
    entries = [_make_entry(action, actor_id, each, thread_id, course_key, "", facts) for each in person_ids]
    if entries:
        AuditEntry.objects.bulk_create(entries)


def _make_entry(
    action: str,
    actor_id: int | None,
    person_id: int | None,
    thread_id: int | None,
    course_key: CourseKey | None,
    reason: str,
    facts: dict[str, Any] | None,
) -> AuditEntry:
    if action not in set(Action):
        raise ValueError(f"{action} is not an action of the audit trail")
    if not _is_fact(facts or {}):
        raise ValueError(f"The facts of {action} are not ids, codes and counts")
    return AuditEntry(
        action=str(action),
        actor_id=actor_id,
        person_id=person_id,
        thread_id=thread_id,
        course_id=course_key,
        reason=reason,
        facts=facts or {},
    )


def _is_fact(value: Any) -> bool:
    """Return whether a value is an id, a code or a count, or a list or dict of such."""
    if isinstance(value, dict):
        return all(_is_fact(name) and _is_fact(each) for name, each in value.items())
    if isinstance(value, list | tuple):
        return all(map(_is_fact, value))
    if isinstance(value, str):
        return CODE.fullmatch(value) is not None
    return value is None or isinstance(value, int | float)
