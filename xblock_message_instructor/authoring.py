"""Editing in Studio: the choices of the fields, and their validation."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any

from opaque_keys.edx.keys import CourseKey
from xblock.validation import Validation, ValidationMessage

from xblock_message_instructor import messaging

log = logging.getLogger(__name__)

LABEL_MAX_LENGTH = 60  # what fits on a button of a phone
PROMPT_MAX_LENGTH = 300
TEXTS = ("display_name", "label", "prompt")


def recipient_choices(block: Any) -> list[dict[str, str]]:
    """Return the course team as the editor's choices, then selected people who have left it, so they can be cleared."""
    team = known_team(block.course_key) or []
    choices = [{"display_name": describe(block, person), "value": person.username} for person in team]
    names = {person.username for person in team}
    gone = block.ugettext("{username} (not on the course team)")
    return choices + [
        {"display_name": gone.format(username=username), "value": username}
        for username in dict.fromkeys(block.recipients)
        if username not in names
    ]


def describe(block: Any, person: Any) -> str:
    """Return the name, username and role of a team member, for authors."""
    roles = {"instructor": block.ugettext("instructor"), "staff": block.ugettext("course staff")}
    return f"{person.name} ({person.username}, {roles.get(person.role, person.role)})"


def known_team(course_key: CourseKey | None) -> list[Any] | None:
    """Return the course team, or None if it cannot be loaded now: authors must still be able to save."""
    if course_key is None:
        return None
    try:
        return messaging.get_team(course_key)
    except Exception:  # the authoring page must open whatever is wrong with messaging
        log.exception("Could not load the team of course %s", course_key)
        return None


def is_edit(block: Any, body: bytes) -> bool:
    """Return whether the body of a request is an edit as Studio sends it: values of the right types, and defaults."""
    try:
        data = json.loads(body)
        values = {name: value for name, value in data["values"].items() if name in block.editable_fields}
        for name, value in values.items():
            block.fields[name].from_json(value)
        return isinstance(data["defaults"], list)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return False


def clean(values: dict[str, Any]) -> None:
    """Strip the texts."""
    for name in TEXTS:
        if isinstance(values.get(name), str):
            values[name] = values[name].strip()


def validate(block: Any, validation: Validation, data: Any) -> None:
    """Add an error to `validation` for each invalid field in `data`."""
    for text in (*_label_errors(block, data), *_recipient_errors(block, data.recipients)):
        validation.add(ValidationMessage(ValidationMessage.ERROR, text))


def _label_errors(block: Any, data: Any) -> Iterator[str]:
    if not (data.label or "").strip():
        yield block.ugettext("Enter a label for the button.")
    if len(data.label or "") > LABEL_MAX_LENGTH:
        text = block.ugettext("The label is too long for a button: {length} characters, at most {limit}.")
        yield text.format(length=len(data.label), limit=LABEL_MAX_LENGTH)
    if len(data.prompt or "") > PROMPT_MAX_LENGTH:
        text = block.ugettext("The prompt is too long: {length} characters, at most {limit}.")
        yield text.format(length=len(data.prompt), limit=PROMPT_MAX_LENGTH)


def _recipient_errors(block: Any, recipients: Any) -> Iterator[str]:
    if not all(isinstance(username, str) for username in recipients or ()):
        yield block.ugettext("Recipients must be a list of usernames.")
        return
    counts = Counter(recipients or ())
    if twice := [username for username, count in counts.items() if count > 1]:
        yield block.ugettext("Listed more than once: {usernames}.").format(usernames=", ".join(twice))
    team = known_team(block.course_key)
    if not counts or team is None:
        return
    names = {person.username for person in team}
    if strangers := [username for username in counts if username not in names]:
        text = block.ugettext("Not on the course team: {usernames}.")
        yield text.format(usernames=", ".join(strangers))
