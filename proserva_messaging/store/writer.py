"""The writer: HTML from the events of the parser of Markdown, with addresses as links and mentions marked."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from typing import Any

import pyromark
from pyromark.event import Range

from proserva_messaging.store import dialect
from proserva_messaging.store.addresses import find_addresses, make_url

MENTION_CLASS = "mention"
# A message's headings come below those of the page, which uses two levels.
LEVELS = {"H1": "h3", "H2": "h4", "H3": "h5", "H4": "h6", "H5": "h6", "H6": "h6"}
TAGS = {
    "Paragraph": ("<p>", "</p>\n"),
    "BlockQuote": ("<blockquote>\n", "</blockquote>\n"),
    "CodeBlock": ("<pre><code>", "</code></pre>\n"),
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Table": ("<table>\n", "</tbody>\n</table>\n"),
    "TableHead": ("<thead>\n<tr>\n", "</tr>\n</thead>\n<tbody>\n"),
    "TableRow": ("<tr>\n", "</tr>\n"),
}
COUNTED = {"BlockQuote", "Item", "Link"}
NUMBER = re.compile(rb"[\s>]*(\d+)[.)]")
# A text without any of these has no addresses and mentions. `www.` may be hidden.
LINKED = re.compile(r"[@:]|www", re.IGNORECASE)
# A text without any of these is its own HTML.
SPECIAL = re.compile(r"[@:<>&\"'\x01-\x1f]|  |www", re.IGNORECASE)
SEVERAL = re.compile(" (?= )")


class Writer:
    """Writes the HTML of one text, which is not sanitized yet. `found` are the usernames that the text mentions."""

    _source: bytes
    # The end of the line break before this place in the source, or -1.
    _break: int

    def __init__(self, usernames: Collection[str]):
        self.usernames, self.found = usernames, set[str]()
        self._parts: list[str] = []
        self._text: list[str] = []
        # The kinds of the open elements, with the tags that close them.
        self._open: list[tuple[str, str]] = []
        self._links = self._containers = 0

    def write(self, body: str) -> str:
        """Return the HTML of a text in Markdown."""
        source = dialect.hide(body, self.usernames)
        self._source, self._break = source.encode(), -1
        for event, place in pyromark.events_with_range(source, options=pyromark.Options.ENABLE_TABLES):
            if self._break >= 0:
                self._indent(place["start"])
            if isinstance(event, str):
                self._write_line_end(event, place["end"])
            elif "Text" in event:
                self._text.append(event["Text"])
            else:
                if self._text:
                    self._flush()
                if "End" in event:
                    kind, tag = self._open.pop()
                    self._parts.append(tag)
                    if kind in COUNTED:
                        self._count(kind, -1)
                else:
                    self._write_start(event, place)
        return "".join(self._parts).rstrip()

    def _write_start(self, event: Any, place: Range) -> None:
        if "Code" in event:
            self._parts.append(f"<code>{html.escape(dialect.reveal(event['Code']))}</code>")
            return
        data = event["Start"]
        kind, details = (data, None) if isinstance(data, str) else next(iter(data.items()))
        opening, closing = TAGS[kind] if kind in TAGS else self._make_tags(kind, details, place)
        self._parts.append(opening)
        self._open.append((kind, closing))
        if kind in COUNTED:
            self._count(kind, 1)

    def _count(self, kind: str, change: int) -> None:
        if kind == "Link":
            self._links += change
        else:
            self._containers += change

    def _make_tags(self, kind: str, details: Any, place: Range) -> tuple[str, str]:
        """Return the tags that open and close an element that is not in TAGS."""
        if kind == "TableCell":
            return ("<th>", "</th>\n") if self._open[-1][0] == "TableHead" else ("<td>", "</td>\n")
        start, end = place["start"], place["end"]
        if kind == "Heading":
            # A line of dashes under a text is a rule and makes it no heading.
            is_heading = self._source.startswith(b"#", start)
            tag = LEVELS[details["level"]] if is_heading else "p"
            return f"<{tag}>", f"</{tag}>\n" if is_heading else f"</{tag}>\n<hr>\n"
        if kind == "List":
            return ("<ul>\n", "</ul>\n") if details is None else ("<ol>\n", "</ol>\n")
        if kind == "Item":
            number = NUMBER.match(self._source, start)
            return f'<li value="{int(number.group(1))}">' if number else "<li>", "</li>\n"
        url = self._source[start : end - 1].decode().rpartition("](")[2]
        return f'<a href="{html.escape(make_url(url))}">', "</a>"

    def _write_line_end(self, event: str, end: int) -> None:
        if event == "Rule":
            if self._text:
                self._flush()
            self._parts.append("<hr>\n")
        else:
            self._text.append("\n")
            self._break = end

    def _indent(self, start: int) -> None:
        """Keep the spaces at the start of a line of a paragraph."""
        if start > self._break and not self._containers:
            gap = self._source[self._break : start].decode().expandtabs(4)
            if gap.isspace():
                self._text.append("\N{NO-BREAK SPACE}" * len(gap))
        self._break = -1

    def _flush(self) -> None:
        """Write the text so far."""
        text = "".join(self._text)
        self._text.clear()
        if not SPECIAL.search(text):
            self._parts.append(text)
        elif self._open and self._open[-1][0] == "CodeBlock":
            self._parts.append(html.escape(dialect.reveal(text)))
        elif LINKED.search(text):
            self._parts.extend(self._write_text(dialect.reveal(text)))
        else:
            self._parts.append(_escape(dialect.reveal(text)))

    def _write_text(self, text: str) -> Iterator[str]:
        end = 0
        for start, stop, opening, closing in sorted(self._find_marks(text)):
            if start >= end:
                yield _escape(text[end:start]) + opening + html.escape(text[start:stop]) + closing
                end = stop
        yield _escape(text[end:])

    def _find_marks(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield the start, end and tags of each address and mention."""
        if not self._links:
            for address in find_addresses(text):
                yield address.start, address.end, f'<a href="{html.escape(address.url)}">', "</a>"
        for start, end in dialect.find_mentions(text, self.usernames):
            self.found.add(text[start + 1 : end])
            yield start, end, f'<span class="{MENTION_CLASS}">', "</span>"


def _escape(text: str) -> str:
    """Return the HTML of a text, with its lines and several spaces in a row kept."""
    return SEVERAL.sub("\N{NO-BREAK SPACE}", html.escape(text)).replace("\n", "<br>\n")
