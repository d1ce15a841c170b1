"""Emails of one message: send each pending delivery, or record why it is skipped."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import DatabaseError
from django.db.models import Min
from django.utils import timezone

from proserva_messaging import conf
from proserva_messaging.data import AttachmentInfo, CourseRef, Person
from proserva_messaging.delivery import failures, ledger, mailer, pause, rate
from proserva_messaging.delivery.membership import find_gone, get_skip_reason
from proserva_messaging.delivery.outcomes import Outcome, describe
from proserva_messaging.delivery.precedence import DueConversations
from proserva_messaging.delivery.preferences import get_email_choices
from proserva_messaging.delivery.retries import FIRST_RETRY, apply_outcome
from proserva_messaging.edxapp import get_platform
from proserva_messaging.links import get_announcements_path, get_inbox_path, get_message_path, get_unsubscribe_path
from proserva_messaging.models import Attachment, Delivery, FanOut, Message, Preference, Thread
from proserva_messaging.store import merge_fields, system_messages
from proserva_messaging.store.files import describe_attachment
from proserva_messaging.store.lines import clean_line
from proserva_messaging.store.merge_fields import Values
from proserva_messaging.store.merge_values import get_values
from proserva_messaging.store.people import People, get_courses, get_people
from proserva_messaging.store.snapshots import read_context
from proserva_messaging.store.transactions import run_connected
from proserva_messaging.types import User

log = logging.getLogger(__name__)

Email = Delivery.Email
BATCH = 50


def do_nothing() -> None:
    """Do nothing, in place of a function that a caller may give."""


@dataclass(frozen=True)
class EmailContent:
    """The content that all emails about a message share."""

    message: Message
    sender: Person | None
    course: CourseRef
    files: list[AttachmentInfo]
    people: People


def send_for_message(
    message_id: int, *, seconds: float | None = None, on_send: Callable[[], object] = do_nothing
) -> float | None:
    """Send the due emails of a message in batches, for at most `seconds` (None: until all are sent). Return in how many
    seconds the next ones are due, or None. Call `on_send` before each email that may be sent.

    Any number of workers may do this at once: each email is claimed by one of them. During a pause no email is sent.
    Emails of conversations that are due go before those of a fan-out.
    """
    if wait := pause.get_wait():
        return wait
    until = None if seconds is None else time.monotonic() + seconds
    retries: list[float] = []
    last, conversations = 0, DueConversations()
    try:
        while deliveries := _list_due(message_id, after=last):
            retries += _EmailBatch(message_id, deliveries, on_send).send_all(deliveries, conversations, until)
            last = deliveries[-1].pk
    except _NotNowError as error:
        return error.wait
    return min(retries, default=None)


def _send_conversations(message_ids: list[int], until: float | None) -> None:
    """Send the due emails of messages of conversations, which fail alone, except those that failed recently."""
    waiting = set(failures.list_keys(failures.Kind.EMAILS, is_due=False)) if message_ids else set()
    for message_id in message_ids:
        seconds = None if until is None else until - time.monotonic()
        if message_id not in waiting:
            failures.attempt(failures.Kind.EMAILS, message_id, partial(send_for_message, message_id, seconds=seconds))


def get_wait(message_id: int) -> float | None:
    """Return in how many seconds the next email of a message is due; None if none is pending."""
    waiting = Delivery.objects.filter(message_id=message_id, email=Email.PENDING)
    due = waiting.aggregate(due=Min("email_due"))["due"]
    return max(1.0, (due - timezone.now()).total_seconds()) if due else None


def _list_due(message_id: int, *, after: int) -> list[Delivery]:
    due = Delivery.objects.filter(message_id=message_id, email=Email.PENDING, email_due__lte=timezone.now())
    return list(due.filter(pk__gt=after).select_related("recipient").order_by("pk")[:BATCH])


class _NotNowError(Exception):
    """No email may be sent for `wait` seconds: the rate limit is reached, emails are paused, or the time is over."""

    def __init__(self, wait: float):
        super().__init__(f"wait {wait} s")
        self.wait = wait


class _EmailBatch:
    """Some deliveries of one message, with the data they share, loaded once."""

    def __init__(self, message_id: int, deliveries: list[Delivery], on_send: Callable[[], object]):
        self.on_send = on_send
        self.content = build_contents([message_id])[message_id]
        message = self.content.message
        course_key = message.thread.course_id
        recipients = [delivery.recipient for delivery in deliveries]
        self.choices = get_email_choices([each.pk for each in recipients], course_key)
        self.fan_out = FanOut.objects.filter(message=message_id).first()
        # People may have left since the message was written.
        self.gone = find_gone(message.thread, recipients)
        self.values = self._find_values(recipients)

    def _find_values(self, recipients: list[User]) -> dict[int, Values] | None:
        """Return the values of merge fields by user id; None if the platform fails for one of the recipients."""
        try:
            return get_values(self.content.message, recipients)
        except DatabaseError:
            raise
        except Exception:
            log.exception("The values of message %s are looked up one by one", self.content.message.pk)
            return None

    def _get_values(self, recipient: User) -> Values | None:
        found = get_values(self.content.message, [recipient]) if self.values is None else self.values
        return found.get(recipient.pk)

    def send_all(self, deliveries: list[Delivery], conversations: DueConversations, until: float | None) -> list[float]:
        """Send the emails of these deliveries; those of conversations that are due before each one of a fan-out. Return
        in how many seconds each of those to retry is due again.

        Raises _NotNowError if no email may be sent now, or none after `until`.
        """
        retries = []
        for delivery in deliveries:
            if until is not None and time.monotonic() > until:
                raise _NotNowError(0.0)
            if self.fan_out:
                _send_conversations(conversations.list_messages(delivery.thread_id), until)
            retry = self.send(delivery)
            retries += [] if retry is None else [retry]
        return retries

    def send(self, delivery: Delivery) -> float | None:
        """Send one email if it can be claimed. Return in how many seconds it is due again, or None.

        Raises _NotNowError, and releases the email, if no email may be sent now.
        """
        if not ledger.claim(delivery.pk):
            return None
        try:
            tried = self._try(delivery)
        except _NotNowError:
            raise
        except DatabaseError:
            # `mailer.send` raises nothing, so this email was not sent. Without a database, its lease expires.
            run_connected(lambda: ledger.release(delivery.pk, timezone.now() + FIRST_RETRY))
            raise
        except Exception as error:
            # `mailer.send` raises nothing, so this email was not sent.
            log.exception("The email of delivery %s could not be built", delivery.pk)
            tried = Outcome(Email.PENDING, describe(error)), False
        if tried is None:
            return None
        outcome, is_probe = tried
        return apply_outcome([delivery], outcome, is_probe=is_probe)

    def _try(self, delivery: Delivery) -> tuple[Outcome, bool] | None:
        """Send a claimed email. Return its outcome and whether it was the probe of a pause; None if it waits for a
        digest."""
        choice = self.choices[delivery.recipient_id]
        reason = self._get_skip_reason(delivery, choice)
        if reason:
            return Outcome(Email.SKIPPED, reason), False
        if choice == Preference.Email.DAILY:
            wait = timedelta(hours=conf.get("DIGEST_HOURS"))
            ledger.release(delivery.pk, timezone.now() + wait, state=Email.DIGEST, reason="")
            return None
        values = self._get_values(delivery.recipient)
        is_probe = self._acquire(delivery)
        self.on_send()
        return _send_email(delivery, self.content, values), is_probe

    def _get_skip_reason(self, delivery: Delivery, choice: str) -> str:
        if self.fan_out and self.fan_out.state == FanOut.State.STOPPED:
            return ledger.REASON_STOPPED
        reason = get_skip_reason(delivery.recipient) or self.gone.get(delivery.recipient_id, "")
        return reason or ("opted_out" if choice == Preference.Email.NONE else "")

    def _acquire(self, delivery: Delivery) -> bool:
        """Return whether this is the probe of a pause. Raises _NotNowError, and releases the email, if the
        rate limit is reached or emails are paused."""
        count, wait = rate.reserve(1) if self.fan_out else (1, 0.0)
        is_probe = False
        if count:
            wait, is_probe = pause.acquire()
        if not count or wait:
            ledger.release(delivery.pk, timezone.now())
            raise _NotNowError(wait)
        return is_probe


def build_contents(message_ids: list[int]) -> dict[int, EmailContent]:
    """Return the contents of messages, by message id. A fixed number of queries."""
    messages = list(Message.objects.filter(pk__in=message_ids).select_related("thread", "announcement").order_by("pk"))
    people = get_people(
        user_id for message in messages for user_id in (message.sender_id, *system_messages.list_named(message.event))
    )
    courses = get_courses(message.thread.course_id for message in messages)
    files: dict[int | None, list[AttachmentInfo]] = {message.pk: [] for message in messages}
    for attachment in Attachment.objects.filter(message_id__in=message_ids).order_by("pk"):
        files[attachment.message_id].append(describe_attachment(attachment))
    return {
        each.pk: EmailContent(each, people.get(each.sender_id), courses[each.thread.course_id], files[each.pk], people)
        for each in messages
    }


def _send_email(delivery: Delivery, content: EmailContent, values: Values | None) -> Outcome:
    links = make_footer_links(delivery.recipient, [content])
    return mailer.send(
        "newmessage",
        delivery.recipient,
        _make_email_context(content, delivery.recipient_id, values) | links,
        mailer.make_thread_headers(delivery.thread_id, delivery.message_id)
        | mailer.make_unsubscribe_headers(links["unsubscribe_url"]),
        from_name=content.sender.name if content.sender else "",
    )


def preview_email(recipient: User, content: EmailContent, values: Values) -> mailer.RenderedEmail:
    """Return the email about a message that the recipient would get. Nothing is sent."""
    links = make_footer_links(recipient, [content])
    return mailer.render("newmessage", recipient, _make_email_context(content, recipient.pk, values) | links)


def _make_email_context(content: EmailContent, recipient_id: int, values: Values | None) -> dict[str, Any]:
    shown = make_context(content, recipient_id, values)
    head = {name: shown[name] for name in ("preview", "sender", "course", "title")}
    return {**head, "letter": shown}


def make_footer_links(recipient: User, contents: list[EmailContent]) -> dict[str, str]:
    """Return the links in an email's footer: to the preferences, and to unsubscribe."""
    root = get_platform().root_url()
    course_ids = {content.course.id for content in contents}
    return {
        "preferences_url": root + get_inbox_path(preferences=1),
        "unsubscribe_url": root + get_unsubscribe_path(recipient, course_ids),
        "unsubscribe_course": contents[0].course.name if len(course_ids) == 1 else "",
    }


