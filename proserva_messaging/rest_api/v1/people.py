"""REST: the people of a course: possible recipients, cohorts, and the roster."""

from __future__ import annotations

from typing import Any

from proserva_messaging.care.contacts import get_notice
from proserva_messaging.conversations.cohorts import get_cohorts
from proserva_messaging.conversations.data import RecipientPage, SharedCourses
from proserva_messaging.conversations.recipients import access_shared_courses, get_recipients
from proserva_messaging.conversations.roster import PAGE_SIZE, Roster, get_roster
from proserva_messaging.conversations.threads import list_usernames
from proserva_messaging.rest_api.v1 import inputs, shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe, parse_course_key
from proserva_messaging.store import limits
from proserva_messaging.types import UserRequest as Request


class PeopleView(MessagingView):
    """People."""

    @describe(
        "recipients_list",
        query=inputs.RecipientQuerySerializer,
        output=shapes.RecipientPageSerializer,
        limit=limits.SEARCH,
    )
    def list_recipients(self, request: Request, course_id: str) -> RecipientPage:
        """List the people I may write to in a course, the course team first. One of them is the default."""
        usernames = [name.strip() for name in self.query.get("usernames", "").split(",") if name.strip()]
        thread_id = self.query.get("exclude_thread")
        excluded = list_usernames(request.user, thread_id) if thread_id else ()
        search = self.query.get("query", "")
        course_key = parse_course_key(course_id)
        found = get_recipients(request.user, course_key, query=search, usernames=usernames, excluded=excluded)
        return RecipientPage(found, care=get_notice(course_key))

    @describe("people_courses", output=shapes.SharedCoursesSerializer, limit=limits.SEARCH)
    def list_shared_courses(self, request: Request, username: str) -> SharedCourses:
        """Show a person, and the courses in which I may write to them. Without such a course, they are not found."""
        return access_shared_courses(request.user, username)

    @describe("cohorts_list", output=shapes.CohortsSerializer)
    def list_cohorts(self, request: Request, course_id: str) -> dict[str, Any]:
        """List the cohorts that I may start a group from, by name."""
        return {"results": get_cohorts(request.user, parse_course_key(course_id))}

    @describe("roster_list", query=inputs.RosterQuerySerializer, output=shapes.RosterSerializer, page_size=PAGE_SIZE)
    def list_roster(self, request: Request, course_id: str) -> Roster:
        """List the learners of a course that I teach, by username."""
        return get_roster(request.user, parse_course_key(course_id), **self.query)
