"""The product's own pages: the inbox and others, which get what they show over REST, and the one that stops emails."""

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
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.actions.preferences import unsubscribe
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.links import get_inbox_path
from proserva_messaging.queries.announcements import access_course
from proserva_messaging.queries.people import get_courses
from proserva_messaging.queries.preferences import Subscription, access_subscription
from proserva_messaging.queries.roster import access_team_course
from proserva_messaging.queries.shared import access_shared_courses


class PersonalPage(LoginRequiredMixin, TemplateView):
    """A page of one person's alone, in the platform's frame."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the template shows: the page around it is the platform's."""
        return super().get_context_data(base_template=get_platform().page_base_template(), **kwargs)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer, so that nobody keeps it."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response


class InboxView(PersonalPage):
    """A person's messages, in all courses or in one (`?course_id=`)."""

    template_name = "proserva_messaging/inbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the course with what every page has."""
        return super().get_context_data(course_id=self.request.GET.get("course_id", ""), **kwargs)


class NewMessagePage(PersonalPage):
    """A message to one person (`?to=username`), in a course that both share (`&course_id=`, where there are several):
    what a link leads to where no button can be shown."""

    template_name = "proserva_messaging/new_message.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the person and the course. Raises Http404 for whoever may not write to them."""
        asked = self.request.GET
        try:
            person = access_shared_courses(self.request.user, asked.get("to", "")).person
        except NotFoundError:
            raise Http404 from None
        return super().get_context_data(person=person, course_id=asked.get("course_id", ""), **kwargs)


class RosterPage(PersonalPage):
    """Everybody in a course, for its team: what the tab of the new instructor dashboard leads to."""

    template_name = "proserva_messaging/roster.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the template shows. Raises Http404 for whoever is not in the course's team."""
        try:
            course_key = CourseKey.from_string(kwargs["course_id"])
            access_team_course(self.request.user, course_key)
        except (InvalidKeyError, NotFoundError):
            raise Http404 from None
        return super().get_context_data(inbox_url=get_inbox_path(course_id=str(course_key)), **kwargs)


class AnnouncementsPage(LoginRequiredMixin, TemplateView):
    """A course's announcements, for everybody in the course: what its tab, its banner and the bell lead to."""

    template_name = "proserva_messaging/announcements.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the template shows. Raises Http404 for whoever has no part in the course."""
        try:
            course = access_course(self.request.user, CourseKey.from_string(kwargs["course_id"]))
        except (InvalidKeyError, NotFoundError):
            raise Http404 from None
        return super().get_context_data(base_template=get_platform().page_base_template(), course=course, **kwargs)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer, as one person's alone."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response


# A mail program posts here by itself (RFC 8058): it has neither a session nor a token against forgery, and needs none,
# because the address is the secret.
@method_decorator([csrf_exempt, transaction.non_atomic_requests], name="dispatch")
class UnsubscribeView(TemplateView):
    """Stops a person's emails of a course, or of all. GET only asks: scanners of mail follow every link."""

    template_name = "proserva_messaging/unsubscribe.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page with its one button."""
        return self._answer("ask", lambda: access_subscription(kwargs["token"]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Stop the emails, and say so."""
        return self._answer("done", lambda: unsubscribe(kwargs["token"]))

    def _answer(self, step: str, find: Callable[[], Subscription]) -> HttpResponse:
        course, status = None, 200
        try:
            course_key = find().course_key
        except NotFoundError:
            step, status = "unknown", 404
        else:
            course = get_courses([course_key])[course_key] if course_key else None
        context = {
            "base_template": get_platform().page_base_template(),
            "step": step,
            "course": course,
            "preferences_url": get_inbox_path(preferences=1),
        }
        response = self.render_to_response(context, status=status)
        response["Cache-Control"] = "private, no-store"
        # The address is the secret: no other site learns it, and no search engine keeps it.
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response
