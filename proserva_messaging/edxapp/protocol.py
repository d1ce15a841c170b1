"""What the product needs of the platform it is plugged into, and the plain facts that come back.

Two implementations follow it: `openedx.py`, for the LMS, and the demo campus's own. The product never imports the
platform anywhere else; it asks `edxapp.get_platform()`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Q
from django.dispatch import Signal
from opaque_keys.edx.keys import CourseKey, UsageKey

INSTRUCTOR = "instructor"
STAFF = "staff"
LEARNER = "learner"
TEAM_ROLES = (INSTRUCTOR, STAFF)
# What counts where somebody has several.
RANKS = {LEARNER: 0, STAFF: 1, INSTRUCTOR: 2}

# Those enrolled who have opened nothing yet, done nothing for some days, handed nothing in, or reached too little.
NOT_STARTED = "not_started"
INACTIVE = "inactive"
NOT_SUBMITTED = "not_submitted"
SCORED_BELOW = "scored_below"


@dataclass(frozen=True)
class CourseFacts:
    """A course as a person knows it. `url` is where its home page is, `end` when it ends or ended, if ever."""

    key: CourseKey
    name: str
    url: str
    end: datetime | None = None


@dataclass(frozen=True)
class PersonFacts:
    """A person as others see them. `name` is never empty (the username where there is none); `image_url` may be."""

    user_id: int
    username: str
    name: str
    image_url: str = ""


@dataclass(frozen=True)
class PartFacts:
    """What part somebody has in courses: their role in single ones, in all of an organisation's, and in every one."""

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
    """A place in a course. `path` names what it lies in, outermost first, without the course and without itself.

    `url` opens the unit that holds it, for anyone in the course. `due` is when the work in it is due for the person who
    asked, or None.
    """

    usage_key: UsageKey
    label: str
    path: tuple[str, ...]
    url: str
    due: datetime | None = None


@dataclass(frozen=True)
class WorkFacts:
    """What somebody has handed in: how often, and when last (None where the platform has not kept that)."""

    attempts: int
    submitted_at: datetime | None = None


@dataclass(frozen=True)
class PostFacts:
    """A discussion post: its title, an excerpt of what it says (plain text), and where to read it."""

    thread_id: str
    label: str
    excerpt: str
    url: str


@dataclass(frozen=True)
class Part:
    """Which of those enrolled are meant: of some modes, in some cohorts, among some people; all where none is said."""

    modes: Collection[str] | None = None
    cohort_ids: Collection[int] | None = None
    user_ids: Collection[int] | None = None


@dataclass(frozen=True)
class Segment:
    """Some of those enrolled by what they did: `kind` is NOT_STARTED, INACTIVE (for so many `days`), NOT_SUBMITTED
    (nothing at `usage_key`) or SCORED_BELOW (a score there, below so many percent)."""

    kind: str
    days: int = 0
    usage_key: UsageKey | None = None
    score: int = 0


@dataclass(frozen=True)
class ModeFacts:
    """A mode in which people are enrolled, and how many are."""

    mode: str
    name: str
    size: int


