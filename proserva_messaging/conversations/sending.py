"""Sending: start a thread or send a message. Everything is checked first, then written once in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.conversations.attachments import check_attachment_ids, claim_attachments
from proserva_messaging.conversations.composing import MessageText, build_message, check_text, deliver_message
from proserva_messaging.conversations.context import resolve_context
from proserva_messaging.conversations.locking import ThreadSnapshot, load_thread, lock_row
from proserva_messaging.conversations.recipients import find_writable
from proserva_messaging.delivery.membership import get_closed
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import CannotWriteError, InvalidError, NotFoundError, ThreadClosedError
from proserva_messaging.models import Message, Participant, Thread
from proserva_messaging.models.seats import SEATS
from proserva_messaging.store import limits, permissions
from proserva_messaging.store.blocks import Blocks, keep_learners, read_blocks, with_blocks
from proserva_messaging.store.idempotency import KeyedRequest, make_request, run_idempotent
from proserva_messaging.store.people import find_users
from proserva_messaging.store.rendering import make_preview
from proserva_messaging.store.text import check_title
from proserva_messaging.types import User


def start_thread(
    sender: User,
    course_key: CourseKey,
    recipients: Sequence[str],
    body: str,
    *,
    title: str = "",
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    quote: dict[str, Any] | None = None,
    idempotency_key: str | None = None,
) -> Message:
    """Send a message to one person in a course, in the pair's only direct thread there, and return it.

    `recipients` are usernames; `quote` is a trusted snapshot that replaces the context. Raises InvalidError for the
    recipients, the text, the files or the context, NotFoundError if the sender has no role in the course,
    TooManyRequestsError, IdempotencyKeyReusedError.
    """
    pair = _find_pair(sender, course_key, recipients, answers=quote is not None)
    title = check_title(title)
    content = Content(body, attachment_ids, context, idempotency_key, quote)
    asked = {"course": course_key, "recipients": set(recipients), "title": title, "quote": quote and quote["url"]}
    draft = check_draft(sender, course_key, content, asked, with_work=pair.shows_work, others=[pair.recipient])
    write = partial(_write_to_pair, pair, title, draft)
    return write_once(write, draft, lambda message: message.thread.direct_key == pair.direct_key)


def send_message(
    sender: User,
    thread_id: int,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> Message:
    """Send a message to a thread that the sender is in, and return it.

    Raises NotFoundError if they never were in it, CannotWriteError if they may not write to it now (ThreadClosedError
    if it is closed), InvalidError for the text, the files or the context, TooManyRequestsError,
    IdempotencyKeyReusedError.
    """
    snapshot = load_thread(sender, thread_id)
    other_ids = [each.pk for each in snapshot.others]
    check_may_write(snapshot.actor, other_ids, snapshot.roles, snapshot.blocks)
    content = Content(body, attachment_ids, context, idempotency_key)
    course_key, asked = snapshot.actor.thread.course_id, {"thread": thread_id}
    with_work = permissions.shows_submission(sender.pk, other_ids, snapshot.roles)
    draft = check_draft(sender, course_key, content, asked, with_work=with_work, others=snapshot.others)
    write = partial(_write_to_thread, snapshot, draft)
    return write_once(write, draft, lambda message: message.thread_id == thread_id, reach=len(other_ids))


def check_may_write(
    participant: Participant, other_ids: Collection[int], roles: Mapping[int, str], blocks: Blocks
) -> None:
    """Raise CannotWriteError if a participant may not write to their thread, ThreadClosedError if that is closed."""
    reason = permissions.why_not_write(participant, other_ids, roles, blocks)
    if reason:
        closed = participant.thread.closed and permissions.is_in(participant) and participant.user_id in roles
        raise ThreadClosedError(reason) if closed else CannotWriteError(reason)


@dataclass(frozen=True)
class Content:
    """The content of a new message as its sender gave it, with their Idempotency-Key. A `quote` is trusted, and
    replaces the context."""

    body: str
    attachment_ids: Sequence[int] = ()
    context: Mapping[str, str] | None = None
    idempotency_key: str | None = None
    quote: dict[str, Any] | None = None

    def make_request(self, sender: User, asked: Mapping[str, Any]) -> KeyedRequest:
        """Return the request for this content and whatever else was `asked`."""
        own = {"body": self.body, "attachments": set(self.attachment_ids), "context": self.context}
        return make_request(sender.pk, "message", self.idempotency_key, **asked, **own)


@dataclass(frozen=True)
class Draft:
    """A checked message, ready to be written. `request` has its Idempotency-Key, and `closed` the reasons why accounts
    in the thread get neither bell nor email, by user id."""

    sender: User
    course_key: CourseKey
    text: MessageText
    attachment_ids: list[int]
    context: dict[str, Any] | None
    request: KeyedRequest
    closed: Mapping[int, str]


def check_draft(
    sender: User,
    course_key: CourseKey,
    content: Content,
    asked: Mapping[str, Any],
    *,
    with_work: bool,
    others: Collection[User] = (),
) -> Draft:
    """Return a checked message. `asked` is the rest of the request, which an Idempotency-Key requires to be the same;
    `others` are the people in the thread, who can be mentioned.

    Raises InvalidError for the text, the files or the context.
    """
    user_ids = {each.username: each.pk for each in others}
    context = resolve_context(sender, course_key, content.context, with_work=with_work)
    return Draft(
        sender=sender,
        course_key=course_key,
        text=check_text(content.body, has_files=bool(content.attachment_ids), user_ids=user_ids),
        attachment_ids=check_attachment_ids(content.attachment_ids),
        context=content.quote or context,
        request=content.make_request(sender, asked),
        closed=get_closed(others),
    )


def write_once(
    write: Callable[[], Message], draft: Draft, is_same_thread: Callable[[Message], bool], *, reach: int = 1
) -> Message:
    """Run `write`, or return the message that the draft's Idempotency-Key has already created.

    Raises TooManyRequestsError if the sender reached too many people of late (`reach` more now), and
    IdempotencyKeyReusedError if something else was asked then. `is_same_thread` is for messages of earlier releases,
    which are compared by thread, text and files.
    """

    def is_same(message: Message) -> bool:
        attached = set(message.attachments.values_list("pk", flat=True))
        same_content = message.body == draft.text.body and attached == set(draft.attachment_ids)
        return same_content and is_same_thread(message)

    before = partial(limits.require, limits.REACH, draft.sender, reach)
    return run_idempotent(write, Message, draft.request, is_same, before=before)


def write_message(
    thread: Thread, draft: Draft, recipients: Sequence[Participant], blocker_ids: Collection[int] = ()
) -> Message:
    """Write a message with its files, and deliver it to `recipients`, the participants beside its sender: in silence to
    `blocker_ids`, who have blocked the sender. Call it in a transaction that has locked the thread or created it.
    """
    message = build_message(thread, draft.sender, draft.text, context=draft.context, **draft.request.columns)
    message.save()
    claim_attachments(message, draft.sender, draft.attachment_ids)
    if not message.preview:
        _preview_files(message)
    deliver_message(message, recipients, draft.text.mentioned_ids, draft.closed, blocker_ids)
    draft.text.raise_alert(message)
    return message


@dataclass(frozen=True)
class _Pair:
    """The two people of a direct thread in a course, checked, with their `roles` there."""

    sender: User
    recipient: User
    course_key: CourseKey
    roles: Mapping[int, str]

    @property
    def direct_key(self) -> str:
        """The key of their direct thread."""
        return Thread.make_direct_key(self.course_key, self.sender.pk, self.recipient.pk)

    @property
    def shows_work(self) -> bool:
        """Whether the context of a message may be a submission of the sender."""
        return permissions.shows_submission(self.sender.pk, [self.recipient.pk], self.roles)

    def make_participants(self, thread: Thread) -> list[Participant]:
        """Return the participants of their new thread, unsaved, the sender first."""
        users = (self.sender, self.recipient)
        roles = permissions.get_first_role(*(self.roles[user.pk] for user in users))
        rows = zip(users, roles, SEATS, strict=True)
        return [Participant(thread=thread, user=user, role=role, seat=seat) for user, role, seat in rows]


def _find_pair(sender: User, course_key: CourseKey, recipients: Sequence[str], *, answers: bool) -> _Pair:
    """Return the sender with the one recipient, who wrote first if the sender `answers`. Raises NotFoundError if the
    sender has no role in the course, and InvalidError as `_check_recipients` does."""
    found = find_users(recipients).get(recipients[0]) if len(recipients) == 1 else None
    named = [found] if found is not None and found != sender else []
    roles = get_platform().get_roles(course_key, [sender, *named], local=() if answers else named)
    if sender.pk not in roles:
        raise NotFoundError
    recipient, role = _check_recipients(sender, course_key, recipients, found, roles)
    return _Pair(sender, recipient, course_key, {sender.pk: roles[sender.pk], recipient.pk: role})


def _write_to_pair(pair: _Pair, title: str, draft: Draft) -> Message:
    """Write a message to the pair's direct thread, or to a new one with this title."""
    thread = _find_direct(pair.direct_key)
    if thread is not None:
        recipients = list(with_blocks(thread.participants.filter(user=pair.recipient), pair.sender.pk))
        classmates = keep_learners([pair.recipient.pk], pair.sender.pk, pair.roles)
        # Check again: a block may have been set since the first look.
        if classmates and read_blocks(recipients, pair.course_key).stop(pair.recipient.pk, pair.course_key):
            raise _bad_recipient(pair.recipient.username)
        return write_message(thread, draft, recipients)
    # No lock needed: others see the new thread after the commit, and a concurrent duplicate violates its key.
    thread = Thread.objects.create(course_id=pair.course_key, direct_key=pair.direct_key, title=title)
    participants = pair.make_participants(thread)
    Participant.objects.bulk_create(participants)
    return write_message(thread, draft, participants[1:])


