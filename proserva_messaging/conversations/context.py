"""Message context: resolve and check the unit, problem, post or page that a message is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.protocol import BlockFacts
from proserva_messaging.errors import InvalidError
from proserva_messaging.store.lines import clean_line, clean_url
from proserva_messaging.types import User

LABEL_MAX_LENGTH = 255
EXCERPT_MAX_LENGTH = 300
URL_MAX_LENGTH = 2000


def resolve_context(
    user: User, course_key: CourseKey, context: Mapping[str, str] | None, *, with_work: bool = False
) -> dict[str, Any] | None:
    """Return a snapshot of the block, discussion or page that a message is about, from `{usage_key}`,
    `{discussion_thread_id}` or `{url, label}`.

    The labels of blocks and discussions come from the platform, as the writer sees them. With `with_work`, a block's
    snapshot has the writer's due date and submission. Raises InvalidError if the writer cannot see it in this course,
    for more than one of the three, and for any other key.
    """
    if not context:
        return None
    _check_context_keys(context)
    if context.get("usage_key"):
        return _resolve_block(user, course_key, context["usage_key"], with_work)
    if context.get("discussion_thread_id"):
        return _resolve_post(user, course_key, context["discussion_thread_id"])
    return _resolve_page(context.get("url", ""), context.get("label", ""))


def _check_context_keys(context: Mapping[str, str]) -> None:
    kinds = [name for name in ("usage_key", "discussion_thread_id", "url") if name in context]
    allowed = {*kinds[:1], *(("label",) if kinds[:1] == ["url"] else ())}
    extra = sorted(set(context) - allowed)
    if kinds and extra:
        raise _bad_context(_("“%(name)s” does not belong to “%(kind)s”.") % {"name": extra[0], "kind": kinds[0]})


def _resolve_block(user: User, course_key: CourseKey, text: str, with_work: bool) -> dict[str, Any]:
    try:
        usage_key = UsageKey.from_string(text)
    except InvalidKeyError:
        raise _bad_context(_("There is no such place in this course.")) from None
    # A key with a branch or version would be another name of the block, and of its course.
    block = get_platform().get_block(usage_key, user) if usage_key.context_key == course_key else None
    if block is None:
        raise _bad_context(_("There is no such place in this course."))
    work = _describe_work(user, block) if with_work else {}
    path = [clean_line(step) for step in block.path]
    return _make_snapshot("block", block.label, block.url, path=path, usage_key=str(block.usage_key), **work)


def _describe_work(user: User, block: BlockFacts) -> dict[str, Any]:
    """Return the known values of `due`, `attempts` and `submitted_at`."""
    work = get_platform().get_work(block.usage_key, user)
    known = {
        "due": block.due and block.due.isoformat(),
        "attempts": work and work.attempts,
        "submitted_at": work and work.submitted_at and work.submitted_at.isoformat(),
    }
    return {name: value for name, value in known.items() if value}


def _resolve_post(user: User, course_key: CourseKey, thread_id: str) -> dict[str, Any]:
    post = get_platform().get_discussion_post(course_key, thread_id, user)
    if post is None:
        raise _bad_context(_("There is no such discussion in this course."))
    excerpt = clean_line(post.excerpt)[:EXCERPT_MAX_LENGTH]
    return _make_snapshot("discussion", post.label, post.url, excerpt=excerpt, discussion_thread_id=post.thread_id)


def _resolve_page(url: str, label: str) -> dict[str, Any]:
    label = clean_line(label)
    if not url or not label:
        raise _bad_context(_("Give a place in the course, a discussion, or a link with its label."))
    # A link with the writer's own label must stay on this site, else it could be used for phishing.
    allowed = url_has_allowed_host_and_scheme(url, allowed_hosts=set(get_platform().allowed_hosts()))
    if not allowed or clean_url(url) != url or len(url) > URL_MAX_LENGTH or len(label) > LABEL_MAX_LENGTH:
        raise _bad_context(_("This link isn't on this site."))
    return _make_snapshot("page", label, url)


def _make_snapshot(kind: str, label: str, url: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "label": clean_line(label), "url": clean_url(url), "path": [], "excerpt": "", **more}


def _bad_context(text: str) -> InvalidError:
    return InvalidError(fields={"context": [text]})
