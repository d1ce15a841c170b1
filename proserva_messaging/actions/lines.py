"""Writing lines: what happened in a thread becomes part of its history, and reaches everybody in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db import transaction

from proserva_messaging.actions.scenes import Scene
from proserva_messaging.data import ThreadChangedData
from proserva_messaging.delivery import ledger
from proserva_messaging.models import Message, Participant
from proserva_messaging.signals import THREAD_CHANGED


def begin_line(scene: Scene, event: dict[str, Any], *, digest: str | None = None) -> Message:
    """Write a line that says what happens, and reaches nobody yet: who is added needs its id."""
    return Message.objects.create(thread=scene.thread, sender_id=scene.actor_id, event=event, idempotency_digest=digest)


def deliver_line(
    line: Message, scene: Scene, *, also: Iterable[int] = (), rings: Collection[int] = (), mails: Collection[int] = ()
) -> None:
    """Let a line reach everybody in the thread, and `also` those who just left. Announces it after the transaction.

    It stands in everybody's inbox as the newest message; only for those whose bell it `rings` it leaves the archive.
    """
    reached = [place.user_id for place in scene.reached]
    everybody = list(dict.fromkeys([*reached, *also]))
    ledger.add_line(line, [each for each in everybody if each != scene.actor_id], rings=rings, mails=mails)
    Participant.objects.filter(thread=scene.thread, user_id__in=everybody).update(last_message=line)
    if rings:
        called = Participant.objects.filter(thread=scene.thread, user_id__in=list(rings), archived=True)
        called.update(archived=False)
    event: Any = line.event
    changed = ThreadChangedData(
        message_id=line.pk,
        thread_id=scene.thread.pk,
        course_key=scene.thread.course_id,
        actor_id=scene.actor_id or 0,
        change=event["type"],
        people_count=len(event["people"]) + len(event.get("gone", [])),
    )
    transaction.on_commit(partial(THREAD_CHANGED.send_event, line=changed), robust=True)


def write_line(scene: Scene, event: dict[str, Any], **reach: Any) -> Message:
    """Write a line and let it reach everybody; `reach` as `deliver_line` takes it."""
    line = begin_line(scene, event)
    deliver_line(line, scene, **reach)
    return line
