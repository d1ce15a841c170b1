"""From the Markdown that a person wrote to the HTML that may be shown, and to its first words."""

from __future__ import annotations

import html
import re
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from django.utils.translation import gettext as _
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
LINK_REL = "noopener noreferrer nofollow ugc"
PREVIEW_LENGTH = 160

# Deeper nesting than this is no conversation; the parser recurses once for each level, and costs more with each.
MAX_NESTING = 20
QUOTE_OR_INDENT = re.compile(r"^(?:[ \t]*>|[ \t]{4}|\t|[ \t]*(?:[-+*]|\d+[.)])[ \t]+)+", re.MULTILINE)
NESTING_MARK = re.compile(r">|[ ]{4}|\t|[-+*][ \t]|\d+[.)][ \t]")
# The parser looks for the end of a link from each bracket: 20,000 took it a minute, this many a tenth of a second.
MAX_BRACKETS = 1000
# A link ends before the punctuation that closes the sentence around it.
BARE_LINK = r"(?<![\w/\"'=])(https?://[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]}*_])"


class BareLink(InlineProcessor):
    """Makes a link of an address that stands alone in a text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # noqa: N802 (the library's name)
        """Return the link and where in the text it stands."""
        link = Element("a", href=m.group(1))
        link.text = AtomicString(m.group(1))
        return link, m.start(0), m.end(0)


class Conversation(Extension):
    """Markdown as people use it in messages: addresses are links; HTML is text, so that code survives; no images."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Change the parser accordingly."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # A picture from elsewhere would tell its server who reads when: it stays as written, its address a link.
        md.inlinePatterns.deregister("image_link")
        md.inlinePatterns.deregister("image_reference")
        md.inlinePatterns.register(BareLink(BARE_LINK, md), "bare_link", 85)


EXTENSIONS: list[Any] = ["fenced_code", "nl2br", "sane_lists", "tables", "toc", Conversation()]
# A message's headings stand below those of the page.
EXTENSION_CONFIGS = {"toc": {"baselevel": 3}}


def render(body: str) -> str:
    """Return safe HTML for a body in Markdown. Never fails: what the parser cannot take is shown as it was written."""
    if _nesting(body) > MAX_NESTING or body.count("[") > MAX_BRACKETS:
        return _as_written(body)
    try:
        unsafe = Markdown(extensions=EXTENSIONS, extension_configs=EXTENSION_CONFIGS).convert(body)
    except (RecursionError, ValueError, AssertionError, IndexError):
        return _as_written(body)
    safe = nh3.clean(
        unsafe,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=LINK_REL,
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    # A lone heading mark or link definition renders to nothing, and nobody sends nothing on purpose.
    return safe if make_preview(safe) else _as_written(body)


def make_preview(body_html: str, *, length: int = PREVIEW_LENGTH) -> str:
    """Return the first words of rendered HTML as one line of plain text, at most `length` characters."""
    spaced = re.sub(r"</(?:p|li|h\d|tr|td|th|pre|blockquote)>|<br>", " ", body_html)
    text = " ".join(html.unescape(nh3.clean(spaced, tags=set())).split())
    if len(text) <= length:
        return text
    words = text[: length - 1]
    cut = words.rfind(" ")
    return words[: cut if cut > length // 2 else None].rstrip() + "…"


def show_html(body_html: str) -> str:
    """Return the HTML to show of a message: its own, or, where its writer was retired, a sentence in its place."""
    return body_html or f"<p><em>{html.escape(show_preview(''))}</em></p>"


def show_preview(preview: str) -> str:
    """Return the first words to show of a message; as `show_html`, in plain text."""
    return preview or _("This message was deleted together with its writer's account.")


def _nesting(body: str) -> int:
    prefixes = QUOTE_OR_INDENT.findall(body)
    return max((len(NESTING_MARK.findall(prefix)) for prefix in prefixes), default=0)


def _as_written(body: str) -> str:
    return "<p>" + html.escape(body).replace("\n", "<br>") + "</p>"
