"""REST: the messages of a thread, their receipts and emails."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rest_framework.response import Response

from proserva_messaging.care.alerts import find_help
from proserva_messaging.conversations import history
from proserva_messaging.conversations.data import MessageInfo, Receipt
from proserva_messaging.conversations.sending import send_message
from proserva_messaging.data import Page
from proserva_messaging.models import Message
from proserva_messaging.rest_api.v1 import inputs, shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.store import limits
from proserva_messaging.store.access import access_participant
from proserva_messaging.types import User
from proserva_messaging.types import UserRequest as Request


def describe_sent(user: User, message: Message) -> MessageInfo:
    """Return a message that the user has just sent, with where to find help if it has a sign of distress."""
    return replace(history.describe_messages(user, [message])[0], help=find_help(user, message))


class MessagesView(MessagingView):
    """Messages."""

    @describe(
        "messages_list",
        query=inputs.MessageQuerySerializer,
        row=shapes.MessageSerializer,
        page_size=history.PAGE_SIZE,
        responses={304: None},
    )
    def list(self, request: Request, thread_id: int) -> Any:
        """List a thread's messages, the newest first. With `after`, respond with 304 if nothing has happened in the
        thread since the ETag of an earlier response."""
        participant = access_participant(request.user, thread_id)
        # The version is read before the messages, so that the next request finds the messages that arrive in between.
        is_poll = "after" in self.query and "cursor" not in self.query
        if is_poll and self.is_unchanged(request, history.get_version(participant)):
            return Response(status=304)
        return history.get_messages_for(request.user, participant, **self.query)

    @describe(
        "messages_send",
        body=inputs.MessageInputSerializer,
        output=shapes.MessageSerializer,
        status=201,
        idempotent=True,
        limit=limits.SEND,
    )
    def send(self, request: Request, thread_id: int) -> MessageInfo:
        """Send a message to a thread that I am in."""
        message = send_message(request.user, thread_id, **self.body, idempotency_key=self.idempotency_key)
        return describe_sent(request.user, message)

    @describe(
        "receipts_list",
        query=inputs.PageQuerySerializer,
        row=shapes.ReceiptSerializer,
        page_size=history.PAGE_SIZE,
    )
    def list_receipts(self, request: Request, message_id: int) -> Page[Receipt]:
        """List the receipts of a message of mine."""
        return history.get_receipts(request.user, message_id, **self.query)

    @describe("emails_retry", output=shapes.RetriedSerializer, limit=limits.SEND)
    def retry_emails(self, request: Request, message_id: int) -> dict[str, int]:
        """Retry the emails of a message of mine that failed, or whose outcome is unknown."""
        return {"retried": history.retry_message_emails(request.user, message_id)}
