"""Repeats: system messages of the same kind within minutes become one, and ring once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from proserva_messaging.models import Delivery, Message, Participant
from proserva_messaging.store import system_messages

WINDOW = timedelta(minutes=5)
# So many of a thread's latest messages are compared.
COMPARED = 20
Bell, Email = Delivery.Bell, Delivery.Email
UNSENT = (Email.SKIPPED, Email.FAILED)


@dataclass(frozen=True)
class Recent:
    """The latest messages of a thread within WINDOW, the newest first, without their texts."""

    messages: list[Message]

    def find_repeated(self, event: Mapping[str, Any]) -> Message | None:
        """Return the system message that a new event makes obsolete, or None.

        Between them are only other changes of a state: no one has written, joined or left.
        """
        for message in self.messages:
            if message.event is None or not system_messages.changes_state(message.event):
                return None
            if system_messages.is_repeated(message.event, event):
                return message
        return None

    def find_notified(self, event: Mapping[str, Any], user_ids: Collection[int]) -> tuple[set[int], set[int]]:
        """Return which of these users have a ringing bell, and which have an email, for an event of the same kind by
        the same actor. One query, or none if there was no such event."""
        same = [each for each in self.messages if each.event and _is_alike(each.event, event)]
        if not same or not user_ids:
            return set(), set()
        rows = Delivery.objects.filter(message__in=same, recipient_id__in=list(user_ids))
        found = list(rows.values_list("recipient_id", "bell", "email"))
        ringing = {user_id for user_id, bell, _email in found if bell == Bell.RINGING}
        return ringing, {user_id for user_id, _bell, email in found if email not in UNSENT}


def load_recent(thread_id: int) -> Recent:
    """Return the latest messages of a locked thread. One query."""
    recent = Message.objects.filter(thread_id=thread_id, created__gt=timezone.now() - WINDOW).order_by("-pk")
    return Recent(list(recent.only("event", "thread", "sender")[:COMPARED]))


def can_replace(message: Message, participants: Collection[Participant], reached_ids: Collection[int]) -> bool:
    """Return whether a new message, which reaches these users, can replace an earlier one: it is the newest message of
    no other participant, whose inbox would lose the thread."""
    return all(each.user_id in reached_ids for each in participants if each.last_message_id == message.pk)


def _is_alike(earlier: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    return (earlier["type"], earlier["actor"]) == (event["type"], event["actor"])
