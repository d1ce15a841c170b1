"""The rules about threads and their participants, which no constraint of one row can hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from proserva_messaging.conversations.groups import PAIR, seat_pair
from proserva_messaging.conversations.locking import lock_row, lock_thread, post_system_message
from proserva_messaging.conversations.members import remove_members
from proserva_messaging.conversations.ownership import find_successor
from proserva_messaging.edxapp import get_platform
from proserva_messaging.integrity.rule import Rule
from proserva_messaging.models import Delivery, Message, Participant, Thread
from proserva_messaging.models.seats import SEATS
from proserva_messaging.store import system_messages
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.store.visibility import get_visible_messages

Kind = Thread.Kind
# A pair is found among at most this many people by its key.
MOST_COMPARED = 60


class ThreadRule(Rule):
    """A rule about threads, each of which is repaired in its own transaction, under its lock."""

    model = Thread

    def repair(self, ids: Sequence[int]) -> None:
        """Repair each thread that still breaks the rule."""
        for thread_id in ids:
            run_atomic(lambda each=thread_id: self._repair_locked(each))  # type: ignore[misc]

    def _repair_locked(self, thread_id: int) -> None:
        thread = lock_row(thread_id)
        if self.find(Thread.objects.filter(pk=thread_id)):
            self.repair_thread(thread)

    def repair_thread(self, thread: Thread) -> None:
        """Repair a locked thread."""
        raise NotImplementedError


class ThirdPerson(ThreadRule):
    """Two people in a direct thread. Others are removed; if the pair cannot be found, the thread is a group."""

    name, text = "third_person", "A direct thread has no third participant"

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the direct threads with more than two people in them."""
        people = Count("participants", filter=Q(participants__left=None))
        crowded: QuerySet[Any] = rows.filter(kind=Kind.DIRECT).annotate(people=people).filter(people__gt=PAIR)
        return crowded

    def repair_thread(self, thread: Thread) -> None:
        """Remove the others, or make it a group."""
        user_ids = list_active(thread)
        pair = find_pair(thread, user_ids)
        if pair is None:
            become_group(thread)
            return
        others = [user_id for user_id in user_ids if user_id not in pair]
        locked = lock_thread(thread.pk, None, ())
        remove_members(locked, others, removed=True)
        seat_pair(thread, pair)
        event = system_messages.make_event(system_messages.REMOVED, None, others)
        post_system_message(locked, event, also=others, ring_ids=set(others))


class DirectKey(ThreadRule):
    """The key of a direct thread is that of its two people."""

    name, text = "direct_key", "A direct thread has the key of its two participants"

    def find(self, rows: QuerySet[Any]) -> list[int]:
        """Return the threads whose key is another one. Computes the keys, which the database cannot."""
        threads = list(rows.filter(kind=Kind.DIRECT).order_by("pk").only("course_id", "direct_key"))
        people = defaultdict(list)
        active = Participant.objects.filter(thread__in=[each.pk for each in threads], left=None).order_by("pk")
        for thread_id, user_id in active.values_list("thread_id", "user_id"):
            people[thread_id].append(user_id)
        # Threads with more people are for the rule above.
        return [each.pk for each in threads if len(people[each.pk]) == PAIR and not has_key(each, people[each.pk])]

    def repair_thread(self, thread: Thread) -> None:
        """Write the key, or make it a group if the pair has another direct thread."""
        key = Thread.make_direct_key(thread.course_id, *list_active(thread))
        if Thread.objects.filter(direct_key=key).exists():
            become_group(thread)
        else:
            thread.direct_key = key
            thread.save(update_fields=["direct_key"])


