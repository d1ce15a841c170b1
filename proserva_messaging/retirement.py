"""Retirement: scrub what a retired user wrote, their files and names. Never blocks the platform's pipeline."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from proserva_messaging.care.forgetting import forget_care
from proserva_messaging.conversations.ownership import leave_all_groups
from proserva_messaging.delivery import fanout, ledger
from proserva_messaging.models import (
    Announcement,
    AnnouncementMark,
    Attachment,
    Block,
    BroadcastTemplate,
    CourseSettings,
    Delivery,
    Export,
    FanOut,
    LinkRevocation,
    Message,
    Participant,
    Preference,
    PreferredName,
    Report,
    Restriction,
    Retirement,
    SharedMessage,
    Thread,
)
from proserva_messaging.store import audit, holds, sealing, system_messages
from proserva_messaging.store.pages import chunk_ids
from proserva_messaging.store.stored_files import delete_file, forget_names
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

log = logging.getLogger(__name__)

REASON = "retired"
NO_KEY = {"idempotency_digest": None, "idempotency_fingerprint": None}
# A block's labels are course content. A page's label was typed by the writer, and a discussion's title and excerpt may
# quote the retired person, even in a message by another person.
COURSE_CONTEXT = "block"
QUOTED_CONTEXTS = ("discussion", "broadcast")


class LeftoverError(Exception):
    """Some data of the person is left. Another run may remove it."""


def retire(user: User) -> bool:
    """Scrub a user's data, and return whether it is complete. Raises nothing, so the platform's pipeline continues.

    Failures are logged and left for `retire_pending`. A second run changes nothing.
    """
    try:
        # First record the retirement, so that it can be finished after a failure.
        _begin(user)
        # A database error must not break a transaction of the caller.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            left = scrub(user)
        if left:
            raise LeftoverError(f"{left} steps or files are not finished")
        Retirement.objects.filter(user=user).delete()
    except Exception as error:
        user_id = getattr(user, "pk", None)
        log.exception("User %s is not fully retired: run `manage.py proserva_retire --pending`", user_id)
        _record_failure(user, error)
        return False
    return True


def _begin(user: User) -> None:
    with transaction.atomic():
        _row, is_new = Retirement.objects.get_or_create(user=user)
        if is_new:
            audit.record(audit.Action.USER_RETIRED, actor_id=None, person_id=user.pk)


def retire_pending() -> tuple[int, int]:
    """Finish pending retirements. Return how many are complete now, and how many are still pending."""
    results = [retire(row.user) for row in Retirement.objects.select_related("user").order_by("pk")]
    return sum(results), len(results) - sum(results)


def scrub(user: User) -> int:
    """Scrub a user's data in chunks, each in its own transaction, and return the number of steps that failed and of
    files that could not be deleted. Raises what the database raises; any other error stops only its own step."""
    steps = (
        *(leave_all_groups, _leave_announcements, _stop_broadcasts, _scrub_titles, _scrub_messages, _scrub_quotes),
        *(_stop_deliveries, _forget_choices, _scrub_reports, forget_care, _forget_exports),
    )
    failed = sum(not _try(step, user) for step in steps)
    files = _iterate(Attachment.objects.filter(uploader=user))
    return failed + sum(not _delete_file(user, attachment) for attachment in files)


def _try(step: Callable[[User], None], user: User) -> bool:
    try:
        step(user)
    except DatabaseError:
        raise
    except Exception:
        log.exception("A step of the retirement of user %s failed: %s", user.pk, step.__name__)
        return False
    return True


def _leave_announcements(user: User) -> None:
    """Remove the user as the author of published and scheduled announcements, which belong to the course and keep their
    files. Delete the user's drafts."""
    posted = Announcement.objects.filter(publish_at__isnull=False)
    for ids in chunk_ids(Attachment.objects.filter(uploader=user, message__announcement__in=posted)):
        _update(user, Attachment, ids, uploader=None)
    for ids in chunk_ids(Message.objects.filter(sender=user, announcement__in=posted)):
        _update(user, Message, ids, sender=None, **NO_KEY)
    now = timezone.now()
    for ids in chunk_ids(Announcement.objects.filter(message__sender=user)):
        threads = Thread.objects.filter(messages__announcement__in=ids)
        _update(user, Thread, list(threads.values_list("pk", flat=True)), title="")
        _update(user, Announcement, ids, deleted_at=now, reconcile_at=now)


