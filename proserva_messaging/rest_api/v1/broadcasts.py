"""REST: broadcasts, for the team of a course."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from proserva_messaging.actions import broadcasts as actions
from proserva_messaging.models import Broadcast
from proserva_messaging.queries import broadcast_reports as reports
from proserva_messaging.queries import broadcasts as queries
from proserva_messaging.rest_api.v1 import broadcast_inputs as inputs
from proserva_messaging.rest_api.v1 import broadcast_shapes as shapes
from proserva_messaging.rest_api.v1.base import (
    MessagingView,
    WritesOnlyThrottle,
    answer_page,
    describe,
    get_idempotency_key,
    parse,
    parse_course_key,
    parse_page_query,
    refuse_masquerade,
)
from proserva_messaging.rest_api.v1.reports import make_csv_response
from proserva_messaging.rest_api.v1.serializers import page_of
from proserva_messaging.rest_api.v1.threads import ERRORS, IDEMPOTENCY_KEY


def answer_broadcast(request: Request, broadcast: Broadcast, status: int = 200) -> Response:
    """Return a broadcast in its shape."""
    shown = queries.describe_broadcasts(request.user, [broadcast])[0]
    return Response(shapes.BroadcastSerializer(shown).data, status=status)


class BroadcastsView(MessagingView):
    """A course's broadcasts."""

    throttle_classes = (WritesOnlyThrottle,)

    @describe(
        operation_id="broadcasts_list",
        parameters=[inputs.BroadcastQuerySerializer],
        responses={200: page_of(shapes.BroadcastSerializer), **ERRORS},
    )
    def get(self, request: Request) -> Response:
        """List the broadcasts of a course whose team I am on, the newest first."""
        query = parse_page_query(request, queries.PAGE_SIZE, inputs.BroadcastQuerySerializer)
        course_key = parse_course_key(query.pop("course_id"))
        return answer_page(queries.get_broadcasts(request.user, course_key, **query), shapes.BroadcastSerializer)

    @describe(
        operation_id="broadcasts_create",
        parameters=[IDEMPOTENCY_KEY],
        request=inputs.BroadcastInputSerializer,
        responses={202: shapes.BroadcastSerializer, **ERRORS},
    )
    def post(self, request: Request) -> Response:
        """Send a text to many; it can be undone for a while."""
        data = parse(inputs.BroadcastInputSerializer, request.data)
        course_key = parse_course_key(data["course_id"])
        refuse_masquerade(request, course_key)
        broadcast = actions.create_broadcast(
            request.user,
            course_key,
            data["subject"],
            data["body"],
            attachment_ids=data.get("attachments", ()),
            audience=data.get("audience"),
            send_at=data.get("send_at"),
            notify_email=data["notify_email"],
            idempotency_key=get_idempotency_key(request),
        )
        fresh = queries.access_broadcast(request.user, broadcast.pk)
        return answer_broadcast(request, fresh, status=202)


class BroadcastView(MessagingView):
    """One broadcast."""

    @describe(operation_id="broadcasts_show", responses={200: shapes.BroadcastSerializer, **ERRORS})
    def get(self, request: Request, broadcast_id: int) -> Response:
        """Show a broadcast of a course whose team I am on, and how far it is."""
        return answer_broadcast(request, queries.access_broadcast(request.user, broadcast_id))

    @describe(
        operation_id="broadcasts_edit",
        request=inputs.BroadcastPatchSerializer,
        responses={200: shapes.BroadcastSerializer, **ERRORS},
    )
    def patch(self, request: Request, broadcast_id: int) -> Response:
        """Change a broadcast of mine that has not begun."""
        changes: dict[str, Any] = dict(parse(inputs.BroadcastPatchSerializer, request.data))
        if "attachments" in changes:
            changes["attachment_ids"] = changes.pop("attachments")
        return answer_broadcast(request, actions.edit_broadcast(request.user, broadcast_id, **changes))


class BroadcastCancelView(MessagingView):
    """Undoing."""

    @describe(request=None, responses={200: shapes.BroadcastSerializer, **ERRORS})
    def post(self, request: Request, broadcast_id: int) -> Response:
        """Let a broadcast of mine that has not begun never go."""
        return answer_broadcast(request, actions.cancel_broadcast(request.user, broadcast_id))


class BroadcastSendNowView(MessagingView):
    """Waiting no longer."""

    @describe(request=None, responses={200: shapes.BroadcastSerializer, **ERRORS})
    def post(self, request: Request, broadcast_id: int) -> Response:
        """Let a broadcast of mine that waits go at once."""
        return answer_broadcast(request, actions.send_now(request.user, broadcast_id))


class BroadcastRetryView(MessagingView):
    """Trying failed emails again."""

    @describe(request=None, responses={200: shapes.RetriedSerializer, **ERRORS})
    def post(self, request: Request, broadcast_id: int) -> Response:
        """Let the failed emails of a broadcast be sent again, and no others."""
        return Response({"retried": actions.retry_failed(request.user, broadcast_id)})


class BroadcastRecipientsView(MessagingView):
    """The report."""

    @describe(
        operation_id="broadcast_recipients_list",
        parameters=[inputs.RecipientRowsQuerySerializer],
        responses={200: page_of(shapes.BroadcastRowSerializer), **ERRORS},
    )
    def get(self, request: Request, broadcast_id: int) -> Any:
        """List what became of a broadcast with each recipient; with `format=csv`, all of them, as a file."""
        query = parse_page_query(request, reports.PAGE_SIZE, inputs.RecipientRowsQuerySerializer)
        chosen = {"state": query.get("state", ""), "query": query.get("q", "").strip()}
        if query["format"] == "csv":
            rows = reports.export_recipients(request.user, broadcast_id, **chosen)
            return make_csv_response(rows, f"broadcast-{broadcast_id}.csv")
        page = {"cursor": query.get("cursor"), "limit": query["limit"]}
        found = reports.get_recipients(request.user, broadcast_id, **chosen, **page)
        return answer_page(found, shapes.BroadcastRowSerializer)
