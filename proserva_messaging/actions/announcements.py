"""Announcements: posting, changing, taking down and deleting them, and what each reader does with one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.actions import announcement_times as times
from proserva_messaging.actions import checks
from proserva_messaging.actions.drafts import claim_attachments
from proserva_messaging.errors import ChangedMeanwhileError, IdempotencyKeyReusedError, InvalidError, NotFoundError
from proserva_messaging.models import Announcement, AnnouncementMark, Attachment, Delivery, Message, Thread
from proserva_messaging.models.attachments import forget_files
from proserva_messaging.queries.announcement_access import access_announcement, access_to_announce, access_to_change
from proserva_messaging.rendering import make_preview, render
from proserva_messaging.signals import ANNOUNCEMENT_CHANGED
from proserva_messaging.tracking import track
from proserva_messaging.transactions import make_digest, read_committed, run_atomic

NOW = times.NOW
TEXT = ("title", "body", "attachments")


@dataclass(frozen=True)
class Text:
    """What an announcement says, checked, and rendered where nobody waits for a lock. None: as it is."""

    title: str | None = None
    body: str | None = None
    body_html: str | None = None
    attachment_ids: list[int] | None = None


def post_announcement(
    author: Any,
    course_key: CourseKey,
    title: str,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    pinned: bool = False,
    publish_at: datetime | None = NOW,
    expires_at: datetime | None = None,
    ring: bool = True,
    email: bool = False,
    idempotency_key: str | None = None,
) -> Announcement:
    """Post an announcement on a course, and return it: published at once, or at `publish_at`, or kept as a draft for
    None; until `expires_at`. With `ring` everybody enrolled hears of it by the bell, with `email` by email as well.

    Raises NotFoundError for whoever is not in the course's team, InvalidError for anything wrong with the text, the
    files or the times, IdempotencyKeyReusedError.
    """
    access_to_announce(author, course_key)
    text = _check_text({"title": title, "body": body, "attachments": attachment_ids})
    digest = make_digest(author.pk, "announcement", idempotency_key)
    new = Announcement(course_id=course_key, pinned=pinned, ring=ring, email=email)

    def find_earlier(*, lock: bool) -> Announcement | None:
        messages = Message.objects.filter(idempotency_digest=digest) if digest else Message.objects.none()
        earlier = read_committed(messages) if lock else messages.first()
        if earlier and not _says(earlier, course_key, text):
            raise IdempotencyKeyReusedError
        return earlier.announcement if earlier else None

    def write() -> Announcement:
        thread = Thread.objects.create(course_id=course_key, kind=Thread.Kind.ANNOUNCEMENT, title=text.title or "")
        message = Message(thread=thread, sender=author, idempotency_digest=digest)
        new.message = message
        _write_text(message, text)
        claim_attachments(message, author, text.attachment_ids or [])
        new.pk = None
        times.set_first_times(new, publish_at, expires_at)
        new.save()
        _after(new, author, "posted")
        return new

    return find_earlier(lock=False) or run_atomic(write, find_winner=partial(find_earlier, lock=True))


def edit_announcement(user: Any, announcement_id: int, version: int, **changes: Any) -> Announcement:
    """Change an announcement that the user saw in a `version`, and return it. Nobody's bell rings again.

    `changes` are any of title, body, attachments (the ids of all files that it is to have), pinned, publish_at,
    expires_at, ring, email, and `published`: True publishes it now, or again where it was taken down; False takes it
    down, or puts one that is not yet published back among the drafts.

    Raises NotFoundError, ChangedMeanwhileError where it has another version by now, InvalidError as for posting.
    """
    access_to_change(user, announcement_id)
    text = _check_text(changes)

    def write() -> Announcement:
        announcement = _lock(announcement_id)
        if announcement.version != version:
            raise ChangedMeanwhileError
        was_out = times.is_out(announcement)
        times.change_times(announcement, changes)
        announcement.pinned = changes.get("pinned", announcement.pinned)
        announcement.version += 1
        if _change_text(announcement, text, user):
            announcement.text_version = announcement.version
            announcement.edited = timezone.now() if was_out else None
        announcement.save()
        _after(announcement, user, "changed")
        return announcement

    return run_atomic(write)


def delete_announcement(user: Any, announcement_id: int) -> None:
    """Delete an announcement for everybody: its text and files, what still rings, and the emails that were not sent.

    Raises NotFoundError.
    """
    access_to_change(user, announcement_id)

    def write() -> None:
        announcement = _lock(announcement_id)
        announcement.deleted_at = announcement.settle_at = timezone.now()
        announcement.version += 1
        announcement.save()
        _after(announcement, user, "deleted")

    run_atomic(write)


def mark_seen(user: Any, announcement_id: int) -> None:
    """Say that the user has seen an announcement: it is unread no more, and its bell is quiet. The first time counts.

    Raises NotFoundError.
    """
    announcement, _role = access_announcement(user, pk=announcement_id)
    now = timezone.now()

    def write() -> None:
        mark, _new = AnnouncementMark.objects.get_or_create(announcement=announcement, user=user)
        AnnouncementMark.objects.filter(pk=mark.pk, seen_at=None).update(seen_at=now)
        mine = Delivery.objects.filter(message_id=announcement.message_id, recipient=user)
        mine.filter(read_at=None).update(read_at=now)
        mine.filter(bell=Delivery.Bell.RINGING).update(bell=Delivery.Bell.QUIET)

    run_atomic(write)


def dismiss_announcement(user: Any, announcement_id: int, version: int | None = None) -> None:
    """Take an announcement's banner away for the user, until its text changes from what it was in `version` (now, for
    None). Raises NotFoundError."""
    announcement, _role = access_announcement(user, pk=announcement_id)
    dismissed = min(version or announcement.version, announcement.version)

    def write() -> None:
        mark, _new = AnnouncementMark.objects.get_or_create(announcement=announcement, user=user)
        AnnouncementMark.objects.filter(pk=mark.pk, dismissed__lt=dismissed).update(dismissed=dismissed)

    run_atomic(write)


def _check_text(given: Mapping[str, Any]) -> Text:
    title, body, ids = (given.get(name) for name in TEXT)
    body = None if body is None else _check_body(body)
    return Text(
        title=None if title is None else _check_title(title),
        body=body,
        body_html=None if body is None else render(body).html,
        attachment_ids=None if ids is None else checks.check_attachment_ids(ids),
    )


def _check_title(title: str) -> str:
    title = checks.check_title(title)
    if checks.is_blank(title):
        raise InvalidError(fields={"title": [_("Give the announcement a title.")]})
    return title


def _check_body(body: str) -> str:
    body = checks.check_body(body, has_files=True)
    if checks.is_blank(body):
        raise InvalidError(fields={"body": [_("Write the announcement.")]})
    return body


def _says(message: Message, course_key: CourseKey, text: Text) -> bool:
    """Return whether a message says the same in the same course: what an Idempotency-Key promises."""
    attached = set(message.attachments.values_list("pk", flat=True))
    said = (message.thread.course_id, message.thread.title, message.body, attached)
    return said == (course_key, text.title, text.body, set(text.attachment_ids or []))


def _lock(announcement_id: int) -> Announcement:
    """Return an announcement, locked: two changes of it take turns, and the second sees that it comes too late."""
    announcement = Announcement.objects.present().select_for_update().filter(pk=announcement_id).first()
    if announcement is None:
        raise NotFoundError
    return announcement


def _write_text(message: Message, text: Text) -> None:
    message.body, message.body_html = text.body or "", text.body_html or ""
    message.preview = make_preview(message.body_html)
    message.save()


def _change_text(announcement: Announcement, text: Text, user: Any) -> bool:
    """Write what is new, and return whether anything is."""
    message = Message.objects.select_related("thread").get(pk=announcement.message_id)
    changed = _change_files(message, text.attachment_ids, user)
    if text.title is not None and text.title != message.thread.title:
        message.thread.title = text.title
        message.thread.save(update_fields=["title"])
        changed = True
    if text.body is not None and text.body != message.body:
        _write_text(message, text)
        changed = True
    return changed


def _change_files(message: Message, ids: Collection[int] | None, user: Any) -> bool:
    """Let a message have these files, and no others; return whether they are not those that it had."""
    if ids is None:
        return False
    had = {attachment.pk: attachment for attachment in message.attachments.all()}
    claim_attachments(message, user, [each for each in ids if each not in had])
    gone = [attachment for each, attachment in had.items() if each not in ids]
    Attachment.objects.filter(pk__in=[each.pk for each in gone]).delete()
    transaction.on_commit(partial(forget_files, gone), robust=True)
    return set(had) != set(ids)


def _after(announcement: Announcement, user: Any, verb: str) -> None:
    """See to what follows from a change, once it is committed."""
    about = {
        "announcement_id": announcement.pk,
        "course_key": announcement.course_id,
        "settle_at": announcement.settle_at,
    }
    transaction.on_commit(partial(ANNOUNCEMENT_CHANGED.send_robust, Announcement, **about), robust=True)
    ids = {"announcement_id": announcement.pk, "user_id": user.pk}
    track(f"announcement.{verb}", announcement.course_id, **ids)