def _stop_broadcasts(user: User) -> None:
    """Stop the user's scheduled and running broadcasts, and delete their templates."""
    # Without participants it is an announcement, which belongs to the course.
    unfinished = FanOut.objects.filter(message__sender=user, state__in=fanout.OPEN, with_participants=True)
    for fan_out in list(unfinished.select_related("message")):
        fanout.stop(fan_out, REASON)
    for ids in chunk_ids(BroadcastTemplate.objects.filter(author=user)):
        run_atomic(partial(_delete, user, BroadcastTemplate, ids))


def _scrub_titles(user: User) -> None:
    """Remove titles that the user gave, with the first message of a thread or by renaming it.

    If the user ever named a thread, people who left it lose its title, because its author is not stored.
    """
    written = Message.objects.filter(thread=OuterRef("pk"))
    first = Subquery(written.order_by("pk").values("sender")[:1])
    last = Subquery(written.filter(event__type=system_messages.RENAMED).order_by("-pk").values("sender")[:1])
    mine = Thread.objects.filter(pk__in=_get_thread_ids(user))
    given = mine.exclude(title="").annotate(giver=Coalesce(last, first)).filter(giver=user.pk)
    for ids in chunk_ids(given):
        _update(user, Thread, ids, title="")
    renamed = Message.objects.filter(sender=user, event__type=system_messages.RENAMED).values("thread_id")
    named = mine.annotate(giver=first).filter(Q(giver=user.pk) | Q(pk__in=renamed))
    for ids in chunk_ids(Participant.objects.filter(thread__in=named).exclude(left_title="")):
        _update(user, Participant, ids, left_title="")


def _scrub_messages(user: User) -> None:
    for ids in chunk_ids(Message.objects.filter(sender=user)):
        _update(user, Message, ids, body="", body_html="", preview="", merge=None, **NO_KEY)
        _scrub_contexts(user, ids, lambda kind: kind != COURSE_CONTEXT)
        _scrub_events(user, ids)


def _scrub_events(user: User, message_ids: list[int]) -> None:
    """Remove the titles from system messages about renaming. Other events only have ids."""
    events = Message.objects.filter(pk__in=message_ids, event__type=system_messages.RENAMED).values_list("pk", "event")
    for message_id, event in events:
        _update(user, Message, [message_id], event={**(event or {}), "title": ""})


def _scrub_quotes(user: User) -> None:
    """Remove quotes of discussions and broadcasts by others in the user's threads: they may quote the user."""
    others = Message.objects.filter(thread__in=_get_thread_ids(user), context__isnull=False).exclude(sender=user)
    for ids in chunk_ids(others):
        _scrub_contexts(user, ids, lambda kind: kind in QUOTED_CONTEXTS)


def _scrub_contexts(user: User, message_ids: list[int], is_scrubbed: Callable[[str], bool]) -> None:
    contexts = Message.objects.filter(pk__in=message_ids, context__isnull=False).values_list("pk", "context")
    scrubbed = [message_id for message_id, context in contexts if context and is_scrubbed(context.get("kind", ""))]
    if scrubbed:
        _update(user, Message, scrubbed, context=None)


def _stop_deliveries(user: User) -> None:
    """Cancel deliveries from and to the user. Clear email reasons, in which mail servers may put an address."""
    for deliveries in (Delivery.objects.filter(message__sender=user), Delivery.objects.filter(recipient=user)):
        for ids in chunk_ids(deliveries):
            ledger.cancel(ids, REASON)
    for ids in chunk_ids(Delivery.objects.filter(recipient=user).exclude(email_reason__in=["", REASON])):
        _update(user, Delivery, ids, email_reason=REASON)


def _forget_choices(user: User) -> None:
    run_atomic(partial(_delete_choices, user))


