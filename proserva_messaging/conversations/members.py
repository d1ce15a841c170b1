"""Members: add people to a thread, remove them, leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.locking import (
    LockedThread,
    ThreadSnapshot,
    deliver_system_message,
    load_thread,
    post_system_message,
    write_system_message,
)
from proserva_messaging.conversations.recipients import find_writable
from proserva_messaging.conversations.repeats import load_recent
from proserva_messaging.delivery import ledger
from proserva_messaging.errors import GroupChatOffError, InvalidError, LastOwnerError, NotAllowedError, NotFoundError
from proserva_messaging.models import Message, Participant, Thread
from proserva_messaging.store import audit, limits, permissions, system_messages, visibility
from proserva_messaging.store.idempotency import KeyedRequest, make_request, run_idempotent
from proserva_messaging.store.people import find_users, get_people
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

Role = Participant.Role
HISTORIES = (system_messages.ALL, system_messages.NONE)


def add_participants(
    user: User, thread_id: int, usernames: Sequence[str], history: str, *, idempotency_key: str | None = None
) -> Message:
    """Add people to a thread, all of them or none, and return the system message. `history` is how much of the earlier
    messages they see: `all` or `none`.

    Raises NotFoundError if the user is not in the thread, GroupChatOffError, NotAllowedError, CannotWriteError,
    InvalidError that names each person who cannot be added, TooManyPeopleError, TooManyRequestsError,
    IdempotencyKeyReusedError.
    """
    check_history(history)
    found = find_users(usernames)
    snapshot = load_thread(user, thread_id, found.values())
    sees_history = may_share_history(snapshot, history)
    asked: dict[str, Any] = {"thread": thread_id, "usernames": set(usernames), "history": history}
    request = make_request(user.pk, "participants", idempotency_key, **asked)

    def write() -> Message:
        locked = snapshot.lock()
        check_may_add(locked, sees_history)
        people = dict.fromkeys(each.pk for each in _check_people(user, usernames, found, snapshot, locked))
        return add_members(locked, people, history, request=request)

    before = partial(limits.require, limits.REACH, user, len(usernames))
    return run_idempotent(write, Message, request, partial(_is_same, thread_id, found, history), before=before)


def _is_same(thread_id: int, found: Mapping[str, User], history: str, message: Message) -> bool:
    """Return whether a message of an earlier release added the same people."""
    event: Any = message.event
    added = (message.thread_id, set(event["people"]), event["history"])
    return added == (thread_id, {each.pk for each in found.values()}, history)


def check_history(history: str) -> None:
    """Raise InvalidError unless `history` is one of HISTORIES."""
    if history not in HISTORIES:
        raise InvalidError(fields={"history": [_("Choose whether they see the whole history or none of it.")]})


def may_share_history(snapshot: ThreadSnapshot, history: str) -> bool:
    """Return whether the actor sees all the history that they want to show to others.

    Call it before the lock: it reads every message of the thread. Messages sent in between reach the actor as well.
    """
    if history == system_messages.NONE or not permissions.may_add(snapshot.actor):
        return True  # nothing to share, or refused anyway
    return not visibility.hides_any(snapshot.actor)


def check_may_add(locked: LockedThread, sees_history: bool) -> None:
    """Raise an error if the actor cannot add people to a thread. `sees_history` is from `may_share_history`.

    Raises CannotWriteError, GroupChatOffError, NotAllowedError.
    """
    locked.require(True)
    if not locked.thread.group_chat:
        owners = [participant.user_id for participant in locked.active if permissions.is_owner(participant)]
        names = ", ".join(person.name for person in get_people(owners).values())
        text = _("This conversation is between two people. %(names)s can turn Group Chat on and then add others.")
        raise GroupChatOffError(text % {"names": names or _("No one")})
    locked.require(permissions.may_add(locked.actor), _("Only an owner of this conversation can add people to it."))
    # Otherwise a member could add an accomplice to read what they may not see themselves.
    locked.require(sees_history, _("You can't share the whole history because you can't see all of it yourself."))


def _check_people(
    user: User, usernames: Sequence[str], found: Mapping[str, User], snapshot: ThreadSnapshot, locked: LockedThread
) -> list[User]:
    """Return the users to add. Raises InvalidError that names each one who cannot be added."""
    people = check_usernames(user, usernames, found, snapshot.actor.thread.course_id, snapshot.roles)
    active_ids = {participant.user_id for participant in locked.active}
    present = [each.username for each in people if each.pk in active_ids]
    if present:
        raise bad_usernames([_("“%(name)s” is already in this conversation.") % {"name": name} for name in present])
    return people


def check_usernames(
    user: User,
    usernames: Sequence[str],
    found: Mapping[str, User],
    course_key: CourseKey,
    roles: Mapping[int, str],
    field: str = "usernames",
) -> list[User]:
    """Return the users with these usernames, checked that the user may write to each.

    Raises InvalidError for no username, the user's own, or one given twice; else one that names each username that is
    unknown or that the user may not write to. These two look the same.
    """
    if not usernames:
        raise bad_usernames([_("Choose at least one person.")], field)
    if len(usernames) != len(set(usernames)):
        raise bad_usernames([_("Name each person only once.")], field)
    if user.username in usernames:
        raise bad_usernames([_("You are already in this conversation.")], field)
    writable = find_writable(user, found.values(), course_key, roles, unknown=len(found) < len(usernames))
    refused = [name for name in usernames if name not in found or found[name].pk not in writable]
    if refused:
        text = _("You can't write to “%(name)s” in this course.")
        raise bad_usernames([text % {"name": name} for name in refused], field)
    return [found[name] for name in usernames]


def bad_usernames(texts: list[str], field: str = "usernames") -> InvalidError:
    """Return an InvalidError with these texts for the field."""
    return InvalidError(fields={field: texts})


def add_members(
    locked: LockedThread,
    people: Mapping[int, int | None],
    history: str,
    *,
    request: KeyedRequest | None = None,
    event: dict[str, Any] | None = None,
    gone: Collection[int] = (),
) -> Message:
    """Add people to a locked thread (user ids, each with their cohort or None), and return the system message.

    People who return get their earlier participant back. `gone` are users who have just left, as `event` says. Raises
    TooManyPeopleError.
    """
    locked.check_size(len(people))
    event = event or system_messages.make_event(system_messages.ADDED, locked.actor_id, people, history=history)
    recent = load_recent(locked.thread.pk)
    message = write_system_message(locked, event, request=request)
    _become_group(locked.thread)
    _write_participants(locked, people, message, history)
    deliver_system_message(message, locked, also=gone, ring_ids={*people, *gone}, email_ids=set(people), recent=recent)
    _record(audit.Action.MEMBER_ADDED, locked, people, history=history)
    return message


def _record(action: str, locked: LockedThread, user_ids: Iterable[int], **facts: Any) -> None:
    """Write the audit entries of a person's change of the members. The sync with a cohort is no one's action."""
    if locked.actor_id is not None:
        of: dict[str, Any] = {"thread_id": locked.thread.pk, "course_key": locked.thread.course_id}
        audit.record_people(action, user_ids, actor_id=locked.actor_id, **of, facts=facts)


def _become_group(thread: Thread) -> None:
    if thread.kind == Thread.Kind.DIRECT:
        # Frees the pair's direct key: they can start a new direct thread.
        thread.kind, thread.direct_key = Thread.Kind.GROUP, None
        thread.save(update_fields=["kind", "direct_key"])


def _write_participants(locked: LockedThread, people: Mapping[int, int | None], message: Message, history: str) -> None:
    """Write the participants: one statement, and one more for each cohort of the people who return."""
    sees_all = history == system_messages.ALL
    joined = locked.get_time()
    visible = {"history_up_to": message.pk if sees_all else 0, "visible_from": 0 if sees_all else message.pk}
    returned: dict[str, Any] = {"left": None, "left_title": "", "removed": False, "joined": joined}
    # People who return without the history keep what they could see before.
    returned |= visible if sees_all else {}
    new, returning = [], defaultdict(list)
    for user_id, cohort_id in people.items():
        participant = locked.participants.get(user_id)
        if participant is None:
            participant = Participant(thread=locked.thread, user_id=user_id, joined=joined, seat=None, **visible)
            new.append(participant)
        else:
            vars(participant).update(returned)
            returning[cohort_id].append(user_id)
        participant.cohort_id = cohort_id
        locked.participants[user_id] = participant
    Participant.objects.bulk_create(new)
    for cohort_id, user_ids in returning.items():
        participants = Participant.objects.filter(thread=locked.thread, user_id__in=user_ids)
        participants.update(**returned, cohort_id=cohort_id)


def remove_members(locked: LockedThread, user_ids: Iterable[int], *, removed: bool, keep_cohort: bool = False) -> None:
    """Remove people from a locked thread. They keep the messages they have; their unsent emails are cancelled.

    `removed` is False if they left by themselves. With `keep_cohort` they join again together with their cohort.
    """
    user_ids = list(user_ids)
    changes: dict[str, Any] = {"left": locked.get_time(), "removed": removed, "left_title": locked.thread.title}
    changes |= {"role": Role.MEMBER, "seat": None, "may_add": None, "may_remove": None}
    if not keep_cohort:
        changes["cohort_id"] = None
    for user_id in user_ids:
        vars(locked.participants[user_id]).update(changes)
    Participant.objects.filter(thread=locked.thread, user_id__in=user_ids).update(**changes)
    ledger.cancel_emails(locked.thread.pk, user_ids)


def remove_participant(user: User, thread_id: int, username: str) -> None:
    """Remove a member from a group. If it is the user, leave the group.

    Raises NotFoundError if one of them is not in it, NotAllowedError, CannotWriteError, LastOwnerError.
    """
    if username == user.username:
        leave_thread(user, thread_id)
        return
    target = find_users([username]).get(username)
    snapshot = load_thread(user, thread_id)

    def write() -> None:
        locked = snapshot.lock()
        locked.require(True)
        participant = find_participant(locked, target)
        if permissions.is_owner(participant):
            raise NotAllowedError(_("An owner can't be removed."))
        text = _("Only an owner of this conversation can remove people from it.")
        locked.require(permissions.may_remove_person(locked.actor, participant), text)
        remove_members(locked, [participant.user_id], removed=True)
        event = system_messages.make_event(system_messages.REMOVED, locked.actor_id, [participant.user_id])
        post_system_message(locked, event, also=[participant.user_id], ring_ids={participant.user_id})
        _record(audit.Action.MEMBER_REMOVED, locked, [participant.user_id])

    run_atomic(write)


def find_participant(locked: LockedThread, target: User | None) -> Participant:
    """Return a user's participant. Raises NotFoundError if they are not in the thread now."""
    participant = locked.participants.get(target.pk) if target is not None else None
    if participant is None or not permissions.is_in(participant):
        raise NotFoundError
    return participant


def leave_thread(user: User, thread_id: int) -> None:
    """Leave a group. Raises NotFoundError if the user is not in it, NotAllowedError for a direct thread,
    LastOwnerError."""
    snapshot = load_thread(user, thread_id)

    def write() -> None:
        locked = snapshot.lock()
        if not permissions.is_in(locked.actor):
            raise NotFoundError
        if not permissions.may_leave(locked.actor):
            raise NotAllowedError(_("You can't leave a conversation between two people. You can archive or mute it."))
        check_keeps_owner(locked)
        remove_members(locked, [user.pk], removed=False)
        post_system_message(locked, system_messages.make_event(system_messages.LEFT, user.pk), also=[user.pk])

    run_atomic(write)


def check_keeps_owner(locked: LockedThread) -> None:
    """Raise LastOwnerError if the actor is the last owner who can act, unless they are alone in the group."""
    if not permissions.is_owner(locked.actor) or len(locked.active) == 1:
        return
    others = [participant for participant in locked.owners if participant.user_id != locked.actor_id]
    if not permissions.may_step_down(locked.actor, len(others) + 1):
        raise LastOwnerError
