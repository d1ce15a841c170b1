"""REST: the bell, and how somebody wants to hear of messages."""

from __future__ import annotations

from opaque_keys.edx.keys import CourseKey
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from proserva_messaging.actions.preferences import set_email_choice
from proserva_messaging.actions.receipts import quieten_bell
from proserva_messaging.queries import notifications as queries
from proserva_messaging.queries.people import get_courses
from proserva_messaging.queries.preferences import get_email_choice, get_preferences
from proserva_messaging.rest_api.v1 import inputs
from proserva_messaging.rest_api.v1 import serializers as shapes
from proserva_messaging.rest_api.v1.base import (
    MessagingView,
    answer_page,
    describe,
    parse,
    parse_course_key,
    parse_page_query,
)
from proserva_messaging.rest_api.v1.threads import ERRORS


class NotificationsView(MessagingView):
    """The bell's feed."""

    @describe(
        operation_id="notifications_list",
        parameters=[inputs.PageQuerySerializer],
        responses={200: shapes.page_of(shapes.NotificationSerializer), **ERRORS},
    )
    def get(self, request: Request) -> Response:
        """List what my bell announced, the newest first."""
        query = parse_page_query(request, queries.PAGE_SIZE)
        return answer_page(queries.get_notifications(request.user, **query), shapes.NotificationSerializer)


class NotificationCountView(MessagingView):
    """The bell's badge."""

    @describe(responses={200: shapes.CountSerializer, 304: None, **ERRORS})
    def get(self, request: Request) -> Response:
        """Count what rings, to 100 at most. Answers 304 where nothing has changed since the ETag it gave before."""
        ringing = queries.count_ringing(request.user)
        etag = f'W/"{ringing.version}"'
        if request.headers.get("If-None-Match") == etag:
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": etag})
        return Response({"count": ringing.count}, headers={"ETag": etag})


class NotificationsReadView(MessagingView):
    """Quietening the bell."""

    @describe(request=inputs.QuietenInputSerializer, responses={200: shapes.CountSerializer, **ERRORS})
    def post(self, request: Request) -> Response:
        """Quieten my bell, up to what was shown; marks no message as seen."""
        quieten_bell(request.user, parse(inputs.QuietenInputSerializer, request.data).get("up_to"))
        return Response({"count": queries.count_ringing(request.user).count})


class PreferencesView(MessagingView):
    """How I want to hear of messages."""

    @describe(parameters=[inputs.CourseQuerySerializer], responses={200: shapes.PreferencesSerializer, **ERRORS})
    def get(self, request: Request) -> Response:
        """Show my choice of emails."""
        course_id = parse(inputs.CourseQuerySerializer, request.query_params).get("course_id")
        return self._answer(request, parse_course_key(course_id) if course_id else None)

    @describe(request=inputs.PreferencesInputSerializer, responses={200: shapes.PreferencesSerializer, **ERRORS})
    def patch(self, request: Request) -> Response:
        """Change my choice of emails, for all courses or for one."""
        data = parse(inputs.PreferencesInputSerializer, request.data)
        course_key = parse_course_key(data["course_id"]) if "course_id" in data else None
        set_email_choice(request.user, data["email"], course_key)
        return self._answer(request, course_key)

    def _answer(self, request: Request, course_key: CourseKey | None) -> Response:
        """Answer with all choices, or with what counts in one course."""
        if course_key is not None:
            choice = get_email_choice(request.user, course_key)
            return Response(shapes.PreferencesSerializer({"email": choice, "courses": []}).data)
        chosen = get_preferences(request.user)
        everywhere = chosen.pop("")
        courses = get_courses(CourseKey.from_string(course_id) for course_id in chosen)
        in_order = sorted(courses.values(), key=lambda course: course.name)
        own = [{"course": course, "email": chosen[course.id]} for course in in_order]
        return Response(shapes.PreferencesSerializer({"email": everywhere, "courses": own}).data)
