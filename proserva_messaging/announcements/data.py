"""Data of announcements, as the API returns it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from proserva_messaging.data import AttachmentInfo, CourseRef, Person


@dataclass(frozen=True)
class AnnouncementInfo:
    """An announcement as one person in the course sees it. `state` is one of `Announcement.State`; an edit must send
    `version`; `ring` and `email` are the author's choices; `edited` is the last change of a published text."""

    id: int
    course: CourseRef
    title: str
    body: str
    body_html: str
    attachments: list[AttachmentInfo]
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
    """The short form of the announcement that one person sees above the course pages."""

    id: int
    title: str
    preview: str
    pinned: bool
    publish_at: datetime
    edited: datetime | None
    version: int
    unread: bool
    url: str
