"""Retiring somebody: what they wrote, their files and their choices go; what others wrote to them stays theirs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

from django.db import connection, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from proserva_messaging import lines
from proserva_messaging.actions.succession import vacate_groups
from proserva_messaging.delivery import fanout, ledger
from proserva_messaging.models import (
    Announcement,
    AnnouncementMark,
    Attachment,
    BroadcastTemplate,
    CourseSettings,
    Delivery,
    FanOut,
    Message,
    Participant,
    Preference,
    Retirement,
    Thread,
)
from proserva_messaging.queries.pages import chunk_ids
from proserva_messaging.transactions import run_atomic

log = logging.getLogger(__name__)

REASON = "retired"
# A block's labels are the course's own words. A page's label was typed by the writer, and a discussion's title and
# excerpt may be words of whoever is retired, also where somebody else has quoted them.
COURSE_CONTEXT = "block"
QUOTED_CONTEXTS = ("discussion", "broadcast")


class LeftoverError(Exception):
    """Something of the person is still there; scrubbing again may remove it."""


def retire(user: Any) -> bool:
    """Scrub what the user left, and return whether all is gone. Raises nothing: the platform's pipeline goes on.

    What could not be scrubbed is logged, and waits for `retire_pending`. Doing it twice changes nothing more.
    """
    try:
        # First of all, so that whatever happens from here on, it is known that there is something to finish.
        Retirement.objects.get_or_create(user=user)
        # In a transaction of the caller's, a database error must leave that usable.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            left = scrub(user)
        if left:
            raise LeftoverError(f"{left} files could not be deleted")
        Retirement.objects.filter(user=user).delete()
    except Exception as error:
        user_id = getattr(user, "pk", None)
        log.exception("User %s is not fully retired: run `manage.py proserva_retire --pending`", user_id)
        _note(user, error)
        return False
    return True


def retire_pending() -> tuple[int, int]:
    """Finish what was begun, and return how many people are retired now and how many still wait."""
    results = [retire(row.user) for row in Retirement.objects.select_related("user").order_by("pk")]
    return sum(results), len(results) - sum(results)


def scrub(user: Any) -> int:
    """Remove the traces of a user, in chunks that are each a transaction of their own, and return how many files could
    not be deleted. Raises what a database raises."""
    vacate_groups(user)
    _leave_announcements(user)
    _stop_broadcasts(user)
    _scrub_titles(user)
    _scrub_messages(user)
    _scrub_quotes(user)
    _stop_deliveries(user)
    run_atomic(lambda: _forget_choices(user))
    return sum(not _delete_file(attachment) for attachment in _iterate(Attachment.objects.filter(uploader=user)))


def _leave_announcements(user: Any) -> None:
    """Take the user's name off what they announced: it is the course's, and stays with its files. Their drafts never
    were the course's: they go, as everything else that they wrote does."""
    posted = Announcement.objects.filter(publish_at__isnull=False)
    for ids in chunk_ids(Attachment.objects.filter(uploader=user, message__announcement__in=posted)):
        _update(Attachment, ids, uploader=None)
    for ids in chunk_ids(Message.objects.filter(sender=user, announcement__in=posted)):
        _update(Message, ids, sender=None, idempotency_digest=None)
    now = timezone.now()
    for ids in chunk_ids(Announcement.objects.filter(message__sender=user)):
        threads = Thread.objects.filter(messages__announcement__in=ids)
        _update(Thread, list(threads.values_list("pk", flat=True)), title="")
        _update(Announcement, ids, deleted_at=now, settle_at=now)


def _stop_broadcasts(user: Any) -> None:
    """Stop what the user sends to many, or was going to, and remove the texts that they kept for that."""
    # What has no places is an announcement, and the course's.
    going = FanOut.objects.filter(message__sender=user, state__in=fanout.OPEN, with_places=True)
    for fan_out in list(going.select_related("message")):
        fanout.stop(fan_out, REASON)
    for ids in chunk_ids(BroadcastTemplate.objects.filter(author=user)):
        run_atomic(BroadcastTemplate.objects.filter(pk__in=ids).delete)