class Seats(ThreadRule):
    """Both people in a direct thread have a seat: without it, the database accepts a third person."""

    name, text = "seats", "The two participants of a direct thread have its two seats"

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the direct threads with a person without a seat, or with the seat of a person who left."""
        wrong = Participant.objects.filter(thread=OuterRef("pk"))
        wrong = wrong.filter(Q(left=None, seat=None) | Q(left__isnull=False, seat__isnull=False))
        return rows.filter(Exists(wrong), kind=Kind.DIRECT)

    def repair_thread(self, thread: Thread) -> None:
        """Give both seats. A thread with more people is left to the rule above."""
        user_ids = list_active(thread)
        if len(user_ids) <= len(SEATS):
            seat_pair(thread, user_ids)


class Owner(ThreadRule):
    """A group in which there are people has an owner among them."""

    name, text = "owner", "A group with participants has an owner"

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the groups with people and without an owner."""
        active = Participant.objects.filter(thread=OuterRef("pk"), left=None)
        owners = active.filter(role=Participant.Role.OWNER)
        return rows.filter(Exists(active), ~Exists(owners), kind=Kind.GROUP)

    def repair_thread(self, thread: Thread) -> None:
        """Make the course team's longest-standing participant the owner, or else the longest-standing one."""
        participants = (
            Participant.objects.filter(thread=thread, left=None).select_related("user").order_by("joined", "pk")
        )
        users = [participant.user for participant in participants]
        roles = get_platform().get_roles(thread.course_id, users)
        locked = lock_thread(thread.pk, None, {user.pk for user in users} - set(roles))
        successor = find_successor(locked, roles) or participants[0]
        Participant.objects.filter(pk=successor.pk).update(role=Participant.Role.OWNER)


class NoAudience(Rule):
    """An announcement has no participants: it is in no inbox."""

    name, text, model = "announced_to", "The thread of an announcement has no participants", Participant

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the participants of announcements."""
        return rows.filter(thread__kind=Kind.ANNOUNCEMENT)

    def write(self, broken: QuerySet[Any]) -> None:
        """Delete them."""
        broken.delete()


class LastMessageRule(Rule):
    """The newest message in an inbox is one of the thread, and never one of another conversation."""

    name, text, model = "last_message", "The newest message of a participant belongs to their thread", Participant

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the participants with a message of another thread, or with none although they have some."""
        elsewhere = Q(last_message__isnull=False) & ~Q(last_message__thread=F("thread"))
        received = Delivery.objects.filter(thread=OuterRef("thread"), recipient=OuterRef("user"))
        written = Message.objects.filter(thread=OuterRef("thread"), sender=OuterRef("user"))
        # A broadcast gets its place in its sender's inbox when it begins.
        talk = Q(last_message=None, thread__kind__in=[Kind.DIRECT, Kind.GROUP])
        return rows.filter(elsewhere | (talk & (Exists(received) | Exists(written))))

    def write(self, broken: QuerySet[Any]) -> None:
        """Point to the newest message that the participant can see; to none if there is none."""
        for participant in list(broken):
            participant.last_message = get_visible_messages(participant).order_by("pk").last()
            participant.save(update_fields=["last_message"])


def list_active(thread: Thread) -> list[int]:
    """Return the ids of the users in a thread, in the order in which they came."""
    active = Participant.objects.filter(thread=thread, left=None)
    return list(active.order_by("pk").values_list("user_id", flat=True))


def has_key(thread: Thread, user_ids: Sequence[int]) -> bool:
    """Return whether a thread has the key of two users."""
    return thread.direct_key == Thread.make_direct_key(thread.course_id, user_ids[0], user_ids[1])


def find_pair(thread: Thread, user_ids: Sequence[int]) -> tuple[int, int] | None:
    """Return the two users whose key the thread has, or None."""
    pairs = combinations(user_ids[:MOST_COMPARED], PAIR)
    return next(((first, second) for first, second in pairs if has_key(thread, (first, second))), None)


def become_group(thread: Thread) -> None:
    """Turn a direct thread into a group, in which people can see each other."""
    thread.kind, thread.direct_key, thread.group_chat = Kind.GROUP, None, True
    thread.save(update_fields=["kind", "direct_key", "group_chat"])


RULES: tuple[Rule, ...] = (ThirdPerson(), DirectKey(), Seats(), Owner(), NoAudience(), LastMessageRule())
