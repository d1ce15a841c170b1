"""Ownership: roles and permissions of participants, and the successor of the last owner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, Value, When
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.locking import LockedThread, load_thread, lock_thread, post_system_message
from proserva_messaging.conversations.members import find_participant, remove_members
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import LastOwnerError, NotAllowedError
from proserva_messaging.models import Participant, Thread
from proserva_messaging.store import audit, permissions, system_messages
from proserva_messaging.store.people import find_users
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

Role = Participant.Role
# The number of people whose roles are read at once.
BATCH = 500


def set_participant(user: User, thread_id: int, username: str, **changes: Any) -> None:
    """Change a participant's `role`, `may_add` or `may_remove` (None: the thread's setting), or with `hand_over=True`
    make them an owner and the user a member.

    Raises NotFoundError if one of them is not in the thread, NotAllowedError, CannotWriteError, LastOwnerError.
    """
    target = find_users([username]).get(username)
    snapshot = load_thread(user, thread_id)

    def write() -> None:
        locked = snapshot.lock()
        participant = find_participant(locked, target)
        locked.require(True)
        _set_permissions(
            locked, participant, {name: changes[name] for name in ("may_add", "may_remove") if name in changes}
        )
        if changes.get("hand_over"):
            _hand_over(locked, participant)
        elif changes.get("role") == Role.OWNER:
            _make_owner(locked, participant)
        elif changes.get("role") == Role.MEMBER:
            _step_down(locked, participant)

    run_atomic(write)


def _set_permissions(locked: LockedThread, participant: Participant, changes: dict[str, bool | None]) -> None:
    if not changes:
        return
    locked.require(permissions.may_set_permissions(locked.actor))
    changed = {name: value for name, value in changes.items() if getattr(participant, name) != value}
    if changed:
        _save_participant(participant, **changed)
        post_system_message(
            locked, system_messages.make_event(system_messages.PERMISSIONS, locked.actor_id, [participant.user_id])
        )
        _record(locked, participant, **changed)


def _make_owner(locked: LockedThread, participant: Participant) -> None:
    locked.require(permissions.may_hand_over(locked.actor))
    if not permissions.is_owner(participant):
        _save_participant(participant, role=Role.OWNER)
        post_system_message(
            locked,
            system_messages.make_event(system_messages.OWNER, locked.actor_id, [participant.user_id]),
            ring_ids={participant.user_id},
        )
        _record(locked, participant, role=Role.OWNER)


def _hand_over(locked: LockedThread, participant: Participant) -> None:
    locked.require(permissions.may_hand_over(locked.actor))
    if participant.user_id == locked.actor_id or participant.user_id in locked.outsider_ids:
        raise NotAllowedError(_("Choose someone else in the course to hand the conversation over to."))
    _save_participant(participant, role=Role.OWNER)
    _save_participant(locked.actor, role=Role.MEMBER)
    post_system_message(
        locked,
        system_messages.make_event(system_messages.HANDED_OVER, locked.actor_id, [participant.user_id]),
        ring_ids={participant.user_id},
    )
    _record(locked, participant, role=Role.OWNER)


def _step_down(locked: LockedThread, participant: Participant) -> None:
    if not permissions.is_owner(participant):
        return
    locked.require(permissions.may_hand_over(locked.actor))
    if participant.user_id != locked.actor_id:
        raise NotAllowedError(_("Owners can only step down themselves."))
    if not permissions.may_step_down(participant, len(locked.owners)):
        raise LastOwnerError
    _save_participant(participant, role=Role.MEMBER)
    post_system_message(locked, system_messages.make_event(system_messages.STEPPED_DOWN, locked.actor_id))


def _save_participant(participant: Participant, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(participant, name, value)
    participant.save(update_fields=list(changes))


def _record(locked: LockedThread, participant: Participant, **facts: Any) -> None:
    """Write the audit entry of a change of a participant's role or permissions."""
    of: dict[str, Any] = {"thread_id": locked.thread.pk, "course_key": locked.thread.course_id}
    facts = {name: str(value) if isinstance(value, str) else value for name, value in facts.items()}
    audit.record(audit.Action.ROLE_CHANGED, actor_id=locked.actor_id, person_id=participant.user_id, **of, facts=facts)


