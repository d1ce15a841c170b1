"""The emails of one message: for each delivery that is pending, one, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from proserva_messaging import conf, lines
from proserva_messaging.data import AttachmentView, CourseRef, Person
from proserva_messaging.delivery import ledger, mailer
from proserva_messaging.edxapp import get_platform
from proserva_messaging.links import get_inbox_path, get_message_path, get_unsubscribe_path
from proserva_messaging.models import Attachment, Delivery, Message, Preference
from proserva_messaging.queries.messages import describe_attachment
from proserva_messaging.queries.people import People, get_courses, get_people
from proserva_messaging.queries.preferences import get_email_choices

Email = Delivery.Email
FIRST_RETRY = timedelta(minutes=2)


@dataclass(frozen=True)
class Letter:
    """What is the same in every email about a message."""

    message: Message
    sender: Person | None
    course: CourseRef
    files: list[AttachmentView]
    people: People


def send_for_message(message_id: int) -> int | None:
    """Send what is due of a message's emails. Return in how many seconds some are due again, or None where none is.

    Any number of workers may do the same at once: each email is claimed by one of them.
    """
    deliveries = list(
        Delivery.objects.filter(message_id=message_id, email=Email.PENDING, email_due__lte=timezone.now())
        .select_related("recipient")
        .order_by("pk")
    )
    if not deliveries:
        return None
    letter = write_letters([message_id])[message_id]
    choices = get_email_choices([each.recipient_id for each in deliveries], letter.message.thread.course_id)
    retries = [_send_one(delivery, letter, choices[delivery.recipient_id]) for delivery in deliveries]
    return min((retry for retry in retries if retry is not None), default=None)


def write_letters(message_ids: list[int]) -> dict[int, Letter]:
    """Return the letters of messages, by message id. A fixed number of queries."""
    messages = list(Message.objects.filter(pk__in=message_ids).select_related("thread").order_by("pk"))
    people = get_people(
        user_id for message in messages for user_id in (message.sender_id, *lines.list_named(message.event))
    )
    courses = get_courses(message.thread.course_id for message in messages)
    files: dict[int | None, list[AttachmentView]] = {message.pk: [] for message in messages}
    for attachment in Attachment.objects.filter(message_id__in=message_ids).order_by("pk"):
        files[attachment.message_id].append(describe_attachment(attachment))
    return {
        each.pk: Letter(each, people.get(each.sender_id), courses[each.thread.course_id], files[each.pk], people)
        for each in messages
    }


def why_skip(recipient: Any) -> str:
    """Return why nobody may or can be emailed at this account, or nothing."""
    if get_platform().is_retired(recipient):
        return "retired"
    if not recipient.is_active:
        return "inactive"
    return "" if recipient.email else "no_address"


def _send_one(delivery: Delivery, letter: Letter, choice: str) -> int | None:
    if not ledger.claim(delivery.pk):
        return None
    reason = why_skip(delivery.recipient) or ("opted_out" if choice == Preference.Email.NONE else "")
    if reason:
        ledger.settle(delivery.pk, Email.SKIPPED, reason)
        return None
    if choice == Preference.Email.DAILY:
        ledger.put_off(delivery.pk, timezone.now() + timedelta(hours=conf.get("DIGEST_HOURS")), "", state=Email.DIGEST)
        return None
    links = make_links(delivery.recipient_id, [letter])
    outcome = mailer.send(
        "newmessage",
        delivery.recipient,
        _make_email_context(letter, delivery.recipient_id) | links,
        mailer.make_thread_headers(delivery.thread_id, delivery.message_id)
        | mailer.make_unsubscribe_headers(links["unsubscribe_url"]),
        from_name=letter.sender.name if letter.sender else "",
    )
    return settle_outcome(delivery, outcome)


def settle_outcome(delivery: Delivery, outcome: mailer.Outcome, *, retry_as: str = Email.PENDING) -> int | None:
    """Write what became of a claimed email. Return in how many seconds it is due again (as `retry_as`), or None."""
    attempts = delivery.email_attempts + 1
    if outcome.state != Email.PENDING:
        ledger.settle(delivery.pk, outcome.state, outcome.reason)
        return None
    if attempts >= conf.get("EMAIL_MAX_ATTEMPTS"):
        ledger.settle(delivery.pk, Email.FAILED, outcome.reason)
        return None
    wait = FIRST_RETRY * 2 ** (attempts - 1)
    ledger.put_off(delivery.pk, timezone.now() + wait, outcome.reason, state=retry_as)
    return int(wait.total_seconds())


def _make_email_context(letter: Letter, recipient_id: int) -> dict[str, Any]:
    shown = make_context(letter, recipient_id)
    head = {name: shown[name] for name in ("preview", "sender", "course", "title")}
    return {**head, "letter": shown}


def make_links(recipient_id: int, letters: list[Letter]) -> dict[str, str]:
    """Return the addresses in an email's footer: where to choose which emails one gets, and where to stop these."""
    root = get_platform().root_url()
    course_ids = {letter.course.id for letter in letters}
    return {
        "preferences_url": root + get_inbox_path(preferences=1),
        "unsubscribe_url": root + get_unsubscribe_path(recipient_id, course_ids),
        "unsubscribe_course": letters[0].course.name if len(course_ids) == 1 else "",
    }


def make_context(letter: Letter, recipient_id: int) -> dict[str, Any]:
    """Return what the templates show somebody of one message; a `line` in place of the text where it is one."""
    root, message = get_platform().root_url(), letter.message
    line = lines.tell_later(message.event, letter.people, recipient_id) if message.event else None
    return {
        "text": line or message.body,
        "html": "" if line else message.body_html,
        "line": line,
        "preview": line or message.preview,
        "sender": letter.sender,
        "course": letter.course,
        "title": message.thread.title,
        "about": make_about(message.context, root),
        "files": letter.files,
        "url": root + get_message_path(message.thread_id, message.pk),
    }


def make_about(context: dict[str, Any] | None, root: str) -> dict[str, Any] | None:
    """Return what a message is about, its address complete; None where it is about nothing."""
    if not context:
        return None
    url = context["url"]
    return {**context, "url": root + url if url.startswith("/") else url}
