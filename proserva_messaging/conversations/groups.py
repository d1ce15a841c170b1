"""Groups: start a group, turn Group Chat on or off, rename, close, set permissions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.cohorts import access_cohorts, get_members, save_cohorts
from proserva_messaging.conversations.drafts import Content, Draft, check_draft, write_message, write_once
from proserva_messaging.conversations.locking import LockedThread, check_size, load_thread, post_system_message
from proserva_messaging.conversations.members import check_usernames
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import DirectThreadExistsError, InvalidError, NotFoundError, TooManyPeopleError
from proserva_messaging.models import Message, Participant, Thread
from proserva_messaging.models.seats import FIRST, SECOND
from proserva_messaging.store import permissions, system_messages, text
from proserva_messaging.store.blocks import find_blocks
from proserva_messaging.store.people import find_users
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

Role = Participant.Role
PAIR = 2


def start_group(
    sender: User,
    course_key: CourseKey,
    recipients: Sequence[str],
    body: str,
    *,
    title: str = "",
    cohorts: Sequence[int] = (),
    keep_in_step: bool = False,
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> Message:
    """Start a group of the sender, who owns it, the `recipients` (usernames) and all members of `cohorts` (ids).

    Return its first message. With `keep_in_step` people join and leave the group with their cohort. Raises InvalidError
    that names each recipient the sender may not write to, or for the cohorts, the text, the files or the context;
    TooManyPeopleError, NotFoundError if the sender has no role in the course, TooManyRequestsError,
    IdempotencyKeyReusedError.
    """
    group = _check_group(sender, course_key, recipients, cohorts, title=title, synced=keep_in_step)
    content = Content(body, attachment_ids, context, idempotency_key)
    draft = check_draft(sender, course_key, content, group.asked, with_work=False, others=list(group.members.values()))
    return write_once(partial(_write_group, group, draft), draft, group.is_same, reach=len(group.members))


@dataclass(frozen=True)
class NewGroup:
    """A group to be started: its `members` by id without the owner, the cohort of each in `origins` (None: chosen by
    name), the `usernames` and ids of those `chosen` by name, and the names of the `cohorts` by id, which stay `synced`
    or not. `blocker_ids` are the members who have blocked the sender."""

    course_key: CourseKey
    title: str
    members: dict[int, User]
    origins: dict[int, int | None]
    usernames: Sequence[str]
    chosen: set[int]
    cohorts: dict[int, str]
    synced: bool
    blocker_ids: frozenset[int] = frozenset()

    @property
    def asked(self) -> dict[str, Any]:
        """The group as its Idempotency-Key requires it to be repeated."""
        people = {"recipients": set(self.usernames), "cohorts": set(self.cohorts), "synced": self.synced}
        return {"course": self.course_key, "title": self.title, **people}

    def is_same(self, message: Message) -> bool:
        """Return whether a message of an earlier release is in such a group."""
        thread = message.thread
        is_here = thread.kind == Thread.Kind.GROUP and thread.course_id == self.course_key
        return is_here and self.chosen <= set(thread.participants.values_list("user_id", flat=True))


def _check_group(
    sender: User,
    course_key: CourseKey,
    recipients: Sequence[str],
    cohort_ids: Sequence[int],
    *,
    title: str,
    synced: bool,
) -> NewGroup:
    """Return the group that the sender wants, checked. Raises as `start_group` does for members and title."""
    found = find_users(recipients)
    named = [each for each in found.values() if each != sender]
    roles = get_platform().get_roles(course_key, [sender, *named], local=named)
    if sender.pk not in roles:
        raise NotFoundError
    cohorts = access_cohorts(sender, course_key, cohort_ids, roles[sender.pk])
    by_name = recipients or not cohort_ids
    people = check_usernames(sender, recipients, found, course_key, roles, "recipients") if by_name else []
    chosen = {each.pk for each in people}
    members, origins = _merge_members(sender, get_members(course_key, cohort_ids), people)
    title = text.check_title(title)
    # Only a cohort can bring a learner together with one who has blocked them. One query.
    is_learner = not permissions.is_team(roles[sender.pk])
    blocker_ids = find_blocks(sender.pk, members).theirs if cohorts and is_learner else frozenset()
    return NewGroup(course_key, title, members, origins, recipients, chosen, cohorts, synced, blocker_ids)


def _merge_members(
    sender: User, by_cohort: Sequence[tuple[User, int]], by_name: Sequence[User]
) -> tuple[dict[int, User], dict[int, int | None]]:
    """Return the members of a new group beside the sender, and the cohort of each, by id. Raises InvalidError if there
    are none, TooManyPeopleError."""
    found = [*(user for user, _cohort in by_cohort), *by_name]
    members = {user.pk: user for user in found if user.pk != sender.pk}
    if not members:
        raise InvalidError(fields={"cohorts": [_("There is no one else in these cohorts.")]})
    check_size(len(members) + 1)
    # People chosen by name stay in the group when their cohort changes.
    origins = {user.pk: cohort_id for user, cohort_id in by_cohort} | dict.fromkeys(each.pk for each in by_name)
    return members, origins


def _write_group(group: NewGroup, draft: Draft) -> Message:
    """Write a group with its first message."""
    thread = Thread.objects.create(
        course_id=group.course_key, kind=Thread.Kind.GROUP, title=group.title, group_chat=True
    )
    shared = {"thread": thread, "joined": thread.created, "seat": None}
    owner = Participant(user=draft.sender, role=Role.OWNER, **shared)
    participants = [Participant(user_id=pk, cohort_id=group.origins[pk], **shared) for pk in group.members]
    Participant.objects.bulk_create([owner, *participants])
    save_cohorts(thread, group.cohorts, synced=group.synced, shows_history=False)
    return write_message(thread, draft, participants, group.blocker_ids)


def set_group_chat(user: User, thread_id: int, on: bool) -> None:
    """Turn Group Chat on or off. Raises as `change_thread` does."""
    change_thread(user, thread_id, group_chat=on)


def change_thread(user: User, thread_id: int, **changes: Any) -> None:
    """Change a thread's settings, all of them or none: `group_chat`, `title`, `members_may_add`, `members_may_remove`,
    `closed`, `keep_in_step` (with its cohorts). A value that is already set gets no system message.

    Raises NotFoundError if the user is not in the thread, NotAllowedError, CannotWriteError, InvalidError for a title
    that is too long, TooManyPeopleError or DirectThreadExistsError if Group Chat cannot be turned off, ValueError for
    an unknown setting.
    """
    if unknown := set(changes) - set(CHANGES):
        raise ValueError(f"No such change: {sorted(unknown)}")
    if "title" in changes:
        changes["title"] = text.check_title(changes["title"])
    snapshot = load_thread(user, thread_id)

    def write() -> None:
        locked = snapshot.lock()
        locked.require(True)
        # Turn Group Chat on before the other changes, which need it, and off after them.
        for name in sorted(changes, key=lambda each: (each == "group_chat") != bool(changes.get("group_chat"))):
            CHANGES[name](locked, changes[name], snapshot.roles)

    run_atomic(write)


def _set_group_chat(locked: LockedThread, on: bool, roles: Mapping[int, str]) -> None:
    locked.require(permissions.may_set_group_chat(locked.actor))
    thread = locked.thread
    if thread.group_chat == on:
        return
    if not on and permissions.is_group(thread):
        _become_direct(locked, roles)
    thread.group_chat = on
    thread.save(update_fields=["group_chat"])
    kind = system_messages.GROUP_ON if on else system_messages.GROUP_OFF
    post_system_message(locked, system_messages.make_event(kind, locked.actor_id))


def _become_direct(locked: LockedThread, roles: Mapping[int, str]) -> None:
    """Turn a group of two into the pair's direct thread, which cannot be closed and has no cohorts."""
    thread, user_ids = locked.thread, [participant.user_id for participant in locked.active]
    if len(user_ids) > PAIR:
        raise TooManyPeopleError(
            _("This conversation has more than two people. Remove people until two are left, or keep Group Chat on.")
        )
    if len(user_ids) < PAIR:
        raise InvalidError(fields={"group_chat": [_("You are alone in this conversation. Keep Group Chat on.")]})
    direct_key = Thread.make_direct_key(thread.course_id, *user_ids)
    if Thread.objects.filter(direct_key=direct_key).exists():
        raise DirectThreadExistsError
    thread.kind, thread.direct_key, thread.closed = Thread.Kind.DIRECT, direct_key, None
    thread.save(update_fields=["kind", "direct_key", "closed"])
    seat_pair(thread, user_ids)
    thread.cohorts.all().delete()
    _own_by_team(locked, roles)


