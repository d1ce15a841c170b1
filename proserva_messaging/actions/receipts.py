"""Reading, as a write: what was shown is marked as seen, and the bell grows quiet."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from proserva_messaging.models import Delivery
from proserva_messaging.queries.threads import access_participant
from proserva_messaging.tracking import track

Bell = Delivery.Bell


def mark_read(user: Any, thread_id: int, up_to: int) -> int:
    """Mark the user's deliveries in a thread as read, up to and with a message, and return how many it marked.

    The first reading counts: its time stays. Raises NotFoundError where the user is not in the thread.
    """
    place = access_participant(user, thread_id)
    unread = Delivery.objects.filter(recipient=user, thread_id=thread_id, message_id__lte=up_to, read_at=None)
    marked = unread.update(read_at=timezone.now())
    ringing = Delivery.objects.filter(recipient=user, bell=Bell.RINGING, thread_id=thread_id, message_id__lte=up_to)
    ringing.update(bell=Bell.QUIET)
    if marked:
        track("message.read", place.thread.course_id, thread_id=thread_id, up_to=up_to, count=marked, user_id=user.pk)
    return marked


def quieten_bell(user: Any, up_to: int | None = None) -> int:
    """Stop the user's bell, for all deliveries or for those up to one, and return how many it stopped.

    Nothing is marked as seen by it: a receipt says that somebody had the message before their eyes.
    """
    ringing = Delivery.objects.filter(recipient=user, bell=Bell.RINGING)
    if up_to is not None:
        ringing = ringing.filter(pk__lte=up_to)
    return ringing.update(bell=Bell.QUIET)
