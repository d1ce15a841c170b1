"""Data of care: an alert as those who handle it see it, and its message once they have opened it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from proserva_messaging.data import CourseRef, Page, Person


@dataclass(frozen=True)
class AlertRow:
    """An alert in the queue, without the text of its message. `url` opens the message for a reader who is in its
    conversation; it is empty for others, who open it with a reason. `outcomes` are those that can be chosen now."""

    id: int
    course: CourseRef
    state: str
    outcome: str
    created: datetime
    handled: datetime | None
    writer: Person | None
    handler: Person | None
    url: str
    outcomes: list[str]


@dataclass(frozen=True)
class AlertPage(Page[AlertRow]):
    """A page of the queue, and the number of all open alerts in it."""

    open: int = 0


@dataclass(frozen=True)
class OpenedMessage:
    """The message of an alert, for a reader who has opened it. `removed`: its text was removed."""

    id: int
    writer: Person | None
    created: datetime
    body_html: str
    removed: bool
