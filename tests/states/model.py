"""The model beside the product: plain Python, with the product's rules written down a second time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

# Equal system messages within this time become one, and ring once.
REPEATED = timedelta(minutes=5)
COMPARED = 20
STATES = {
    "renamed": "title",
    "permissions": "permissions",
    "closed": "closed",
    "reopened": "closed",
    "group_on": "group_chat",
    "group_off": "group_chat",
}


@dataclass
class Note:
    """A message or system message, and each recipient's state of it. People are usernames."""

    id: int
    sender: str | None
    created: datetime
    event: str = ""
    to: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    ringing: set[str] = field(default_factory=set)
    # Who got an email of its own about it, or in a digest, who waits for a digest since when, and whose email is held.
    emailed: set[str] = field(default_factory=set)
    digested: set[str] = field(default_factory=set)
    waiting: dict[str, datetime] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)


@dataclass
class Seat:
    """A person in a thread, or who was in it. `sees` are the ids of the messages that they may read."""

    owner: bool = False
    here: bool = True
    removed: bool = False
    starred: bool = False
    archived: bool = False
    muted: bool = False
    may_add: bool | None = None
    may_remove: bool | None = None
    sees: set[int] = field(default_factory=set)
    # On leaving: the title, and the people who were there.
    title: str = ""
    people: set[str] = field(default_factory=set)


@dataclass
class Talk:
    """A thread of two people or a group, or a broadcast."""

    id: int
    kind: str
    title: str = ""
    group_chat: bool = False
    closed: bool = False
    members_may_add: bool = False
    members_may_remove: bool = False
    seats: dict[str, Seat] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def here(self) -> set[str]:
        """The people in it now."""
        return {name for name, seat in self.seats.items() if seat.here}

    @property
    def is_talk(self) -> bool:
        """Whether people can answer in it."""
        return self.kind != "broadcast"

    def is_owner(self, name: str) -> bool:
        """Return whether a person manages it."""
        return self.is_talk and name in self.here and self.seats[name].owner

    def may(self, name: str, verb: str) -> bool:
        """Return whether a person in the course may `add` or `remove` people."""
        ready = self.group_chat if verb == "add" else self.kind == "group"
        if name not in self.here or not ready or not self.is_talk:
            return False
        own = getattr(self.seats[name], f"may_{verb}")
        return self.is_owner(name) or (getattr(self, f"members_may_{verb}") if own is None else own)

    def see_all(self, name: str) -> bool:
        """Return whether a person sees every message."""
        return self.seats[name].sees >= {note.id for note in self.notes}

    def list_recent(self, now: datetime) -> list[Note]:
        """Return the newest messages of the last minutes."""
        return [note for note in self.notes if note.created > now - REPEATED][-COMPARED:]

    def find_rung(self, event: str, actor: str, now: datetime) -> tuple[set[str], set[str]]:
        """Return whose bells ring, and who has an email, for an event of the same kind by the same person just now."""
        same = [note for note in self.list_recent(now) if (note.event, note.sender) == (event, actor)]
        emailed = {name for note in same for name in (*note.emailed, *note.digested, *note.waiting)}
        return {name for note in same for name in note.ringing}, emailed

    def remove(self, name: str, *, removed: bool) -> None:
        """Take a person out. What they have, they keep."""
        seat = self.seats[name]
        seat.people, seat.title = self.here, self.title
        seat.here, seat.removed, seat.owner, seat.may_add, seat.may_remove = False, removed, False, None, None
        for note in self.notes:
            note.waiting.pop(name, None)


@dataclass
class Blast:
    """A broadcast that was created."""

    id: int
    sender: str
    body: str
    starts: datetime
    with_emails: bool
    state: str = "scheduled"
    talk: Talk | None = None


@dataclass
class Post:
    """An announcement. `due` is when its bells follow its times next."""

    id: int
    author: str
    title: str
    publish_at: datetime | None
    expires_at: datetime | None
    ring: bool
    email: bool
    note: Note
    hidden: bool = False
    version: int = 1
    due: datetime | None = None
    went_out: bool = False

    def is_shown(self, now: datetime) -> bool:
        """Return whether learners see it."""
        begun = self.publish_at is not None and self.publish_at <= now
        return begun and not self.hidden and (self.expires_at is None or self.expires_at > now)

    def is_published(self, now: datetime) -> bool:
        """Return whether it was ever published."""
        return self.publish_at is not None and self.publish_at <= now
