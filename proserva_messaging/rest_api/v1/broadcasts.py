"""REST: broadcasts, for the course team, and the replies of their recipients."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes

from proserva_messaging.broadcasts import actions, queries, report
from proserva_messaging.broadcasts.data import BroadcastInfo
from proserva_messaging.broadcasts.preview import Preview, Segments, get_segments, preview_broadcast
from proserva_messaging.broadcasts.replies import reply
from proserva_messaging.broadcasts.testing import send_test
from proserva_messaging.data import Page
from proserva_messaging.models import Broadcast
from proserva_messaging.rest_api.v1 import broadcast_inputs as inputs
from proserva_messaging.rest_api.v1 import broadcast_shapes as shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.rest_api.v1.inputs import ReplyInputSerializer
from proserva_messaging.rest_api.v1.reports import make_csv_response
from proserva_messaging.rest_api.v1.shapes import RetriedSerializer, StartedThreadSerializer
from proserva_messaging.rest_api.v1.threads import describe_started
from proserva_messaging.store import limits
from proserva_messaging.types import UserRequest as Request


class BroadcastsView(MessagingView):
    """Broadcasts."""

    @describe(
        "broadcasts_list",
        query=inputs.BroadcastQuerySerializer,
        row=shapes.BroadcastSerializer,
        page_size=queries.PAGE_SIZE,
    )
    def list(self, request: Request) -> Page[BroadcastInfo]:
        """List the broadcasts of a course that I teach, the newest first."""
        return queries.get_broadcasts(request.user, self.course_key, **self.query)

    @describe(
        "broadcasts_create",
        body=inputs.BroadcastInputSerializer,
        output=shapes.BroadcastSerializer,
        status=202,
        idempotent=True,
        limit=limits.SEND,
    )
    def create(self, request: Request) -> BroadcastInfo:
        """Send a text to many people. It can be undone for a while."""
        self.refuse_masquerade(request, self.course_key)
        key = self.idempotency_key
        made = actions.create_broadcast(request.user, self.course_key, **self.body, idempotency_key=key)
        return _describe(request, queries.access_broadcast(request.user, made.pk))

    @describe("broadcasts_show", output=shapes.BroadcastSerializer)
    def show(self, request: Request, broadcast_id: int) -> BroadcastInfo:
        """Show a broadcast of a course that I teach, and its progress."""
        return _describe(request, queries.access_broadcast(request.user, broadcast_id))

    @describe("broadcasts_edit", body=inputs.BroadcastPatchSerializer, output=shapes.BroadcastSerializer)
    def edit(self, request: Request, broadcast_id: int) -> BroadcastInfo:
        """Change a broadcast of mine before its sending begins."""
        return _describe(request, actions.edit_broadcast(request.user, broadcast_id, **self.body))

    @describe(output=shapes.BroadcastSerializer)
    def cancel(self, request: Request, broadcast_id: int) -> BroadcastInfo:
        """Cancel a broadcast of mine before its sending begins."""
        return _describe(request, actions.cancel_broadcast(request.user, broadcast_id))

    @describe(output=shapes.BroadcastSerializer)
    def send_now(self, request: Request, broadcast_id: int) -> BroadcastInfo:
        """Send a waiting broadcast of mine at once."""
        return _describe(request, actions.send_now(request.user, broadcast_id))

    @describe(body=inputs.RetrySerializer, output=RetriedSerializer)
    def retry(self, request: Request, broadcast_id: int) -> dict[str, int]:
        """Retry the failed emails of a broadcast; with `unknown`, also those whose outcome is unknown."""
        return {"retried": actions.retry_failed(request.user, broadcast_id, **self.body)}

    @describe(
        "broadcast_recipients_list",
        query=inputs.RecipientRowsQuerySerializer,
        row=shapes.BroadcastRowSerializer,
        page_size=report.PAGE_SIZE,
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def list_recipients(self, request: Request, broadcast_id: int) -> Any:
        """List the outcome of a broadcast for each recipient; with `format=csv`, for all of them, as a file."""
        query = dict(self.query)
        if query.pop("format") == "csv":
            chosen = {name: query[name] for name in ("state", "query") if name in query}
            rows = report.export_recipients(request.user, broadcast_id, **chosen)
            return make_csv_response(rows, f"broadcast-{broadcast_id}.csv")
        return report.get_recipients(request.user, broadcast_id, **query)

    @describe(
        body=ReplyInputSerializer,
        output=StartedThreadSerializer,
        status=201,
        idempotent=True,
        limit=limits.SEND,
    )
    def reply(self, request: Request, broadcast_id: int) -> dict[str, Any]:
        """Reply to a broadcast that I received. Only its sender gets the reply."""
        message = reply(request.user, broadcast_id, **self.body, idempotency_key=self.idempotency_key)
        return describe_started(request, message)


class BroadcastDraftsView(MessagingView):
    """Broadcasts before they are sent."""

    @describe(query=inputs.BroadcastCourseSerializer, output=shapes.SegmentsSerializer)
    def show_segments(self, request: Request) -> Segments:
        """Show the audiences to choose from in a course that I teach."""
        return get_segments(request.user, self.course_key)

    @describe(body=inputs.PreviewInputSerializer, output=shapes.PreviewSerializer)
    def preview(self, request: Request) -> Preview:
        """Show a text as one of its readers will see it, and the number of its readers. Nothing is sent."""
        return preview_broadcast(request.user, self.course_key, **self.body)

    @describe(body=inputs.PreviewInputSerializer, status=202, idempotent=True, limit=limits.SEND)
    def send_test(self, request: Request) -> dict[str, Any]:
        """Send a text to myself alone."""
        self.refuse_masquerade(request, self.course_key)
        send_test(request.user, self.course_key, **self.body, idempotency_key=self.idempotency_key)
        return {}


def _describe(request: Request, broadcast: Broadcast) -> BroadcastInfo:
    return queries.describe_broadcasts(request.user, [broadcast])[0]
