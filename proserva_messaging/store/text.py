"""Text checks: normalize and validate bodies, titles and subjects before anything is written."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proserva_messaging import conf
from proserva_messaging.errors import InvalidError
from proserva_messaging.store.lines import clean_line

TITLE_MAX_LENGTH = 255
SUBJECT_MAX_LENGTH = 200
BLANK_LINES_BEFORE = re.compile(r"\A(?:[^\S\n]*\n)+")
# Control characters except tab and line feed, and lone surrogates: not every database stores them, and no one types
# them.
UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def normalize_text(text: str) -> str:
    """Return the text to store: in NFC, lines end with a line feed, without unstorable characters or outer blank lines.

    The first line keeps its indentation, which means code in Markdown.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return BLANK_LINES_BEFORE.sub("", unicodedata.normalize("NFC", UNSTORABLE.sub("", text)).rstrip())


def check_body(body: str, *, has_files: bool) -> str:
    """Return the body to store. Raises InvalidError if it is too long, or blank without a file."""
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
    """Return whether a text has no visible character. Zero-width spaces, which Python does not strip, are invisible."""
    return all(unicodedata.category(character)[0] in "CZ" for character in text)


def check_title(title: str) -> str:
    """Return the title to store, as one line. Raises InvalidError if it is too long."""
    title = clean_line(title)
    if len(title) > TITLE_MAX_LENGTH:
        text = _("Too long: at most %(limit)d characters.") % {"limit": TITLE_MAX_LENGTH}
        raise InvalidError(fields={"title": [text]})
    return title


def check_subject(subject: str) -> str:
    """Return the subject of a broadcast to store, as one line. Raises InvalidError if it is empty or too long."""
    subject = clean_line(subject)
    if not subject:
        raise InvalidError(fields={"subject": [_("Enter a subject.")]})
    if len(subject) > SUBJECT_MAX_LENGTH:
        text = _("Too long: at most %(limit)d characters.") % {"limit": SUBJECT_MAX_LENGTH}
        raise InvalidError(fields={"subject": [text]})
    return subject


def describe_removed() -> str:
    """Return the text in the place of a message that was removed after a report."""
    return _("This message was removed.")


def describe_blocked() -> str:
    """Return the preview of a message by a person that its reader has blocked."""
    return _("Blocked message")
