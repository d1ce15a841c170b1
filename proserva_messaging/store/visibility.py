"""Visibility: which messages and participants of a thread a participant may see. Every read follows these rules."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from proserva_messaging.models import Delivery, Message, Participant
from proserva_messaging.store import permissions


def is_visible(user_id: int, history_up_to: int | OuterRef, visible_from: int | OuterRef) -> Q:
    """Return the condition for a message that is visible to a user.

    A message is visible if it was delivered to them, if they wrote it, or if it belongs to the history that they were
    given (`history_up_to`). `visible_from` only saves work: no message before it is visible.
    """
    delivered = Delivery.objects.filter(message=OuterRef("pk"), recipient_id=user_id)
    # Not EXISTS: PostgreSQL would first collect everything ever delivered to the user, for a page of 50. Not NULL: the
    # negation of the condition would be NULL as well, and match no message.
    is_delivered = GreaterThan(Coalesce(Subquery(delivered.values("pk")[:1]), 0), 0)
    theirs = Q(pk__lte=history_up_to) | Q(sender_id=user_id) | Q(is_delivered)
    return theirs if visible_from == 0 else Q(pk__gte=visible_from) & theirs


def get_visible_messages(participant: Participant) -> QuerySet[Message]:
    """Return the messages of the thread that the participant can see, as a query set."""
    condition = is_visible(participant.user_id, participant.history_up_to, participant.visible_from)
    return Message.objects.filter(condition, thread_id=participant.thread_id)


def hides_any(participant: Participant) -> bool:
    """Return whether any message of the thread is hidden from the participant. One query."""
    condition = is_visible(participant.user_id, participant.history_up_to, participant.visible_from)
    return Message.objects.filter(thread_id=participant.thread_id).exclude(condition).exists()


def match_messages(user_id: int) -> QuerySet[Message]:
    """Return a subquery for a query set of the user's participants: the visible messages of each one's thread."""
    condition = is_visible(user_id, OuterRef("history_up_to"), OuterRef("visible_from"))
    return Message.objects.filter(condition, thread=OuterRef("thread"))


def match_names(user_id: int, named: Q) -> Q:
    """Return a condition for the user's participants: another visible participant of the thread matches `named`."""
    others = Participant.objects.filter(named, thread=OuterRef("thread")).exclude(user_id=user_id)
    stayed = Q(left=None) | Q(left__gte=OuterRef("left"))
    then = others.filter(stayed, joined__lt=OuterRef("left"))
    to_many = Q(thread__kind__in=permissions.TO_MANY)
    sender = others.filter(user_id=OuterRef("last_message__sender"))
    here = Q(~to_many, Exists(others.filter(left=None)), left=None) | Q(~to_many, Exists(then), left__isnull=False)
    return here | Q(to_many, Exists(sender))


def find_sender(own: Participant) -> QuerySet[Participant]:
    """Return the sender's participant in a broadcast or announcement, as a query set; empty for the sender.

    The lookup is by the sender's id, so it does not read the recipients' rows.
    """
    senders = Message.objects.filter(thread_id=own.thread_id).values("sender_id")
    return Participant.objects.filter(thread_id=own.thread_id, user_id__in=senders).exclude(user_id=own.user_id)


def get_visible_participants(participants: Iterable[Participant]) -> QuerySet[Participant]:
    """Return all participants that these can see in their threads, themselves included, as a query set.

    A former participant sees the members at the time of leaving, and no one who joined later. In broadcasts and
    announcements each participant sees the sender and themselves.
    """
    participants = list(participants)
    current = [each for each in participants if each.left is None and not permissions.is_to_many(each.thread)]
    condition = Q(thread_id__in=[each.thread_id for each in current], left=None)
    for each in participants:
        if permissions.is_to_many(each.thread):
            sender_id = each.last_message and each.last_message.sender_id
            condition |= Q(thread_id=each.thread_id, user_id__in=[each.user_id, sender_id or each.user_id])
        elif each.left is not None:
            stayed = Q(left=None) | Q(left__gte=each.left)
            condition |= Q(stayed, thread_id=each.thread_id, joined__lt=each.left)
    return Participant.objects.filter(condition)


def is_participant_visible(own: Participant, other: Participant) -> bool:
    """Return whether participant `own` can see `other`: the rule of `get_visible_participants`, for loaded rows."""
    if own.left is None:
        return other.left is None
    return other.joined < own.left and (other.left is None or other.left >= own.left)


def get_title(participant: Participant) -> str:
    """Return the thread's title as the participant sees it: after leaving, the title at that time."""
    return participant.thread.title if participant.left is None else participant.left_title


def match_title(query: str) -> Q:
    """Return a condition for participants: the thread's title, as they see it, contains a text."""
    return Q(left=None, thread__title__icontains=query) | Q(left__isnull=False, left_title__icontains=query)