def _scrub_titles(user: Any) -> None:
    """Remove the titles that the user gave: whoever writes first gives one, and whoever names the thread later.

    Who left a thread that the user ever named keeps no title of it: which of them it was is not kept.
    """
    written = Message.objects.filter(thread=OuterRef("pk"))
    first = Subquery(written.order_by("pk").values("sender")[:1])
    last = Subquery(written.filter(event__type=lines.RENAMED).order_by("-pk").values("sender")[:1])
    mine = Thread.objects.filter(pk__in=_threads_of(user))
    given = mine.exclude(title="").annotate(giver=Coalesce(last, first)).filter(giver=user.pk)
    for ids in chunk_ids(given):
        _update(Thread, ids, title="")
    renamed = Message.objects.filter(sender=user, event__type=lines.RENAMED).values("thread_id")
    named = mine.annotate(giver=first).filter(Q(giver=user.pk) | Q(pk__in=renamed))
    for ids in chunk_ids(Participant.objects.filter(thread__in=named).exclude(left_title="")):
        _update(Participant, ids, left_title="")


def _scrub_messages(user: Any) -> None:
    for ids in chunk_ids(Message.objects.filter(sender=user)):
        _update(Message, ids, body="", body_html="", preview="", merge=None, idempotency_digest=None)
        _scrub_contexts(ids, lambda kind: kind != COURSE_CONTEXT)
        _scrub_events(ids)


def _scrub_events(message_ids: list[int]) -> None:
    """Remove the titles from lines that tell of them; the rest are ids."""
    events = Message.objects.filter(pk__in=message_ids, event__type=lines.RENAMED).values_list("pk", "event")
    for message_id, event in events:
        _update(Message, [message_id], event={**(event or {}), "title": ""})


def _scrub_quotes(user: Any) -> None:
    """Remove what others quoted of discussions and broadcasts where the user is part of the conversation: it may be
    theirs."""
    others = Message.objects.filter(thread__in=_threads_of(user), context__isnull=False).exclude(sender=user)
    for ids in chunk_ids(others):
        _scrub_contexts(ids, lambda kind: kind in QUOTED_CONTEXTS)


def _scrub_contexts(message_ids: list[int], is_theirs: Callable[[str], bool]) -> None:
    contexts = Message.objects.filter(pk__in=message_ids, context__isnull=False).values_list("pk", "context")
    theirs = [message_id for message_id, context in contexts if context and is_theirs(context.get("kind", ""))]
    if theirs:
        _update(Message, theirs, context=None)


def _stop_deliveries(user: Any) -> None:
    """Stop what is on its way to or from the user. A reason may hold an address, as mail servers put it."""
    for deliveries in (Delivery.objects.filter(message__sender=user), Delivery.objects.filter(recipient=user)):
        for ids in chunk_ids(deliveries):
            ledger.withdraw(ids, REASON)
    for ids in chunk_ids(Delivery.objects.filter(recipient=user).exclude(email_reason__in=["", REASON])):
        _update(Delivery, ids, email_reason=REASON)


def _forget_choices(user: Any) -> None:
    Preference.objects.filter(user=user).delete()
    AnnouncementMark.objects.filter(user=user).delete()
    CourseSettings.objects.filter(contact=user).update(contact=None)
    Participant.objects.filter(user=user).update(starred=False, muted=False)


def _delete_file(attachment: Attachment) -> bool:
    """Delete a file and then its row, and return whether it is gone. The other way round a file could be forgotten."""
    try:
        attachment.file.delete(save=False)
        run_atomic(Attachment.objects.filter(pk=attachment.pk).delete)
    except Exception:
        log.exception("Attachment %s of a retired user could not be deleted", attachment.pk)
        return False
    return True


def _note(user: Any, error: Exception) -> None:
    try:
        with transaction.atomic():
            waiting = Retirement.objects.filter(user=user)
            waiting.update(attempts=F("attempts") + 1, error=type(error).__name__)
    except Exception:
        log.exception("The retirement could not even be noted")


def _threads_of(user: Any) -> QuerySet[Participant, Any]:
    return Participant.objects.filter(user=user).values("thread_id")


def _update(model: Any, ids: list[int], **values: Any) -> None:
    run_atomic(lambda: model.objects.filter(pk__in=ids).update(**values))


def _iterate(rows: QuerySet[Any]) -> Iterator[Any]:
    for ids in chunk_ids(rows):
        yield from rows.filter(pk__in=ids).order_by("pk")