def seat_pair(thread: Thread, user_ids: Sequence[int]) -> None:
    """Give the two seats of a direct thread to its participants. Call it in a transaction. Two statements."""
    # First free both: the constraint holds for each row.
    thread.participants.filter(seat__isnull=False).update(seat=None)
    places = Case(When(user=user_ids[0], then=Value(FIRST)), default=Value(SECOND))
    thread.participants.filter(user__in=user_ids, left=None).update(seat=places)


def _own_by_team(locked: LockedThread, roles: Mapping[int, str]) -> None:
    """Make the one on the course team the owner, as in any direct thread. Two of the team, or none, keep theirs."""
    on_team = [permissions.is_team(roles.get(participant.user_id)) for participant in locked.active]
    if any(on_team) and not all(on_team):
        for participant, owns in zip(locked.active, on_team, strict=True):
            participant.role = Role.OWNER if owns else Role.MEMBER
            participant.save(update_fields=["role"])


def _set_title(locked: LockedThread, title: str, _roles: Any) -> None:
    locked.require(permissions.may_rename(locked.actor))
    if locked.thread.title != title:
        locked.thread.title = title
        locked.thread.save(update_fields=["title"])
        post_system_message(locked, system_messages.make_event(system_messages.RENAMED, locked.actor_id, title=title))


def _set_closed(locked: LockedThread, closed: bool, _roles: Any) -> None:
    locked.require(permissions.may_close(locked.actor))
    if bool(locked.thread.closed) != closed:
        locked.thread.closed = timezone.now() if closed else None
        locked.thread.save(update_fields=["closed"])
        kind = system_messages.CLOSED if closed else system_messages.REOPENED
        post_system_message(locked, system_messages.make_event(kind, locked.actor_id))


def _set_permission(name: str) -> Callable[[LockedThread, bool, Any], None]:
    def change(locked: LockedThread, allowed: bool, _roles: Any) -> None:
        locked.require(permissions.may_set_permissions(locked.actor))
        if getattr(locked.thread, name) != allowed:
            setattr(locked.thread, name, allowed)
            locked.thread.save(update_fields=[name])
            post_system_message(locked, system_messages.make_event(system_messages.PERMISSIONS, locked.actor_id))

    return change


def _set_synced(locked: LockedThread, synced: bool, _roles: Any) -> None:
    locked.require(permissions.may_sync(locked.actor))
    locked.thread.cohorts.update(synced=synced)


CHANGES: dict[str, Callable[[LockedThread, Any, Any], None]] = {
    "group_chat": _set_group_chat,
    "title": _set_title,
    "members_may_add": _set_permission("members_may_add"),
    "members_may_remove": _set_permission("members_may_remove"),
    "closed": _set_closed,
    "keep_in_step": _set_synced,
}
