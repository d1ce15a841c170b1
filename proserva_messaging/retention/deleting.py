"""Deleting by age: the old messages of one thread, in short transactions. Nothing under hold is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.locking import lock_row
from proserva_messaging.delivery import ledger
from proserva_messaging.models import Attachment, CareAlert, Delivery, FanOut, Message, Participant, Thread
from proserva_messaging.store import holds, system_messages
from proserva_messaging.store.pages import chunk_ids
from proserva_messaging.store.stored_files import forget_files
from proserva_messaging.store.transactions import run_atomic

MESSAGES_AT_ONCE = 100
REASON = "retention"
CONVERSATIONS = (Thread.Kind.DIRECT, Thread.Kind.GROUP)
UNFINISHED = (FanOut.State.SCHEDULED, FanOut.State.SENDING)
NO_TEXT = {
    **{"body": "", "body_html": "", "preview": "", "context": None, "merge": None, "sender": None},
    **{"idempotency_digest": None, "idempotency_fingerprint": None},
}


@dataclass(frozen=True)
class Deleted:
    """The numbers of messages and files that were deleted."""

    messages: int = 0
    files: int = 0

    def __add__(self, other: Deleted) -> Deleted:
        return Deleted(self.messages + other.messages, self.files + other.files)


def find_old(until: datetime) -> QuerySet[Message]:
    """Return the messages before a time, without the notes about earlier deletions, as a query set."""
    note = Q(event__isnull=False, event__type=system_messages.RETENTION)
    return Message.objects.filter(~note | Q(event=None), created__lt=until)


def find_threads(course_key: CourseKey, until: datetime) -> QuerySet[Thread]:
    """Return the threads of a course with messages to delete, as a query set. Announcements are content of the course,
    and a broadcast that is still to be sent is not old."""
    of_thread = {"thread": OuterRef("pk")}
    unfinished = FanOut.objects.filter(message__thread=OuterRef("pk"), state__in=UNFINISHED)
    threads = Thread.objects.filter(course_id=course_key).exclude(kind=Thread.Kind.ANNOUNCEMENT)
    return threads.filter(Exists(find_old(until).filter(**of_thread)), ~Exists(unfinished))


def delete_old(thread_id: int, until: datetime) -> Deleted:
    """Delete the messages of a thread before a time, with their deliveries and files, in chunks. A conversation keeps a
    note in their place; a broadcast goes as a whole. Return the numbers; zero if the thread is under hold.

    Each chunk is a transaction under the lock of the thread, which sending takes too.
    """
    kind = Thread.objects.filter(pk=thread_id).values_list("kind", flat=True).first()
    step = _delete_messages if kind in CONVERSATIONS else _delete_broadcast
    deleted, more = Deleted(), kind is not None
    while more:
        done, more = run_atomic(partial(step, thread_id, until))
        deleted += done
    return deleted


def _lock(thread_id: int) -> bool:
    """Lock the gate and the thread. Return False if the thread is gone or under hold."""
    holds.lock_gate()
    if not Thread.objects.filter(pk=thread_id).exists():
        return False
    lock_row(thread_id)
    return not holds.is_thread_held(thread_id)


def _delete_messages(thread_id: int, until: datetime) -> tuple[Deleted, bool]:
    """Delete the oldest messages of a conversation. Return the numbers, and whether there are more."""
    if not _lock(thread_id):
        return Deleted(), False
    old = Message.objects.filter(thread=thread_id, created__lt=until)
    last = old.order_by("-pk").first()
    if last is None or not find_old(until).filter(thread=thread_id).exists():
        return Deleted(), False
    ids = list(old.filter(pk__lt=last.pk).order_by("pk").values_list("pk", flat=True)[:MESSAGES_AT_ONCE])
    is_text = not _is_note(last)
    _make_note(last, until, ids)
    files = _delete_files([*ids, last.pk])
    CareAlert.objects.filter(message__in=[*ids, last.pk]).delete()
    Delivery.objects.filter(message__in=ids).delete()
    Message.objects.filter(pk__in=ids).delete()
    return Deleted(len(ids) + is_text, files), len(ids) == MESSAGES_AT_ONCE


def _is_note(message: Message) -> bool:
    return bool(message.event) and (message.event or {}).get("type") == system_messages.RETENTION


def _make_note(message: Message, until: datetime, deleted_ids: list[int]) -> None:
    """Turn the newest of the old messages into the note about the deletion. It keeps its place in history and inbox,
    rings no bell, and all who could see an old message can see it."""
    event = system_messages.make_event(system_messages.RETENTION, None, until=until.date().isoformat())
    Message.objects.filter(pk=message.pk).update(**NO_TEXT, event=event)
    participants = Participant.objects.filter(thread=message.thread_id)
    seen = Delivery.objects.filter(message__in=deleted_ids).values("recipient")
    readers = set(
        participants.filter(Q(user__in=seen) | Q(joined__lte=message.created)).values_list("user_id", flat=True)
    )
    readers |= set(participants.filter(last_message__in=deleted_ids).values_list("user_id", flat=True))
    _deliver_note(message, readers)
    participants.filter(last_message__in=deleted_ids).update(last_message=message)


def _deliver_note(message: Message, user_ids: set[int]) -> None:
    deliveries = Delivery.objects.filter(message=message.pk)
    ledger.cancel(list(deliveries.values_list("pk", flat=True)), REASON)
    now = timezone.now()
    deliveries.filter(read_at=None).update(read_at=now)
    missing = user_ids - set(deliveries.values_list("recipient_id", flat=True))
    silent = {"bell": Delivery.Bell.QUIET, "read_at": now, "email": Delivery.Email.SKIPPED, "email_reason": REASON}
    of_message = {"message_id": message.pk, "thread_id": message.thread_id}
    rows = [Delivery(**of_message, recipient_id=user_id, email_at=now, **silent) for user_id in sorted(missing)]
    Delivery.objects.bulk_create(rows)


def _delete_files(message_ids: list[int]) -> int:
    """Delete the files of messages, from the storage after the commit, and return their number."""
    files = list(Attachment.objects.filter(message__in=message_ids))
    if files:
        Attachment.objects.filter(pk__in=[each.pk for each in files]).delete()
        forget_files(files)
    return len(files)


def _delete_broadcast(thread_id: int, until: datetime) -> tuple[Deleted, bool]:
    """Delete a broadcast: first its deliveries and participants, in chunks, then the rest. Return the numbers, and
    whether there is more."""
    if not _lock(thread_id) or Message.objects.filter(thread=thread_id, created__gte=until).exists():
        return Deleted(), False
    if FanOut.objects.filter(message__thread=thread_id, state__in=UNFINISHED).exists():
        return Deleted(), False
    for rows in (Delivery.objects.filter(thread=thread_id), Participant.objects.filter(thread=thread_id)):
        if ids := next(chunk_ids(rows), []):
            rows.model.objects.filter(pk__in=ids).delete()
            return Deleted(), True
    messages = list(Message.objects.filter(thread=thread_id).values_list("pk", flat=True))
    files = _delete_files(messages)
    Thread.objects.filter(pk=thread_id).delete()
    return Deleted(len(messages), files), False
