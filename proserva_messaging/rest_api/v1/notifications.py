"""REST: the bell, and a person's choice of emails."""

from __future__ import annotations

from typing import Any

from opaque_keys.edx.keys import CourseKey
from rest_framework.response import Response

from proserva_messaging.conversations import notifications
from proserva_messaging.conversations.data import NotificationPage
from proserva_messaging.conversations.notifications import mark_notifications_read
from proserva_messaging.delivery.preferences import get_email_choice, get_preferences, set_email_choice
from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.rest_api.v1 import inputs, shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.store.first_names import PreferredNameInfo, get_preferred_name, set_preferred_name
from proserva_messaging.store.people import get_courses
from proserva_messaging.types import UserRequest as Request


class NotificationsView(MessagingView):
    """The bell."""

    @describe(
        "notifications_list",
        query=inputs.PageQuerySerializer,
        output=shapes.NotificationPageSerializer,
        page_size=notifications.PAGE_SIZE,
    )
    def list(self, request: Request) -> NotificationPage:
        """List my notifications, the newest first."""
        return notifications.get_notifications(request.user, **self.query)

    @describe(output=shapes.CountSerializer, responses={304: None})
    def count(self, request: Request) -> Any:
        """Count the notifications that ring, to 100 at most. Respond with 304 if nothing has changed since the ETag of
        an earlier response."""
        ringing = notifications.count_ringing(request.user)
        return Response(status=304) if self.is_unchanged(request, ringing.version) else ringing

    @describe(body=inputs.NotificationsReadInputSerializer, output=shapes.CountSerializer)
    def read(self, request: Request) -> Any:
        """Mark my notifications as read, up to the newest that was shown. No message becomes seen."""
        mark_notifications_read(request.user, **self.body)
        return notifications.count_ringing(request.user)


class PreferencesView(MessagingView):
    """A person's choice of emails, and of their name in texts."""

    @describe(query=inputs.CourseQuerySerializer, output=shapes.PreferencesSerializer)
    def show(self, request: Request) -> dict[str, Any]:
        """Show my choice of emails."""
        return _describe_preferences(request, self.course_key)

    @describe(body=inputs.PreferencesInputSerializer, output=shapes.PreferencesSerializer)
    def change(self, request: Request) -> dict[str, Any]:
        """Change my choice of emails, for all courses or for one."""
        set_email_choice(request.user, self.body["email"], self.course_key)
        return _describe_preferences(request, self.course_key)

    @describe(output=shapes.PreferredNameSerializer)
    def show_name(self, request: Request) -> PreferredNameInfo:
        """Show how texts greet me."""
        return get_preferred_name(request.user)

    @describe(body=inputs.PreferredNameInputSerializer, output=shapes.PreferredNameSerializer)
    def change_name(self, request: Request) -> PreferredNameInfo:
        """Change how texts greet me. An empty name means the first name of my account."""
        set_preferred_name(request.user, **self.body)
        return get_preferred_name(request.user)


def _describe_preferences(request: Request, course_key: CourseKey | None) -> dict[str, Any]:
    """Return all choices of a person, or the one that applies in a course."""
    if course_key is not None:
        return {"email": get_email_choice(request.user, course_key), "courses": []}
    chosen = get_preferences(request.user)
    for_all = chosen.pop("")
    courses = get_courses(read_course_key(course_id) for course_id in chosen)
    by_name = sorted(courses.values(), key=lambda course: course.name)
    return {"email": for_all, "courses": [{"course": course, "email": chosen[course.id]} for course in by_name]}
