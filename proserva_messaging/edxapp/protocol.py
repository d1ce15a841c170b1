"""The protocol between the product and the platform: methods of the platform, and the plain data they return.

Two classes implement it: `OpenEdxPlatform` in `openedx.py` for the LMS, and `CampusPlatform` for the demo campus. Other
modules of the product call `edxapp.get_platform()` and never import the platform.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Q
from django.dispatch import Signal
from django.http import HttpRequest
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.types import User

INSTRUCTOR = "instructor"
STAFF = "staff"
LEARNER = "learner"
TEAM_ROLES = (INSTRUCTOR, STAFF)
# A person with several roles has the one with the highest rank.
RANKS = {LEARNER: 0, STAFF: 1, INSTRUCTOR: 2}

# Kinds of segments: opened nothing yet, inactive for some days, submitted nothing, scored too low.
NOT_STARTED = "not_started"
INACTIVE = "inactive"
NOT_SUBMITTED = "not_submitted"
SCORED_BELOW = "scored_below"


@dataclass(frozen=True)
class CourseFacts:
    """A course: its name, the URL of its home page (empty if there is none), and its end date, if it has one."""

    key: CourseKey
    name: str
    url: str
    end: datetime | None = None


@dataclass(frozen=True)
class PersonFacts:
    """A person's public profile. `name` falls back to the username; `image_url` may be empty."""

    user_id: int
    username: str
    name: str
    image_url: str = ""


@dataclass(frozen=True)
class UserRoles:
    """One user's roles: in single courses, in all courses of an organisation, and in all courses of the site."""

    in_courses: Mapping[CourseKey, str]
    in_organizations: Mapping[str, str]
    everywhere: str | None = None

    def role_in(self, course_key: CourseKey) -> str | None:
        """Return the highest role in a course, or None."""
        of_organization = self.in_organizations.get(course_key.org or "")
        held = (self.in_courses.get(course_key), of_organization, self.everywhere)
        return max((role for role in held if role), key=RANKS.__getitem__, default=None)


@dataclass(frozen=True)
class BlockFacts:
    """A block of a course.

    `path` has the labels of the blocks around it, outermost first, without the course and the block itself. `url` opens
    its unit for anyone in the course. `due` is the due date for the user who asked, or None.
    """

    usage_key: UsageKey
    label: str
    path: tuple[str, ...]
    url: str
    due: datetime | None = None


@dataclass(frozen=True)
class WorkFacts:
    """A user's submissions to a block: their number, and the time of the newest (None if the platform has not kept
    it)."""

    attempts: int
    submitted_at: datetime | None = None


@dataclass(frozen=True)
class PostFacts:
    """A discussion post: its title, an excerpt of its text (plain text), and its URL."""

    thread_id: str
    label: str
    excerpt: str
    url: str


@dataclass(frozen=True)
class EnrollmentFilter:
    """A choice of enrolments by mode, cohort and user. None does not filter; an empty collection matches nothing."""

    modes: Collection[str] | None = None
    cohort_ids: Collection[int] | None = None
    user_ids: Collection[int] | None = None


@dataclass(frozen=True)
class Segment:
    """A choice of enrolled users by their activity.

    `kind` is NOT_STARTED, INACTIVE (for `days` days), NOT_SUBMITTED (nothing at `usage_key`) or SCORED_BELOW (less than
    `score` percent at `usage_key`).
    """

    kind: str
    days: int = 0
    usage_key: UsageKey | None = None
    score: int = 0


@dataclass(frozen=True)
class ModeFacts:
    """An enrolment mode of a course, and the number of people enrolled in it."""

    mode: str
    name: str
    size: int


