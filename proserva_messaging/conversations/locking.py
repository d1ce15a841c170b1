"""Locked threads: load a thread's participants, lock it, and record changes as system messages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from proserva_messaging import conf
from proserva_messaging.commits import call_after_commit
from proserva_messaging.conversations.repeats import Recent, can_replace, load_recent
from proserva_messaging.data import ThreadChangedData
from proserva_messaging.delivery import ledger
from proserva_messaging.delivery.membership import find_closed
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import CannotWriteError, NotAllowedError, NotFoundError, TooManyPeopleError
from proserva_messaging.models import Message, Participant, Thread
from proserva_messaging.signals import THREAD_CHANGED
from proserva_messaging.store import permissions, system_messages
from proserva_messaging.store.access import access_participants
from proserva_messaging.store.blocks import NO_BLOCKS, Blocks, read_blocks, with_blocks
from proserva_messaging.store.idempotency import KeyedRequest
from proserva_messaging.types import User

# The precision of times in the database.
MOMENT = timedelta(microseconds=1)


@dataclass
class LockedThread:
    """A locked thread with all its participants by user id, including those who left.

    `actor_id` is the user who changes it, None for an automatic change. `outsider_ids` are the users found to have no
    role in the course. `blocks` are the actor's.
    """

    thread: Thread
    participants: dict[int, Participant]
    actor_id: int | None
    outsider_ids: frozenset[int]
    blocks: Blocks = NO_BLOCKS

    @property
    def actor(self) -> Participant:
        """Return the actor's participant. Raises NotFoundError if they never were in the thread."""
        participant = self.participants.get(self.actor_id or 0)
        if participant is None:
            raise NotFoundError
        return participant

    @property
    def active(self) -> list[Participant]:
        """Return the participants who are in the thread now, in the order in which they first joined."""
        return [participant for participant in self.participants.values() if permissions.is_in(participant)]

    @property
    def reachable(self) -> list[Participant]:
        """Return the active participants who are in the course. Only they receive new messages."""
        return [participant for participant in self.active if participant.user_id not in self.outsider_ids]

    @property
    def reachable_ids(self) -> set[int]:
        """Return the user ids of `reachable`."""
        return {participant.user_id for participant in self.reachable}

    @property
    def owners(self) -> list[Participant]:
        """Return the owners who can act: those in the course."""
        return [participant for participant in self.reachable if permissions.is_owner(participant)]

    def require(self, allowed: bool, message: str = "") -> None:
        """Raise CannotWriteError if the actor has left the thread or the course, NotAllowedError unless `allowed`."""
        if not permissions.is_in(self.actor) or self.actor_id in self.outsider_ids:
            raise CannotWriteError(permissions.why_not_write(self.actor, (), {}))
        if not allowed:
            raise NotAllowedError(message)

    def get_time(self) -> datetime:
        """Return the time now, but later than each time at which a participant joined or left.

        Their order decides which participants a former one sees, and the clocks of processes differ.
        """
        times = (time for each in self.participants.values() for time in (each.joined, each.left) if time)
        latest = max(times, default=None)
        return max(timezone.now(), latest + MOMENT) if latest else timezone.now()

    def check_size(self, added: int) -> None:
        """Raise TooManyPeopleError if the group is too large with `added` more people."""
        check_size(len(self.active) + added)


@dataclass(frozen=True)
class ThreadSnapshot:
    """A thread as it was read before the lock. Checks on it must be repeated on the locked thread.

    `actor` is the participant of the user who acts, `others` are the other users in the thread, `roles` are the roles
    of all these in the course, `blocks` are the actor's.
    """

    actor: Participant
    others: list[User]
    roles: Mapping[int, str]
    blocks: Blocks = NO_BLOCKS

    def lock(self) -> LockedThread:
        """Lock the thread and return its current state. Call it first in a transaction."""
        user_ids = {self.actor.user_id, *(user.pk for user in self.others)}
        return lock_thread(self.actor.thread_id, self.actor.user_id, user_ids - set(self.roles))


def check_size(count: int) -> None:
    """Raise TooManyPeopleError if `count` is more than GROUP_MAX_PEOPLE."""
    limit = conf.get("GROUP_MAX_PEOPLE")
    if count > limit:
        text = _("A group can have at most %(limit)d people. To reach more, send a broadcast.") % {"limit": limit}
        raise TooManyPeopleError(text)


