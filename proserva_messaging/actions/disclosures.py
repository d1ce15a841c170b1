"""Breaking the glass: opening a conversation that one is not part of, which is recorded and shown to its people."""

from __future__ import annotations

from typing import Any

from proserva_messaging import permissions
from proserva_messaging.actions.checks import normalize_text
from proserva_messaging.errors import InvalidError, NotFoundError
from proserva_messaging.models import Disclosure, Thread
from proserva_messaging.tracking import track

REASON_MIN_LENGTH = 20
REASON_MAX_LENGTH = 500


def disclose(user: Any, thread_id: int, reason: str) -> Disclosure:
    """Open a thread to the user for a while, and record it.

    Raises NotFoundError where there is no such thread or the user may not, InvalidError for a reason that is too short
    to be one, or too long.
    """
    thread = Thread.objects.filter(pk=thread_id).first()
    if thread is None or not permissions.may_break_the_glass(user):
        raise NotFoundError
    reason = " ".join(normalize_text(reason).split())
    if not REASON_MIN_LENGTH <= len(reason) <= REASON_MAX_LENGTH:
        text = f"Between {REASON_MIN_LENGTH} and {REASON_MAX_LENGTH} characters, please."
        raise InvalidError(fields={"reason": [text]})
    disclosure = Disclosure.objects.create(thread=thread, user=user, reason=reason)
    track("thread.disclosed", thread.course_id, thread_id=thread.pk, user_id=user.pk)
    return disclosure
