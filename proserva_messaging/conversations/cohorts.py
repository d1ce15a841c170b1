"""Cohorts: start groups from cohorts, and keep their membership synced."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.conversations.data import CohortInfo
from proserva_messaging.conversations.locking import (
    LockedThread,
    ThreadSnapshot,
    load_thread,
    lock_thread,
    post_system_message,
)
from proserva_messaging.conversations.members import (
    add_members,
    check_history,
    check_may_add,
    may_share_history,
    remove_members,
)
from proserva_messaging.conversations.recipients import get_peer_messages
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.errors import InvalidError, NotFoundError
from proserva_messaging.models import Message, Thread, ThreadCohort
from proserva_messaging.store import limits, permissions, system_messages
from proserva_messaging.store.idempotency import KeyedRequest, make_request, run_idempotent
from proserva_messaging.store.people import get_cohort_names
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

log = logging.getLogger(__name__)


@takes_course_key
def get_cohorts(user: User, course_key: CourseKey) -> list[CohortInfo]:
    """Return the cohorts from which the user may start a group, sorted by name, with their sizes. Raises NotFoundError
    if the user has no role in the course."""
    platform = get_platform()
    role = platform.get_roles(course_key, [user]).get(user.pk)
    if role is None:
        raise NotFoundError
    usable = _get_usable(user, course_key, role)
    sizes = platform.count_cohort_members(course_key) if usable else {}
    found = [CohortInfo(id=each, name=name, size=sizes.get(each, 0)) for each, name in usable.items()]
    return sorted(found, key=lambda cohort: (cohort.name.casefold(), cohort.id))


def access_cohorts(user: User, course_key: CourseKey, cohort_ids: Collection[int], role: str | None) -> dict[int, str]:
    """Return the names of these cohorts by id. Raises InvalidError unless the user may start a group from each."""
    if not cohort_ids:
        return {}
    usable = _get_usable(user, course_key, role)
    if any(cohort_id not in usable for cohort_id in cohort_ids):
        raise InvalidError(fields={"cohorts": [_("This cohort is not available to you in this course.")]})
    return {cohort_id: usable[cohort_id] for cohort_id in cohort_ids}


def get_members(course_key: CourseKey, cohort_ids: Collection[int]) -> list[tuple[User, int]]:
    """Return the enrolled members of these cohorts, each with the cohort's id. One query."""
    return get_platform().list_cohort_members(course_key, cohort_ids) if cohort_ids else []


def has_synced_groups(course_key: CourseKey) -> bool:
    """Return whether a course has a group that is synced with a cohort. One query."""
    return ThreadCohort.objects.filter(thread__course_id=course_key, synced=True).exists()


def _get_usable(user: User, course_key: CourseKey, role: str | None) -> dict[int, str]:
    platform = get_platform()
    cohorts = get_cohort_names(course_key)
    if not cohorts:
        return {}
    team = permissions.is_team(role)
    own_cohort = None if team else platform.get_cohort_ids(course_key, [user.pk]).get(user.pk)
    peers = "" if team else get_peer_messages(user, course_key)
    return {each: name for each, name in cohorts.items() if permissions.may_use_cohort(role, own_cohort, each, peers)}


def add_cohorts(
    user: User,
    thread_id: int,
    cohort_ids: Sequence[int],
    history: str,
    *,
    keep_in_step: bool = False,
    idempotency_key: str | None = None,
) -> Message:
    """Add all members of these cohorts who are not in the thread, and return the system message. With `keep_in_step`,
    which needs an owner, people join and leave with their cohort from now on.

    Raises as `add_participants` does; InvalidError also if the user may not use a cohort or there is no one to add.
    """
    check_history(history)
    snapshot = load_thread(user, thread_id)
    sees_history = may_share_history(snapshot, history)
    course_key = snapshot.actor.thread.course_id
    chosen = access_cohorts(user, course_key, cohort_ids, snapshot.roles.get(user.pk))
    members = {member.pk: cohort_id for member, cohort_id in get_members(course_key, cohort_ids)}
    adding = _Adding(snapshot, cohort_ids, history, sees_history, chosen, members, keep_in_step)
    request = make_request(user.pk, "participants", idempotency_key, **adding.asked)
    before = partial(limits.require, limits.REACH, user, len(members))
    write = partial(_add_cohorts, adding, request)
    return run_idempotent(write, Message, request, adding.is_same, before=before)


@dataclass(frozen=True)
class _Adding:
    """Cohorts to be added to a thread, checked: their names by id in `chosen`, and the cohort of each of their
    `members` by the user's id."""

    snapshot: ThreadSnapshot
    cohort_ids: Sequence[int]
    history: str
    sees_history: bool
    chosen: dict[int, str]
    members: dict[int, int]
    synced: bool

    @property
    def asked(self) -> dict[str, Any]:
        """The addition as its Idempotency-Key requires it to be repeated."""
        thread_id, cohort_ids = self.snapshot.actor.thread_id, set(self.cohort_ids)
        return {"thread": thread_id, "cohorts": cohort_ids, "history": self.history, "synced": self.synced}

    def is_same(self, message: Message) -> bool:
        """Return whether a message of an earlier release is of the same addition."""
        event: Any = message.event
        added = (message.thread_id, event.get("cohorts"), event["history"])
        return added == (self.snapshot.actor.thread_id, list(self.cohort_ids), self.history)


