"""Trying a text to many before it goes: seeing it as a reader will, and sending it to oneself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import merging
from proserva_messaging.actions import checks
from proserva_messaging.actions.audiences import check_audience
from proserva_messaging.actions.broadcasts import Text, check_text, write_thread
from proserva_messaging.actions.drafts import claim_attachments
from proserva_messaging.data import MessageSentData, Person
from proserva_messaging.delivery import ledger
from proserva_messaging.delivery.email import Letter, preview_email
from proserva_messaging.errors import InvalidError
from proserva_messaging.models import Attachment, Message, Participant, Thread
from proserva_messaging.queries.audiences import count
from proserva_messaging.queries.messages import describe_attachment
from proserva_messaging.queries.people import get_courses, get_people
from proserva_messaging.queries.previews import Gap, find_gaps, find_reader
from proserva_messaging.queries.roster import access_team_course
from proserva_messaging.rendering import make_preview, render
from proserva_messaging.signals import MESSAGE_SENT
from proserva_messaging.transactions import run_atomic


@dataclass(frozen=True)
class Preview:
    """A broadcast as `sample` will see it, if there is anybody: `count` people. `empty_fields` tells what stays empty
    for whom of them."""

    count: int
    subject: str
    html: str
    email_html: str
    email_text: str
    empty_fields: list[Gap]
    sample: Person | None


def preview_broadcast(
    user: Any,
    course_key: CourseKey,
    subject: str,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    audience: Mapping[str, Any] | None = None,
) -> Preview:
    """Return a text as one of its readers will see it, and how many they are; texts may still be empty.

    Raises NotFoundError for whoever is not in the course's team, InvalidError for an audience or a field that is none.
    """
    access_team_course(user, course_key)
    chosen = check_audience(user, course_key, audience)
    text = _render(subject, body)
    people = count(course_key, chosen, user.pk)
    fields = set(text.fields)
    reader = find_reader(course_key, chosen, user.pk, fields)
    letter = _make_letter(user, course_key, text, list(attachment_ids))
    # Made for whoever asks: a learner's own has a link by which their emails can be stopped.
    shown = preview_email(user, letter, reader.values)
    return Preview(
        count=people,
        subject=merging.fill(text.subject, reader.values),
        html=merging.fill_html(text.body_html, reader.values),
        email_html=shown.html,
        email_text=shown.text,
        empty_fields=find_gaps(course_key, chosen, user.pk, fields),
        sample=reader.person,
    )


def send_test(
    user: Any,
    course_key: CourseKey,
    subject: str,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    audience: Mapping[str, Any] | None = None,
) -> Message:
    """Send a text to oneself alone, in bell and email, and return the message.

    The files stay free for the broadcast: the test gets copies of its own. Raises as `create_broadcast` does.
    """
    access_team_course(user, course_key)
    chosen = check_audience(user, course_key, audience)
    text = check_text(subject, body)
    copies = [_copy(each) for each in _find_files(user, course_key, checks.check_attachment_ids(attachment_ids))]

    def write() -> Message:
        thread, message = write_thread(user, course_key, _mark(text), text.make_merge(chosen))
        for copy in copies:
            copy.save()
        claim_attachments(message, user, [copy.pk for copy in copies])
        place = Participant.objects.get(thread=thread, user=user)
        Participant.objects.filter(pk=place.pk).update(last_message=message)
        ledger.add_deliveries(message, [place])
        sent = MessageSentData(message_id=message.pk, thread_id=thread.pk, course_key=course_key, sender_id=user.pk)
        transaction.on_commit(partial(MESSAGE_SENT.send_event, message=sent), robust=True)
        return message

    try:
        return run_atomic(write)
    except Exception:
        for copy in copies:
            copy.file.delete(save=False)
        raise


def _render(subject: str, body: str) -> Text:
    """Return what was written so far, checked for its fields alone."""
    subject = " ".join(checks.normalize_text(subject).split())[: checks.SUBJECT_MAX_LENGTH]
    body = checks.normalize_text(body)
    body_html = render(body).html if body.strip() else ""
    return Text(subject, body, body_html, checks.check_fields(subject, body_html))


def _make_letter(user: Any, course_key: CourseKey, text: Text, file_ids: list[int]) -> Letter:
    thread = Thread(pk=0, course_id=course_key, kind=Thread.Kind.BROADCAST, title=text.subject)
    preview = make_preview(text.body_html)
    words = {"body": text.body, "body_html": text.body_html, "preview": preview, "created": timezone.now()}
    files = Attachment.objects.filter(pk__in=file_ids, uploader=user, course_id=course_key).order_by("pk")
    people = get_people([user.pk])
    return Letter(
        message=Message(pk=0, thread=thread, sender=user, **words),
        sender=people.get(user.pk),
        course=get_courses([course_key])[course_key],
        files=[describe_attachment(each) for each in files],
        people=people,
    )


def _find_files(user: Any, course_key: CourseKey, ids: list[int]) -> list[Attachment]:
    files = list(Attachment.objects.filter(pk__in=ids, uploader=user, course_id=course_key).order_by("pk"))
    if len(files) != len(ids):
        text = _("One of the files is not there any more. Please attach it again.")
        raise InvalidError(fields={"attachments": [text]})
    return files


def _copy(attachment: Attachment) -> Attachment:
    same = {name: getattr(attachment, name) for name in ("course_id", "name", "size", "content_type")}
    copy = Attachment(uploader_id=attachment.uploader_id, **same)
    with attachment.file.open("rb") as content:
        copy.file.save(copy.name, content, save=False)
    return copy


def _mark(text: Text) -> Text:
    subject = _("Test: %(subject)s") % {"subject": text.subject}
    return Text(subject[: checks.TITLE_MAX_LENGTH], text.body, text.body_html, text.fields)
