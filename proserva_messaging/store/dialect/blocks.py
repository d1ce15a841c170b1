"""Blocks: which marks at the start of a line are meant as headings, quotes, lists, tables, rules and code."""

from __future__ import annotations

import re
from operator import add

from proserva_messaging.store.dialect.hiding import hide_all
from proserva_messaging.store.dialect.spans import hide_spans

# Deeper quotes are text: each level costs the parser and the browser more.
MAX_QUOTES = 10
# A table with more cells is text. Rows are padded, so that a text could ask for millions.
MAX_CELLS = 2500

# A quote is marked by `> `: neither `>=` nor `>>>` nor `>_<` is one.
HEAD = re.compile(rf"([ \t]*)((?:>(?:[ \t]|$)){{0,{MAX_QUOTES}}})([ \t]*)")
# A line that starts with another character is text, unless it is in a table or in code.
STARTS = frozenset(" \t#>-+*`~=|:\\0123456789")
# More digits are a year, and a list does not show leading zeros.
ITEM = re.compile(r"(?:[-+*]|(?!0\d)\d{1,3}[.)])[ \t]+(?=\S)")
HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
RULE = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$")
# A fence may name a language.
FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([\w+#.\-]*)[ \t]*$")
# A rest that starts like one of these is text: an underline, an item, a title or quote, a fence.
LIKE_BLOCK = re.compile(r"(?:=+|-{1,2})[ \t]*$|\d*[-+*.)](?=[ \t]|$)|[#>]+|`{3,}(?=[^`]*$)|~{3,}")
ESCAPED = re.compile(
    r"\\(?=#{1,6}[ \t]+\S|>[ \t]|[-+*][ \t]+\S|`{3}|~{3}|(?:-{3,}|\*{3,})[ \t]*$)."
    r"|\d{1,3}\\[.)](?=[ \t]+\S)"
)
UNDER_TABLE_HEAD = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
# The parser is less strict about the line under a table's head.
LIKE_TABLE_RULE = re.compile(r"[-: \t]*\|[-:| \t]*$")
IN_QUOTES = [re.compile(rf"(?:[ \t]*>[ \t]?){{{count}}}") for count in range(MAX_QUOTES + 1)]
PIPE = re.compile(r"\|")


def hide_blocks(text: str) -> str:
    """Return a text for the parser. Blank lines that end a quote are added."""
    return _Reader(text.split("\n")).read()


class _Reader:
    """Reads the lines of a text in order. `quotes`, `is_free` and `columns` are about the line before: its quote marks,
    whether a heading or table may follow it, and the columns of its table."""

    def __init__(self, sources: list[str]):
        self.sources, self.hidden = sources, list[str]()
        # The heads and rests of the paragraph's lines so far.
        self.heads, self.rests = list[str](), list[str]()
        self.quotes, self.is_free, self.columns = 0, True, 0
        # Where the text of the open list item begins, and the mark, quote marks and indentation of the open fence.
        self.offset, self.fence, self.fence_quotes, self.fence_offset = 0, "", 0, 0
        self.ends, self.fences = _find_ends(sources), _find_fences(sources)
        self.last = max((number for number, source in enumerate(sources) if source.strip()), default=0)

    def read(self) -> str:
        for number, source in enumerate(self.sources):
            if self.quotes or self.columns or self.fence:
                is_plain = False
            else:
                # Most lines are text by their first character, which is quick to see.
                is_plain = source[:1] not in STARTS and "|" not in source
            if is_plain and source:
                self._add("", source)
            elif is_plain:
                self._end()
                self.hidden.append("")
            elif not (self.fence and self._reads_code(source)):
                self._read_line(number, *self._read_head(source))
        self._end()
        return "\n".join(self.hidden)

    def _add(self, head: str, rest: str) -> None:
        """Add a line to the paragraph."""
        self.heads.append(head)
        self.rests.append(rest)
        self.is_free = False

    def _end(self, head: str | None = None, rest: str = "") -> None:
        """End the paragraph, and add a line with its own text unless there is none. A heading may follow."""
        if len(self.rests) == 1:
            self.hidden.append(self.heads[0] + hide_spans(self.rests[0]))
        elif self.rests:
            self.hidden.extend(map(add, self.heads, hide_spans("\n".join(self.rests)).split("\n")))
        if self.rests:
            self.heads, self.rests = [], []
        if head is not None:
            self.hidden.append(head + hide_spans(rest) if rest else head)
        self.is_free = True

    def _read_head(self, source: str) -> tuple[str, str]:
        """Return the indentation with the quote marks, and the rest of a line."""
        if not self.quotes and source[:1] not in (" ", "\t", ">"):
            return "", source
        match = HEAD.match(source)
        indent, marks, gap = match.groups() if match else ("", "", "")
        rest, quotes = source[len(indent + marks + gap) :], marks.count(">")
        # `> 90` within a sentence is a comparison, and a mark without text is none unless the quote goes on.
        if quotes and not self.quotes and (not rest or (not self.is_free and rest[0].isdigit())):
            return indent, hide_all(marks) + gap + rest
        if quotes != self.quotes:
            is_lazy = quotes < self.quotes and rest and not self.is_free
            self._end("> " * quotes if is_lazy else None)
            self.quotes, self.offset, self.columns = quotes, 0, 0
        return indent + marks + gap, rest

    def _read_line(self, number: int, head: str, rest: str) -> None:
        may_be_block = rest[:1] in STARTS
        if not rest or (may_be_block and RULE.match(rest)):
            self.columns = 0
            self._end(head + rest)
        elif may_be_block and not self.columns and LIKE_TABLE_RULE.match(rest):
            self._add(head, hide_all(rest))
        elif may_be_block and (item := ITEM.match(rest)):
            self.columns = 0
            self._end()
            head += item.group()
            self.offset = len(head) - 2 * self.quotes
            self.is_free = False
            self._read_text(number, head, rest[item.end() :])
        elif may_be_block and self.is_free and (heading := HEADING.match(rest)):
            self.columns = 0
            self._end(head + heading.group(), _hide_end(rest[heading.end() :]))
        elif self.columns:
            self._read_row(head, rest)
        elif "|" in rest and self._starts_table(number, rest):
            self._end(head, _hide_excess(rest, self.columns))
        elif may_be_block:
            self._read_text(number, head, rest)
        else:
            self._add(head, rest)

    def _read_row(self, head: str, rest: str) -> None:
        """Read a line of a table after its head. The second line has no text."""
        is_rule = self.is_free and UNDER_TABLE_HEAD.match(rest)
        self._end(head + rest if is_rule else head, "" if is_rule else _hide_excess(rest, self.columns))
        self.is_free = False

    def _read_text(self, number: int, head: str, rest: str) -> None:
        """Read a line's text after its list mark."""
        if rest[0] not in STARTS:
            self._add(head, rest)
            return
        fence = FENCE.match(rest)
        if fence and self._opens_code(number, fence) and _get_width(head) < self.offset + 4:
            self.columns = 0
            self.fence, self.fence_quotes = fence.group(1), self.quotes
            self.fence_offset = self.offset if _get_width(head) >= self.offset else 0
            self._end(head + rest)
        elif (escaped := ESCAPED.match(rest)) and (self.is_free or rest[1] != "#"):
            self._add(head + escaped.group(), rest[escaped.end() :])
        else:
            self._add(head, _hide_start(rest))

    def _opens_code(self, number: int, fence: re.Match[str]) -> bool:
        """Return whether code follows a fence. A word after it is a language only if another fence closes it."""
        mark = fence.group(1)
        return number < self.last and (not fence.group(2) or self.fences[number].get(mark[0], 0) >= len(mark))

    def _reads_code(self, source: str) -> bool:
        """Return whether a line belongs to the open fence, and add it then."""
        match = IN_QUOTES[self.fence_quotes].match(source)
        ends_item = not self.fence_quotes and _get_width(source) < self.fence_offset and not source.isspace()
        if not match or (ends_item and source):
            self.fence = ""
            return False
        rest = source[match.end() :]
        bare = rest.strip(" \t")
        if bare.startswith(self.fence) and not bare.strip(self.fence[0]):
            self.fence = ""
            self.hidden.append(source)
        else:
            self.hidden.append(match.group() + hide_all(rest))
        return True

    def _starts_table(self, number: int, rest: str) -> bool:
        """Return whether a line is the head of a table, and remember its columns then."""
        under = self.sources[number + 1].lstrip("> \t") if number + 1 < len(self.sources) else ""
        if not UNDER_TABLE_HEAD.match(under):
            return False
        columns = _count_cells(rest)
        if columns * (self.ends[number] - number) > MAX_CELLS:
            self.sources[number + 1] = self.sources[number + 1].replace("|", hide_all("|"))
            return False
        if columns != _count_cells(under):
            return False
        self.columns = columns
        return True


def _find_ends(sources: list[str]) -> list[int]:
    """Return for each line the number of the next blank line."""
    ends, end = [0] * len(sources), len(sources)
    for number in range(len(sources) - 1, -1, -1):
        if not sources[number].strip("> \t"):
            end = number
        ends[number] = end
    return ends


def _find_fences(sources: list[str]) -> list[dict[str, int]]:
    """Return for each line the longest fence without a word after it, by its mark."""
    fences: list[dict[str, int]] = [{}] * len(sources)
    longest: dict[str, int] = {}
    for number in range(len(sources) - 1, -1, -1):
        fences[number] = longest
        bare = sources[number].strip("> \t")
        if bare[:3] in ("```", "~~~") and not bare.strip(bare[0]) and len(bare) > longest.get(bare[0], 0):
            longest = {**longest, bare[0]: len(bare)}
    return fences


def _get_width(head: str) -> int:
    return len(head) - len(head.lstrip(" \t"))


def _hide_start(text: str) -> str:
    """Hide the marks at the start of a line that would make it something else than text."""
    match = LIKE_BLOCK.match(text)
    return hide_all(match.group()) + text[match.end() :] if match else text


def _hide_end(text: str) -> str:
    """Hide the number signs at the end of a heading."""
    shown = text.rstrip("# \t")
    return shown + hide_all(text[len(shown) :])


def _count_cells(row: str) -> int:
    row = row.strip()
    pipes = row.count("|") - row.count("\\|")
    return pipes + 1 - row.startswith("|") - (row.endswith("|") and not row.endswith("\\|") and pipes > 1)


def _hide_excess(row: str, columns: int) -> str:
    """Return a row of a table for the parser, which drops cells beyond the columns: they become part of the last."""
    row = _hide_start(row).replace("\\|", hide_all("|"))
    if row.count("|") < columns or _count_cells(row) <= columns:
        return row
    places = [match.start() for match in PIPE.finditer(row)]
    end = places[columns - 1 + row.lstrip().startswith("|")]
    return row[:end] + hide_all(row[end:])
