"""The addresses that the product gives out."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse


def get_inbox_path(**parameters: str | int) -> str:
    """Return the path of the inbox, narrowed by the parameters that its page knows (`thread`, `course_id`)."""
    path = reverse("proserva_messaging:inbox")
    return f"{path}?{urlencode(parameters)}" if parameters else path


def get_message_path(thread_id: int, message_id: int) -> str:
    """Return the path that opens a message in its thread, in the inbox."""
    return f"{get_inbox_path(thread=thread_id)}#message-{message_id}"
