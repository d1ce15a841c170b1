"""The product's own pages: inbox, new message, roster, announcements and unsubscribing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView
from opaque_keys import InvalidKeyError

from proserva_messaging.announcements.queries import access_course
from proserva_messaging.care.queue import is_handler
from proserva_messaging.conversations.recipients import access_shared_courses
from proserva_messaging.delivery.preferences import Subscription, access_subscription, unsubscribe
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.errors import LinkExpiredError, NotFoundError
from proserva_messaging.links import get_inbox_path
from proserva_messaging.lms_ui.headers import protect_page
from proserva_messaging.store.access import access_team_course
from proserva_messaging.store.people import get_courses
from proserva_messaging.store.permissions import may_handle_for_site
from proserva_messaging.types import User


@method_decorator(protect_page, name="dispatch")
class PersonalPage(LoginRequiredMixin, TemplateView):
    """A page for the signed-in user only, in the platform's page template."""

    def get_user(self) -> User:
        """Return the signed-in user."""
        return self.request.user  # type: ignore[return-value]  # LoginRequiredMixin admits no anonymous user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the template, with the platform's base template."""
        return super().get_context_data(base_template=get_platform().page_base_template(), **kwargs)


class InboxView(PersonalPage):
    """The user's messages, in all courses or in one (`?course_id=`)."""

    template_name = "proserva_messaging/inbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the course."""
        return super().get_context_data(course_id=self.request.GET.get("course_id", ""), **kwargs)


class NewMessagePage(PersonalPage):
    """A message to one person (`?to=username`), in a course that both share (`&course_id=` chooses one of several).

    For links in places that cannot show a button.
    """

    template_name = "proserva_messaging/new_message.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the person and the course. Raises Http404 if the user may not write to them."""
        query = self.request.GET
        try:
            person = access_shared_courses(self.get_user(), query.get("to", "")).person
        except NotFoundError:
            raise Http404 from None
        return super().get_context_data(person=person, course_id=query.get("course_id", ""), **kwargs)


class RosterPage(PersonalPage):
    """The participants of a course, for the course team. The tab of the new instructor dashboard opens it."""

    template_name = "proserva_messaging/roster.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the course. Raises Http404 unless the user belongs to the course team."""
        try:
            course_key = read_course_key(kwargs["course_id"])
            access_team_course(self.get_user(), course_key)
        except (InvalidKeyError, NotFoundError):
            raise Http404 from None
        course = get_courses([course_key])[course_key]
        return super().get_context_data(course=course, inbox_url=get_inbox_path(course_id=course.id), **kwargs)


class SiteReportsPage(PersonalPage):
    """The reports that go to the site, for the people who run it."""

    template_name = "proserva_messaging/reports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context. Raises Http404 unless the user handles reports for the site."""
        if not may_handle_for_site(self.get_user()):
            raise Http404
        return super().get_context_data(**kwargs)


class CarePage(PersonalPage):
    """The alerts about messages with signs of distress, for care contacts and the people who run the site."""

    template_name = "proserva_messaging/care.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context. Raises Http404 unless the user may handle alerts."""
        if not is_handler(self.get_user()):
            raise Http404
        return super().get_context_data(**kwargs)


class AnnouncementsPage(PersonalPage):
    """A course's announcements, for everyone in the course. Its tab, its banner and the bell open it."""

    template_name = "proserva_messaging/announcements.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the course. Raises Http404 unless the user is in the course."""
        try:
            course = access_course(self.get_user(), read_course_key(kwargs["course_id"]))
        except (InvalidKeyError, NotFoundError):
            raise Http404 from None
        return super().get_context_data(course=course, **kwargs)


# Mail programs post here (RFC 8058). They have no session and no CSRF token, and need none: the URL is the secret.
@method_decorator([csrf_exempt, transaction.non_atomic_requests, protect_page], name="dispatch")
class UnsubscribeView(TemplateView):
    """Stops a user's emails of one or all courses. GET only asks for confirmation, because mail scanners open links."""

    template_name = "proserva_messaging/unsubscribe.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page with the button."""
        return self._respond("ask", lambda: access_subscription(kwargs["token"]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Stop the emails and show a confirmation."""
        return self._respond("done", lambda: unsubscribe(kwargs["token"]))

    def _respond(self, step: str, find: Callable[[], Subscription]) -> HttpResponse:
        course, status = None, 200
        try:
            course_key = find().course_key
        except NotFoundError:
            step, status = "unknown", 404
        except LinkExpiredError as error:
            step, status = "expired", error.status
        else:
            course = get_courses([course_key])[course_key] if course_key else None
        context = {
            "base_template": get_platform().page_base_template(),
            "step": step,
            "course": course,
            "preferences_url": get_inbox_path(preferences=1),
        }
        response = self.render_to_response(context, status=status)
        # The URL is the secret: keep it from other sites and search engines. With `no-referrer`, browsers would hide
        # the origin of the forms in the platform's page, and CSRF protection would refuse them.
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response
