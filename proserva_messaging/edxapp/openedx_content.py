"""What is in a course of Open edX: blocks and discussion posts. A part of `openedx.py`, by the same rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.edxapp.protocol import BlockFacts, PostFacts

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
        return BlockFacts(usage_key, _label(blocks, usage_key), path, url)

    def get_discussion_post(self, course_key: CourseKey, thread_id: str, user: Any) -> PostFacts | None:
        """The discussion API decides who may read what: course access, cohorts, whether discussions are on. It leaves
        out private teams, which only the legacy page looks at."""
        from forum.utils import ForumV2RequestError
        from lms.djangoapps.discussion.rest_api.api import get_thread
        from lms.djangoapps.teams.api import discussion_visible_by_user

        if not thread_id.isalnum():  # it becomes part of an address in the forum
            return None
        try:
            thread = get_thread(_request_of(user), thread_id, course_id=str(course_key))
        except (ObjectDoesNotExist, ForumV2RequestError, ValueError):  # ValueError: ids are numbers in forum v2
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
