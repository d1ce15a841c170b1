"""What happens when something has happened: the receivers of signals. They queue work, and never raise."""

from __future__ import annotations

import logging
from typing import Any

from django.dispatch import receiver

from proserva_messaging import conf
from proserva_messaging.data import MessageSentData
from proserva_messaging.signals import MESSAGE_SENT
from proserva_messaging.tasks import send_message_emails

log = logging.getLogger(__name__)


@receiver(MESSAGE_SENT, dispatch_uid="proserva_messaging.queue_emails")
def queue_emails(message: MessageSentData, **_kwargs: Any) -> None:
    """Queue the emails of a message that was sent. A lost broker loses nothing: the sweep finds what is pending."""
    options = {"queue": conf.get("CELERY_QUEUE")} if conf.get("CELERY_QUEUE") else {}
    try:
        # Somebody waits for the answer to their request: without a broker, fail at once.
        send_message_emails.apply_async(args=(message.message_id,), retry=False, **options)
    except Exception:
        log.exception("Could not queue the emails of message %s; the next sweep will send them", message.message_id)
