"""Rules of broadcasts: create, edit, cancel, send now, and reply."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from proserva_messaging import api
from proserva_messaging.models import Broadcast
from tests.states.conversations import NUMBER, PERSON
from tests.states.model import Blast, Seat, Talk
from tests.states.reading import Reading
from tests.states.world import INSTRUCTOR, World, action

TEAM_MOSTLY = st.sampled_from([INSTRUCTOR, INSTRUCTOR, "amir", "lena", "otto"])
# None: after the time for undoing it.
IN_MINUTES = st.sampled_from([None, 30, 26 * 60])


def has_blasts(world: World) -> bool:
    """Return whether there is a broadcast to choose."""
    return bool(world.blasts)


class Broadcasts(Reading):
    """Broadcasts to all learners."""

    def pick_blast(self, number: int) -> Blast:
        """Return one of the broadcasts."""
        return self.blasts[number % len(self.blasts)]

    @action(sender=TEAM_MOSTLY, minutes=IN_MINUTES, with_emails=st.booleans())
    def broadcast(self, sender: str, minutes: int | None, with_emails: bool) -> None:
        """Create a broadcast."""
        allowed = self.is_team(sender) and bool(self.enrolled)
        send_at = minutes and self.clock.time + timedelta(minutes=minutes)
        plan = {"send_at": send_at, "notify_email": with_emails}
        made = self.attempt(allowed, api.create_broadcast, self.users[sender], self.key, "News", "To all", **plan)
        if allowed:
            assert made.state == "scheduled"
            self.blasts.append(Blast(made.id, sender, "To all", made.send_at, with_emails))
            self.find_new()

    @action(needs=has_blasts, number=NUMBER, actor=TEAM_MOSTLY, minutes=IN_MINUTES)
    def edit_broadcast(self, number: int, actor: str, minutes: int | None) -> None:
        """Change the text, and perhaps the time."""
        blast = self.pick_blast(number)
        allowed = blast.sender == actor and blast.state == "scheduled"
        send_at, body = minutes and self.clock.time + timedelta(minutes=minutes), f"Changed at {self.clock.time}"
        self.attempt(allowed, api.edit_broadcast, self.users[actor], blast.id, body=body, send_at=send_at)
        if allowed:
            blast.body, blast.starts = body, send_at or blast.starts
            self.begin_if_due(blast)

    @action(needs=has_blasts, number=NUMBER, actor=TEAM_MOSTLY)
    def cancel_broadcast(self, number: int, actor: str) -> None:
        """Cancel a broadcast, which can be repeated."""
        blast = self.pick_blast(number)
        allowed = blast.sender == actor and blast.state in ("scheduled", "cancelled")
        self.attempt(allowed, api.cancel_broadcast, self.users[actor], blast.id)
        blast.state = "cancelled" if allowed else blast.state

    @action(needs=has_blasts, number=NUMBER, actor=TEAM_MOSTLY)
    def send_broadcast_now(self, number: int, actor: str) -> None:
        """Send it now."""
        blast = self.pick_blast(number)
        allowed = blast.sender == actor and blast.state == "scheduled"
        self.attempt(allowed, api.send_broadcast_now, self.users[actor], blast.id)
        if allowed:
            blast.starts = self.clock.time
            self.begin_if_due(blast)

    @action(needs=has_blasts, number=NUMBER, reader=PERSON)
    def reply(self, number: int, reader: str) -> None:
        """Answer its sender privately."""
        blast = self.pick_blast(number)
        received = blast.talk is not None and reader in blast.talk.seats and reader != blast.sender
        allowed = received and self.may_write_to(reader, blast.sender)
        sent = self.attempt(allowed, api.reply_to_broadcast, self.users[reader], blast.id, "Thanks")
        if not allowed:
            return
        talk = self.find_direct({reader, blast.sender})
        if talk is None:
            talk = Talk(sent.thread_id, "direct", seats={reader: Seat(), blast.sender: Seat(owner=True)})
            self.talks.append(talk)
        self.note_message(talk, sent.id)

    def send_out(self) -> None:
        """Send the broadcasts that are due."""
        super().send_out()
        for blast in sorted(self.blasts, key=lambda each: (each.starts, each.id)):
            self.begin_if_due(blast)

    def begin_if_due(self, blast: Blast) -> None:
        """Note a broadcast that is due as sent: to all who are learners now."""
        if blast.state != "scheduled" or blast.starts > self.clock.time:
            return
        blast.state = "sent"
        message = Broadcast.objects.get(pk=blast.id).fan_out.message
        self.last_id = max(self.last_id, message.pk)
        to = set(self.enrolled)
        seats = {blast.sender: Seat(owner=True), **{name: Seat() for name in to}}
        blast.talk = Talk(message.thread_id, "broadcast", "News", seats=seats)
        self.talks.append(blast.talk)
        self.add_note(blast.talk, message, to, to, to if blast.with_emails else set())

    def check_broadcasts(self) -> None:
        """Check the state and text of each broadcast, and that no one else finds it."""
        for blast in self.blasts:
            shown = api.get_broadcast(self.users[blast.sender], blast.id)
            assert (shown.state, shown.body) == (blast.state, blast.body)
            if blast.talk:
                assert shown.progress.in_bell == len(blast.talk.seats) - 1
