"""Celery's door to delivery."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task

from proserva_messaging import conf
from proserva_messaging.delivery import email

log = logging.getLogger(__name__)

# Somebody waits for the answer to their request: without a broker, fail at once. Without any policy, the library would
# go on trying to connect for seconds.
AT_ONCE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}


@shared_task(name="proserva_messaging.send_message_emails", ignore_result=True)
def send_message_emails(message_id: int) -> None:
    """Send what is due of a message's emails. Running it twice, or twice at once, sends nothing twice."""
    retry_in = email.send_for_message(message_id)
    if retry_in is not None:
        queue_emails(message_id, countdown=retry_in)


def queue_emails(message_id: int, **options: Any) -> None:
    """Queue the emails of a message; `options` are Celery's. Raises nothing: the sweep finds what is not queued."""
    if conf.get("CELERY_QUEUE"):
        options["queue"] = conf.get("CELERY_QUEUE")
    try:
        send_message_emails.apply_async(args=(message_id,), retry_policy=AT_ONCE, **options)
    except Exception:
        log.exception("Could not queue the emails of message %s; the next sweep will send them", message_id)