class Platform(Protocol):
    """The methods that the product calls. They only read, except `emit`. Docstrings state the maximum of queries.

    Unless stated otherwise, a course that does not exist gives an empty result and raises no error.
    """

    def get_courses(self, course_keys: Iterable[CourseKey]) -> dict[CourseKey, CourseFacts]:
        """Return the courses that exist, ended ones included. One query."""

    def is_enabled(self, course_key: CourseKey) -> bool:
        """Return whether the operator has left the product switched on in a course. The answer is cached for the
        request."""

    def get_people(self, user_ids: Iterable[int]) -> dict[int, PersonFacts]:
        """Return the public profiles of users, by user id. Deleted and retired accounts are missing. Two queries."""

    def get_course_team(self, course_key: CourseKey) -> list[tuple[User, str]]:
        """Return (user, role) of the course's instructors, then of its staff, each in the order they got the role.

        A person with several roles is listed once, with the highest. Roles in the organisation or the site do not
        count: they are not tied to this course.
        """

    def find_team_ids(self, course_key: CourseKey, limit: int | None = None) -> list[int]:
        """Return the user ids of the course team, in no particular order, at most `limit` of them. One query."""

    def get_roles(
        self, course_key: CourseKey, users: Iterable[User], *, local: Collection[User] = ()
    ) -> dict[int, str]:
        """Return INSTRUCTOR, STAFF or LEARNER (actively enrolled in any mode), by user id. The highest role wins.

        Users without a role in the course are missing. Site staff count as STAFF; a role in the course's organisation
        counts as one in the course. A deactivated account has no role on the team. The key is canonical and spelt as
        the course is: for another case, which MySQL would accept, the result is empty. The users in `local` do not
        count as site staff. A fixed number of queries for any number of users.
        """

    def get_user_roles(self, user: User) -> UserRoles:
        """Return one user's roles in all courses by the rules of `get_roles`, the newest enrolment first. Courses that
        no longer exist may be included. Two queries."""

    def list_enrolled(
        self, course_key: CourseKey, *, query: str = "", cohort_id: int | None = None, after: str = "", limit: int
    ) -> list[User]:
        """Return at most `limit` actively enrolled users, with their profiles, ordered by username.

        `query` keeps those whose username or name contains it, ignoring case. `cohort_id` keeps the members of a cohort
        of this course. `after` skips usernames up to that one. One query.
        """

    def match_name(self, query: str, user_path: str) -> Q:
        """Return a condition for a query set: the user at the ORM path `user_path` (such as `participants__user`; empty
        for the user itself) has a username or name that contains `query`, ignoring case."""

    def get_cohorts(self, course_key: CourseKey) -> dict[int, str]:
        """Return the names of the course's cohorts by id; empty if the course has switched them off. Two queries."""

    def get_cohort_ids(self, course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, int]:
        """Return the cohort ids of users by user id; empty if the course has switched cohorts off.

        Users without a cohort are missing; none is assigned one. One query, and one to see whether cohorts are on.
        """

    def count_cohort_members(self, course_key: CourseKey, without: Collection[int] = ()) -> dict[int, int]:
        """Return the number of actively enrolled members of each cohort by cohort id, not counting the users `without`.
        Empty cohorts are missing. One query."""

    def list_cohort_members(self, course_key: CourseKey, cohort_ids: Iterable[int]) -> list[tuple[User, int]]:
        """Return (user, cohort id) of the actively enrolled members of these cohorts, ordered by user id. One query."""

    def get_progress(self, course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, float]:
        """Return course grades from 0 to 1 by user id. Users without a grade are missing. Two queries."""

    def get_last_enrollment_id(self, course_key: CourseKey) -> int:
        """Return the id of the course's newest enrolment, or 0. Later enrolments have higher ids. One query."""

    def list_enrollments(
        self, course_key: CourseKey, chosen: EnrollmentFilter, *, after: int, until: int, limit: int
    ) -> list[tuple[int, int]]:
        """Return at most `limit` pairs (enrolment id, user id) of active enrolments, ordered by enrolment id.

        The ids are greater than `after` and at most `until`. One query, whose cost depends on `limit`, not on the size
        of the course.
        """

    def count_enrolled(self, course_key: CourseKey, chosen: EnrollmentFilter, without: Collection[int] = ()) -> int:
        """Return the number of active enrolments, not counting the users `without`. One query."""

    def filter_enrolled(self, course_key: CourseKey, user_ids: Collection[int]) -> set[int]:
        """Return the ids of those users who are actively enrolled. One query."""

    def get_modes(self, course_key: CourseKey, without: Collection[int] = ()) -> list[ModeFacts]:
        """Return the modes that have active enrolments, ordered by mode, not counting the users `without`. Two
        queries."""

    def get_segments(self, course_key: CourseKey) -> tuple[str, ...]:
        """Return the kinds of segments that this platform supports in a course. No query."""

    def filter_by_segment(self, course_key: CourseKey, segment: Segment, user_ids: Collection[int]) -> set[int]:
        """Return the ids of those users who belong to a segment, of a kind listed by `get_segments`. Two queries."""

    def get_assignments(self, course_key: CourseKey, user: User) -> list[tuple[UsageKey, str]]:
        """Return the usage keys and labels of the graded subsections that a user may open, in course order."""

    def get_due_date(
        self, course_key: CourseKey, usage_key: UsageKey | None, user: User, after: datetime
    ) -> datetime | None:
        """Return an assignment's due date for a user, extensions included, or None.

        Without `usage_key`, return the first due date in the course later than `after`.
        """

    def get_block(self, usage_key: UsageKey, user: User) -> BlockFacts | None:
        """Return a block that exists and that the user may open, or None."""

    def get_work(self, usage_key: UsageKey, user: User) -> WorkFacts | None:
        """Return a user's submissions to a block, or None if there are none. Does not check that the user may open the
        block. Two queries."""

    def get_discussion_post(self, course_key: CourseKey, thread_id: str, user: User) -> PostFacts | None:
        """Return a discussion thread of this course that the user may read, or None."""

    def is_masquerading(self, request: HttpRequest, course_key: CourseKey) -> bool:
        """Return whether the course team member behind this request views the course as a learner."""

    def get_language(self, user: User) -> str | None:
        """Return the language code that the user has chosen, or None for the site's default. One query."""

    def rendering_email(self, user: User) -> AbstractContextManager[dict[str, Any]]:
        """Return a context manager in which an email to this user can be rendered, in a request or outside one.

        It yields the context of the platform's base email template: site, logo and links, and `base_template`, the name
        of the HTML template that ours extend.
        """

    def page_base_template(self) -> str:
        """Return the name of the Django template that the product's pages extend. Its blocks are `title` and `body`."""

    def root_url(self) -> str:
        """Return the scheme and host of the LMS, without a trailing slash, for absolute URLs."""

    def allowed_hosts(self) -> Sequence[str]:
        """Return the hosts that a context link may point to (the LMS and its front ends), with their ports."""

    def is_retired(self, user: User) -> bool:
        """Return whether the user's account is retired or is being retired. No query."""

    def retirement_signals(self) -> Sequence[Signal]:
        """Return the signals that ask plugins to delete a user's data. Each has the argument `user`."""

    def emit(self, name: str, course_key: CourseKey | None, data: Mapping[str, Any]) -> None:
        """Write an event to the platform's tracking log."""

    def course_tab_base(self) -> type:
        """Return the base class of a course tab that is shown to enrolled users and the course team."""
