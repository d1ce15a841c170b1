"""The emails of one message: for each delivery that is pending, one, or the reason why not."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from proserva_messaging import conf, lines, merging
from proserva_messaging.data import AttachmentView, CourseRef, Person
from proserva_messaging.delivery import ledger, mailer, pace
from proserva_messaging.edxapp import get_platform
from proserva_messaging.links import get_announcements_path, get_inbox_path, get_message_path, get_unsubscribe_path
from proserva_messaging.merging import Values
from proserva_messaging.models import Attachment, Delivery, FanOut, Message, Preference, Thread
from proserva_messaging.queries.merging import get_values
from proserva_messaging.queries.messages import describe_attachment
from proserva_messaging.queries.people import People, get_courses, get_people
from proserva_messaging.queries.preferences import get_email_choices

Email = Delivery.Email
BATCH = 50
FIRST_RETRY = timedelta(minutes=2)


@dataclass(frozen=True)
class Letter:
    """What is the same in every email about a message."""

    message: Message
    sender: Person | None
    course: CourseRef
    files: list[AttachmentView]
    people: People


def send_for_message(message_id: int, *, seconds: float | None = None) -> float | None:
    """Send what is due of a message's emails, some at a time, for so many seconds (for as long as it takes, where that
    is None). Return in how many seconds some are due again, or None where none is.

    Any number of workers may do the same at once: each email is claimed by one of them.
    """
    until = None if seconds is None else time.monotonic() + seconds
    retries: list[float] = []
    last = 0
    while deliveries := _list_due(message_id, after=last):
        post = _Post(message_id, deliveries)
        for delivery in deliveries:
            if until is not None and time.monotonic() > until:
                return 0.0
            try:
                retry = post.send(delivery)
            except _TooFastError as error:
                return error.wait
            retries += [] if retry is None else [float(retry)]
        last = deliveries[-1].pk
    return min(retries, default=None)


def _list_due(message_id: int, *, after: int) -> list[Delivery]:
    due = Delivery.objects.filter(message_id=message_id, email=Email.PENDING, email_due__lte=timezone.now())
    return list(due.filter(pk__gt=after).select_related("recipient").order_by("pk")[:BATCH])


class _TooFastError(Exception):
    """The rate of emails is used up for `wait` seconds."""

    def __init__(self, wait: float):
        super().__init__(f"wait {wait} s")
        self.wait = wait


class _Post:
    """Some deliveries of one message, with what was looked up for all of them at once."""

    def __init__(self, message_id: int, deliveries: list[Delivery]):
        self.letter = write_letters([message_id])[message_id]
        message = self.letter.message
        course_key = message.thread.course_id
        recipients = [delivery.recipient for delivery in deliveries]
        self.choices = get_email_choices([each.pk for each in recipients], course_key)
        self.fan_out = FanOut.objects.filter(message=message_id).first()
        # To many, the course has gone on meanwhile; of a conversation's people, the sending itself has asked.
        self.roles = get_platform().get_roles(course_key, recipients) if self.fan_out else None
        self.values = get_values(message, recipients)

    def send(self, delivery: Delivery) -> int | None:
        """Send one, if it can be claimed. Return in how many seconds it is due again, or None."""
        if not ledger.claim(delivery.pk):
            return None
        choice = self.choices[delivery.recipient_id]
        reason = self._why_not(delivery, choice)
        if reason:
            ledger.settle(delivery.pk, Email.SKIPPED, reason)
            return None
        if choice == Preference.Email.DAILY:
            wait = timedelta(hours=conf.get("DIGEST_HOURS"))
            ledger.put_off(delivery.pk, timezone.now() + wait, "", state=Email.DIGEST)
            return None
        if self.fan_out:
            self._keep_pace(delivery)
        return settle_outcome(delivery, _hand_over(delivery, self.letter, self.values.get(delivery.recipient_id)))

    def _why_not(self, delivery: Delivery, choice: str) -> str:
        if self.fan_out and self.fan_out.state == FanOut.State.STOPPED:
            return ledger.REASON_STOPPED
        reason = why_skip(delivery.recipient)
        if not reason and self.roles is not None and delivery.recipient_id not in self.roles:
            reason = ledger.REASON_UNENROLLED
        return reason or ("opted_out" if choice == Preference.Email.NONE else "")

    def _keep_pace(self, delivery: Delivery) -> None:
        """Raise _TooFastError, and give the email back, where the rate is used up."""
        count, wait = pace.take(1)
        if not count:
            ledger.give_back(delivery.pk, timezone.now())
            raise _TooFastError(wait)


def write_letters(message_ids: list[int]) -> dict[int, Letter]:
    """Return the letters of messages, by message id. A fixed number of queries."""
    messages = list(Message.objects.filter(pk__in=message_ids).select_related("thread", "announcement").order_by("pk"))
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


def _hand_over(delivery: Delivery, letter: Letter, values: Values | None) -> mailer.Outcome:
    links = make_links(delivery.recipient_id, [letter])
    return mailer.send(
        "newmessage",
        delivery.recipient,
        _make_email_context(letter, delivery.recipient_id, values) | links,
        mailer.make_thread_headers(delivery.thread_id, delivery.message_id)
        | mailer.make_unsubscribe_headers(links["unsubscribe_url"]),
        from_name=letter.sender.name if letter.sender else "",
    )


def preview_email(recipient: Any, letter: Letter, values: Values) -> mailer.Rendered:
    """Return an email about a message as the recipient would get it, unsent."""
    links = make_links(recipient.pk, [letter])
    return mailer.render("newmessage", recipient, _make_email_context(letter, recipient.pk, values) | links)


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


def _make_email_context(letter: Letter, recipient_id: int, values: Values | None) -> dict[str, Any]:
    shown = make_context(letter, recipient_id, values)
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


def make_context(letter: Letter, recipient_id: int, values: Values | None = None) -> dict[str, Any]:
    """Return what the templates show somebody of one message; a `line` in place of the text where it is one, and
    `values` fill its fields for its reader."""
    root, message = get_platform().root_url(), letter.message
    values = values or {}
    line = lines.tell_later(message.event, letter.people, recipient_id) if message.event else None
    return {
        "text": line or (merging.fill_markdown(message.body, values) if values else message.body),
        "html": "" if line else (merging.fill_html(message.body_html, values) if values else message.body_html),
        "line": line,
        "preview": line or merging.fill(message.preview, values),
        "sender": letter.sender,
        "course": letter.course,
        "title": merging.fill(message.thread.title, values),
        "about": make_about(message.context, root),
        "files": letter.files,
        "url": root + _get_path(message),
        "can_answer": message.thread.kind != Thread.Kind.ANNOUNCEMENT,
    }


def _get_path(message: Message) -> str:
    if message.thread.kind == Thread.Kind.ANNOUNCEMENT:
        return get_announcements_path(message.thread.course_id, message.announcement.pk)
    return get_message_path(message.thread_id, message.pk)


def make_about(context: dict[str, Any] | None, root: str) -> dict[str, Any] | None:
    """Return what a message is about, its address complete; None where it is about nothing."""
    if not context:
        return None
    url = context["url"]
    return {**context, "url": root + url if url.startswith("/") else url}
