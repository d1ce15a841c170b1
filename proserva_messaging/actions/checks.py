"""What is checked of a message before anything is written: its text, its title, its files, what it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey, UsageKey

from proserva_messaging import conf, merging
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.protocol import BlockFacts
from proserva_messaging.errors import InvalidError
from proserva_messaging.queries.previews import SUBJECT_MAX_LENGTH

TITLE_MAX_LENGTH = 255
LABEL_MAX_LENGTH = 255
EXCERPT_MAX_LENGTH = 300
URL_MAX_LENGTH = 2000
BLANK_LINES_BEFORE = re.compile(r"\A(?:[^\S\n]*\n)+")
# No database takes all of these in a text, and no person typed them: control characters but tab and line feed, and
# halves of surrogate pairs.
UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
# What turns the direction of writing for more than itself: a title stands within others' sentences.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def normalize_text(text: str) -> str:
    """Return the text as it is stored: line feeds alone end lines, no characters that cannot be stored, no blank lines
    around it. Its first line keeps its indentation: in Markdown that is code."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return BLANK_LINES_BEFORE.sub("", unicodedata.normalize("NFC", UNSTORABLE.sub("", text)).rstrip())


def check_body(body: str, *, has_files: bool) -> str:
    """Return the body as it is stored. Raises InvalidError for one that is blank without a file, or too long."""
    body = normalize_text(body)
    limit = conf.get("MESSAGE_MAX_LENGTH")
    if len(body) > limit:
        over = len(body) - limit
        text = ngettext(
            "Too long: please shorten it by %(count)d character.",
            "Too long: please shorten it by %(count)d characters.",
            over,
        )
        raise InvalidError(fields={"body": [text % {"count": over}]})
    if not has_files and is_blank(body):
        raise InvalidError(fields={"body": [_("Write a message or attach a file.")]})
    return body


def is_blank(text: str) -> bool:
    """Return whether nothing can be seen of a text: spaces that Python does not strip (a zero-width one, say) are none
    to be read either."""
    return all(unicodedata.category(character)[0] in "CZ" for character in text)


def check_title(title: str) -> str:
    """Return the title as one stored line. Raises InvalidError for one that is too long."""
    title = " ".join(TURNING.sub("", normalize_text(title)).split())
    if len(title) > TITLE_MAX_LENGTH:
        text = _("Too long: at most %(limit)d characters.") % {"limit": TITLE_MAX_LENGTH}
        raise InvalidError(fields={"title": [text]})
    return title


def check_subject(subject: str) -> str:
    """Return the subject of what goes to many, as one stored line. Raises InvalidError for none, or one too long."""
    subject = " ".join(normalize_text(subject).split())
    if not subject:
        raise InvalidError(fields={"subject": [_("Write a subject.")]})
    if len(subject) > SUBJECT_MAX_LENGTH:
        text = _("Too long: at most %(limit)d characters.") % {"limit": SUBJECT_MAX_LENGTH}
        raise InvalidError(fields={"subject": [text]})
    return subject


def check_fields(subject: str, body_html: str) -> list[str]:
    """Return the names of the fields that a subject and a rendered text have. Raises InvalidError for what is none."""
    places = {"subject": merging.find_fields(subject), "body": merging.find_html_fields(body_html)}
    wrong = {
        place: [_("There is no field {%(name)s}.") % {"name": name} for name in sorted(names - set(merging.FIELDS))]
        for place, names in places.items()
    }
    if any(wrong.values()):
        raise InvalidError(fields={place: texts for place, texts in wrong.items() if texts})
    return sorted(places["subject"] | places["body"])


def check_attachment_ids(ids: Sequence[int]) -> list[int]:
    """Return the ids, each once. Raises InvalidError for more than a message may have."""
    unique = list(dict.fromkeys(ids))
    limit = conf.get("ATTACHMENT_MAX_COUNT")
    if len(unique) > limit:
        text = ngettext("At most %(limit)d file.", "At most %(limit)d files.", limit) % {"limit": limit}
        raise InvalidError(fields={"attachments": [text]})
    return unique


def resolve_context(
    user: Any, course_key: CourseKey, context: Mapping[str, str] | None, *, with_work: bool = False
) -> dict[str, Any] | None:
    """Return the snapshot of what a message is about, from `{usage_key}`, `{discussion_thread_id}` or `{url, label}`.

    The labels come from the platform, never from the writer, and only of what the writer may see. With `with_work`, a
    block's snapshot tells when it is due for the writer, and what they have handed in. Raises InvalidError where there
    is no such thing in this course.
    """
    if not context:
        return None
    if context.get("usage_key"):
        return _resolve_block(user, course_key, context["usage_key"], with_work)
    if context.get("discussion_thread_id"):
        return _resolve_post(user, course_key, context["discussion_thread_id"])
    return _resolve_page(context.get("url", ""), context.get("label", ""))


def _resolve_block(user: Any, course_key: CourseKey, text: str, with_work: bool) -> dict[str, Any]:
    try:
        usage_key = UsageKey.from_string(text)
    except InvalidKeyError:
        raise _bad_context(_("There is no such place in this course.")) from None
    block = get_platform().get_block(usage_key, user) if usage_key.context_key == course_key else None
    if block is None:
        raise _bad_context(_("There is no such place in this course."))
    work = _describe_work(user, block) if with_work else {}
    path = list(block.path)
    return _make_snapshot("block", block.label, block.url, path=path, usage_key=str(block.usage_key), **work)


def _describe_work(user: Any, block: BlockFacts) -> dict[str, Any]:
    """Return what is known of `due`, `attempts` and `submitted_at`."""
    work = get_platform().get_work(block.usage_key, user)
    known = {
        "due": block.due and block.due.isoformat(),
        "attempts": work and work.attempts,
        "submitted_at": work and work.submitted_at and work.submitted_at.isoformat(),
    }
    return {name: value for name, value in known.items() if value}


def _resolve_post(user: Any, course_key: CourseKey, thread_id: str) -> dict[str, Any]:
    post = get_platform().get_discussion_post(course_key, thread_id, user)
    if post is None:
        raise _bad_context(_("There is no such discussion in this course."))
    excerpt = normalize_text(post.excerpt)[:EXCERPT_MAX_LENGTH]
    return _make_snapshot("discussion", post.label, post.url, excerpt=excerpt, discussion_thread_id=post.thread_id)


def _resolve_page(url: str, label: str) -> dict[str, Any]:
    label = normalize_text(label).strip()
    if not url or not label:
        raise _bad_context(_("Say what the message is about: a place, a discussion, or an address with its label."))
    # A card that the writer labels may not lead away from the campus: it would be made for phishing.
    allowed = url_has_allowed_host_and_scheme(url, allowed_hosts=set(get_platform().allowed_hosts()))
    if not allowed or len(url) > URL_MAX_LENGTH or len(label) > LABEL_MAX_LENGTH:
        raise _bad_context(_("This address is not on this site."))
    return _make_snapshot("page", label, url)


def _make_snapshot(kind: str, label: str, url: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "label": normalize_text(label).strip(), "url": url, "path": [], "excerpt": "", **more}


def _bad_context(text: str) -> InvalidError:
    return InvalidError(fields={"context": [text]})