def _delete_choices(user: User) -> None:
    Preference.objects.filter(user=user).delete()
    LinkRevocation.objects.filter(user=user).delete()
    PreferredName.objects.filter(user=user).delete()
    _delete(user, AnnouncementMark, list(AnnouncementMark.objects.filter(user=user).values_list("pk", flat=True)))
    CourseSettings.objects.filter(contact=user).update(contact=None)
    Participant.objects.filter(user=user).update(starred=False, muted=False)


def _delete(user: User, model: Any, ids: list[int]) -> set[int]:
    """Delete rows in the caller's transaction, and return the ids of those that were sealed before."""
    if not ids:
        return set()
    holds.lock_gate()
    sealed = sealing.seal(model, ids, user.pk)
    model.objects.filter(pk__in=ids).delete()
    return sealed


def _seal_file(user: User, attachment: Attachment) -> bool:
    """Replace the row of a file under hold by its sealed values. The file stays. Return False without a hold."""
    holds.lock_gate()
    sealed = sealing.seal(Attachment, [attachment.pk], user.pk)
    Attachment.objects.filter(pk__in=sealed).delete()
    return bool(sealed)


def _scrub_reports(user: User) -> None:
    """Remove the user's notes, the copies of their messages in open reports, their blocks and restrictions. The reports
    stay, so that their handlers can close them."""
    for ids in chunk_ids(Report.objects.filter(reporter=user).exclude(note="")):
        _update(user, Report, ids, note="")
    for ids in chunk_ids(SharedMessage.objects.filter(sender=user)):
        _update(user, SharedMessage, ids, body_html="", files=[])
    run_atomic(Block.objects.filter(Q(blocker=user) | Q(blocked=user)).delete)
    run_atomic(Restriction.objects.filter(user=user).delete)


def _forget_exports(user: User) -> None:
    """Delete the user's export, and make those of others anew that may have messages or the name of the user."""
    own = Participant.objects.filter(user=user).values("thread_id")
    shared = Participant.objects.filter(user=OuterRef("user"), thread_id__in=own)
    sent = Delivery.objects.filter(recipient=OuterRef("user"), message__sender=user)
    # A list: the new rows would be found again and again.
    for ids in list(chunk_ids(Export.objects.filter(Q(user=user) | Exists(shared) | Exists(sent)))):
        for export in Export.objects.filter(pk__in=ids):
            run_atomic(partial(_forget_export, export, again=export.user_id != user.pk))


def _forget_export(export: Export, *, again: bool) -> None:
    """Delete an export, and its file after the commit. A new row stands for the same request: a worker that is writing
    the old one notices that it is gone."""
    columns = ("user_id", "created", "expires", "idempotency_digest", "idempotency_fingerprint")
    kept = {name: getattr(export, name) for name in columns}
    export.delete()
    forget_names([export.file])
    if again:
        Export.objects.create(**kept)


def _delete_file(user: User, attachment: Attachment) -> bool:
    """Delete a file, then its row, and return whether both are deleted. In this order no file is left without a row."""
    try:
        if run_atomic(partial(_seal_file, user, attachment)):
            return True
        delete_file(attachment.file.name or "")
        run_atomic(Attachment.objects.filter(pk=attachment.pk).delete)
    except Exception:
        log.exception("Attachment %s of a retired user could not be deleted", attachment.pk)
        return False
    return True


def _record_failure(user: User, error: Exception) -> None:
    try:
        with transaction.atomic():
            pending = Retirement.objects.filter(user=user)
            pending.update(attempts=F("attempts") + 1, error=type(error).__name__)
    except Exception:
        log.exception("The failed retirement could not be recorded")


def _get_thread_ids(user: User) -> QuerySet[Participant, Any]:
    return Participant.objects.filter(user=user).values("thread_id")


def _update(user: User, model: Any, ids: list[int], **values: Any) -> None:
    """Change rows. What a hold covers is sealed first."""

    def write() -> None:
        holds.lock_gate()
        sealing.seal(model, ids, user.pk, values)
        model.objects.filter(pk__in=ids).update(**values)

    run_atomic(write)


def _iterate(rows: QuerySet[Any]) -> Iterator[Any]:
    for ids in chunk_ids(rows):
        yield from rows.filter(pk__in=ids).order_by("pk")