def make_context(content: EmailContent, recipient_id: int, values: Values | None = None) -> dict[str, Any]:
    """Return a message's context for the email templates, with the merge fields filled from `values`."""
    root, message = get_platform().root_url(), content.message
    values = values or {}
    sentence = system_messages.get_lazy_text(message.event, content.people, recipient_id) if message.event else None
    filled_html = merge_fields.fill_html(message.body_html, values) if values else message.body_html
    return {
        "text": sentence or (merge_fields.fill_markdown(message.body, values) if values else message.body),
        "html": "" if sentence else filled_html,
        "system_message": sentence,
        # Deprecated: for templates that a site has replaced.
        "line": sentence,
        "preview": sentence or merge_fields.fill(message.preview, values),
        "sender": content.sender,
        "course": content.course,
        "title": clean_line(merge_fields.fill(message.thread.title, values)),
        "about": make_context_link(message.context, root),
        "files": content.files,
        "url": root + _get_path(message),
        "can_answer": message.thread.kind != Thread.Kind.ANNOUNCEMENT,
    }


def _get_path(message: Message) -> str:
    if message.thread.kind == Thread.Kind.ANNOUNCEMENT:
        return get_announcements_path(message.thread.course_id, message.announcement.pk)
    return get_message_path(message.thread_id, message.pk)


def make_context_link(context: dict[str, Any] | None, root: str) -> dict[str, Any] | None:
    """Return a message's context with an absolute URL; None without a context."""
    about = read_context(context)
    if about is None:
        return None
    url = about["url"]
    return {**about, "url": root + url if url.startswith("/") else url}
