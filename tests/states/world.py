"""The world of the machines: a course and its people, the clock, and how an action is compared with the model."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import TestCase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from demo.campus import api as campus
from proserva_messaging.errors import MessagingError
from proserva_messaging.models import CourseSettings, Message
from proserva_messaging.sweep import sweep
from proserva_messaging.types import User
from tests.clock import Clock
from tests.factories import CourseFactory, UserFactory, make_instructor, make_learner, make_staff
from tests.states.model import STATES, Blast, Note, Post, Talk

INSTRUCTOR, ASSISTANT = "ines", "amir"
LEARNERS = ("lena", "noor", "mo")
OUTSIDER = "otto"
NAMES = (INSTRUCTOR, ASSISTANT, *LEARNERS, OUTSIDER)
DIGEST = timedelta(hours=24)

# The arguments of each action, by its name, and when it is possible.
ACTIONS: dict[str, tuple[Callable[[Any], bool], Mapping[str, st.SearchStrategy[Any]]]] = {}


def always(_world: World) -> bool:
    """Return True: the action needs nothing."""
    return True


def action(*, needs: Callable[[Any], bool] = always, **arguments: st.SearchStrategy[Any]) -> Callable[[Any], Any]:
    """Return a decorator that makes a method a rule of the machine."""

    def decorate(method: Any) -> Any:
        ACTIONS[method.__name__] = needs, arguments
        return precondition(needs)(rule(**arguments)(method))

    return decorate


class World(RuleBasedStateMachine):
    """A course with two of its team, three learners and an outsider, in a transaction that is rolled back."""

    def __init__(self) -> None:
        super().__init__()
        cache.clear()
        mail.outbox = []
        self.clock = Clock()
        self._running = self.clock.running()
        self._running.__enter__()
        self._atomic = transaction.atomic()
        self._atomic.__enter__()
        self.talks: list[Talk] = []
        self.blasts: list[Blast] = []
        self.posts: list[Post] = []
        self.choices: dict[str, str] = {}
        self.digests = dict.fromkeys(NAMES, 0)
        self.last_id = 0
        self.users: dict[str, User] = {}

    def forget(self) -> None:
        """Roll everything back."""
        transaction.set_rollback(True)
        self._atomic.__exit__(None, None, None)
        self._running.__exit__(None, None, None)

    def enrol(self, peers: str) -> None:
        """Create the course and its people. `peers` is what learners may write to each other."""
        self.course = CourseFactory(key="course-v1:Test+States+2026")
        self.key = self.course.id
        self.users = {name: UserFactory(username=name) for name in NAMES}
        make_instructor(self.course, self.users[INSTRUCTOR])
        make_staff(self.course, self.users[ASSISTANT])
        for name in LEARNERS:
            make_learner(self.course, self.users[name])
        self.enrolled = set(LEARNERS)
        self.last_id = Message.objects.order_by("pk").values_list("pk", flat=True).last() or 0
        self.peers = peers
        CourseSettings.objects.create(course_id=self.key, peer_messages=self.peers)

    # The rules of roles.

    @property
    def in_course(self) -> set[str]:
        """The people with a role in the course."""
        return {INSTRUCTOR, ASSISTANT, *self.enrolled}

    @staticmethod
    def is_team(name: str) -> bool:
        """Return whether a person is on the course team."""
        return name in (INSTRUCTOR, ASSISTANT)

    def may_write_to(self, sender: str, recipient: str) -> bool:
        """Return whether a person may write to another one first."""
        both = {sender, recipient} <= self.in_course and sender != recipient
        return both and (self.is_team(sender) or self.is_team(recipient) or self.peers == "course")

    def reach(self, talk: Talk) -> set[str]:
        """Return who gets a new message of a thread, its sender included."""
        return talk.here & self.in_course

    # Actions.

    def attempt(self, allowed: bool, action: Any, *args: Any, **more: Any) -> Any:
        """Do something, with what follows its commit. Check that it succeeds if and only if it is `allowed`."""
        error = result = None
        with TestCase.captureOnCommitCallbacks(execute=True):
            try:
                with transaction.atomic():
                    result = action(*args, **more)
            except MessagingError as refused:
                error = refused
        assert (error is None) == allowed, f"{'refused' if allowed else 'allowed'}: {error!r} {args} {more}"
        return result

    def sweep(self) -> None:
        """Run the sweep, with what follows its commits."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            swept = sweep()
        assert not swept.failed

    def pick(self, number: int) -> Talk:
        """Return one of the threads."""
        return self.talks[number % len(self.talks)]

    def pick_person(self, talk: Talk, number: int) -> str:
        """Return a person: often an owner of the thread, often a participant, else anyone."""
        here = sorted(talk.here)
        owners = [name for name in here if talk.is_owner(name)]
        names = (owners or here or NAMES, here or NAMES, NAMES)[number % 3]
        return names[number // 3 % len(names)]

    # What an action writes.

    def find_new(self) -> list[Message]:
        """Return the messages that were written since the last call."""
        found = list(Message.objects.filter(pk__gt=self.last_id).order_by("pk"))
        self.last_id = found[-1].pk if found else self.last_id
        return found

    def add_note(self, talk: Talk, message: Message, to: set[str], ringing: Collection[str], emails: set[str]) -> Note:
        """Note a message in the model: who gets it, whose bell rings, and who gets an email."""
        event = (message.event or {}).get("type", "")
        sender = message.sender.username if message.sender else None
        note = Note(message.pk, sender, message.created, event, set(to), set(to), set(ringing))
        talk.notes.append(note)
        for name in to | ({sender} if sender in talk.here else set()):
            talk.seats[name].sees.add(note.id)
        self.send_emails(note, emails)
        return note

    def send_emails(self, note: Note, names: set[str]) -> None:
        """Note that these people get an email, as each of them chose."""
        for name in names:
            choice = self.choices.get(name, "each")
            if choice == "each":
                note.emailed.add(name)
            elif choice == "daily":
                note.waiting[name] = self.clock.time + DIGEST

    def note_message(self, talk: Talk, message_id: int, mentioned: Collection[str] = ()) -> None:
        """Note a message that a person has sent."""
        (message,) = self.find_new()
        assert (message.pk, message.thread_id) == (message_id, talk.id)
        sender = message.sender.username if message.sender else ""
        to = self.reach(talk) - {sender}
        loud = {name for name in to if not talk.seats[name].muted or name in mentioned}
        self.add_note(talk, message, to, loud, loud)
        for name in to | {sender}:
            talk.seats[name].archived &= talk.seats[name].muted

    def note_event(
        self,
        talk: Talk,
        event: str,
        actor: str,
        *,
        also: Collection[str] = (),
        ring: Collection[str] = (),
        welcome: Collection[str] = (),
        before: datetime,
    ) -> None:
        """Note the system message of a change. `before` is the time just before the change."""
        (message,) = self.find_new()
        assert (message.thread_id, (message.event or {})["type"]) == (talk.id, event)
        rung, emailed = talk.find_rung(event, actor, before)
        self.forget_replaced(talk, event, actor)
        ringing = (set(ring) - rung) & self.in_course
        to = (self.reach(talk) | set(also)) - {actor}
        self.add_note(talk, message, to, ringing, set(welcome) - emailed)
        for name in also:
            talk.seats[name].sees.add(message.pk)
        for name in ringing:
            talk.seats[name].archived = False

    def forget_replaced(self, talk: Talk, event: str, actor: str) -> None:
        """Forget the system message that this change has made obsolete: only a change of the same state by the same
        person, with nothing but such changes since."""
        present = set(Message.objects.filter(thread=talk.id).values_list("pk", flat=True))
        gone = [note for note in talk.notes if note.id not in present]
        assert len(gone) <= 1, f"messages are lost: {gone}"
        for note in gone:
            since = talk.notes[talk.notes.index(note) :]
            assert all(each.event in STATES for each in since)
            assert (note.sender, STATES[note.event]) == (actor, STATES[event])
            talk.notes.remove(note)
            for seat in talk.seats.values():
                seat.sees.discard(note.id)

    def unenrol(self, name: str) -> None:
        """Take a learner out of the course."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            campus.unenroll(self.users[name], self.course)
        self.enrolled.discard(name)
