"""What happens when something has happened: the receivers of signals. They queue work, and never raise."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from proserva_messaging import tasks
from proserva_messaging.data import MessageSentData
from proserva_messaging.models import CourseSettings
from proserva_messaging.queries.buttons import forget_button
from proserva_messaging.signals import MESSAGE_SENT


@receiver(MESSAGE_SENT, dispatch_uid="proserva_messaging.queue_emails")
def queue_emails(message: MessageSentData, **_kwargs: Any) -> None:
    """Queue the emails of a message that was sent."""
    tasks.queue_emails(message.message_id)


@receiver([post_save, post_delete], sender=CourseSettings, dispatch_uid="proserva_messaging.forget_button")
def look_at_the_button_again(instance: CourseSettings, **_kwargs: Any) -> None:
    """Let what a course's team has just chosen about the button show at once."""
    forget_button(instance.course_id)
