"""What somebody may see of a thread: one rule for its messages, one for the people in it. Every read asks here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import GreaterThan

from proserva_messaging import permissions
from proserva_messaging.models import Delivery, Message, Participant


def is_visible(user_id: int, history_up_to: Any, visible_from: Any) -> Q:
    """Return the condition for a message: it was delivered to the person, or they wrote it, or it belongs to the
    history that they were shown. `visible_from` only saves looking at what lies before all of it."""
    delivered = Delivery.objects.filter(message=OuterRef("pk"), recipient_id=user_id)
    # Not EXISTS: PostgreSQL would gather all that was ever delivered to the person first, for a page of 50.
    is_delivered = GreaterThan(Subquery(delivered.values("pk")[:1]), 0)
    theirs = Q(pk__lte=history_up_to) | Q(sender_id=user_id) | Q(is_delivered)
    return theirs if visible_from == 0 else Q(pk__gte=visible_from) & theirs


def get_visible_messages(place: Participant) -> QuerySet[Message]:
    """Return the messages of a thread that are there for somebody with this place in it, as a query set."""
    mine = is_visible(place.user_id, place.history_up_to, place.visible_from)
    return Message.objects.filter(mine, thread_id=place.thread_id)


def hides_any(place: Participant) -> bool:
    """Return whether anything in a thread is not there for somebody with this place in it. One query."""
    mine = is_visible(place.user_id, place.history_up_to, place.visible_from)
    return Message.objects.filter(thread_id=place.thread_id).exclude(mine).exists()


def match_messages(user_id: int) -> QuerySet[Message]:
    """Return, for a query set of the user's places, the messages in the thread of each that are there for them."""
    mine = is_visible(user_id, OuterRef("history_up_to"), OuterRef("visible_from"))
    return Message.objects.filter(mine, thread=OuterRef("thread"))


def match_names(user_id: int, named: Q) -> Q:
    """Return the condition for one of the user's places: somebody else whom they see in the thread is `named` so."""
    others = Participant.objects.filter(named, thread=OuterRef("thread")).exclude(user_id=user_id)
    stayed = Q(left=None) | Q(left__gte=OuterRef("left"))
    then = others.filter(stayed, joined__lt=OuterRef("left"))
    to_many = Q(thread__kind__in=permissions.TO_MANY)
    sender = others.filter(user_id=OuterRef("last_message__sender"))
    here = Q(~to_many, Exists(others.filter(left=None)), left=None) | Q(~to_many, Exists(then), left__isnull=False)
    return here | Q(to_many, Exists(sender))


def get_sender(own: Participant) -> QuerySet[Participant]:
    """Return the place of whoever sent what went to many, as a query set; nothing for themselves. It is found by who
    they are: of those who got it, none need be looked at."""
    senders = Message.objects.filter(thread_id=own.thread_id).values("sender_id")
    return Participant.objects.filter(thread_id=own.thread_id, user_id__in=senders).exclude(user_id=own.user_id)


def get_crowds(places: Iterable[Participant]) -> QuerySet[Participant]:
    """Return the places, in the threads of these, of everybody in them, as a query set. Who has left sees who was in
    the thread then, and nothing of who came later; of what went to many, everybody sees its sender and themselves."""
    places = list(places)
    everybody = [place for place in places if place.left is None and not permissions.is_to_many(place.thread)]
    condition = Q(thread_id__in=[place.thread_id for place in everybody], left=None)
    for place in places:
        if permissions.is_to_many(place.thread):
            sender_id = place.last_message and place.last_message.sender_id
            condition |= Q(thread_id=place.thread_id, user_id__in=[place.user_id, sender_id or place.user_id])
        elif place.left is not None:
            stayed = Q(left=None) | Q(left__gte=place.left)
            condition |= Q(stayed, thread_id=place.thread_id, joined__lt=place.left)
    return Participant.objects.filter(condition)


def is_in_sight(own: Participant, other: Participant) -> bool:
    """Return whether somebody with the place `own` sees that of another; as `get_crowds`, of rows that are at hand."""
    if own.left is None:
        return other.left is None
    return other.joined < own.left and (other.left is None or other.left >= own.left)


def get_title(place: Participant) -> str:
    """Return the title of a thread for somebody with this place in it: the one it had when they left."""
    return place.thread.title if place.left is None else place.left_title


def match_title(query: str) -> Q:
    """Return the condition for a place: its thread's title, as its person sees it, contains a text."""
    return Q(left=None, thread__title__icontains=query) | Q(left__isnull=False, left_title__icontains=query)