class Platform(Protocol):
    """The door to the platform. Reads only; each method states the most it may cost. Users are Django user objects."""

    def get_courses(self, course_keys: Iterable[CourseKey]) -> dict[CourseKey, CourseFacts]:
        """Return the facts of each course that exists, ended ones too. One query at most."""

    def is_enabled(self, course_key: CourseKey) -> bool:
        """Return whether the operator lets the product show itself in a course. No query of its own where it was asked
        before in the same request."""

    def get_people(self, user_ids: Iterable[int]) -> dict[int, PersonFacts]:
        """Return the public facts of each user that exists. Two queries at most, however many are asked for."""

    def get_course_team(self, course_key: CourseKey) -> list[tuple[Any, str]]:
        """Return (user, role) of the course's instructors (first) and staff, in the order in which they got their
        role; a person who has several roles is listed once, with the highest. Who has a role in the whole organisation,
        or site, is not listed: they work in no course in particular."""

    def find_team_ids(self, course_key: CourseKey, limit: int) -> list[int]:
        """Return the ids of at most `limit` people of the course team, whichever they are. One query."""

    def get_roles(self, course_key: CourseKey, users: Iterable[Any]) -> dict[int, str]:
        """Return, by user id, INSTRUCTOR, STAFF or LEARNER (actively enrolled, whatever the mode).

        Somebody with no part in the course is missing from the answer. Site-wide staff count as STAFF, and a role in
        the course's whole organisation as one in the course. The highest role wins. A fixed number of queries, however
        many users and however large the course.
        """

    def get_parts(self, user: Any) -> PartFacts:
        """Return the user's roles in all courses, by the rules of `get_roles`, the last enrolment first. A course that
        is gone may be among them. Two queries at most."""

    def search_enrolled(self, course_key: CourseKey, query: str, limit: int) -> list[Any]:
        """Return at most `limit` actively enrolled users, by username, whose username or name contains `query`,
        whatever the case (all of them, where it is empty)."""

    def match_name(self, query: str, user_path: str) -> Q:
        """Return a condition for a query set: the user at `user_path` (an ORM path such as `participants__user`) has
        a username or a name that contains `query`, whatever the case."""

    def get_cohort_id(self, course_key: CourseKey, user: Any) -> int | None:
        """Return the id of the cohort the user is in, or None. Never assigns one."""

    def search_cohort(self, course_key: CourseKey, cohort_id: int, query: str, limit: int) -> list[Any]:
        """As `search_enrolled`, among the members of one cohort."""

    def list_enrolled(
        self, course_key: CourseKey, *, query: str = "", cohort_id: int | None = None, after: str = "", limit: int
    ) -> list[Any]:
        """Return at most `limit` actively enrolled users by username, those after the username `after`: as
        `search_enrolled` or, with `cohort_id`, as `search_cohort`. One query."""

    def get_cohorts(self, course_key: CourseKey) -> dict[int, str]:
        """Return the names of the course's cohorts by their ids; none where it has none, or has switched them off. Two
        queries at most."""

    def get_cohort_ids(self, course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, int]:
        """Return, by user id, the id of the cohort that each is in, also where cohorts are switched off; who is in none
        is missing. One query."""

    def get_cohort_sizes(self, course_key: CourseKey) -> dict[int, int]:
        """Return how many actively enrolled people are in each of the course's cohorts, by its id; a cohort of nobody
        may be missing. One query."""

    def list_cohort_members(self, course_key: CourseKey, cohort_ids: Iterable[int]) -> list[tuple[Any, int]]:
        """Return (user, cohort id) of the actively enrolled people in these cohorts of the course, in the order in
        which they got their accounts. One query."""

    def get_progress(self, course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, float]:
        """Return, by user id, what each has reached in the course, from 0 to 1; of whom nothing is known is missing.
        Two queries at most."""

    def get_last_enrollment(self, course_key: CourseKey) -> int:
        """Return the key of the course's newest enrolment, or 0: who enrols from now on has a higher one. One query."""

    def walk_enrolled(
        self, course_key: CourseKey, part: Part, *, after: int, until: int, limit: int
    ) -> list[tuple[int, int]]:
        """Return at most `limit` pairs of an active enrolment's key and its user's id, in the order of the keys: those
        after the key `after`, and not after `until`. One query, whose cost the limit bounds."""

    def count_enrolled(self, course_key: CourseKey, part: Part, without: Collection[int] = ()) -> int:
        """Return how many people are actively enrolled, not counting those with these ids. One query."""

    def find_enrolled(self, course_key: CourseKey, user_ids: Collection[int]) -> set[int]:
        """Return which of these people are actively enrolled. One query."""

    def get_modes(self, course_key: CourseKey, without: Collection[int] = ()) -> list[ModeFacts]:
        """Return the modes in which people are actively enrolled, and how many, leaving out some users. Two queries at
        most."""

    def count_cohorts(self, course_key: CourseKey, without: Collection[int] = ()) -> dict[int, int]:
        """Return, by cohort id, how many of its members are actively enrolled, leaving out some users; empty ones are
        missing. One query."""

    def get_segments(self, course_key: CourseKey) -> tuple[str, ...]:
        """Return the kinds of segments that this platform can tell of the course. No query."""

    def find_segment(self, course_key: CourseKey, segment: Segment, user_ids: Collection[int]) -> set[int]:
        """Return which of these people belong to a segment of a kind that is named above. Two queries at most."""

    def get_assignments(self, course_key: CourseKey, user: Any) -> list[tuple[UsageKey, str]]:
        """Return the course's assignments that this user may open, with their labels, in the course's order."""

    def get_due_date(
        self, course_key: CourseKey, usage_key: UsageKey | None, user: Any, after: datetime
    ) -> datetime | None:
        """Return when an assignment is due for the user; without one, the first date on which something in the course
        is, later than `after`. None where there is no such date."""

    def get_block(self, usage_key: UsageKey, user: Any) -> BlockFacts | None:
        """Return the facts of a block that exists and that this user may open, or else None."""

    def get_work(self, usage_key: UsageKey, user: Any) -> WorkFacts | None:
        """Return what the user has handed in at a block; None where that is nothing, or nothing can be. Two queries at
        most. Whether the user may open the block is not asked here."""

    def get_discussion_post(self, course_key: CourseKey, thread_id: str, user: Any) -> PostFacts | None:
        """Return the facts of a discussion thread of this course that this user may read, or else None."""

    def is_masquerading(self, request: Any, course_key: CourseKey) -> bool:
        """Return whether the person behind this request is looking at the course as somebody else."""

    def get_language(self, user: Any) -> str | None:
        """Return the language code the user reads, or None for the site's own."""

    def rendering_email(self, user: Any) -> AbstractContextManager[None]:
        """Return a context in which an email to this user can be rendered outside any request."""

    def email_context(self, user: Any) -> dict[str, Any]:
        """Return what the platform's own base email template wants in its context (site, logo, links)."""

    def email_base_template(self) -> str:
        """Return the name of the HTML email template that ours extends."""

    def page_base_template(self) -> str:
        """Return the name of the Django template that the product's own pages extend; they fill its `title` and
        `body` blocks."""

    def root_url(self) -> str:
        """Return the scheme and host under which the product is reached, without a final slash, for emails."""

    def allowed_hosts(self) -> Sequence[str]:
        """Return the hosts that a context link may point to (the LMS and its front ends), ports included."""

    def is_retired(self, user: Any) -> bool:
        """Return whether the user is being retired, or is. No query."""

    def retirement_signals(self) -> Sequence[Signal]:
        """Return the signals by which the platform asks for the removal of a user's traces: each carries `user`."""

    def emit(self, name: str, course_key: CourseKey | None, data: Mapping[str, Any]) -> None:
        """Write an event to the platform's tracking log."""

    def course_tab_base(self) -> type:
        """Return the class a course tab extends so that it shows for enrolled people and the team."""
