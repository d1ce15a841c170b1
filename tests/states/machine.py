"""The machine: all rules together, and what must hold after each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from io import StringIO
from typing import Any

from django.core import mail
from django.core.management import call_command
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from proserva_messaging import api
from proserva_messaging.errors import NotFoundError
from proserva_messaging.integrity.checking import list_rules
from proserva_messaging.models import Delivery, Failure
from tests.states.announcements import Announcements
from tests.states.model import Seat, Talk
from tests.states.world import ACTIONS, NAMES

ALL = 500
# After so many steps the pages of one person are checked, by turns; in the end those of all.
SELDOM = 4


class Machine(Announcements):
    """People in a course, who do anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = 0

    @initialize(peers=st.sampled_from(["course", "off"]))
    def begin(self, peers: str) -> None:
        """Begin with a question and a group."""
        self.enrol(peers)
        self.start_thread("lena", "ines", "Hello", "")
        self.start_group("ines", ["amir", "lena", "noor"], "Hello", "Plans")

    def walk(self, draw: Callable[[st.SearchStrategy[Any]], Any], steps: int) -> None:
        """Do so many actions, each as likely as any other."""
        self.begin(peers=draw(st.sampled_from(["course", "off"])))
        for _step in range(steps):
            name = draw(st.sampled_from([name for name, (needs, _arguments) in ACTIONS.items() if needs(self)]))
            arguments = {each: draw(strategy) for each, strategy in ACTIONS[name][1].items()}
            getattr(self, name)(**arguments)
            self.check_step()

    @invariant()
    def check_step(self) -> None:
        """Check what is cheap for all, and the pages of one person, by turns."""
        self.check_deliveries()
        self.check_emails()
        self.steps += 1
        if self.users and self.steps % SELDOM == 0:
            self.check_person(NAMES[self.steps // SELDOM % len(NAMES)])

    def teardown(self) -> None:
        """Check the pages of all, and the rules of the stored data."""
        try:
            if self.users:
                self.check_end()
        finally:
            self.forget()

    def check_end(self) -> None:
        """Check everything."""
        for name in NAMES:
            self.check_person(name)
        self.check_broadcasts()
        call_command("proserva_check", *(rule.name for rule in list_rules()), stdout=StringIO())
        assert not Failure.objects.exists()

    def check_deliveries(self) -> None:
        """Each recipient has exactly one delivery of each message, read and ringing as the model says."""
        rows = Delivery.objects.values_list("message_id", "recipient__username", "read_at", "bell")
        found = Counter((pk, name, read_at is None, bell == "ringing") for pk, name, read_at, bell in rows)
        wanted = Counter(
            (note.id, name, name in note.unread, name in note.ringing) for note in self.list_notes() for name in note.to
        )
        assert found == wanted, f"too many: {found - wanted}, missing: {wanted - found}"

    def check_emails(self) -> None:
        """Each email went once, to those who want it."""
        sent = Counter((each.extra_headers.get("Message-ID", ""), each.to[0].partition("@")[0]) for each in mail.outbox)
        digests = {name: count for (message, name), count in sent.items() if "proserva" not in message}
        assert digests == {name: count for name, count in self.digests.items() if count}
        singles = {
            (int(message.partition(".message.")[2].partition("@")[0]), name): count
            for (message, name), count in sent.items()
            if "proserva" in message
        }
        current = {note.id for note in self.list_notes()}
        wanted = {(note.id, name): 1 for note in self.list_notes() for name in note.emailed}
        assert {key: count for key, count in singles.items() if key[0] in current} == wanted
        assert set(singles.values()) <= {1}

    def check_person(self, name: str) -> None:
        """A person sees what is theirs, on each page, and nothing else."""
        user = self.users[name]
        assert api.unread_count(user) == sum(name in note.ringing for note in self.list_notes())
        self.check_inbox(name)
        self.check_announcements(name)
        for talk in self.talks:
            if name in talk.seats:
                self.check_talk(name, talk, talk.seats[name])
            else:
                self.check_hidden(name, talk)
        for talk in self.talks:
            owners = [each for each in talk.here if talk.is_owner(each)]
            assert owners or talk.kind != "group" or not talk.here

    def check_inbox(self, name: str) -> None:
        """The inbox and the archive have their threads, the newest first, with the number of unread messages."""
        for box, archived in (("inbox", False), ("archived", True)):
            mine = [talk for talk in self.talks if name in talk.seats and talk.seats[name].archived == archived]
            mine.sort(key=lambda talk: -max(talk.seats[name].sees))
            rows = api.get_inbox(self.users[name], box=box, limit=ALL).results
            wanted = [(talk.id, sum(name in note.unread for note in talk.notes)) for talk in mine]
            assert [(row.id, row.unread) for row in rows] == wanted

    def check_announcements(self, name: str) -> None:
        """The team sees all announcements, learners those that are shown, and others none."""
        if name not in self.in_course:
            self.assert_hidden(api.get_announcements, name, self.key)
            return
        rows = api.get_announcements(self.users[name], self.key, limit=ALL).results
        now = self.clock.time
        shown = [post for post in self.posts if self.is_team(name) or post.is_shown(now)]
        assert {(row.id, row.title) for row in rows} == {(post.id, post.title) for post in shown}

    def check_talk(self, name: str, talk: Talk, seat: Seat) -> None:
        """A participant sees their messages, the people, the title, and whether they can write."""
        user = self.users[name]
        rows = api.get_messages(user, talk.id, limit=ALL).results
        assert {row.id for row in rows} == seat.sees, f"{name} in {talk.id}"
        assert {row.id for row in rows if row.unread} == {note.id for note in talk.notes if name in note.unread}
        thread = api.get_thread(user, talk.id)
        assert thread.title == (talk.title if seat.here else seat.title)
        assert thread.can_write == self.may_write(talk, name)
        assert (thread.starred, thread.archived, thread.muted) == (seat.starred, seat.archived, seat.muted)
        assert (thread.my_role == "owner") == (seat.here and seat.owner)
        assert (thread.left is None, thread.removed) == (seat.here, seat.removed)
        people = {row.username for row in api.get_participants(user, talk.id, limit=ALL).results}
        assert people == self.list_people(name, talk, seat), f"{name} in {talk.id}"

    def list_people(self, name: str, talk: Talk, seat: Seat) -> set[str]:
        """Return the people that a participant sees."""
        if not talk.is_talk:
            return {name, *(each for each in talk.seats if talk.seats[each].owner)}
        return talk.here if seat.here else seat.people

    def check_hidden(self, name: str, talk: Talk) -> None:
        """To a stranger a thread does not exist."""
        for read in (api.get_messages, api.get_thread, api.get_participants):
            self.assert_hidden(read, name, talk.id)

    def assert_hidden(self, read: object, name: str, *args: object) -> None:
        """Check that a person gets a NotFoundError."""
        try:
            read(self.users[name], *args)  # type: ignore[operator]
        except NotFoundError:
            return
        raise AssertionError(f"{name} sees {args}")