def load_thread(user: User, thread_id: int, more: Collection[User] = ()) -> ThreadSnapshot:
    """Return a snapshot of a thread for the user. `roles` includes those of `more` users, but none on the whole site if
    they are not in the thread.

    Raises NotFoundError if the user never was in it, CannotWriteError for a broadcast or an announcement: these do not
    change, and reading their thousands of participants under a lock would block others.
    """
    actor, participants = access_participants(user, thread_id)
    if permissions.is_to_many(actor.thread):
        raise CannotWriteError(permissions.why_not_write(actor, (), {}))
    others = [participant.user for participant in participants if permissions.is_in(participant)]
    new = [each for each in more if each != user and each not in others]
    roles = get_platform().get_roles(actor.thread.course_id, [user, *others, *more], local=new)
    return ThreadSnapshot(actor, others, roles, read_blocks([actor, *participants], actor.thread.course_id))


def lock_thread(thread_id: int, actor_id: int | None, outsider_ids: Iterable[int]) -> LockedThread:
    """Lock a thread and return its current state. Call it first in a transaction."""
    thread = lock_row(thread_id)
    rows = Participant.objects.filter(thread_id=thread_id).order_by("pk")
    participants = {}
    for participant in rows if actor_id is None else with_blocks(rows, actor_id, str(thread.course_id)):
        participant.thread = thread
        participants[participant.user_id] = participant
    blocks = read_blocks(participants.values(), thread.course_id)
    return LockedThread(thread, participants, actor_id, frozenset(outsider_ids), blocks)


def lock_row(thread_id: int) -> Thread:
    """Lock a thread's row and return it. Writes to a thread run one after the other, so ids follow the order of time.

    Call it first in a transaction: rows read before the lock may be out of date.
    """
    return Thread.objects.select_for_update().get(pk=thread_id)


def write_system_message(
    locked: LockedThread, event: dict[str, Any], *, request: KeyedRequest | None = None
) -> Message:
    """Create a system message without deliveries. New participants need its id before it is delivered."""
    columns = (request or KeyedRequest()).columns
    return Message.objects.create(thread=locked.thread, sender_id=locked.actor_id, event=event, **columns)


def deliver_system_message(
    message: Message,
    locked: LockedThread,
    *,
    also: Iterable[int] = (),
    ring_ids: Collection[int] = (),
    email_ids: Collection[int] = (),
    recent: Recent | None = None,
) -> None:
    """Deliver a system message to all reachable participants and to `also`, users who have just left.

    Send THREAD_CHANGED after the commit. The message becomes the newest in each inbox, but the thread leaves the
    archive only for `ring_ids`, the users whose bell rings. Users who were just notified of the same by a message in
    `recent` get no second bell or email. Of people outside the course, only `also` get the message, without a bell.
    """
    user_ids = list(dict.fromkeys([*(participant.user_id for participant in locked.reachable), *also]))
    if recent:
        ringing, emailed = recent.find_notified(message.event or {}, ring_ids)
        ring_ids, email_ids = set(ring_ids) - ringing, set(email_ids) - emailed
    recipient_ids = [user_id for user_id in user_ids if user_id != locked.actor_id]
    ring_ids = set(ring_ids) - locked.outsider_ids
    closed = find_closed(ring_ids) if ring_ids else {}
    ledger.add_system_deliveries(message, recipient_ids, ring_ids=ring_ids, email_ids=email_ids, closed=closed)
    _move_up(message, user_ids, ring_ids)
    call_after_commit(THREAD_CHANGED.send_event, line=_make_change(message, locked))


def _move_up(message: Message, user_ids: Collection[int], ring_ids: Collection[int]) -> None:
    """Make a message the newest in the inboxes of these users, and take its thread out of the archives of those whose
    bell rings."""
    participants = Participant.objects.filter(thread=message.thread_id)
    participants.filter(user_id__in=user_ids).update(last_message=message)
    if ring_ids:
        participants.filter(user_id__in=list(ring_ids), archived=True).update(archived=False)


def _make_change(message: Message, locked: LockedThread) -> ThreadChangedData:
    event: Any = message.event
    return ThreadChangedData(
        message_id=message.pk,
        thread_id=locked.thread.pk,
        course_key=locked.thread.course_id,
        actor_id=locked.actor_id or 0,
        change=event["type"],
        people_count=len(event["people"]) + len(event.get("gone", [])),
    )


def post_system_message(locked: LockedThread, event: dict[str, Any], **delivery: Any) -> Message:
    """Create a system message and deliver it; `delivery` as in `deliver_system_message`.

    It replaces an earlier one that it makes obsolete.
    """
    recent = load_recent(locked.thread.pk)
    repeated = recent.find_repeated(event)
    if repeated and not can_replace(repeated, locked.participants.values(), locked.reachable_ids):
        repeated = None
    if repeated:
        event = system_messages.merge_events(repeated.event or {}, event)
    message = write_system_message(locked, event)
    deliver_system_message(message, locked, **delivery, recent=recent)
    if repeated:
        repeated.delete()
    return message
