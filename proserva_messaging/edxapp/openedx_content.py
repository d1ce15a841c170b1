"""What is in a course of Open edX: blocks, people's work, discussion posts. A part of `openedx.py`, by its rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.edxapp.protocol import BlockFacts, PostFacts, WorkFacts

EXCERPT_LENGTH = 300


class ContentMixin:
    """What a message can be about."""

    get_courses: Callable[..., dict]
    get_roles: Callable[..., dict]

    def get_block(self, usage_key: UsageKey, user: Any) -> BlockFacts | None:
        """The block structure answers, which the platform keeps in its cache, by the rules by which it shows the
        course's outline to this user: dates, groups, visibility, content libraries."""
        from lms.djangoapps.course_blocks.api import get_course_blocks
        from xmodule.modulestore.django import modulestore

        course_key = usage_key.context_key
        # A library's block, or one of a course that is gone, has no structure to look in.
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

    def get_work(self, usage_key: UsageKey, user: Any) -> WorkFacts | None:
        """From a problem's saved state, and for an open response from what was submitted."""
        if usage_key.block_type == "openassessment":
            return _get_submission(usage_key, user)
        from lms.djangoapps.courseware.models import StudentModule

        rows = StudentModule.objects.filter(
            student=user, course_id=usage_key.context_key, module_state_key=usage_key, module_type="problem"
        )
        state = json.loads(rows.values_list("state", flat=True).first() or "{}")
        attempts = state.get("attempts") or 0
        return WorkFacts(attempts, parse_datetime(state.get("last_submission_time") or "")) if attempts else None

    def get_discussion_post(self, course_key: CourseKey, thread_id: str, user: Any) -> PostFacts | None:
        """The discussion API decides who may read what: course access, cohorts, whether discussions are on. It leaves
        out private teams, which only the legacy page looks at."""
        from bson.errors import InvalidId
        from forum.utils import ForumV2RequestError
        from lms.djangoapps.discussion.rest_api.api import get_thread
        from lms.djangoapps.teams.api import discussion_visible_by_user

        if not thread_id.isalnum():  # it becomes part of an address in the forum
            return None
        try:
            thread = get_thread(_request_of(user), thread_id, course_id=str(course_key))
        # An id of another kind than the forum's: ValueError where it keeps numbers, InvalidId where it is MongoDB.
        except (ObjectDoesNotExist, ForumV2RequestError, InvalidId, ValueError):
            return None
        if not discussion_visible_by_user(thread["topic_id"], user):
            return None
        excerpt = " ".join(thread["preview_body"].split())[:EXCERPT_LENGTH]
        return PostFacts(thread_id, thread["title"], excerpt, _post_url(course_key, thread))


def _ancestors(blocks: Any, usage_key: UsageKey) -> list[UsageKey]:
    """Return what a block lies in, outermost first, without the course."""
    line: list[UsageKey] = []
    while parents := blocks.get_parents(usage_key):
        usage_key = parents[0]
        line.insert(0, usage_key)
    return line[1:]


def _due(blocks: Any, usage_key: UsageKey) -> datetime | None:
    """Return when a block is due. A subsection's date comes first: extensions are kept there, while what lies in it
    has the date that it inherited from the author."""
    around = [key for key in _ancestors(blocks, usage_key) if key.block_type == "sequential"]
    dates = (blocks.get_xblock_field(key, "due") for key in (*around, usage_key))
    return next((date for date in dates if date), None)


def _get_submission(usage_key: UsageKey, user: Any) -> WorkFacts | None:
    """The tables are asked: the submissions' own functions make a row for whoever they are asked about."""
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
    return blocks.get_xblock_field(usage_key, "display_name") or usage_key.block_type


def _request_of(user: Any) -> Any:
    """Return a request by this user to hand to the discussion API: the current one where it is theirs."""
    from crum import get_current_request
    from django.test import RequestFactory

    request = get_current_request()
    if request is None or getattr(request, "user", None) != user:
        request = RequestFactory(SERVER_NAME=get_setting("SITE_NAME").partition(":")[0]).get("/")
        request.user = user
    return request


def _post_url(course_key: CourseKey, thread: dict[str, Any]) -> str:
    """Return where a thread is read; the legacy page sends people on to the discussions front end where that is on."""
    return reverse("single_thread", args=[str(course_key), thread["topic_id"], thread["id"]])


def get_setting(name: str) -> Any:
    """Return a setting that every LMS has. Raises AttributeError where it is gone."""
    return getattr(settings, name)
