"""Data of conversations: threads, people, messages, receipts and notifications, as their reader sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from proserva_messaging.data import AttachmentInfo, CourseRef, Page, Person, SystemMessageInfo


@dataclass(frozen=True)
class SharedCourses:
    """Another person, and the courses in which the user may write to them."""

    person: Person
    results: list[CourseRef]


@dataclass(frozen=True)
class LastMessage:
    """The newest message of a thread, as an inbox shows it."""

    id: int
    sender: Person | None
    mine: bool
    preview: str
    created: datetime
    has_attachments: bool
    event: bool


@dataclass(frozen=True)
class ThreadSummary:
    """A thread in a user's inbox. `left` is the time at which they left; since then they receive nothing."""

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
    closed: datetime | None
    left: datetime | None
    removed: bool


@dataclass(frozen=True)
class DisclosureInfo:
    """A disclosure: a person outside a thread opened it, with the time and the reason."""

    by: Person | None
    at: datetime
    reason: str


@dataclass(frozen=True)
class Abilities:
    """The reader's permissions in a thread."""

    set_group_chat: bool
    rename: bool
    close: bool
    add: bool
    remove: bool
    set_permissions: bool
    hand_over: bool
    leave: bool
    keep_in_step: bool


@dataclass(frozen=True)
class CohortRef:
    """A cohort of a group, and whether the group is synced with it."""

    id: int
    name: str
    in_step: bool


@dataclass(frozen=True)
class BroadcastRef:
    """The broadcast of a thread, as its reader may see it. `cannot_reply_reason` is a sentence, empty if the reader can
    reply; `report_url` is empty except for the course team."""

    id: int
    everyone: bool
    mine: bool
    cannot_reply_reason: str
    report_url: str


@dataclass(frozen=True)
class ThreadDetail(ThreadSummary):
    """A thread as its reader sees it. `cannot_write_reason` is a sentence, empty if they can write. `care` is one to
    show before they write, if messages of the course are checked for signs of distress."""

    created: datetime
    my_role: str
    can_write: bool
    cannot_write_reason: str
    disclosures: list[DisclosureInfo]
    members_may_add: bool
    members_may_remove: bool
    can: Abilities
    cohorts: list[CohortRef]
    broadcast: BroadcastRef | None = None
    care: str = ""


@dataclass(frozen=True)
class ParticipantAbilities:
    """The reader's permissions over a participant."""

    remove: bool
    make_owner: bool
    block: bool = False


@dataclass(frozen=True, kw_only=True)
class ParticipantRow(Person):
    """A participant of a thread. `may_add` and `may_remove` are their effective permissions; those with `own_` are set
    for this person, None if the thread's setting applies. All are None for a reader who has left. `blocked`: by the
    reader."""

    thread_role: str
    may_add: bool | None = None
    may_remove: bool | None = None
    own_may_add: bool | None = None
    own_may_remove: bool | None = None
    joined: datetime | None = None
    can: ParticipantAbilities = field(default_factory=lambda: ParticipantAbilities(remove=False, make_owner=False))
    blocked: bool = False


@dataclass(frozen=True)
class CohortInfo:
    """A cohort from which a group can be started, and its size."""

    id: int
    name: str
    size: int


@dataclass(frozen=True)
class ReceiptSummary:
    """The number of a message's recipients and of those who have seen it, and the time of the last."""

    recipients: int = 0
    seen: int = 0
    seen_at: datetime | None = None


@dataclass(frozen=True)
class MessageInfo:
    """A message as its reader sees it. `receipts` is None except for its sender. `blocked`: the reader has blocked the
    sender, so that a client shows the text only on request. `removed`: after a report, so that the text says so.
    `help`: after sending a message with a sign of distress, where its writer finds help."""

    id: int
    thread: int
    sender: Person | None
    mine: bool
    created: datetime
    body: str
    body_html: str
    attachments: list[AttachmentInfo] = field(default_factory=list)
    context: dict[str, Any] | None = None
    receipts: ReceiptSummary | None = None
    unread: bool = False
    event: SystemMessageInfo | None = None
    mentions_me: bool = False
    blocked: bool = False
    removed: bool = False
    help: str | None = None


@dataclass(frozen=True)
class EmailReceipt:
    """The state of the email of one delivery."""

    state: str
    reason: str
    at: datetime | None


@dataclass(frozen=True)
class Receipt:
    """The receipt of a message for one recipient."""

    person: Person | None
    seen_at: datetime | None
    email: EmailReceipt | None


@dataclass(frozen=True)
class Notification:
    """An item of the bell's feed. `unread` is true while it rings, `event` for a system message; `announcement` is the
    id of its announcement, None for other messages."""

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
    thread_title: str
    event: bool
    mentions_me: bool
    announcement: int | None = None


@dataclass(frozen=True)
class RosterRow(Person):
    """A person enrolled in a course, as a member of its team sees them. `thread` is the direct thread of the two,
    `last_contact` the time of its newest message; `progress` is from 0 to 1."""

    cohort: str | None = None
    progress: float | None = None
    last_contact: datetime | None = None
    thread: int | None = None


@dataclass(frozen=True)
class CareBell:
    """The number of alerts of care that ring, 100 at most, and the path of their page."""

    ringing: int
    url: str


@dataclass(frozen=True)
class NotificationPage(Page[Notification]):
    """A page of notifications. `care`, on the first page: the alerts that ring, for a care contact; None without."""

    care: CareBell | None = None


@dataclass(frozen=True)
class RecipientPage(Page[Person]):
    """The people to write to. `care` is a sentence to show before, if messages of the course are checked for signs of
    distress."""

    care: str = ""
