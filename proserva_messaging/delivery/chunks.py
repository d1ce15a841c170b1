"""Chunks: a fan-out's frozen list in parts, each written for its people in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.delivery import bulk, ledger
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Delivery, FanOut, FanOutChunk, Participant
from proserva_messaging.queries.audiences import Audience, choose_team, find_team, walk
from proserva_messaging.transactions import run_atomic

# How many chunks are planned in one transaction.
PLANNED_AT_ONCE = 10


def plan(fan_out: FanOut) -> bool:
    """Make chunks of the next enrolments. Return True: there is more to look at now, whoever planned it."""
    team_ids = find_team(fan_out.course_id)
    audience = Audience.load(fan_out.audience)
    sender_id = fan_out.message.sender_id
    size = conf.get("FANOUT_CHUNK")
    step = walk(
        fan_out.course_id,
        audience,
        {*team_ids, sender_id or 0},
        after=fan_out.planned_up_to,
        until=fan_out.until_key,
        limit=size * PLANNED_AT_ONCE,
    )
    people = step.people
    if step.is_last:
        # Their keys are higher than any enrolment's: so the team's chunks are told from the others.
        chosen = choose_team(audience, team_ids, sender_id)
        people = people + [(fan_out.until_key + number, user_id) for number, user_id in enumerate(chosen, 1)]
    made = [_make_chunk(fan_out, part) for part in _split(people, size, fan_out.until_key)]

    def write() -> None:
        mine = FanOut.objects.filter(pk=fan_out.pk, planned=False, planned_up_to=fan_out.planned_up_to)
        if mine.update(planned_up_to=step.last_key, planned=step.is_last):
            FanOutChunk.objects.bulk_create(made)

    run_atomic(write)
    return True


def claim(fan_out: FanOut) -> FanOutChunk | None:
    """Return an open chunk that nobody else is at work on, leased; None where there is none."""
    now = timezone.now()
    lease = timedelta(seconds=conf.get("FANOUT_LEASE_SECONDS"))
    free = FanOutChunk.objects.filter(fan_out=fan_out, done=False, leased__lte=now)
    # Of two workers that want the same, one gets it, and the other looks again.
    while (chunk := free.order_by("pk").first()) is not None:
        if free.filter(pk=chunk.pk).update(leased=now + lease):
            return chunk
    return None


def deliver(fan_out: FanOut, chunk: FanOutChunk) -> None:
    """Write a chunk for all of its people: who is enrolled still gets the message, the others are skipped."""
    # Read first and then written: an insert that selects from the platform's tables would lock out who enrols now.
    present = _find_present(fan_out, chunk)
    reached = [user_id for user_id in chunk.user_ids if user_id in present]
    gone = [user_id for user_id in chunk.user_ids if user_id not in present]
    if gone:  # of an account that is deleted there is nothing to say either
        gone = sorted(get_user_model().objects.filter(pk__in=gone).values_list("pk", flat=True))
    try:
        run_atomic(lambda: _write(fan_out, chunk, reached, gone))
    except IntegrityError:
        # Somebody of them has it already, by whatever way: the others get it.
        run_atomic(lambda: _write(fan_out, chunk, reached, gone, only_missing=True))


def _find_present(fan_out: FanOut, chunk: FanOutChunk) -> set[int]:
    if chunk.first_key > fan_out.until_key:
        return set(find_team(fan_out.course_id)) & set(chunk.user_ids)
    return get_platform().find_enrolled(fan_out.course_id, chunk.user_ids)


def _write(
    fan_out: FanOut, chunk: FanOutChunk, reached: list[int], gone: list[int], *, only_missing: bool = False
) -> None:
    """Write a chunk, unless it is written. The row's lock keeps two that try apart."""
    still_open = FanOutChunk.objects.filter(pk=chunk.pk, done=False)
    if not still_open.update(done=True, written=len(reached), skipped=len(gone)):
        return
    message = fan_out.message
    places = reached
    if only_missing:
        places = _drop_those_with(reached, "user", Participant.objects.filter(thread=message.thread_id))
        reached = _drop_those_with(reached, "recipient", Delivery.objects.filter(message=message))
        gone = _drop_those_with(gone, "recipient", Delivery.objects.filter(message=message))
    if fan_out.with_places:
        bulk.insert(Participant, "user", places, thread_id=message.thread_id, last_message=message)
    bulk.insert(Delivery, "recipient", reached, **ledger.make_many(message, with_email=fan_out.with_emails))
    if gone:
        bulk.insert(Delivery, "recipient", gone, **ledger.make_skipped(message))


def _drop_those_with(user_ids: list[int], person: str, rows: QuerySet[Any]) -> list[int]:
    """Return those of some people who are in no row yet."""
    had = set(rows.filter(**{f"{person}__in": user_ids}).values_list(f"{person}_id", flat=True))
    return [user_id for user_id in user_ids if user_id not in had]


def _split(people: list[tuple[int, int]], size: int, until_key: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the people of one chunk after another; those of the team in chunks of their own."""
    for some in ([row for row in people if row[0] <= until_key], [row for row in people if row[0] > until_key]):
        for begin in range(0, len(some), size):
            yield some[begin : begin + size]


def _make_chunk(fan_out: FanOut, people: list[tuple[int, int]]) -> FanOutChunk:
    ids = [user_id for _key, user_id in people]
    return FanOutChunk(fan_out=fan_out, first_key=people[0][0], user_ids=ids, size=len(ids))
