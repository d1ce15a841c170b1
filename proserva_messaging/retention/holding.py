"""Legal holds: set and release them, recorded in the audit trail."""

from __future__ import annotations

from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.errors import InvalidError, NotFoundError
from proserva_messaging.models import Announcement, Hold
from proserva_messaging.store import audit, holds, permissions, sealing
from proserva_messaging.store.lines import clean_line
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

REASON_MIN_LENGTH = 20
REASON_MAX_LENGTH = 500


def set_hold(
    user: User,
    reason: str,
    *,
    course_key: CourseKey | None = None,
    thread_id: int | None = None,
    person_id: int | None = None,
) -> Hold:
    """Set a legal hold on a course, a thread or a person, and return it.

    Raises NotFoundError unless the user is an active superuser, InvalidError for a reason that is too short or too
    long, or unless exactly one object is given.
    """
    reason = _check_reason(user, reason)
    if sum(each is not None for each in (course_key, thread_id, person_id)) != 1:
        raise InvalidError(fields={"course_id": ["Give a course, a thread or a person, and only one of them."]})

    def write() -> Hold:
        holds.lock_gate()
        of = {"thread_id": thread_id, "person_id": person_id}
        hold = Hold.objects.create(course_id=course_key, **of, reason=reason, set_by_id=user.pk)
        _record(audit.Action.HOLD_SET, user, hold)
        return hold

    return run_atomic(write)


def _check_reason(user: User, reason: str) -> str:
    if not permissions.may_disclose(user):
        raise NotFoundError
    reason = clean_line(reason)
    if not REASON_MIN_LENGTH <= len(reason) <= REASON_MAX_LENGTH:
        raise InvalidError(fields={"reason": [f"Enter {REASON_MIN_LENGTH} to {REASON_MAX_LENGTH} characters."]})
    return reason


def release_hold(user: User, hold_id: int) -> None:
    """Release a hold, and finish the deletions that it has held up. A hold that was released before stays so.

    Raises NotFoundError if there is no such hold, or unless the user is an active superuser.
    """
    hold = Hold.objects.filter(pk=hold_id).first()
    if hold is None or not permissions.may_disclose(user):
        raise NotFoundError

    def write() -> bool:
        holds.lock_gate()
        released = bool(Hold.objects.filter(pk=hold_id, released=None).update(released=timezone.now()))
        if released:
            _record(audit.Action.HOLD_RELEASED, user, hold)
            deleted = Announcement.objects.filter(deleted_at__isnull=False, reconcile_at=None)
            deleted.update(reconcile_at=timezone.now())
        return released

    if run_atomic(write):
        sealing.unseal()


def _record(action: str, user: User, hold: Hold) -> None:
    audit.record(
        action,
        actor_id=user.pk,
        person_id=hold.person_id,
        thread_id=hold.thread_id,
        course_key=hold.course_id or None,
        reason=hold.reason,
        facts={"hold": hold.pk},
    )
