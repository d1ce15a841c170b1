"""The data of a benchmark: a user with very many threads, written in bulk through the models."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from demo.campus.models import Course, CourseRole, Enrollment, Profile
from proserva_messaging.models import Attachment, Delivery, Message, Participant, Thread
from proserva_messaging.models.seats import FIRST, SECOND

COURSES = 10
MESSAGES_PER_THREAD = 10
LONG_THREAD = 200
TEXT = "Could you look at *step three* of my proof?\n\nI think that the bound `n log n` holds, but not for odd n. " * 3
HTML = "<p>Could you look at <em>step three</em> of my proof?</p><p>I think that it holds, but not for odd n.</p>" * 3
PREVIEW = "Could you look at step three of my proof? I think that the bound n log n holds, but not for odd n."
TABLES = (Course, CourseRole, Enrollment, Profile, Thread, Participant, Message, Delivery, Attachment)
BATCH = 2000


@dataclass(frozen=True)
class Campus:
    """A built campus. The person's threads are numbered from 1, each with the learner of the same number."""

    person: Any
    threads: int
    messages: int
    long_thread: int
    newcomers: list[str]


def make_key(number: int) -> CourseKey:
    """Return the course key of the learner, or the thread, with this number."""
    return CourseKey.from_string(f"course-v1:Bench+C{number % COURSES}+2026")


@transaction.atomic
def build(threads: int, newcomers: int, colleagues: int = 10) -> Campus:
    """Build a person with this many threads and ten times as many messages. Each colleague has as many threads of one
    message, with the same learners. Newcomers have no message yet.
    """
    _Builder(threads, newcomers, colleagues).run()
    person = get_user_model().objects.get(username="person")
    names = get_user_model().objects.filter(username__startswith="newcomer").order_by("pk")
    return Campus(
        person=person,
        threads=threads,
        messages=Message.objects.filter(thread_id__lte=threads).count(),
        long_thread=threads // 2,
        newcomers=list(names.values_list("username", flat=True)),
    )


class _Builder:
    """Builds rows with ids of its own, because not every database returns the ids of a bulk insert."""

    def __init__(self, threads: int, newcomers: int, colleagues: int):
        self.threads, self.newcomers = threads, newcomers
        self.owners = 1 + colleagues
        self.all_threads = range(1, self.owners * threads + 1)
        self.start = timezone.now() - timedelta(days=400)
        self.message_ids, self.delivery_ids = itertools.count(1), itertools.count(1)
        self.last: dict[int, int] = {}
        # Migrations may have created users.
        self.first_user = (get_user_model().objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1

    def run(self) -> None:
        self._people()
        self._threads()
        self._messages()
        self._participants()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [get_user_model(), *TABLES]):
                cursor.execute(statement)

    def _people(self) -> None:
        user = get_user_model()
        names = ["person", *(f"colleague{n}" for n in range(1, self.owners))]
        names += [f"learner{n}" for n in range(1, self.threads + 1)]
        names += [f"newcomer{n}" for n in range(1, self.newcomers + 1)]
        ids = range(self.first_user, self.first_user + len(names))
        people = [user(pk=pk, username=name, email=f"{name}@x.example") for pk, name in zip(ids, names, strict=True)]
        write(user, people)
        write(Profile, (Profile(user=each, name=f"Name of {each.username}", search=each.username) for each in people))
        write(Course, (Course(id=make_key(n), name=f"Course {n}") for n in range(COURSES)))
        learners = enumerate(people[self.owners :], 1)
        write(Enrollment, (Enrollment(course_id=make_key(n), user=each) for n, each in learners))
        team = itertools.product(people[: self.owners], range(COURSES))
        write(CourseRole, (CourseRole(course_id=make_key(n), user=each, role="instructor") for each, n in team))

    def _owner_and_learner(self, thread: int) -> tuple[int, int]:
        """Return the ids of a thread's two participants. Threads after the person's belong to the colleagues."""
        colleague, number = divmod(thread - 1, self.threads)
        return self.first_user + colleague, self.first_user + self.owners + number

    def _threads(self) -> None:
        def make(number: int) -> Thread:
            key = make_key((number - 1) % self.threads + 1)
            pair = self._owner_and_learner(number)
            return Thread(pk=number, course_id=key, direct_key=Thread.make_direct_key(key, *pair), created=self.start)

        write(Thread, map(make, self.all_threads))

    def _messages(self) -> None:
        rows = list(self._order_of_messages())
        messages, deliveries, files = [], [], []
        for thread, turn, is_unread in rows:
            messages.append(self._message(thread, turn))
            deliveries.append(self._delivery(messages[-1], turn, is_unread))
            if messages[-1].pk % 20 == 0:
                files.append(self._file(messages[-1]))
        write(Message, messages)
        write(Delivery, deliveries)
        write(Attachment, files)

    def _order_of_messages(self) -> Iterator[tuple[int, int, bool]]:
        """Yield (thread, number of the message in it, is it unread) in the order of sending: all threads in turn.

        In every fifth of the person's threads the newest message is unread; one thread is long.
        """
        for turn in range(MESSAGES_PER_THREAD):
            for thread in self.all_threads:
                if thread == self.threads // 2:
                    yield from ((thread, turn, False) for _ in range(LONG_THREAD // MESSAGES_PER_THREAD))
                elif thread <= self.threads or turn == thread % MESSAGES_PER_THREAD:
                    yield thread, turn, turn == MESSAGES_PER_THREAD - 1 and thread % 5 == 0

    def _message(self, thread: int, turn: int) -> Message:
        pk = next(self.message_ids)
        owner, learner = self._owner_and_learner(thread)
        self.last[thread] = pk
        return Message(
            pk=pk,
            thread_id=thread,
            sender_id=learner if turn % 2 else owner,
            body=TEXT,
            body_html=HTML,
            preview=PREVIEW,
            context=None if turn else {"kind": "page", "label": "Lesson", "url": "/x", "path": [], "excerpt": ""},
            created=self.start + timedelta(seconds=pk),
        )

    def _delivery(self, message: Message, turn: int, is_unread: bool) -> Delivery:
        owner, learner = self._owner_and_learner(message.thread_id)
        return Delivery(
            pk=next(self.delivery_ids),
            message=message,
            thread_id=message.thread_id,
            recipient_id=owner if turn % 2 else learner,
            bell="ringing" if is_unread else "quiet",
            read_at=None if is_unread else message.created,
            email="sent",
            email_due=message.created,
        )

    def _file(self, message: Message) -> Attachment:
        return Attachment(
            uploader_id=message.sender_id,
            course_id=make_key(1),
            message=message,
            file="ab/none",
            name="proof.pdf",
            size=12345,
            content_type="application/pdf",
        )

    def _participants(self) -> None:
        def make(thread: int) -> Iterator[Participant]:
            for role, user_id in zip(("owner", "member"), self._owner_and_learner(thread), strict=True):
                yield Participant(
                    thread_id=thread,
                    user_id=user_id,
                    role=role,
                    seat=FIRST if role == "owner" else SECOND,
                    archived=thread % 10 == 3,
                    last_message_id=self.last[thread],
                    joined=self.start,
                )

        write(Participant, itertools.chain.from_iterable(map(make, self.all_threads)))


def write(model: type[models.Model], rows: Any) -> None:
    """Insert rows in bulk."""
    model._default_manager.bulk_create(rows, batch_size=BATCH)
