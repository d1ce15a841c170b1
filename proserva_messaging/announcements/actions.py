"""Announcements: post, edit, delete, mark seen, dismiss."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.announcements import publishing
from proserva_messaging.announcements.queries import access_editable, access_posting
from proserva_messaging.commits import call_after_commit
from proserva_messaging.conversations import attachments
from proserva_messaging.conversations.attachments import claim_attachments
from proserva_messaging.conversations.composing import MessageText, build_message, check_text, rewrite_message
from proserva_messaging.edxapp.tracking import track
from proserva_messaging.errors import ChangedMeanwhileError, InvalidError, NotFoundError
from proserva_messaging.models import Announcement, AnnouncementMark, Attachment, Delivery, Message, Thread
from proserva_messaging.signals import ANNOUNCEMENT_CHANGED
from proserva_messaging.store import audit
from proserva_messaging.store.access import access_announcement
from proserva_messaging.store.idempotency import KeyedRequest, make_request, run_idempotent
from proserva_messaging.store.stored_files import forget_files
from proserva_messaging.store.text import check_title, is_blank
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

NOW = publishing.NOW
TEXT = ("title", "body", "attachments")


@dataclass(frozen=True)
class AnnouncementText:
    """The text of an announcement, checked and rendered before any lock is taken. None keeps a value."""

    title: str | None = None
    content: MessageText | None = None
    attachment_ids: list[int] | None = None


def post_announcement(
    author: User,
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
    """Post an announcement in a course, and return it. It is published now, at `publish_at`, or kept as a draft (None),
    and expires at `expires_at`. With `ring` all enrolled people get a bell, with `email` also an email.

    Raises NotFoundError unless on the course team, InvalidError for text, files or times, IdempotencyKeyReusedError.
    """
    access_posting(author, course_key)
    given = {"title": title, "body": body, "attachments": attachment_ids}
    new = _New(author, course_key, _check_text(given), publish_at, expires_at, pinned=pinned, ring=ring, email=email)
    asked = {**given, "attachments": set(attachment_ids), **new.asked}
    request = make_request(author.pk, "announcement", idempotency_key, **asked)
    return run_idempotent(partial(_write, new, request), Message, request, new.is_same).announcement


@dataclass(frozen=True)
class _New:
    """An announcement to be posted, with its checked text."""

    author: User
    course_key: CourseKey
    text: AnnouncementText
    publish_at: datetime | None
    expires_at: datetime | None
    pinned: bool
    ring: bool
    email: bool

    @property
    def asked(self) -> dict[str, Any]:
        """All but the text, as an Idempotency-Key requires it to be repeated."""
        publish_at = "now" if self.publish_at is NOW else self.publish_at
        times = {"publish_at": publish_at, "expires_at": self.expires_at}
        return {"course": self.course_key, "pinned": self.pinned, "ring": self.ring, "email": self.email, **times}

    def is_same(self, message: Message) -> bool:
        """Return whether a message of an earlier release has the same course, text and files."""
        content, files = self.text.content, set(self.text.attachment_ids or [])
        attached = set(message.attachments.values_list("pk", flat=True))
        stored = (message.thread.course_id, message.thread.title, message.body, attached)
        return stored == (self.course_key, self.text.title, content and content.body, files)


def _write(new: _New, request: KeyedRequest) -> Message:
    """Write an announcement, and return its message."""
    author, text, course_key = new.author, new.text, new.course_key
    thread = Thread.objects.create(course_id=course_key, kind=Thread.Kind.ANNOUNCEMENT, title=text.title or "")
    message = build_message(thread, author, text.content or MessageText(), **request.columns)
    message.save()
    claim_attachments(message, author, text.attachment_ids or [])
    settings = {"pinned": new.pinned, "ring": new.ring, "email": new.email}
    announcement = Announcement(course_id=course_key, message=message, **settings)
    publishing.set_publication(announcement, new.publish_at, new.expires_at)
    announcement.save()
    _queue_follow_ups(announcement, author, "posted")
    return message


def edit_announcement(user: User, announcement_id: int, version: int, **changes: Any) -> Announcement:
    """Edit an announcement that the user saw in a `version`, and return it. No bell rings again.

    `changes` may have title, body, attachments (the ids of all its files), pinned, publish_at, expires_at, ring, email,
    and `published`: True publishes or republishes it now; False unpublishes it, or turns a scheduled one into a draft.

    Raises NotFoundError, ChangedMeanwhileError if the version has changed, InvalidError as `post_announcement` does.
    """
    access_editable(user, announcement_id)
    text = _check_text(changes)

    def write() -> Announcement:
        announcement = _lock(announcement_id, version)
        was_published = publishing.is_published(announcement)
        publishing.change_publication(announcement, changes)
        announcement.pinned = changes.get("pinned", announcement.pinned)
        announcement.version += 1
        if _change_text(announcement, text, user):
            announcement.text_version = announcement.version
            announcement.edited = timezone.now() if was_published else None
        announcement.save()
        _queue_follow_ups(announcement, user, "changed")
        return announcement

    return run_atomic(write)


def delete_announcement(user: User, announcement_id: int) -> None:
    """Delete an announcement with its text, files, bells and unsent emails.

    Raises NotFoundError.
    """
    access_editable(user, announcement_id)

    def write() -> None:
        announcement = _lock(announcement_id)
        announcement.deleted_at = announcement.reconcile_at = timezone.now()
        announcement.version += 1
        announcement.save()
        _queue_follow_ups(announcement, user, "deleted")
        _record_deletion(announcement, user)

    run_atomic(write)


def _record_deletion(announcement: Announcement, user: User) -> None:
    author_id, thread_id = Message.objects.values_list("sender", "thread").get(pk=announcement.message_id)
    audit.record(
        audit.Action.ANNOUNCEMENT_DELETED,
        actor_id=user.pk,
        person_id=author_id,
        thread_id=thread_id,
        course_key=announcement.course_id,
        facts={"announcement": announcement.pk},
    )


def mark_seen(user: User, announcement_id: int) -> None:
    """Mark an announcement as seen, and silence its bell. The first time is kept.

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


