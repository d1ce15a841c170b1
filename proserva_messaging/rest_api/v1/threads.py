"""REST: threads, and a person's own view of them."""

from __future__ import annotations

from typing import Any

from proserva_messaging.conversations import inbox, threads
from proserva_messaging.conversations.data import ThreadDetail, ThreadSummary
from proserva_messaging.conversations.groups import change_thread, start_group
from proserva_messaging.conversations.history import mark_read
from proserva_messaging.conversations.inbox import STATES, set_state
from proserva_messaging.conversations.sending import start_thread
from proserva_messaging.data import Page
from proserva_messaging.models import Message
from proserva_messaging.rest_api.v1 import inputs, shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.rest_api.v1.messages import describe_sent
from proserva_messaging.store import limits
from proserva_messaging.types import UserRequest as Request


class ThreadsView(MessagingView):
    """Threads."""

    @describe(
        "threads_list", query=inputs.ThreadQuerySerializer, row=shapes.ThreadSerializer, page_size=inbox.PAGE_SIZE
    )
    def list(self, request: Request) -> Page[ThreadSummary]:
        """List my threads, the most recently active first."""
        return inbox.get_inbox(request.user, course_key=self.course_key, **self.query)

    @describe(
        "threads_start",
        body=inputs.ThreadInputSerializer,
        output=shapes.StartedThreadSerializer,
        status=201,
        idempotent=True,
        limit=limits.SEND,
    )
    def start(self, request: Request) -> dict[str, Any]:
        """Send a first message to one person, or start a group with it."""
        self.refuse_masquerade(request, self.course_key)
        options = {**self.body, "idempotency_key": self.idempotency_key}
        if options.pop("group_chat"):
            message = start_group(request.user, self.course_key, **options)
        else:
            # The input has no cohorts without `group_chat`.
            del options["cohorts"], options["keep_in_step"]
            message = start_thread(request.user, self.course_key, **options)
        return describe_started(request, message)

    @describe(output=shapes.ThreadDetailSerializer)
    def show(self, request: Request, thread_id: int) -> ThreadDetail:
        """Show a thread that I am in."""
        return threads.get_thread(request.user, thread_id)

    @describe(body=inputs.ThreadChangeSerializer, output=shapes.ThreadDetailSerializer)
    def change(self, request: Request, thread_id: int) -> ThreadDetail:
        """Change a thread that I own. If one change is refused, none is made."""
        change_thread(request.user, thread_id, **self.body)
        return threads.get_thread(request.user, thread_id)

    @describe(body=inputs.ReadInputSerializer, output=shapes.ReadSerializer)
    def read(self, request: Request, thread_id: int) -> dict[str, int]:
        """Mark the messages that were shown to me as read."""
        return {"read": mark_read(request.user, thread_id, **self.body)}

    @describe(body=inputs.StateInputSerializer, output=shapes.StateSerializer)
    def change_state(self, request: Request, thread_id: int) -> dict[str, bool]:
        """Star, archive or mute a thread for myself."""
        participant = set_state(request.user, thread_id, **self.body)
        return {name: getattr(participant, name) for name in STATES}


def describe_started(request: Request, message: Message) -> dict[str, Any]:
    """Return the answer to a first message: the thread and the message, as their sender sees them."""
    return {
        "thread": threads.get_thread(request.user, message.thread_id),
        "message": describe_sent(request.user, message),
    }
