"""REST: threads, their messages, and a person's own view of them."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from proserva_messaging.actions.groups import change_thread, start_group
from proserva_messaging.actions.messages import send_message, start_thread
from proserva_messaging.actions.receipts import mark_read
from proserva_messaging.actions.threads import STATES, set_state
from proserva_messaging.queries import messages as message_queries
from proserva_messaging.queries import threads as thread_queries
from proserva_messaging.rest_api.v1 import inputs
from proserva_messaging.rest_api.v1 import serializers as shapes
from proserva_messaging.rest_api.v1.base import (
    MessagingView,
    WritesOnlyThrottle,
    answer_created,
    answer_page,
    describe,
    get_idempotency_key,
    parse,
    parse_course_key,
    parse_page_query,
    refuse_masquerade,
)

ERRORS = {"4XX": shapes.ErrorSerializer}
IDEMPOTENCY_KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, description="Twice is once")


class ThreadsView(MessagingView):
    """A person's threads."""

    throttle_classes = (WritesOnlyThrottle,)

    @describe(
        operation_id="threads_list",
        parameters=[inputs.ThreadQuerySerializer],
        responses={200: shapes.page_of(shapes.ThreadSerializer), **ERRORS},
    )
    def get(self, request: Request) -> Response:
        """List my threads, the last active first."""
        query = parse_page_query(request, thread_queries.PAGE_SIZE, inputs.ThreadQuerySerializer)
        course_id = query.get("course_id")
        page = thread_queries.get_inbox(
            request.user,
            box=query["box"],
            course_key=parse_course_key(course_id) if course_id else None,
            unread=query["unread"],
            query=query.get("q", "").strip(),
            cursor=query.get("cursor"),
            limit=query["limit"],
        )
        return answer_page(page, shapes.ThreadSerializer)

    @describe(
        operation_id="threads_start",
        parameters=[IDEMPOTENCY_KEY],
        request=inputs.ThreadInputSerializer,
        responses={201: shapes.StartedThreadSerializer, **ERRORS},
    )
    def post(self, request: Request) -> Response:
        """Send a first message to somebody, or start a group with it."""
        data = parse(inputs.ThreadInputSerializer, request.data)
        course_key = parse_course_key(data["course_id"])
        refuse_masquerade(request, course_key)
        who, text = data["recipients"], data["body"]
        options = {
            "title": data.get("title", ""),
            "attachment_ids": data.get("attachments", ()),
            "context": data.get("context"),
            "idempotency_key": get_idempotency_key(request),
        }
        if data["group_chat"]:
            cohorts = {"cohorts": data["cohorts"], "keep_in_step": data["keep_in_step"]}
            message = start_group(request.user, course_key, who, text, **cohorts, **options)
        else:
            message = start_thread(request.user, course_key, who, text, **options)
        started = {
            "thread": thread_queries.get_thread(request.user, message.thread_id),
            "message": message_queries.describe_messages(request.user, [message])[0],
        }
        return answer_created(shapes.StartedThreadSerializer(started))


class ThreadView(MessagingView):
    """One thread."""

    @describe(responses={200: shapes.ThreadDetailSerializer, **ERRORS})
    def get(self, request: Request, thread_id: int) -> Response:
        """Show a thread that I am in."""
        return answer_thread(request, thread_id)

    @describe(request=inputs.ThreadChangeSerializer, responses={200: shapes.ThreadDetailSerializer, **ERRORS})
    def patch(self, request: Request, thread_id: int) -> Response:
        """Change a thread that I own: all of what is said, or nothing."""
        change_thread(request.user, thread_id, **parse(inputs.ThreadChangeSerializer, request.data))
        return answer_thread(request, thread_id)


def answer_thread(request: Request, thread_id: int, status: int = 200) -> Response:
    """Return the answer that shows a thread to somebody in it."""
    detail = thread_queries.get_thread(request.user, thread_id)
    return Response(shapes.ThreadDetailSerializer(detail).data, status=status)


class ThreadMessagesView(MessagingView):
    """The messages of one thread."""

    throttle_classes = (WritesOnlyThrottle,)

    @describe(
        operation_id="messages_list",
        parameters=[inputs.MessageQuerySerializer],
        responses={200: shapes.page_of(shapes.MessageSerializer), 304: None, **ERRORS},
    )
    def get(self, request: Request, thread_id: int) -> Response:
        """List a thread's messages, the newest first. With `after` it answers 304 where nothing has happened in the
        thread since the ETag that it gave before."""
        query = parse_page_query(request, message_queries.PAGE_SIZE, inputs.MessageQuerySerializer)
        place = thread_queries.access_participant(request.user, thread_id)
        headers = {}
        if "after" in query and "cursor" not in query:
            # Before the messages, so that what comes meanwhile is told with the next question.
            headers["ETag"] = f'W/"{message_queries.get_version(place)}"'
            if request.headers.get("If-None-Match") == headers["ETag"]:
                return Response(status=304, headers=headers)
        page = message_queries.get_messages_for(request.user, place, **query)
        return answer_page(page, shapes.MessageSerializer, headers)

    @describe(
        operation_id="messages_send",
        parameters=[IDEMPOTENCY_KEY],
        request=inputs.MessageInputSerializer,
        responses={201: shapes.MessageSerializer, **ERRORS},
    )
    def post(self, request: Request, thread_id: int) -> Response:
        """Send a message into a thread that I am in."""
        data = parse(inputs.MessageInputSerializer, request.data)
        message = send_message(
            request.user,
            thread_id,
            data["body"],
            attachment_ids=data.get("attachments", ()),
            context=data.get("context"),
            idempotency_key=get_idempotency_key(request),
        )
        return answer_created(shapes.MessageSerializer(message_queries.describe_messages(request.user, [message])[0]))


class ThreadReadView(MessagingView):
    """Reading, said by the reader."""

    @describe(request=inputs.ReadInputSerializer, responses={200: shapes.ReadSerializer, **ERRORS})
    def post(self, request: Request, thread_id: int) -> Response:
        """Mark as read what was shown to me."""
        up_to = parse(inputs.ReadInputSerializer, request.data)["up_to"]
        return Response({"read": mark_read(request.user, thread_id, up_to)})


class ThreadStateView(MessagingView):
    """My own view of a thread."""

    @describe(request=inputs.StateSerializer, responses={200: inputs.StateSerializer, **ERRORS})
    def patch(self, request: Request, thread_id: int) -> Response:
        """Star, archive or mute a thread for myself."""
        place = set_state(request.user, thread_id, **parse(inputs.StateSerializer, request.data))
        return Response({name: getattr(place, name) for name in STATES})


class ReceiptsView(MessagingView):
    """Who has seen a message."""

    @describe(
        operation_id="receipts_list",
        parameters=[inputs.PageQuerySerializer],
        responses={200: shapes.page_of(shapes.ReceiptSerializer), **ERRORS},
    )
    def get(self, request: Request, message_id: int) -> Response:
        """List what became of a message of mine."""
        query = parse_page_query(request, message_queries.PAGE_SIZE)
        return answer_page(message_queries.get_receipts(request.user, message_id, **query), shapes.ReceiptSerializer)
