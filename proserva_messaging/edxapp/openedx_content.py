"""The LMS as a platform: blocks, submissions and discussion posts, which a message can be about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.edxapp.protocol import BlockFacts, CourseFacts, PostFacts, WorkFacts
from proserva_messaging.types import User

EXCERPT_LENGTH = 300


class ContentMixin:
    """Blocks, submissions and discussion posts."""

    get_courses: Callable[[Iterable[CourseKey]], dict[CourseKey, CourseFacts]]
    get_roles: Callable[..., dict[int, str]]

    def get_block(self, usage_key: UsageKey, user: User) -> BlockFacts | None:
        """Read the cached block structure, to which the platform applies the rules of the course outline for this user:
        dates, groups, visibility, content libraries."""
        from lms.djangoapps.course_blocks.api import get_course_blocks
        from xmodule.modulestore.django import modulestore

        course_key = usage_key.context_key
        # Blocks of libraries and of deleted courses have no block structure.
        if not isinstance(course_key, CourseKey) or not self.get_courses([course_key]):
            return None
        if not self.get_roles(course_key, [user]):
            return None
        blocks = get_course_blocks(user, modulestore().make_course_usage_key(course_key))
        if usage_key not in blocks:
            return None
        path = tuple(_label(blocks, key) for key in _ancestors(blocks, usage_key))
        url = reverse("jump_to", kwargs={"course_id": str(course_key), "location": str(usage_key)})
        return BlockFacts(usage_key, _label(blocks, usage_key), path, url, _due(blocks, usage_key))

    def get_work(self, usage_key: UsageKey, user: User) -> WorkFacts | None:
        """Read a problem's saved state, or an open response's submissions."""
        if usage_key.block_type == "openassessment":
            return _get_submission(usage_key, user)
        from lms.djangoapps.courseware.models import StudentModule

        rows = StudentModule.objects.filter(
            student=user, course_id=usage_key.context_key, module_state_key=usage_key, module_type="problem"
        )
        state = json.loads(rows.values_list("state", flat=True).first() or "{}")
        attempts = state.get("attempts") or 0
        return WorkFacts(attempts, parse_datetime(state.get("last_submission_time") or "")) if attempts else None

    def get_discussion_post(self, course_key: CourseKey, thread_id: str, user: User) -> PostFacts | None:
        """Ask the discussion API, which checks course access, cohorts, and whether discussions are on. Private teams
        are checked here, because the API does not."""
        from bson.errors import InvalidId
        from forum.utils import ForumV2RequestError
        from lms.djangoapps.discussion.rest_api.api import get_thread
        from lms.djangoapps.teams.api import discussion_visible_by_user

        if not thread_id.isalnum():  # it becomes part of a URL in the forum
            return None
        try:
            thread = get_thread(_request_of(user), thread_id, course_id=str(course_key))
        # An id of the wrong kind raises ValueError in the MySQL forum, InvalidId in the MongoDB forum.
        except (ObjectDoesNotExist, ForumV2RequestError, InvalidId, ValueError):
            return None
        if not discussion_visible_by_user(thread["topic_id"], user):
            return None
        excerpt = " ".join(thread["preview_body"].split())[:EXCERPT_LENGTH]
        return PostFacts(thread_id, thread["title"], excerpt, _post_url(course_key, thread))


def _ancestors(blocks: Any, usage_key: UsageKey) -> list[UsageKey]:
    """Return the blocks around a block, outermost first, without the course."""
    around: list[UsageKey] = []
    while parents := blocks.get_parents(usage_key):
        usage_key = parents[0]
        around.insert(0, usage_key)
    return around[1:]


def _due(blocks: Any, usage_key: UsageKey) -> datetime | None:
    """Return the due date of a block. The subsection's date comes first: it has the extensions, and the blocks in it
    have the author's date."""
    around = [key for key in _ancestors(blocks, usage_key) if key.block_type == "sequential"]
    dates: Iterable[datetime | None] = (blocks.get_xblock_field(key, "due") for key in (*around, usage_key))
    return next((date for date in dates if date), None)


def _get_submission(usage_key: UsageKey, user: User) -> WorkFacts | None:
    """Read the tables: the functions of the submissions package create a row for each user they are called with."""
    from common.djangoapps.student.models import AnonymousUserId
    from submissions.models import Submission

    course_key = usage_key.context_key
    mine = AnonymousUserId.objects.filter(user=user, course_id=course_key).values_list("anonymous_user_id", flat=True)
    found = Submission.objects.filter(
        student_item__student_id__in=list(mine),
        student_item__course_id=str(course_key),
        student_item__item_id=str(usage_key),
    )
    newest = found.order_by("-attempt_number").values_list("attempt_number", "submitted_at").first()
    return WorkFacts(*newest) if newest else None


def _label(blocks: Any, usage_key: UsageKey) -> str:
    return str(blocks.get_xblock_field(usage_key, "display_name") or usage_key.block_type)


def _request_of(user: User) -> HttpRequest:
    """Return a request by this user for the discussion API: the current one if it is theirs, or else a new one."""
    from crum import get_current_request
    from django.test import RequestFactory

    request: HttpRequest | None = get_current_request()
    if request is None or getattr(request, "user", None) != user:
        request = RequestFactory(SERVER_NAME=get_setting("SITE_NAME").partition(":")[0]).get("/")
        request.user = user
    return request


def _post_url(course_key: CourseKey, thread: dict[str, Any]) -> str:
    """Return the URL of the legacy page, which redirects to the discussions front end if that is on."""
    return reverse("single_thread", args=[str(course_key), thread["topic_id"], thread["id"]])


def get_setting(name: str) -> Any:
    """Return a setting that every LMS has. Raises AttributeError if it does not exist."""
    return getattr(settings, name)
