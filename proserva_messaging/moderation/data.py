"""Data of moderation: a report as its reporter and as its handlers see it, and a block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from proserva_messaging.data import CourseRef, Page, Person


@dataclass(frozen=True)
class SentReport:
    """A report as its reporter sees it. `message` is None if the message was deleted since."""

    id: int
    message: int | None
    route: str
    state: str
    created: datetime


@dataclass(frozen=True)
class ReportRow:
    """A report in the queue. `reporter` and `sender` (of the message) are None for a deleted or retired account."""

    id: int
    course: CourseRef
    reason: str
    route: str
    state: str
    outcome: str
    created: datetime
    handled: datetime | None
    reporter: Person | None
    sender: Person | None
    handler: Person | None


@dataclass(frozen=True)
class SharedText:
    """A message that a report shares, as it was then. `is_reported`: it is the one that the report is about."""

    id: int
    sender: Person | None
    created: datetime
    body_html: str
    files: list[str]
    is_reported: bool


@dataclass(frozen=True)
class ReportDetail(ReportRow):
    """A report with all that it shares. `messages` is empty once it was handled. `outcomes` are those that the reader
    can choose now; `restricted`: the sender cannot write to classmates in this course."""

    note: str
    messages: list[SharedText]
    outcomes: list[str]
    restricted: bool


@dataclass(frozen=True)
class ReportPage(Page[ReportRow]):
    """A page of the queue, and the number of all open reports in it."""

    open: int = 0


@dataclass(frozen=True)
class BlockInfo:
    """A block as the person who set it sees it. `person` is None for a deleted or retired account."""

    id: int
    person: Person | None
    created: datetime