def dismiss_announcement(user: User, announcement_id: int, version: int | None = None) -> None:
    """Hide an announcement's banner from the user, until its text changes after `version` (None: the current one).
    Raises NotFoundError."""
    announcement, _role = access_announcement(user, pk=announcement_id)
    dismissed = min(version or announcement.version, announcement.version)

    def write() -> None:
        mark, _new = AnnouncementMark.objects.get_or_create(announcement=announcement, user=user)
        AnnouncementMark.objects.filter(pk=mark.pk, dismissed__lt=dismissed).update(dismissed=dismissed)

    run_atomic(write)


def _check_text(given: Mapping[str, Any]) -> AnnouncementText:
    title, body, ids = (given.get(name) for name in TEXT)
    return AnnouncementText(
        title=None if title is None else _check_title(title),
        content=None if body is None else _check_body(body),
        attachment_ids=None if ids is None else attachments.check_attachment_ids(ids),
    )


def _check_title(title: str) -> str:
    title = check_title(title)
    if is_blank(title):
        raise InvalidError(fields={"title": [_("Enter a title.")]})
    return title


def _check_body(body: str) -> MessageText:
    content = check_text(body, has_files=True)
    if is_blank(content.body):
        raise InvalidError(fields={"body": [_("Enter a message.")]})
    return content


def _lock(announcement_id: int, version: int | None = None) -> Announcement:
    """Return an announcement, locked: of two edits at once, the second one sees the new version.

    Raises NotFoundError, ChangedMeanwhileError if it has another version than this.
    """
    announcement = Announcement.objects.present().select_for_update().filter(pk=announcement_id).first()
    if announcement is None:
        raise NotFoundError
    if version not in (None, announcement.version):
        raise ChangedMeanwhileError
    return announcement


def _change_text(announcement: Announcement, text: AnnouncementText, user: User) -> bool:
    """Write the changed parts of the text, and return whether there are any."""
    message = Message.objects.select_related("thread").get(pk=announcement.message_id)
    changed = _change_files(message, text.attachment_ids, user)
    if text.title is not None and text.title != message.thread.title:
        message.thread.title = text.title
        message.thread.save(update_fields=["title"])
        changed = True
    if text.content is not None and text.content.body != message.body:
        rewrite_message(message, text.content)
        changed = True
    return changed


def _change_files(message: Message, ids: Collection[int] | None, user: User) -> bool:
    """Replace the files of a message, and return whether they changed."""
    if ids is None:
        return False
    current = {attachment.pk: attachment for attachment in message.attachments.all()}
    claim_attachments(message, user, [each for each in ids if each not in current])
    removed = [attachment for each, attachment in current.items() if each not in ids]
    Attachment.objects.filter(pk__in=[each.pk for each in removed]).delete()
    forget_files(removed)
    return set(current) != set(ids)


def _queue_follow_ups(announcement: Announcement, user: User, verb: str) -> None:
    """Queue the follow-up task of a change after the commit, and track the change."""
    details = {
        "announcement_id": announcement.pk,
        "course_key": announcement.course_id,
        "reconcile_at": announcement.reconcile_at,
    }
    call_after_commit(ANNOUNCEMENT_CHANGED.send_robust, Announcement, **details)
    ids = {"announcement_id": announcement.pk, "user_id": user.pk}
    track(f"announcement.{verb}", announcement.course_id, **ids)
