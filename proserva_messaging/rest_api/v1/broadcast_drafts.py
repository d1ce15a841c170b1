"""REST: what goes before a broadcast (whom, how it looks, a try, kept texts), and what comes back of it, a reply."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from proserva_messaging.actions import templates, tryouts
from proserva_messaging.actions.replies import reply
from proserva_messaging.queries.messages import describe_messages
from proserva_messaging.queries.previews import get_segments
from proserva_messaging.queries.templates import describe_template, get_templates
from proserva_messaging.queries.threads import get_thread
from proserva_messaging.rest_api.v1 import broadcast_inputs as inputs
from proserva_messaging.rest_api.v1 import broadcast_shapes as shapes
from proserva_messaging.rest_api.v1.base import (
    MessagingView,
    WritesOnlyThrottle,
    answer_created,
    answer_page,
    describe,
    get_idempotency_key,
    parse,
    parse_course_key,
    refuse_masquerade,
)
from proserva_messaging.rest_api.v1.inputs import MessageInputSerializer
from proserva_messaging.rest_api.v1.serializers import StartedThreadSerializer, page_of
from proserva_messaging.rest_api.v1.threads import ERRORS, IDEMPOTENCY_KEY


class SegmentsView(MessagingView):
    """Whom one may mean."""

    @describe(parameters=[inputs.BroadcastCourseSerializer], responses={200: shapes.SegmentsSerializer, **ERRORS})
    def get(self, request: Request) -> Response:
        """Show what can be chosen in a course whose team I am on."""
        course_key = parse_course_key(parse(inputs.BroadcastCourseSerializer, request.query_params)["course_id"])
        return Response(shapes.SegmentsSerializer(get_segments(request.user, course_key)).data)


class PreviewView(MessagingView):
    """How it will look."""

    @describe(request=inputs.PreviewInputSerializer, responses={200: shapes.PreviewSerializer, **ERRORS})
    def post(self, request: Request) -> Response:
        """Show a text as one of its readers will see it, and to how many it would go. Nothing is sent."""
        data = parse(inputs.PreviewInputSerializer, request.data)
        preview = tryouts.preview_broadcast(
            request.user,
            parse_course_key(data["course_id"]),
            data["subject"],
            data["body"],
            attachment_ids=data.get("attachments", ()),
            audience=data.get("audience"),
        )
        return Response(shapes.PreviewSerializer(preview).data)


class TestView(MessagingView):
    """Trying it on oneself."""

    throttle_classes = (WritesOnlyThrottle,)

    @describe(request=inputs.PreviewInputSerializer, responses={202: None, **ERRORS})
    def post(self, request: Request) -> Response:
        """Send a text to myself alone."""
        data = parse(inputs.PreviewInputSerializer, request.data)
        course_key = parse_course_key(data["course_id"])
        refuse_masquerade(request, course_key)
        tryouts.send_test(
            request.user,
            course_key,
            data["subject"],
            data["body"],
            attachment_ids=data.get("attachments", ()),
            audience=data.get("audience"),
        )
        return Response({}, status=202)


class ReplyView(MessagingView):
    """Answering one."""

    throttle_classes = (WritesOnlyThrottle,)

    @describe(
        parameters=[IDEMPOTENCY_KEY],
        request=MessageInputSerializer,
        responses={201: StartedThreadSerializer, **ERRORS},
    )
    def post(self, request: Request, broadcast_id: int) -> Response:
        """Answer a broadcast that I got, to its sender alone."""
        data = parse(MessageInputSerializer, request.data)
        message = reply(
            request.user,
            broadcast_id,
            data["body"],
            attachment_ids=data.get("attachments", ()),
            idempotency_key=get_idempotency_key(request),
        )
        started = {
            "thread": get_thread(request.user, message.thread_id),
            "message": describe_messages(request.user, [message])[0],
        }
        return answer_created(StartedThreadSerializer(started))


class TemplatesView(MessagingView):
    """Kept texts."""

    @describe(
        operation_id="templates_list",
        parameters=[inputs.BroadcastCourseSerializer],
        responses={200: page_of(shapes.TemplateSerializer), **ERRORS},
    )
    def get(self, request: Request) -> Response:
        """List the texts that the team of a course keeps, if I am on it."""
        course_key = parse_course_key(parse(inputs.BroadcastCourseSerializer, request.query_params)["course_id"])
        return answer_page(get_templates(request.user, course_key), shapes.TemplateSerializer)

    @describe(
        operation_id="templates_create",
        request=inputs.TemplateInputSerializer,
        responses={201: shapes.TemplateSerializer, **ERRORS},
    )
    def post(self, request: Request) -> Response:
        """Keep a text for the team of a course."""
        data = dict(parse(inputs.TemplateInputSerializer, request.data))
        course_key = parse_course_key(data.pop("course_id"))
        template = templates.create_template(request.user, course_key, data.pop("name"), **data)
        return answer_created(shapes.TemplateSerializer(describe_template(request.user, template)))


class TemplateView(MessagingView):
    """One kept text."""

    @describe(
        operation_id="templates_edit",
        request=inputs.TemplatePatchSerializer,
        responses={200: shapes.TemplateSerializer, **ERRORS},
    )
    def patch(self, request: Request, template_id: int) -> Response:
        """Change a text that I keep."""
        changes = parse(inputs.TemplatePatchSerializer, request.data)
        template = templates.edit_template(request.user, template_id, **changes)
        return Response(shapes.TemplateSerializer(describe_template(request.user, template)).data)

    @describe(operation_id="templates_delete", responses={204: None, **ERRORS})
    def delete(self, request: Request, template_id: int) -> Response:
        """Delete a text that I keep."""
        templates.delete_template(request.user, template_id)
        return Response(status=204)