def _add_cohorts(adding: _Adding, request: KeyedRequest) -> Message:
    locked, history = adding.snapshot.lock(), adding.history
    check_may_add(locked, adding.sees_history)
    if adding.synced:
        locked.require(permissions.may_sync(locked.actor))
    new = {user_id: cohort_id for user_id, cohort_id in adding.members.items() if not _is_in(locked, user_id)}
    if not new:
        raise InvalidError(fields={"cohorts": [_("Everyone in this cohort is already in this conversation.")]})
    save_cohorts(locked.thread, adding.chosen, synced=adding.synced, shows_history=history == system_messages.ALL)
    event = system_messages.make_event(
        system_messages.ADDED, locked.actor_id, new, history=history, cohorts=list(adding.cohort_ids)
    )
    return add_members(locked, new, history, request=request, event=event)


def _is_in(locked: LockedThread, user_id: int) -> bool:
    return user_id in locked.participants and permissions.is_in(locked.participants[user_id])


def reconcile(thread_id: int) -> tuple[int, int]:
    """Update a group after changes to its cohorts, and return how many people joined and left.

    Never remove owners or people who were added by name. Never add people who left or were removed, or more than
    GROUP_MAX_PEOPLE. Safe to repeat and to run concurrently.
    """
    thread = Thread.objects.get(pk=thread_id)
    cohorts = {row.cohort_id: row for row in thread.cohorts.filter(synced=True)}
    if not cohorts or not permissions.is_group(thread):
        return 0, 0
    members = {user.pk: cohort_id for user, cohort_id in get_members(thread.course_id, list(cohorts))}
    users = [participant.user for participant in thread.participants.filter(left=None).select_related("user")]
    roles = get_platform().get_roles(thread.course_id, users)
    outsider_ids = {user.pk for user in users} - set(roles)
    return run_atomic(lambda: _sync(lock_thread(thread_id, None, outsider_ids), cohorts, members))


def _sync(locked: LockedThread, cohorts: dict[int, ThreadCohort], members: dict[int, int]) -> tuple[int, int]:
    """Remove the people who left the cohorts, and add the new ones. Return the number of both, the new ones first."""
    synced = [each for each in locked.active if each.cohort_id in cohorts and not permissions.is_owner(each)]
    gone = [participant.user_id for participant in synced if participant.user_id not in members]
    new = _find_new(locked, members, gone_count=len(gone))
    if not (new or gone):
        return 0, 0
    remove_members(locked, gone, removed=True, keep_cohort=True)
    if not new:
        event = system_messages.make_event(system_messages.SYNCED, None, gone=gone)
        post_system_message(locked, event, also=gone, ring_ids=set(gone))
    # One system message for each history; the first one also reports who left.
    reported = gone
    for history in sorted({_get_history(cohorts[cohort_id]) for cohort_id in new.values()}):
        added = {pk: cohort_id for pk, cohort_id in new.items() if _get_history(cohorts[cohort_id]) == history}
        event = system_messages.make_event(system_messages.SYNCED, None, added, gone=reported, history=history)
        add_members(locked, added, history, event=event, gone=reported)
        reported = []
    return len(new), len(gone)


def _find_new(locked: LockedThread, members: dict[int, int], *, gone_count: int) -> dict[int, int]:
    """Return the members of the cohorts who join the group, as many as fit in when `gone_count` have left."""
    eligible = {user_id: cohort_id for user_id, cohort_id in members.items() if _may_join(locked, user_id)}
    free = max(conf.get("GROUP_MAX_PEOPLE") - len(locked.active) + gone_count, 0)
    new = dict(list(eligible.items())[:free])
    if len(new) < len(eligible):
        log.warning("Group %s is full: %s of its cohorts cannot join", locked.thread.pk, len(eligible) - len(new))
    return new


def _get_history(cohort: ThreadCohort) -> str:
    return system_messages.ALL if cohort.shows_history else system_messages.NONE


def _may_join(locked: LockedThread, user_id: int) -> bool:
    """Return whether a member of the cohort joins: they never were in the group, or left it with their cohort."""
    participant = locked.participants.get(user_id)
    return participant is None or (not permissions.is_in(participant) and participant.cohort_id is not None)


def reconcile_course(course_key: CourseKey) -> tuple[int, int]:
    """Update all groups of a course that are synced with cohorts; return how many people joined and left."""
    return _reconcile_all(ThreadCohort.objects.filter(thread__course_id=course_key), [])


def reconcile_all(failed: list[int] | None = None) -> tuple[int, int]:
    """Update all groups that are synced with cohorts; return how many people joined and left. Add the ids of groups for
    which this failed to `failed`."""
    return _reconcile_all(ThreadCohort.objects.all(), [] if failed is None else failed)


def _reconcile_all(rows: QuerySet[ThreadCohort], failed: list[int]) -> tuple[int, int]:
    """Update the groups of these rows. Log errors and go on with the next group."""
    joined = left = 0
    for thread_id in sorted(set(rows.filter(synced=True).values_list("thread_id", flat=True))):
        try:
            new, gone = reconcile(thread_id)
        except Exception:
            log.exception("Could not sync group %s with its cohorts", thread_id)
            failed.append(thread_id)
            continue
        joined, left = joined + new, left + gone
    return joined, left


def save_cohorts(thread: Thread, cohorts: Mapping[int, str], *, synced: bool, shows_history: bool) -> None:
    """Store the cohorts (names by id) of a group. Three statements at most."""
    known = set(thread.cohorts.values_list("cohort_id", flat=True)) if cohorts else set()
    new = [
        ThreadCohort(thread=thread, cohort_id=cohort_id, name=name, synced=synced, shows_history=shows_history)
        for cohort_id, name in cohorts.items()
        if cohort_id not in known
    ]
    ThreadCohort.objects.bulk_create(new)
    if known & set(cohorts):
        known_rows = thread.cohorts.filter(cohort_id__in=list(cohorts))
        known_rows.update(synced=synced, shows_history=shows_history)
