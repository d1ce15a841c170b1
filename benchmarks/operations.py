"""The measured operations: each through the product's own API, and beside it its bound."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks import bounds
from benchmarks.campus import TEXT, Campus, make_key
from proserva_messaging import api
from proserva_messaging.models import Delivery, Participant, Thread


@dataclass(frozen=True)
class Operation:
    """One job, done twice: by the product (`ours`), and with the least SQL (`bound`). Both return the same result.

    `before` resets the data before each run, untimed. `index` names the index that should answer it; with `sorts`, the
    index need not give the order. `added_ms` is the limit of the time that ours may add, if there is one.
    """

    name: str
    ours: Callable[[], Any]
    bound: Callable[[], Any]
    before: Callable[[], Any] = bool
    index: str = ""
    sorts: bool = False
    added_ms: float | None = None


def get_operations(campus: Campus) -> list[Operation]:
    """Return all operations. Those that write come last."""
    return [*_inbox(campus), *_bell(campus), _thread_page(campus), _mark_read(campus), *_sending(campus)]


def _inbox(campus: Campus) -> Iterator[Operation]:
    person = campus.person
    inbox = Participant.objects.filter(user=person, archived=False).order_by("-last_message_id")
    deep = inbox.values_list("last_message_id", flat=True)[int(inbox.count() * 0.9)]
    pages: list[tuple[str, str, int | None, bool]] = [
        ("inbox, page of 25", "proserva_inbox", None, False),
        ("inbox, 90 % deep", "proserva_inbox", deep, False),
        ("inbox, unread only", "proserva_unread", None, True),
    ]
    for name, index, below, unread in pages:

        def ours(below: int | None = below, unread: bool = unread) -> list[int]:
            page = api.get_inbox(person, cursor=str(below or ""), unread=unread)
            return [each.last_message.id for each in page.results]

        def bound(below: int | None = below, unread: bool = unread) -> list[int]:
            return bounds.get_inbox(person.pk, below, unread=unread)[:25]

        # Unread threads are few and may be sorted; a whole inbox may not.
        yield Operation(name, ours, bound, index=index, sorts=unread)


def _bell(campus: Campus) -> Iterator[Operation]:
    person = campus.person
    yield Operation(
        "bell, count",
        lambda: api.unread_count(person),
        lambda: bounds.count_bell(person.pk),
        index="proserva_bell",
    )
    yield Operation(
        "bell, feed of 20",
        lambda: [each.id for each in api.get_notifications(person).results],
        lambda: bounds.get_feed(person.pk)[:20],
    )


def _thread_page(campus: Campus) -> Operation:
    person, thread_id = campus.person, campus.long_thread
    return Operation(
        "thread, page of 50",
        lambda: [each.id for each in api.get_messages(person, thread_id).results],
        lambda: bounds.get_messages(person.pk, thread_id)[:50],
        index="proserva_thread_page",
    )


def _mark_read(campus: Campus) -> Operation:
    person = campus.person
    unread = Delivery.objects.filter(recipient=person, read_at=None).earliest("pk")
    again = Delivery.objects.filter(pk=unread.pk)
    return Operation(
        "mark read",
        lambda: api.mark_read(person, unread.thread_id, unread.message_id),
        lambda: bounds.mark_read(person.pk, unread.thread_id, unread.message_id),
        before=lambda: again.update(read_at=None, bell=Delivery.Bell.RINGING),
    )


def _sending(campus: Campus) -> Iterator[Operation]:
    yield Operation("send 1:1", *_senders(campus))
    yield Operation("first message", *_starters(campus))


def _senders(campus: Campus) -> tuple[Callable[[], None], Callable[[], None]]:
    """Return ours and the bound. Each writes to every thread in turn."""
    person = campus.person
    partners = Participant.objects.filter(thread_id__lte=campus.threads).exclude(user=person)
    places = list(partners.order_by("thread_id").values_list("user_id", "thread_id", "thread__course_id"))
    turns = itertools.cycle(places)

    def ours() -> None:
        api.send_message(person, next(turns)[1], TEXT)

    def bound() -> None:
        recipient_id, thread_id, course_key = next(turns)
        bounds.send_message(person.pk, recipient_id, thread_id, str(course_key))

    return ours, bound


def _starters(campus: Campus) -> tuple[Callable[[], None], Callable[[], None]]:
    """Return ours and the bound. Each writes to the next newcomer."""
    person = campus.person
    newcomers = enumerate(campus.newcomers, campus.threads + 1)

    def ours() -> None:
        number, username = next(newcomers)
        api.start_thread(person, make_key(number), [username], TEXT)

    def bound() -> None:
        number, username = next(newcomers)
        # For the database any new key will do.
        direct_key = Thread.make_direct_key(make_key(number), -number, person.pk)
        bounds.start_thread(person.pk, username, str(make_key(number)), direct_key)

    return ours, bound
