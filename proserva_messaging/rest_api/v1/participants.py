"""REST: the participants of a thread, and their permissions."""

from __future__ import annotations

from proserva_messaging.conversations import members, threads
from proserva_messaging.conversations.cohorts import add_cohorts
from proserva_messaging.conversations.data import ParticipantRow, ThreadDetail
from proserva_messaging.conversations.ownership import set_participant
from proserva_messaging.data import Page
from proserva_messaging.errors import NotFoundError
from proserva_messaging.rest_api.v1 import inputs, shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.store import limits
from proserva_messaging.types import UserRequest as Request


class ParticipantsView(MessagingView):
    """The participants of a thread."""

    @describe(
        "participants_list",
        query=inputs.ParticipantQuerySerializer,
        row=shapes.ParticipantSerializer,
        page_size=threads.PAGE_SIZE,
    )
    def list(self, request: Request, thread_id: int) -> Page[ParticipantRow]:
        """List the participants of a thread of mine, in the order in which they joined."""
        return threads.get_participants(request.user, thread_id, **self.query)

    @describe(
        "participants_add",
        body=inputs.ParticipantsInputSerializer,
        output=shapes.ThreadDetailSerializer,
        status=201,
        idempotent=True,
        limit=limits.SEND,
    )
    def add(self, request: Request, thread_id: int) -> ThreadDetail:
        """Add people, or whole cohorts, to a thread of mine. If one of them can't be added, none is."""
        usernames, cohorts, history = self.body["usernames"], self.body["cohorts"], self.body["history"]
        key = self.idempotency_key
        if cohorts:
            synced = self.body["keep_in_step"]
            add_cohorts(request.user, thread_id, cohorts, history, keep_in_step=synced, idempotency_key=key)
        else:
            members.add_participants(request.user, thread_id, usernames, history, idempotency_key=key)
        return threads.get_thread(request.user, thread_id)

    @describe(body=inputs.ParticipantChangeSerializer, output=shapes.ParticipantSerializer)
    def change(self, request: Request, thread_id: int, username: str) -> ParticipantRow:
        """Change the role or the permissions of a participant in a thread that I own."""
        set_participant(request.user, thread_id, username, **self.body)
        row = threads.get_participant(request.user, thread_id, username)
        if row is None:
            raise NotFoundError
        return row

    @describe(status=204)
    def remove(self, request: Request, thread_id: int, username: str) -> None:
        """Remove a participant from a group. With my own username, leave the group."""
        members.remove_participant(request.user, thread_id, username)