def leave_all_groups(user: User) -> None:
    """Remove a user who is being retired from all groups, each in its own transaction.

    If they are the last owner of a group, the course team's longest-standing participant becomes the owner, or else the
    longest-standing member.
    """
    participants = Participant.objects.filter(user=user, left=None, thread__kind=Thread.Kind.GROUP)
    for thread_id in participants.order_by("thread_id").values_list("thread_id", flat=True):
        _leave_group(user, thread_id)


def _leave_group(user: User, thread_id: int) -> None:
    participants = Participant.objects.filter(thread_id=thread_id, left=None).exclude(user=user)
    others = [participant.user for participant in participants.select_related("user")]
    roles = get_platform().get_roles(Thread.objects.get(pk=thread_id).course_id, others)
    outsider_ids = {user.pk, *(each.pk for each in others if each.pk not in roles)}

    def write() -> None:
        locked = lock_thread(thread_id, None, outsider_ids)
        participant = locked.participants[user.pk]
        needs_owner = permissions.is_owner(participant) and not locked.owners
        successor = find_successor(locked, roles) if needs_owner else None
        remove_members(locked, [user.pk], removed=False)
        if successor is not None:
            _save_participant(successor, role=Role.OWNER)
            event = system_messages.make_event(system_messages.OWNER, None, [successor.user_id])
            post_system_message(locked, event, ring_ids={successor.user_id})
            _record(locked, successor, role=Role.OWNER)

    run_atomic(write)


def find_successor(locked: LockedThread, roles: Mapping[int, str]) -> Participant | None:
    """Return the next owner of a group without an owner; None if no participant is in the course."""

    def rank(participant: Participant) -> tuple[bool, Any, int]:
        return not permissions.is_team(roles.get(participant.user_id)), participant.joined, participant.pk

    return min(locked.reachable, key=rank, default=None)


def reassign_owners(user_id: int, course_key: CourseKey) -> int:
    """Make the course team own its direct threads with a user whose role has changed. Return the number of changes.

    Threads in which both or neither are on the team keep their owner.
    """
    user = get_user_model().objects.get(pk=user_id)
    # A direct thread that was a group also has participants who left.
    participants = Participant.objects.filter(thread__course_id=course_key, thread__kind=Thread.Kind.DIRECT, left=None)
    others = participants.filter(thread_id__in=participants.filter(user=user).values("thread_id")).exclude(user=user)
    partners = list(others.order_by("pk").select_related("user"))
    batches = (partners[start : start + BATCH] for start in range(0, len(partners), BATCH))
    return sum(_reassign(user, course_key, batch) for batch in batches)


def reassign_owners_in_organization(user_id: int, org: str) -> int:
    """Call `reassign_owners` for each course of an organization in which the user has a direct thread."""
    mine = Participant.objects.filter(user_id=user_id, thread__kind=Thread.Kind.DIRECT)
    keys = set(mine.order_by().values_list("thread__course_id", flat=True).distinct())
    return sum(reassign_owners(user_id, key) for key in sorted(keys, key=str) if key.org == org)


def _reassign(user: User, course_key: CourseKey, partners: list[Participant]) -> int:
    roles = get_platform().get_roles(course_key, [user, *(each.user for each in partners)])
    on_team = permissions.is_team(roles.get(user.pk))
    mine, theirs = (Role.OWNER, Role.MEMBER) if on_team else (Role.MEMBER, Role.OWNER)
    wrong = [each for each in partners if permissions.is_team(roles.get(each.user_id)) != on_team]
    ids = [each.thread_id for each in wrong if each.role == mine]
    right = Case(When(user=user, then=Value(mine)), default=Value(theirs))

    def write() -> None:
        Participant.objects.filter(thread_id__in=ids, left=None).update(role=right)
        facts = {"role": str(mine), "threads": len(ids)}
        audit.record(audit.Action.ROLE_CHANGED, actor_id=None, person_id=user.pk, course_key=course_key, facts=facts)

    if ids:
        run_atomic(write)
    return len(ids)
