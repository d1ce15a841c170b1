"""Rules of readers: reading, the bell, their own state of a thread, and emails."""

from __future__ import annotations

from hypothesis import strategies as st

from proserva_messaging import api
from tests.states.conversations import NUMBER, PERSON, SOMEONE, has_talks
from tests.states.managing import Managing
from tests.states.model import Note
from tests.states.world import NAMES, action


class Reading(Managing):
    """Steps that a person takes alone, and the passing of time."""

    def list_notes(self) -> list[Note]:
        """Return all messages."""
        return [*(note for talk in self.talks for note in talk.notes), *(post.note for post in self.posts)]

    @action(needs=has_talks, number=NUMBER, reader=SOMEONE, last=NUMBER)
    def read(self, number: int, reader: int, last: int) -> None:
        """Read a thread up to a message."""
        talk = self.pick(number)
        reader_name = self.pick_person(talk, reader)
        up_to = talk.notes[last % len(talk.notes)].id if talk.notes else 0
        allowed = reader_name in talk.seats
        marked = self.attempt(allowed, api.mark_read, self.users[reader_name], talk.id, up_to)
        read = [note for note in talk.notes if note.id <= up_to]
        assert not allowed or marked == sum(reader_name in note.unread for note in read)
        for note in read:
            note.unread.discard(reader_name)
            note.ringing.discard(reader_name)

    @action(needs=lambda self: any(note.ringing for note in self.list_notes()), reader=PERSON)
    def silence(self, reader: str) -> None:
        """Silence the bell."""
        silenced = self.attempt(True, api.mark_notifications_read, self.users[reader])
        assert silenced == sum(reader in note.ringing for note in self.list_notes())
        for note in self.list_notes():
            note.ringing.discard(reader)

    @action(
        needs=has_talks,
        number=NUMBER,
        reader=SOMEONE,
        name=st.sampled_from(["starred", "archived", "muted"]),
        value=st.booleans(),
    )
    def set_state(self, number: int, reader: int, name: str, value: bool) -> None:
        """Star, archive or mute a thread."""
        talk = self.pick(number)
        reader_name = self.pick_person(talk, reader)
        allowed = reader_name in talk.seats
        self.attempt(allowed, api.set_state, self.users[reader_name], talk.id, **{name: value})
        if allowed:
            setattr(talk.seats[reader_name], name, value)

    @action(reader=PERSON, choice=st.sampled_from(["each", "daily", "none"]))
    def choose_emails(self, reader: str, choice: str) -> None:
        """Choose which emails to get."""
        self.attempt(True, api.set_email_choice, self.users[reader], choice)
        self.choices[reader] = choice

    @action(minutes=st.sampled_from([2, 6, 61, 25 * 60]), swept=st.booleans())
    def wait(self, minutes: int, swept: bool) -> None:
        """Move the clock on, with a sweep or without."""
        self.clock.advance(minutes=minutes)
        if swept:
            self.sweep()
            # In the order of the sweep.
            self.take_down()
            for name in NAMES:
                self.send_digest(name)
            self.send_out()

    def take_down(self) -> None:
        """Take down in the model what is over now. Other rules add to it."""

    def send_out(self) -> None:
        """Send in the model what is due now. Other rules add to it."""

    def send_digest(self, name: str) -> None:
        """Note that a person gets a digest if one is due: all that waits, without what they have left or stopped."""
        waiting = [note for note in self.list_notes() if name in note.waiting]
        if not any(note.waiting[name] <= self.clock.time for note in waiting):
            return
        wanted = name in self.in_course and self.choices.get(name) != "none"
        self.digests[name] += wanted
        for note in waiting:
            del note.waiting[name]
            if wanted:
                note.digested.add(name)