def _write_to_thread(snapshot: ThreadSnapshot, draft: Draft) -> Message:
    """Write a message to an existing thread. Raises as `check_may_write` does."""
    locked = snapshot.lock()
    recipients = [participant for participant in locked.reachable if participant.user_id != draft.sender.pk]
    # Check again: the sender may have been removed or blocked, or the thread closed, since the snapshot.
    roles = {user_id: snapshot.roles.get(user_id, "") for user_id in locked.reachable_ids}
    check_may_write(locked.actor, [each.user_id for each in recipients], roles, locked.blocks)
    blocker_ids = keep_learners(locked.blocks.theirs, draft.sender.pk, roles)
    return write_message(locked.thread, draft, recipients, blocker_ids)


def _find_direct(direct_key: str) -> Thread | None:
    """Return the pair's direct thread, locked; None if there is none, or if it has just become a group."""
    found = Thread.objects.filter(direct_key=direct_key).first()
    thread = lock_row(found.pk) if found else None
    return thread if thread and thread.direct_key == direct_key else None


def _check_recipients(
    sender: User, course_key: CourseKey, usernames: Sequence[str], found: User | None, roles: Mapping[int, str]
) -> tuple[User, str]:
    """Return the recipient and their role. Raises InvalidError unless there is exactly one, and the sender may write to
    them.

    The error is the same for an unknown person and for one the sender may not write to.
    """
    if len(usernames) != len(set(usernames)):
        raise _bad_recipients(_("Name each person only once."))
    if len(usernames) > 1:
        raise InvalidError(
            fields={
                "recipients": [_("Choose one person.")],
                "group_chat": [_("To write to several people, start a group.")],
            }
        )
    if not usernames:
        raise _bad_recipients(_("Choose one person."))
    if usernames[0] == sender.username:
        raise _bad_recipients(_("You can't write to yourself."))
    people = [found] if found is not None else []
    writable = find_writable(sender, people, course_key, roles, unknown=found is None)
    if found is None or found.pk not in writable:
        raise _bad_recipient(usernames[0])
    return found, writable[found.pk]


def _bad_recipient(username: str) -> InvalidError:
    return _bad_recipients(_("You can't write to “%(name)s” in this course.") % {"name": username})


def _bad_recipients(text: str) -> InvalidError:
    return InvalidError(fields={"recipients": [text]})


def _preview_files(message: Message) -> None:
    """Use the names of the files as the preview of a message without text."""
    names = ", ".join(message.attachments.order_by("pk").values_list("name", flat=True))
    message.preview = make_preview(escape(names))
    message.save(update_fields=["preview"])
