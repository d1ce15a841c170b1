"""From the Markdown that a person wrote to the HTML that may be shown, and to its first words."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass
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
    "span", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "span": {"class"}}
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


# Whom a text may mean by `@name`: a username, and perhaps the full stop after it; nothing that goes on from a word or
# an address.
MENTION = r"(?<![^\W_])(?<![@./+-])@([\w.@+-]+)"
MENTION_CLASS = "mention"


class BareLink(InlineProcessor):
    """Makes a link of an address that stands alone in a text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # noqa: N802 (the library's name)
        """Return the link and where in the text it stands."""
        link = Element("a", href=m.group(1))
        link.text = AtomicString(m.group(1))
        return link, m.start(0), m.end(0)


class Mention(InlineProcessor):
    """Marks the names of those who may be mentioned, and notes which were. Code and addresses never come here."""

    def __init__(self, usernames: Collection[str], found: set[str], *args: Any):
        self._usernames, self._found = usernames, found
        super().__init__(MENTION, *args)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # noqa: N802
        """Return the name, marked, and where in the text it stands; nothing where it is nobody's."""
        name = m.group(1)
        while name not in self._usernames and name[-1:] in (".", "-", "+", "@", "_"):
            name = name[:-1]
        if name not in self._usernames:
            return None, None, None
        self._found.add(name)
        mark = Element("span", {"class": MENTION_CLASS})
        mark.text = AtomicString(f"@{name}")
        return mark, m.start(0), m.start(0) + 1 + len(name)


class Conversation(Extension):
    """Markdown as people use it in messages: addresses are links; HTML is text, so that code survives; no images.

    `found` gets those of the `usernames` that a text mentions.
    """

    def __init__(self, usernames: Collection[str], found: set[str]):
        super().__init__()
        self._usernames, self._found = usernames, found

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Change the parser accordingly."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # A picture from elsewhere would tell its server who reads when: it stays as written, its address a link.
        md.inlinePatterns.deregister("image_link")
        md.inlinePatterns.deregister("image_reference")
        md.inlinePatterns.register(BareLink(BARE_LINK, md), "bare_link", 85)
        # After everything that is no plain text, before emphasis: an underscore may be part of a name.
        md.inlinePatterns.register(Mention(self._usernames, self._found, md), "mention", 75)


EXTENSIONS = ("fenced_code", "nl2br", "sane_lists", "tables", "toc")
# A message's headings stand below those of the page.
EXTENSION_CONFIGS = {"toc": {"baselevel": 3}}


@dataclass(frozen=True)
class Rendered:
    """A body as it may be shown, and the usernames that it mentions."""

    html: str
    mentioned: frozenset[str] = frozenset()


def render(body: str, usernames: Collection[str] = ()) -> Rendered:
    """Return safe HTML for a body in Markdown, and which of the `usernames` it mentions. Never fails: what the parser
    cannot take is shown as it was written."""
    if _nesting(body) > MAX_NESTING or body.count("[") > MAX_BRACKETS:
        return Rendered(_as_written(body))
    found: set[str] = set()
    extensions: list[Any] = [*EXTENSIONS, Conversation(usernames, found)]
    try:
        unsafe = Markdown(extensions=extensions, extension_configs=EXTENSION_CONFIGS).convert(body)
    except (RecursionError, ValueError, AssertionError, IndexError):
        return Rendered(_as_written(body))
    safe = nh3.clean(
        unsafe,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=_keep_own_class,
        link_rel=LINK_REL,
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    # A lone heading mark or link definition renders to nothing, and nobody sends nothing on purpose.
    return Rendered(safe, frozenset(found)) if make_preview(safe) else Rendered(_as_written(body))


def _keep_own_class(tag: str, attribute: str, value: str) -> str | None:
    """Let no class through but the one of mentions."""
    return None if (tag, attribute) == ("span", "class") and value != MENTION_CLASS else value


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
