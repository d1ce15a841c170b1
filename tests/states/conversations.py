"""Rules of threads and groups: who writes, comes and goes, and manages."""

from __future__ import annotations

from hypothesis import strategies as st

from demo.campus import api as campus
from proserva_messaging import api
from tests.states.model import Seat, Talk
from tests.states.world import LEARNERS, NAMES, World, action

NUMBER = st.sampled_from(range(12))
PERSON = st.sampled_from(NAMES)
PEOPLE = st.lists(PERSON, min_size=1, max_size=3, unique=True)
BODY = st.sampled_from(["Hello", "Hello @lena", "Look, @noor and @ines"])
TITLE = st.sampled_from(["", "Plans", "Other plans"])

# See `World.pick_person`.
SOMEONE = st.sampled_from(range(3 * len(NAMES)))


def has_talks(world: World) -> bool:
    """Return whether there is a thread to choose."""
    return bool(world.talks)


def find_mentioned(body: str, names: set[str]) -> set[str]:
    """Return which of these people a text mentions."""
    return {name for name in names if f"@{name}" in body}


class Conversations(World):
    """Direct threads and groups."""

    @action(sender=PERSON, to=PERSON, body=BODY, title=TITLE)
    def start_thread(self, sender: str, to: str, body: str, title: str) -> None:
        """Write to one person."""
        allowed = self.may_write_to(sender, to)
        sent = self.attempt(allowed, api.start_thread, self.users[sender], self.key, [to], body, title=title)
        if not allowed:
            return
        talk = self.find_direct({sender, to})
        if talk is None:
            first = self.is_team(sender) or not self.is_team(to)
            talk = Talk(sent.thread_id, "direct", title, seats={sender: Seat(owner=first), to: Seat(owner=not first)})
            self.talks.append(talk)
        assert talk.id == sent.thread_id
        self.note_message(talk, sent.id, find_mentioned(body, {to}))

    def find_direct(self, pair: set[str]) -> Talk | None:
        """Return the direct thread of two people."""
        return next((each for each in self.talks if each.kind == "direct" and each.here == pair), None)

    @action(sender=PERSON, to=PEOPLE, body=BODY, title=TITLE)
    def start_group(self, sender: str, to: list[str], body: str, title: str) -> None:
        """Start a group."""
        allowed = sender in self.in_course and all(self.may_write_to(sender, each) for each in to)
        sent = self.attempt(allowed, api.start_group, self.users[sender], self.key, to, body, title=title)
        if allowed:
            seats = {sender: Seat(owner=True), **{name: Seat() for name in to}}
            self.talks.append(Talk(sent.thread_id, "group", title, group_chat=True, seats=seats))
            self.note_message(self.talks[-1], sent.id, find_mentioned(body, set(to)))

    def may_write(self, talk: Talk, name: str) -> bool:
        """Return whether a person may write in a thread."""
        can = talk.is_talk and name in self.reach(talk) and not talk.closed
        return can and bool(self.reach(talk) - {name})

    @action(needs=has_talks, number=NUMBER, sender=SOMEONE, body=BODY)
    def send(self, number: int, sender: int, body: str) -> None:
        """Write in a thread."""
        talk = self.pick(number)
        sender_name = self.pick_person(talk, sender)
        allowed = self.may_write(talk, sender_name)
        sent = self.attempt(allowed, api.send_message, self.users[sender_name], talk.id, body)
        if allowed:
            self.note_message(talk, sent.id, find_mentioned(body, talk.here - {sender_name}))

    @action(needs=has_talks, number=NUMBER, actor=SOMEONE, people=PEOPLE, history=st.sampled_from(["all", "none"]))
    def add(self, number: int, actor: int, people: list[str], history: str) -> None:
        """Add people."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        allowed = actor_name in self.in_course and talk.may(actor_name, "add") and not talk.here & set(people)
        allowed = allowed and all(self.may_write_to(actor_name, each) for each in people)
        allowed = allowed and (history == "none" or talk.see_all(actor_name))
        before = self.clock.time
        self.attempt(allowed, api.add_participants, self.users[actor_name], talk.id, people, history)
        if not allowed:
            return
        talk.kind = "group"
        for name in people:
            seat = talk.seats.setdefault(name, Seat())
            seat.here, seat.removed, seat.title = True, False, ""
            if history == "all":
                seat.sees |= {note.id for note in talk.notes}
        self.note_event(talk, "added", actor_name, ring=people, welcome=people, before=before)

    @action(needs=has_talks, number=NUMBER, actor=SOMEONE, other=SOMEONE)
    def remove(self, number: int, actor: int, other: int) -> None:
        """Remove a person, or leave."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        other_name = self.pick_person(talk, other)
        itself = actor_name == other_name
        allowed = self.may_leave(talk, actor_name) if itself else self.may_remove(talk, actor_name, other_name)
        before = self.clock.time
        self.attempt(allowed, api.remove_participant, self.users[actor_name], talk.id, other_name)
        if allowed:
            talk.remove(other_name, removed=not itself)
            ring = () if itself else {other_name}
            self.note_event(
                talk, "left" if itself else "removed", actor_name, also={other_name}, ring=ring, before=before
            )

    def may_remove(self, talk: Talk, actor: str, other: str) -> bool:
        """Return whether a person may remove another one."""
        can = actor in self.in_course and talk.may(actor, "remove")
        return can and other in talk.here and not talk.is_owner(other)

    def may_leave(self, talk: Talk, name: str) -> bool:
        """Return whether a person may leave: not the last owner in the course, unless alone."""
        if talk.kind != "group" or name not in talk.here:
            return False
        others = {each for each in self.reach(talk) if talk.is_owner(each)} - {name}
        # An owner outside the course is not the one who keeps the group.
        return not talk.is_owner(name) or len(talk.here) == 1 or bool(others)

    @action(name=st.sampled_from(LEARNERS))
    def unenrol_or_enrol(self, name: str) -> None:
        """Leave the course, or come back."""
        if name in self.enrolled:
            self.unenrol(name)
        else:
            campus.enroll(self.users[name], self.course)
            self.enrolled.add(name)
