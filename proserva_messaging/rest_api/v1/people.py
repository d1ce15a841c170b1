"""REST: whom one may write to, and what a client needs to know before it begins."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from proserva_messaging import conf
from proserva_messaging.data import Page
from proserva_messaging.elements import get_more_script_url
from proserva_messaging.links import get_inbox_path
from proserva_messaging.queries.cohorts import get_cohorts
from proserva_messaging.queries.participants import list_usernames
from proserva_messaging.queries.people import get_people
from proserva_messaging.queries.recipients import get_recipients
from proserva_messaging.queries.roster import PAGE_SIZE, get_roster
from proserva_messaging.queries.shared import access_shared_courses
from proserva_messaging.rest_api.v1 import inputs, people_shapes
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


class RecipientsView(MessagingView):
    """The people of a course that one may write to."""

    @describe(
        operation_id="recipients_list",
        parameters=[inputs.RecipientQuerySerializer],
        responses={200: shapes.page_of(people_shapes.RecipientSerializer), **ERRORS},
    )
    def get(self, request: Request, course_id: str) -> Response:
        """List whom I may write to in a course, the course team first; one of them is the default."""
        query = parse(inputs.RecipientQuerySerializer, request.query_params)
        usernames = [name.strip() for name in query.get("usernames", "").split(",") if name.strip()]
        course_key = parse_course_key(course_id)
        inside = query.get("exclude_thread")
        found = get_recipients(
            request.user,
            course_key,
            query=query.get("q", "").strip(),
            usernames=usernames,
            excluded=list_usernames(request.user, inside) if inside else (),
        )
        return answer_page(Page(found), people_shapes.RecipientSerializer)


class SharedCoursesView(MessagingView):
    """The courses in which one may write to somebody."""

    @describe(operation_id="people_courses", responses={200: people_shapes.SharedCoursesSerializer, **ERRORS})
    def get(self, request: Request, username: str) -> Response:
        """Show who somebody is and in which courses I may write to them; where there is none, they are not there."""
        return Response(people_shapes.SharedCoursesSerializer(access_shared_courses(request.user, username)).data)


class CohortsView(MessagingView):
    """The cohorts of a course."""

    @describe(operation_id="cohorts_list", responses={200: people_shapes.CohortsSerializer, **ERRORS})
    def get(self, request: Request, course_id: str) -> Response:
        """List the cohorts that I may start a group from, by name."""
        found = get_cohorts(request.user, parse_course_key(course_id))
        return Response(people_shapes.CohortsSerializer({"results": found}).data)


class RosterView(MessagingView):
    """Everybody who is enrolled in a course, for its team."""

    @describe(
        operation_id="roster_list",
        parameters=[inputs.RosterQuerySerializer],
        responses={200: people_shapes.RosterSerializer, **ERRORS},
    )
    def get(self, request: Request, course_id: str) -> Response:
        """List the learners of a course that I teach, by username."""
        query = parse_page_query(request, PAGE_SIZE, inputs.RosterQuerySerializer)
        text = query.pop("q", "").strip()
        roster = get_roster(request.user, parse_course_key(course_id), query=text, **query)
        return Response(people_shapes.RosterSerializer(roster).data)


class ConfigView(MessagingView):
    """The limits, told before they bite."""

    @describe(responses={200: people_shapes.ConfigSerializer, **ERRORS})
    def get(self, request: Request) -> Response:
        """Show who I am here, and the limits."""
        config = {
            "me": get_people([request.user.pk])[request.user.pk],
            "poll_seconds": conf.get("POLL_SECONDS"),
            "live_poll_seconds": {"active": conf.get("LIVE_POLL_SECONDS"), "idle": conf.get("POLL_SECONDS")},
            "group_max_people": conf.get("GROUP_MAX_PEOPLE"),
            "message_max_length": conf.get("MESSAGE_MAX_LENGTH"),
            "attachments": {
                "max_bytes": conf.get("ATTACHMENT_MAX_BYTES"),
                "max_count": conf.get("ATTACHMENT_MAX_COUNT"),
                "extensions": conf.get("ATTACHMENT_EXTENSIONS"),
            },
            "inbox_url": get_inbox_path(),
            "undo_seconds": conf.get("UNDO_SECONDS"),
            "more_url": get_more_script_url(),
        }
        return Response(people_shapes.ConfigSerializer(config).data)
