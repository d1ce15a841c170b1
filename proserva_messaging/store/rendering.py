"""Rendering: Markdown to safe HTML, and its one-line preview."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass

import nh3
from django.utils.translation import gettext as _

from proserva_messaging.store import dialect
from proserva_messaging.store.lines import clean_line
from proserva_messaging.store.writer import MENTION_CLASS, Writer

TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "span", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "li": {"value"}, "span": {"class"}}
SCHEMES = {"http", "https", "mailto"}
LINK_REL = "noopener noreferrer nofollow ugc"
PREVIEW_LENGTH = 160
# Quoted attributes may contain `>`.
TAG_OR_TEXT = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>|[^<]+|<""")
END_OF_BLOCK = re.compile(r"</(?:p|li|h\d|tr|td|th|pre|blockquote)>|<br>")
NUMBER_OF_ITEM = re.compile(r'<li value="(\d+)">')


@dataclass(frozen=True)
class RenderedText:
    """The safe HTML of a body, and the usernames that it mentions."""

    html: str
    mentioned: frozenset[str] = frozenset()


def render(body: str, usernames: Collection[str] = ()) -> RenderedText:
    """Return safe HTML for a body in Markdown, and which of the `usernames` it mentions.

    Never fails, and takes time in proportion to the body's length.
    """
    writer = Writer(usernames)
    safe = nh3.clean(
        writer.write(dialect.clean(body)),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=_filter_class,
        link_rel=LINK_REL,
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    # Code without text renders to nothing. Show it as plain text instead of an empty message.
    return RenderedText(safe, frozenset(writer.found)) if make_preview(safe) else RenderedText(_escape_body(body))


def make_preview(body_html: str, *, length: int = PREVIEW_LENGTH) -> str:
    """Return the first words of rendered HTML as one line of plain text, at most `length` characters."""
    text = clean_line(" ".join(_read_text(body_html, length).split()))
    if len(text) <= length:
        return text
    words = text[: length - 1]
    cut = words.rfind(" ")
    return words[: cut if cut > length // 2 else None].rstrip() + "…"


def show_html(body_html: str) -> str:
    """Return the HTML to show for a message; a sentence instead if its sender's account was retired."""
    return body_html or f"<p><em>{html.escape(show_preview(''))}</em></p>"


def show_preview(preview: str) -> str:
    """Return the preview to show for a message; a sentence instead if its sender's account was retired."""
    return preview or _("This message was deleted with its sender's account.")


def _read_text(body_html: str, length: int) -> str:
    """Return the text of sanitized HTML, at least its first `length` + 1 characters apart from spaces."""
    parts, size = [], 0
    for match in TAG_OR_TEXT.finditer(body_html):
        part = match.group()
        if number := NUMBER_OF_ITEM.match(part):
            part = f"{number.group(1)}. "
        elif END_OF_BLOCK.match(part):
            part = " "
        else:
            part = "" if part[0] == "<" else html.unescape(part)
        parts.append(part)
        size += len("".join(part.split()))
        if size > length:
            break
    return "".join(parts)


def _filter_class(tag: str, attribute: str, value: str) -> str | None:
    """Drop any class except the one of mentions."""
    return None if (tag, attribute) == ("span", "class") and value != MENTION_CLASS else value


def _escape_body(body: str) -> str:
    return "<p>" + html.escape(body).replace("\n", "<br>") + "</p>"
