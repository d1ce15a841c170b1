"""Sending: a first message, which makes the thread or finds it again, and any later one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions
from proserva_messaging.actions import checks
from proserva_messaging.actions.drafts import check_draft, lock, run_once, write_message
from proserva_messaging.actions.scenes import look
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import CannotWriteError, InvalidError, NotFoundError, ThreadClosedError
from proserva_messaging.models import Message, Participant, Thread
from proserva_messaging.queries import recipients as recipient_queries
from proserva_messaging.queries.people import find_users


def start_thread(
    sender: Any,
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
    """Send a first message to one person in a course, and return it; its thread is the pair's one direct thread there.

    `recipients` are usernames; a `quote` is a snapshot of our own making, in place of a context. Raises InvalidError
    for anything wrong with them, the text, the files or the context, NotFoundError for a course that is not there for
    the sender, IdempotencyKeyReusedError.
    """
    found = find_users(recipients).get(recipients[0]) if len(recipients) == 1 else None
    roles = get_platform().get_roles(course_key, [each for each in (sender, found) if each is not None])
    if sender.pk not in roles:
        raise NotFoundError
    recipient = _check_recipients(sender, course_key, recipients, found, roles)
    title = checks.check_title(title)
    draft = check_draft(
        sender,
        course_key,
        body,
        attachment_ids=attachment_ids,
        context=context,
        idempotency_key=idempotency_key,
        with_work=permissions.tells_work(sender.pk, [recipient.pk], roles),
        others=[recipient],
    )
    draft = replace(draft, context=quote) if quote else draft
    direct_key = Thread.make_direct_key(course_key, sender.pk, recipient.pk)

    def write() -> Message:
        thread = _find_direct(direct_key)
        if thread is not None:
            return write_message(thread, draft, list(thread.participants.filter(user=recipient)))
        # Nobody else can see the new one before the commit; whoever makes it at the same moment fails at its key.
        thread = Thread.objects.create(course_id=course_key, direct_key=direct_key, title=title)
        pairs = zip((sender, recipient), permissions.get_first_role(roles[sender.pk], roles[recipient.pk]), strict=True)
        places = [Participant(thread=thread, user=user, role=role) for user, role in pairs]
        Participant.objects.bulk_create(places)
        return write_message(thread, draft, places[1:])

    return run_once(write, draft, lambda message: message.thread.direct_key == direct_key)


def send_message(
    sender: Any,
    thread_id: int,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> Message:
    """Send a message into a thread that the sender is in, and return it.

    Raises NotFoundError where they never were in it, CannotWriteError where it takes nothing from them any more
    (ThreadClosedError: from nobody), InvalidError for anything wrong with the text, the files or the context,
    IdempotencyKeyReusedError.
    """
    sight = look(sender, thread_id)
    others = sight.others
    check_may_write(sight.own, [each.pk for each in others], sight.roles)
    draft = check_draft(
        sender,
        sight.own.thread.course_id,
        body,
        attachment_ids=attachment_ids,
        context=context,
        idempotency_key=idempotency_key,
        with_work=permissions.tells_work(sender.pk, [each.pk for each in others], sight.roles),
        others=others,
    )

    def write() -> Message:
        scene = sight.enter()
        recipients = [place for place in scene.reached if place.user_id != sender.pk]
        # Again: meanwhile the sender may have been removed, or the thread closed.
        check_may_write(scene.own, [place.user_id for place in recipients], scene.in_course)
        return write_message(scene.thread, draft, recipients)

    return run_once(write, draft, lambda message: message.thread_id == thread_id)


def check_may_write(place: Participant, other_ids: Collection[int], in_course: Collection[int]) -> None:
    """Raise CannotWriteError where somebody can write nothing into their thread, ThreadClosedError where nobody can."""
    reason = permissions.why_not_write(place, other_ids, in_course)
    if reason:
        closed = place.thread.closed and permissions.is_in(place) and place.user_id in in_course
        raise ThreadClosedError(reason) if closed else CannotWriteError(reason)


def _find_direct(direct_key: str) -> Thread | None:
    """Return the pair's direct thread, locked; None where there is none, or it has just become a group."""
    found = Thread.objects.filter(direct_key=direct_key).first()
    thread = lock(found.pk) if found else None
    return thread if thread and thread.direct_key == direct_key else None


def _check_recipients(
    sender: Any, course_key: CourseKey, usernames: Sequence[str], found: Any | None, roles: Mapping[int, str]
) -> Any:
    """Return the one recipient, or raise InvalidError. Whoever may not be written to is as unknown as no one."""
    if len(usernames) != len(set(usernames)):
        raise _bad_recipients(_("Each person only once."))
    if len(usernames) > 1:
        raise InvalidError(
            fields={"recipients": [_("Choose one person.")], "group_chat": [_("To write to several, start a group.")]}
        )
    if not usernames:
        raise _bad_recipients(_("Choose one person."))
    if usernames[0] == sender.username:
        raise _bad_recipients(_("You cannot write to yourself."))
    if found is None or not recipient_queries.may_start_with(sender, found, course_key, roles):
        raise _bad_recipients(_("You cannot write to “%(name)s” in this course.") % {"name": usernames[0]})
    return found


def _bad_recipients(text: str) -> InvalidError:
    return InvalidError(fields={"recipients": [text]})
