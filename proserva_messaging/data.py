"""The plain data that the product hands out: what reads return, what the signal carries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

import attr
from opaque_keys.edx.keys import CourseKey

Row = TypeVar("Row")


@attr.s(frozen=True, kw_only=True)
class MessageSentData:
    """What `MESSAGE_SENT` carries. Ids only: whoever needs the text is authorised first, by asking for it."""

    message_id: int = attr.ib()
    thread_id: int = attr.ib()
    course_key: CourseKey = attr.ib()
    sender_id: int = attr.ib()


@dataclass(frozen=True)
class Person:
    """A person as others see them. `role` is the role in the course at hand where that was asked for, else None."""

    username: str
    name: str
    image_url: str = ""
    role: str | None = None
    is_default: bool = False


@dataclass(frozen=True)
class CourseRef:
    """A course as it is named beside a thread; where the platform has lost it, its id serves as its name."""

    id: str
    name: str
    url: str = ""


@dataclass(frozen=True)
class LastMessage:
    """The newest message of a thread, as an inbox shows it."""

    id: int
    sender: Person | None
    mine: bool
    preview: str
    created: datetime
    has_attachments: bool


@dataclass(frozen=True)
class ThreadSummary:
    """A thread as one person's inbox shows it."""

    id: int
    kind: str
    title: str
    group_chat: bool
    course: CourseRef
    participants: list[Person]
    participant_count: int
    last_message: LastMessage | None
    unread: int
    starred: bool
    archived: bool
    muted: bool


@dataclass(frozen=True)
class DisclosureView:
    """That somebody who is not part of a thread opened it, when and why."""

    by: Person | None
    at: datetime
    reason: str


@dataclass(frozen=True)
class BroadcastRef:
    """That a thread is a broadcast, and what its reader may know of it. `cannot_reply_reason` is a sentence, empty
    where an answer would reach its sender; `report_url` is there for the course's team."""

    id: int
    everyone: bool
    mine: bool
    cannot_reply_reason: str
    report_url: str


@dataclass(frozen=True)
class ThreadDetail(ThreadSummary):
    """A thread as the person who opened it sees it. `cannot_write_reason` is a sentence, empty where they may write."""

    my_role: str
    can_write: bool
    cannot_write_reason: str
    disclosures: list[DisclosureView]
    broadcast: BroadcastRef | None = None


@dataclass(frozen=True)
class ReceiptSummary:
    """Of a message's recipients, how many have seen it, and when one of them last did."""

    recipients: int = 0
    seen: int = 0
    seen_at: datetime | None = None


@dataclass(frozen=True)
class AttachmentView:
    """A file as the people of its thread see it. `size` is in bytes."""

    id: int
    name: str
    size: int
    content_type: str
    url: str


@dataclass(frozen=True)
class MessageView:
    """A message as one of its people sees it. `receipts` is there for its sender only."""

    id: int
    thread: int
    sender: Person | None
    mine: bool
    created: datetime
    body: str
    body_html: str
    attachments: list[AttachmentView] = field(default_factory=list)
    context: dict[str, Any] | None = None
    receipts: ReceiptSummary | None = None
    unread: bool = False


@dataclass(frozen=True)
class EmailReceipt:
    """What the email of one delivery did."""

    state: str
    reason: str
    at: datetime | None


@dataclass(frozen=True)
class Receipt:
    """What became of a message with one recipient."""

    person: Person | None
    seen_at: datetime | None
    email: EmailReceipt


@dataclass(frozen=True)
class Notification:
    """One item of the bell's feed. `unread` tells whether it still rings; `announcement` is the id of the one
    that it is about, or None."""

    id: int
    message: int
    thread: int
    sender: Person | None
    preview: str
    course: CourseRef
    context_label: str
    created: datetime
    unread: bool
    url: str
    thread_title: str = ""
    announcement: int | None = None


@dataclass(frozen=True)
class AnnouncementView:
    """An announcement as one person in its course sees it. `state` is one of `Announcement.State`, `version` what a
    change of it has to name; `ring` and `email` are what its author asked for. `edited` is when its text last changed
    after it was published."""

    id: int
    course: CourseRef
    title: str
    body: str
    body_html: str
    attachments: list[AttachmentView]
    author: Person | None
    pinned: bool
    state: str
    publish_at: datetime | None
    expires_at: datetime | None
    created: datetime
    edited: datetime | None
    unread: bool
    dismissed: bool
    can_edit: bool
    version: int
    ring: bool
    email: bool
    url: str


@dataclass(frozen=True)
class Banner:
    """The announcement that stands above a course's pages for one person, in few words."""

    id: int
    title: str
    preview: str
    pinned: bool
    publish_at: datetime
    edited: datetime | None
    version: int
    unread: bool
    url: str


@dataclass(frozen=True)
class RosterRow(Person):
    """Somebody enrolled in a course, as one of its team sees them. `thread` is the direct one of these two, if they
    have one, and `last_contact` when its newest message was sent; `progress` goes from 0 to 1."""

    cohort: str | None = None
    progress: float | None = None
    last_contact: datetime | None = None
    thread: int | None = None


@dataclass(frozen=True)
class Emails:
    """How many emails of a broadcast are in which state."""

    pending: int = 0
    sent: int = 0
    failed: int = 0
    skipped: int = 0
    unknown: int = 0
    digest: int = 0


@dataclass(frozen=True)
class Progress:
    """How far a broadcast is. `total` is how many it goes to: before it began, how many it would go to."""

    total: int
    in_bell: int = 0
    skipped: int = 0
    seen: int = 0
    emails: Emails = field(default_factory=Emails)


@dataclass(frozen=True)
class BroadcastView:
    """A broadcast as its course's team sees it; `body_html` as one of its readers does."""

    id: int
    course: CourseRef
    subject: str
    body: str
    body_html: str
    attachments: list[AttachmentView]
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
    """What became of a broadcast with one of its recipients."""

    person: Person | None
    state: str
    skipped_reason: str
    in_bell_at: datetime | None
    seen_at: datetime | None
    email: EmailReceipt | None


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of a list, and the cursor of the next one (None where this was the last)."""

    results: list[Row]
    next_cursor: str | None = None
