"""What happens when something has happened: the receivers of signals. They queue work, and never raise."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from proserva_messaging import tasks
from proserva_messaging.data import MessageSentData
from proserva_messaging.signals import MESSAGE_SENT


@receiver(MESSAGE_SENT, dispatch_uid="proserva_messaging.queue_emails")
def queue_emails(message: MessageSentData, **_kwargs: Any) -> None:
    """Queue the emails of a message that was sent."""
    tasks.queue_emails(message.message_id)
