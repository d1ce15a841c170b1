"""Celery's door to delivery."""

from celery import shared_task

from proserva_messaging.delivery import email


@shared_task(name="proserva_messaging.send_message_emails", ignore_result=True)
def send_message_emails(message_id: int) -> None:
    """Send what is due of a message's emails. Running it twice, or twice at once, sends nothing twice."""
    retry_in = email.send_for_message(message_id)
    if retry_in is not None:
        send_message_emails.apply_async(args=(message_id,), countdown=retry_in)
