"""Test sends: a broadcast to its author only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.broadcasts.composing import BroadcastText, check_text, write_thread
from proserva_messaging.conversations.attachments import check_attachment_ids, claim_attachments
from proserva_messaging.conversations.composing import deliver_message
from proserva_messaging.delivery.audience import check_audience
from proserva_messaging.errors import InvalidError
from proserva_messaging.models import Attachment, Message, Participant
from proserva_messaging.scanning import held_files
from proserva_messaging.store.access import access_team_course
from proserva_messaging.store.idempotency import KeyedRequest, find_idempotent, make_request, run_idempotent
from proserva_messaging.store.stored_files import drop_files, keep_file, open_file, write_file
from proserva_messaging.store.text import TITLE_MAX_LENGTH
from proserva_messaging.types import User


def send_test(
    user: User,
    course_key: CourseKey,
    subject: str,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    audience: Mapping[str, Any] | None = None,
    idempotency_key: str | None = None,
) -> Message:
    """Send a broadcast only to its author, as bell and email, and return the message.

    The test gets copies of the files, so that the broadcast can still claim them. Raises as `create_broadcast` does.
    """
    access_team_course(user, course_key)
    asked: dict[str, Any] = {"subject": subject, "body": body, "attachments": set(attachment_ids), "audience": audience}
    request = make_request(user.pk, "test", idempotency_key, course=course_key, **asked)
    if earlier := find_idempotent(Message, request):
        return earlier
    chosen = check_audience(user, course_key, audience)
    text = check_text(subject, body)
    copies = [_copy(each) for each in _find_files(user, course_key, check_attachment_ids(attachment_ids))]
    write = partial(_write, user, course_key, text, text.make_merge(chosen), copies, request)
    return _run(write, request, copies)


def _run(write: Callable[[], Message], request: KeyedRequest, copies: list[Attachment]) -> Message:
    """Return the message of the request, written now or before. Drop the copies unless it is the one that has them."""
    sent = None
    try:
        sent = run_idempotent(write, Message, request)
    finally:
        if sent is None or not sent.attachments.filter(pk__in=[copy.pk for copy in copies]).exists():
            drop_files(copies)
    return sent


def _write(
    user: User,
    course_key: CourseKey,
    text: BroadcastText,
    merge: dict[str, Any] | None,
    copies: list[Attachment],
    request: KeyedRequest,
) -> Message:
    thread, message = write_thread(user, course_key, _mark_test(text), merge, request)
    for copy in copies:
        copy.save()
        keep_file(copy)
        held_files.request_scan(copy)
    claim_attachments(message, user, [copy.pk for copy in copies])
    deliver_message(message, [Participant.objects.get(thread=thread, user=user)])
    return message


def _find_files(user: User, course_key: CourseKey, ids: list[int]) -> list[Attachment]:
    own = Attachment.objects.filter(pk__in=ids, uploader=user, course_id=course_key)
    files = list(own.exclude(scan=Attachment.Scan.INFECTED).order_by("pk"))
    if len(files) != len(ids):
        text = _("A file is no longer available. Please attach it again.")
        raise InvalidError(fields={"attachments": [text]})
    return files


def _copy(attachment: Attachment) -> Attachment:
    shared = {name: getattr(attachment, name) for name in ("course_id", "name", "size", "content_type", "scan")}
    copy = Attachment(uploader_id=attachment.uploader_id, **shared)
    with open_file(attachment) as content:
        write_file(copy, content)
    return copy


def _mark_test(text: BroadcastText) -> BroadcastText:
    subject = _("Test: %(subject)s") % {"subject": text.subject}
    return replace(text, subject=subject[:TITLE_MAX_LENGTH])
