"""Data of exports: the shapes of `messages.json`, which docs/exports.md describes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

FORMAT = "proserva-messaging-export"
VERSION = 1


@dataclass(frozen=True)
class ExportInfo:
    """The state of a person's export: `none`, `waiting` or `ready`. The other values are None until they are known.

    `left_out` is the number of files and conversations that could not be included, `url` the download's path.
    """

    state: str = "none"
    created: datetime | None = None
    ready_at: datetime | None = None
    expires: datetime | None = None
    size: int | None = None
    left_out: int | None = None
    url: str | None = None


@dataclass(frozen=True)
class Name:
    """A person as the export names them."""

    username: str
    name: str


@dataclass(frozen=True)
class CourseName:
    """A course as the export names it."""

    id: str
    name: str


@dataclass(frozen=True)
class ExportedFile:
    """A file. `path` is its place in the export; empty with a `problem`: `missing` or `unreadable`."""

    id: int
    name: str
    size: int
    content_type: str
    path: str
    problem: str


@dataclass(frozen=True)
class ExportedAlert:
    """A care alert about a message of the person: its id, its conversation and course, and whether it is handled."""

    message: int
    thread: int
    course: str
    created: datetime
    state: str


@dataclass(frozen=True)
class ExportedMessage:
    """A message as the person sees it, without the receipts of others. `event` is the sentence of a system message.

    `read_at` is when the person first saw it, `email` the state of their own email about it; both are None for their
    own messages.
    """

    id: int
    sender: Name | None
    mine: bool
    created: datetime
    body: str
    body_html: str
    event: str
    mentions_me: bool
    context: dict[str, Any] | None
    read_at: datetime | None
    email: str | None
    files: list[ExportedFile]


@dataclass(frozen=True)
class ExportedThread:
    """A conversation as the person sees it: people, title and states. Its messages follow in the file."""

    id: int
    kind: str
    title: str
    course: CourseName
    created: datetime
    role: str
    joined: datetime
    left: datetime | None
    removed: bool
    closed: datetime | None
    starred: bool
    archived: bool
    muted: bool
    participants: list[Name]
    disclosures: list[dict[str, Any]]


@dataclass(frozen=True)
class ExportedAnnouncement:
    """An announcement that the person wrote, got or saw, and may see now. `seen_at` is when they saw it."""

    id: int
    course: CourseName
    title: str
    body: str
    body_html: str
    author: Name | None
    mine: bool
    state: str
    publish_at: datetime | None
    expires_at: datetime | None
    seen_at: datetime | None
    files: list[ExportedFile]


@dataclass(frozen=True)
class ExportedTemplate:
    """A template of broadcasts that the person wrote."""

    id: int
    course: CourseName
    name: str
    subject: str
    body: str
    created: datetime


@dataclass(frozen=True)
class ExportedAction:
    """An entry of the person's privacy log: an action of another person that concerns them, as a sentence and as data.

    `by` is None if an operator or the product did it; `thread` is None unless the person is or was in it.
    """

    id: int
    action: str
    text: str
    by: Name | None
    reason: str
    course: CourseName | None
    thread: int | None
    created: datetime
