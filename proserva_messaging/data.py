"""Data that all floors share: people, courses, files, system messages, pages of lists, and the payloads of events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

import attr
from opaque_keys.edx.keys import CourseKey

Row = TypeVar("Row")


@attr.s(frozen=True, kw_only=True)
class MessageSentData:
    """The payload of `MESSAGE_SENT`. Only ids: receivers get the text through the API, which checks permissions."""

    message_id: int = attr.ib()
    thread_id: int = attr.ib()
    course_key: CourseKey = attr.ib()
    sender_id: int = attr.ib()


@attr.s(frozen=True, kw_only=True)
class ThreadChangedData:
    """The payload of `THREAD_CHANGED`. `message_id` is the system message; `actor_id` is 0 for an automatic change, for
    example if people join with their cohort."""

    message_id: int = attr.ib()
    thread_id: int = attr.ib()
    course_key: CourseKey = attr.ib()
    actor_id: int = attr.ib()
    change: str = attr.ib()
    people_count: int = attr.ib()


@dataclass(frozen=True)
class Person:
    """A person as others see them. `role` is their role in the current course, None if it was not requested."""

    username: str
    name: str
    image_url: str = ""
    role: str | None = None
    is_default: bool = False


@dataclass(frozen=True)
class CourseRef:
    """A course of a thread. If the platform no longer has it, its name is its id."""

    id: str
    name: str
    url: str = ""


@dataclass(frozen=True)
class SystemMessageInfo:
    """A system message: an event of a thread as a sentence and as data. `people` are only the first few."""

    type: str
    text: str
    actor: Person | None
    people: list[Person]
    people_count: int
    history: str | None


@dataclass(frozen=True)
class AttachmentInfo:
    """A file of a message. `size` is in bytes.

    `state` is `ready`, `held` until the virus scanner has checked the file, or `infected` if it contained a virus and
    its content was deleted. Only a ready file can be downloaded.
    """

    id: int
    name: str
    size: int
    content_type: str
    url: str
    state: str = "ready"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of a list, and the cursor of the next page, None for the last one."""

    results: list[Row]
    next_cursor: str | None = None
