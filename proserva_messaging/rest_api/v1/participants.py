"""REST: who is in a thread, who comes and goes, and what each of them may do."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from proserva_messaging.actions import participants as actions
from proserva_messaging.actions.cohorts import add_cohorts
from proserva_messaging.actions.roles import set_participant
from proserva_messaging.errors import NotFoundError
from proserva_messaging.queries import participants as queries
from proserva_messaging.rest_api.v1 import inputs, people_shapes
from proserva_messaging.rest_api.v1 import serializers as shapes
from proserva_messaging.rest_api.v1.base import (
    MessagingView,
    WritesOnlyThrottle,
    answer_page,
    describe,
    get_idempotency_key,
    parse,
    parse_page_query,
)
from proserva_messaging.rest_api.v1.threads import ERRORS, IDEMPOTENCY_KEY, answer_thread


class ParticipantsView(MessagingView):
    """The people in one thread."""

    throttle_classes = (WritesOnlyThrottle,)

    @describe(
        operation_id="participants_list",
        parameters=[inputs.ParticipantQuerySerializer],
        responses={200: shapes.page_of(people_shapes.ParticipantSerializer), **ERRORS},
    )
    def get(self, request: Request, thread_id: int) -> Response:
        """List who is in a thread of mine, in the order in which they came."""
        query = parse_page_query(request, queries.PAGE_SIZE, inputs.ParticipantQuerySerializer)
        text = query.pop("q", "").strip()
        page = queries.get_participants(request.user, thread_id, query=text, **query)
        return answer_page(page, people_shapes.ParticipantSerializer)

    @describe(
        operation_id="participants_add",
        parameters=[IDEMPOTENCY_KEY],
        request=inputs.ParticipantsInputSerializer,
        responses={201: shapes.ThreadDetailSerializer, **ERRORS},
    )
    def post(self, request: Request, thread_id: int) -> Response:
        """Add people, or whole cohorts, to a thread of mine: all of them, or nobody."""
        data = parse(inputs.ParticipantsInputSerializer, request.data)
        key = get_idempotency_key(request)
        if data["cohorts"]:
            step = data["keep_in_step"]
            add_cohorts(
                request.user, thread_id, data["cohorts"], data["history"], keep_in_step=step, idempotency_key=key
            )
        else:
            names = data["usernames"]
            actions.add_participants(request.user, thread_id, names, data["history"], idempotency_key=key)
        return answer_thread(request, thread_id, status=201)


class ParticipantView(MessagingView):
    """One person in one thread."""

    @describe(
        request=inputs.ParticipantChangeSerializer, responses={200: people_shapes.ParticipantSerializer, **ERRORS}
    )
    def patch(self, request: Request, thread_id: int, username: str) -> Response:
        """Change what somebody is, and may do, in a thread that I own."""
        changes = parse(inputs.ParticipantChangeSerializer, request.data)
        set_participant(request.user, thread_id, username, **changes)
        row = queries.get_participant(request.user, thread_id, username)
        if row is None:
            raise NotFoundError
        return Response(people_shapes.ParticipantSerializer(row).data)

    @describe(responses={204: None, **ERRORS})
    def delete(self, request: Request, thread_id: int, username: str) -> Response:
        """Remove somebody from a group, or leave it where that is me."""
        actions.remove_participant(request.user, thread_id, username)
        return Response(status=204)
