"""Fields in a text to many: `{first_name}` is stored once and filled in for each reader, when it is shown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

FIELDS = ("first_name", "name", "course_name", "due_date")
FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
# Quoted attributes may hold `>`. What is in a tag is never filled in: a person's name must not become an address.
TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
OPENS_CODE, CLOSES_CODE = re.compile(r"<(?:code|pre)\b"), re.compile(r"</(?:code|pre)>")
CODE = re.compile(r"(^```.*?^```|^~~~.*?^~~~|`[^`\n]*`)", re.DOTALL | re.MULTILINE)

Values = Mapping[str, str]


def find_fields(text: str) -> set[str]:
    """Return the names in braces in a plain text, whether there are such fields or not."""
    return set(FIELD.findall(text))


def find_html_fields(body_html: str) -> set[str]:
    """Return the names in braces in rendered HTML. What stands in code is code."""
    found: set[str] = set()

    def note(text: str) -> str:
        found.update(FIELD.findall(text))
        return text

    _map_texts(body_html, note)
    return found


def fill(text: str, values: Values) -> str:
    """Return a plain text with the values that there are in place of their fields."""
    return FIELD.sub(lambda match: values.get(match.group(1), match.group(0)), text)


def fill_html(body_html: str, values: Values) -> str:
    """Return rendered HTML with the values, escaped, in place of their fields; as it was in tags and in code."""
    escaped = {name: html.escape(value) for name, value in values.items()}
    return _map_texts(body_html, lambda text: fill(text, escaped))


def fill_markdown(body: str, values: Values) -> str:
    """Return a text in Markdown with the values in place of their fields; as it was in code."""
    parts = CODE.split(body)
    return "".join(part if number % 2 else fill(part, values) for number, part in enumerate(parts))


def _map_texts(body_html: str, change: Callable[[str], str]) -> str:
    """Return HTML with its texts changed, but for those in code."""
    depth, parts = 0, TAG.split(body_html)
    for number, part in enumerate(parts):
        if not number % 2:
            parts[number] = part if depth else change(part)
        elif OPENS_CODE.match(part):
            depth += 1
        elif CLOSES_CODE.match(part):
            depth -= 1
    return "".join(parts)
