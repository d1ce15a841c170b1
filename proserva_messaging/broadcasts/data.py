"""Data of broadcasts, as the API returns it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from proserva_messaging.conversations.data import EmailReceipt
from proserva_messaging.data import AttachmentInfo, CourseRef, Person


@dataclass(frozen=True)
class Emails:
    """The number of emails of a broadcast in each state."""

    pending: int = 0
    sent: int = 0
    failed: int = 0
    skipped: int = 0
    unknown: int = 0
    digest: int = 0


@dataclass(frozen=True)
class Progress:
    """The progress of a broadcast. `total` is the size of its audience; before it begins, an estimate."""

    total: int
    in_bell: int = 0
    skipped: int = 0
    seen: int = 0
    emails: Emails = field(default_factory=Emails)


@dataclass(frozen=True)
class BroadcastInfo:
    """A broadcast as the course team sees it, with merge fields unfilled."""

    id: int
    course: CourseRef
    subject: str
    body: str
    body_html: str
    attachments: list[AttachmentInfo]
    sender: Person | None
    mine: bool
    audience: dict[str, Any]
    audience_text: str
    state: str
    stopped_reason: str
    created: datetime
    send_at: datetime
    began: datetime | None
    finished: datetime | None
    thread: int
    message: int
    notify_email: bool
    undo_seconds: int
    editable_until: datetime
    progress: Progress


@dataclass(frozen=True)
class BroadcastRow:
    """The delivery of a broadcast to one recipient."""

    person: Person | None
    state: str
    skipped_reason: str
    in_bell_at: datetime | None
    seen_at: datetime | None
    email: EmailReceipt | None
