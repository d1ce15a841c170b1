"""Precedence: the emails of conversations go before those of broadcasts and announcements.

A person waits for the email of a conversation. If the mail server is slow, every worker may be busy with a broadcast.
So before each of a broadcast's emails, a worker looks for emails of conversations and sends those first.
"""

from __future__ import annotations

import time

from django.utils import timezone

from proserva_messaging.models import Delivery, Thread

CONVERSATIONS = (Thread.Kind.DIRECT, Thread.Kind.GROUP)
# A fast mail server takes many emails in this time, and no one waits for longer because of it.
LOOK_SECONDS = 1.0
# The latest of the emails that are due: those of a conversation are later than those of a broadcast under way.
LATEST = 100


class DueConversations:
    """Looks for emails of conversations, at most each LOOK_SECONDS."""

    def __init__(self) -> None:
        self.next_look = 0.0

    def list_messages(self, thread_id: int) -> list[int]:
        """Return the ids of messages of conversations with emails due, oldest first. `thread_id` is the broadcast's.

        No query if it looked a moment ago; one if only the broadcast has emails due; else two.
        """
        if time.monotonic() < self.next_look:
            return []
        self.next_look = time.monotonic() + LOOK_SECONDS
        due = Delivery.objects.filter(email=Delivery.Email.PENDING, email_due__lte=timezone.now())
        latest = due.order_by("-email_due").values_list("message_id", "thread_id")[:LATEST]
        others = {message_id: other_id for message_id, other_id in latest if other_id != thread_id}
        if not others:
            return []
        threads = Thread.objects.filter(pk__in=set(others.values()), kind__in=CONVERSATIONS)
        conversations = set(threads.values_list("pk", flat=True))
        return sorted(message_id for message_id, other_id in others.items() if other_id in conversations)
