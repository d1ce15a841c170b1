"""Blocks and restrictions: between which people no message passes, and whose messages reach no classmates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp.protocol import LEARNER
from proserva_messaging.models import Block, Message, Participant, Restriction

NO_ONE = 0


@dataclass(frozen=True)
class Blocks:
    """The blocks of a user, by the other people's ids: the people that the user has blocked (`mine`), and those who
    have blocked the user (`theirs`). `restricted_in` are the ids of courses in which the user cannot write to
    classmates."""

    mine: frozenset[int] = frozenset()
    theirs: frozenset[int] = frozenset()
    restricted_in: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        """The people on either side of a block."""
        return self.mine | self.theirs

    def is_restricted(self, course_key: CourseKey) -> bool:
        """Return whether the user cannot write to classmates in a course."""
        return str(course_key) in self.restricted_in

    def stop(self, other_id: int, course_key: CourseKey) -> bool:
        """Return whether no message passes from the user to a classmate in a course."""
        return other_id in self.all or self.is_restricted(course_key)


NO_BLOCKS = Blocks()


def find_blocks(user_id: int, other_ids: Collection[int]) -> Blocks:
    """Return the blocks between a user and others, and the user's restrictions in all courses. One query."""
    between = Q(blocker=user_id, blocked__in=other_ids) | Q(blocked=user_id, blocker__in=other_ids)
    nowhere = Value("", CharField())
    blocks = Block.objects.filter(between).annotate(one=F("blocker_id"), two=F("blocked_id"), where=nowhere)
    no_one = Value(NO_ONE, IntegerField())
    restrictions = Restriction.objects.filter(user=user_id).annotate(one=F("user_id"), two=no_one, where=F("course_id"))
    rows = list(blocks.values_list("one", "two", "where").union(restrictions.values_list("one", "two", "where")))
    return Blocks(
        mine=frozenset(two for one, two, where in rows if one == user_id and not where),
        theirs=frozenset(one for one, two, where in rows if two == user_id),
        restricted_in=frozenset(where for _one, _two, where in rows if where),
    )


def with_blocks(
    participants: QuerySet[Participant], user_id: int, course_id: str | None = None
) -> QuerySet[Participant]:
    """Return participants with what `read_blocks` needs. No query of its own.

    Without `course_id` the restriction is looked up by the thread's course.
    """
    where = course_id or OuterRef("thread__course_id")
    return participants.annotate(
        is_blocked=Exists(Block.objects.filter(blocker=user_id, blocked=OuterRef("user_id"))),
        has_blocked=Exists(Block.objects.filter(blocker=OuterRef("user_id"), blocked=user_id)),
        is_restricted=Exists(Restriction.objects.filter(user=user_id, course_id=where)),
    )


def read_blocks(participants: Iterable[Participant], course_key: CourseKey) -> Blocks:
    """Return the blocks of a user from participants of one thread, loaded by `with_blocks`. Others have none."""
    rows = [vars(each) for each in participants]
    return Blocks(
        mine=frozenset(row["user_id"] for row in rows if row.get("is_blocked")),
        theirs=frozenset(row["user_id"] for row in rows if row.get("has_blocked")),
        restricted_in=frozenset([str(course_key)] if any(row.get("is_restricted") for row in rows) else ()),
    )


def keep_learners(user_ids: Collection[int], user_id: int, roles: Mapping[int, str]) -> frozenset[int]:
    """Return those people to which blocks by or against the user apply: both are learners in the course."""
    if roles.get(user_id) != LEARNER:
        return frozenset()
    return frozenset(each for each in user_ids if roles.get(each) == LEARNER)


def with_blocked_senders(messages: QuerySet[Message], user_id: int) -> QuerySet[Message]:
    """Return messages with `is_from_blocked`: whether the user has blocked the sender. No query of its own."""
    blocked = Block.objects.filter(blocker=user_id, blocked=OuterRef("sender_id"))
    return messages.annotate(is_from_blocked=Exists(blocked))


def hides_last_message(user_id: int) -> Exists:
    """Return the condition for a user's participants that they have blocked the sender of the thread's last message."""
    return Exists(Block.objects.filter(blocker=user_id, blocked=OuterRef("last_message__sender_id")))
