"""Rules of owners: the settings of a thread, permissions of people, and ownership."""

from __future__ import annotations

from hypothesis import strategies as st

from proserva_messaging import api
from tests.states.conversations import NUMBER, SOMEONE, TITLE, Conversations, has_talks
from tests.states.model import Talk
from tests.states.world import action


class Managing(Conversations):
    """Changes of threads by their owners."""

    def is_acting_owner(self, talk: Talk, name: str) -> bool:
        """Return whether a person owns a thread and is in the course."""
        return name in self.in_course and talk.is_owner(name)

    def change(self, talk: Talk, actor: str, allowed: bool, event: str, **changes: object) -> bool:
        """Change a thread. Return whether it is now as wanted."""
        before, (name, value) = self.clock.time, next(iter(changes.items()))
        self.attempt(allowed, api.change_thread, self.users[actor], talk.id, **changes)
        if allowed and getattr(talk, name) != value:
            setattr(talk, name, value)
            self.note_event(talk, event, actor, before=before)
        return allowed

    @action(needs=has_talks, number=NUMBER, actor=SOMEONE, on=st.booleans())
    def set_group_chat(self, number: int, actor: int, on: bool) -> None:
        """Turn Group Chat on or off."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        becomes_direct = not on and talk.group_chat and talk.kind == "group"
        fits = len(talk.here) == 2 and self.find_direct(talk.here) is None
        allowed = self.is_acting_owner(talk, actor_name) and (fits or not becomes_direct)
        if allowed and becomes_direct:
            talk.kind, talk.closed = "direct", False
            self.own_by_team(talk)
        self.change(talk, actor_name, allowed, "group_on" if on else "group_off", group_chat=on)

    def own_by_team(self, talk: Talk) -> None:
        """Make the one on the team the owner of a pair."""
        first, second = sorted(talk.here)
        if self.is_team(first) != self.is_team(second):
            for name in (first, second):
                talk.seats[name].owner = self.is_team(name)

    @action(needs=has_talks, number=NUMBER, actor=SOMEONE, title=TITLE)
    def rename(self, number: int, actor: int, title: str) -> None:
        """Name a thread."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        allowed = self.is_acting_owner(talk, actor_name) and talk.group_chat
        self.change(talk, actor_name, allowed, "renamed", title=title)

    @action(needs=has_talks, number=NUMBER, actor=SOMEONE, closed=st.booleans())
    def close(self, number: int, actor: int, closed: bool) -> None:
        """Close a group, or reopen it."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        allowed = self.is_acting_owner(talk, actor_name) and talk.kind == "group"
        self.change(talk, actor_name, allowed, "closed" if closed else "reopened", closed=closed)

    @action(needs=has_talks, number=NUMBER, actor=SOMEONE, verb=st.sampled_from(["add", "remove"]), value=st.booleans())
    def permit_members(self, number: int, actor: int, verb: str, value: bool) -> None:
        """Permit members to add or remove people, or not."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        allowed = self.is_acting_owner(talk, actor_name) and talk.group_chat
        self.change(talk, actor_name, allowed, "permissions", **{f"members_may_{verb}": value})

    @action(
        needs=has_talks,
        number=NUMBER,
        actor=SOMEONE,
        other=SOMEONE,
        verb=st.sampled_from(["add", "remove"]),
        value=st.sampled_from([True, False, None]),
    )
    def permit_person(self, number: int, actor: int, other: int, verb: str, value: bool | None) -> None:
        """Permit one person to add or remove people, or not, or as the thread says."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        other_name = self.pick_person(talk, other)
        allowed = self.is_acting_owner(talk, actor_name) and talk.group_chat and other_name in talk.here
        before, name = self.clock.time, f"may_{verb}"
        self.attempt(allowed, api.set_participant, self.users[actor_name], talk.id, other_name, **{name: value})
        if allowed and getattr(talk.seats[other_name], name) != value:
            setattr(talk.seats[other_name], name, value)
            self.note_event(talk, "permissions", actor_name, before=before)

    @action(needs=has_talks, number=NUMBER, actor=SOMEONE, other=SOMEONE)
    def make_owner(self, number: int, actor: int, other: int) -> None:
        """Make a person an owner too."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        other_name = self.pick_person(talk, other)
        allowed = self.is_acting_owner(talk, actor_name) and talk.kind == "group" and other_name in talk.here
        before = self.clock.time
        self.attempt(allowed, api.set_participant, self.users[actor_name], talk.id, other_name, role="owner")
        if allowed and not talk.is_owner(other_name):
            talk.seats[other_name].owner = True
            self.note_event(talk, "owner", actor_name, ring={other_name}, before=before)

    @action(needs=has_talks, number=NUMBER, actor=SOMEONE, other=SOMEONE)
    def hand_over(self, number: int, actor: int, other: int) -> None:
        """Hand a group over."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        other_name = self.pick_person(talk, other)
        allowed = self.is_acting_owner(talk, actor_name) and talk.kind == "group"
        allowed = allowed and other_name in self.reach(talk) - {actor_name}
        before = self.clock.time
        self.attempt(allowed, api.set_participant, self.users[actor_name], talk.id, other_name, hand_over=True)
        if allowed:
            talk.seats[actor_name].owner, talk.seats[other_name].owner = False, True
            self.note_event(talk, "handed_over", actor_name, ring={other_name}, before=before)

    @action(needs=has_talks, number=NUMBER, actor=SOMEONE)
    def step_down(self, number: int, actor: int) -> None:
        """Become a member again: not the last owner in the course."""
        talk = self.pick(number)
        actor_name = self.pick_person(talk, actor)
        owners = {name for name in self.reach(talk) if talk.is_owner(name)}
        if actor_name in self.reach(talk) and actor_name not in owners and talk.is_talk:
            return  # nothing to change, and no error
        allowed = talk.kind == "group" and actor_name in owners and len(owners) > 1
        before = self.clock.time
        self.attempt(allowed, api.set_participant, self.users[actor_name], talk.id, actor_name, role="member")
        if allowed:
            talk.seats[actor_name].owner = False
            self.note_event(talk, "stepped_down", actor_name, before=before)
