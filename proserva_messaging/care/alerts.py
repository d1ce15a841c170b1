"""Alerts: a message with a sign of distress raises one, which notifies the care contacts after it was sent."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from proserva_messaging.care import contacts, matching
from proserva_messaging.commits import call_after_commit
from proserva_messaging.delivery import mailer, pause
from proserva_messaging.delivery.membership import get_skip_reason
from proserva_messaging.edxapp import get_platform
from proserva_messaging.links import get_care_path
from proserva_messaging.models import CareAlert, CareNotice, Delivery, Message
from proserva_messaging.signals import CARE_WAITS
from proserva_messaging.store.people import get_courses, get_people
from proserva_messaging.store.transactions import run_atomic, run_connected
from proserva_messaging.types import User

log = logging.getLogger(__name__)

# One alert in this time for each writer in a thread.
EVERY = timedelta(hours=1)
# The number of emails that a sweep looks for.
BATCH = 500


class NoticeWaitsError(Exception):
    """An email was refused for now. The next attempt sends it."""


def has_sign(text: str) -> bool:
    """Return whether a text has a sign of distress. Raises nothing: a message is sent even if the lists of phrases
    cannot be read. No query."""
    try:
        return matching.has_sign(text)
    except Exception:
        log.exception("Messages are not checked for signs of distress: the lists of phrases cannot be used")
        return False


def find_help(user: User, message: Message) -> str | None:
    """Return where the writer of a message with a sign of distress finds help; None for other messages, for other
    people, and if the course has not opted in. No query without a sign. Raises nothing."""
    if message.sender_id != user.pk or not has_sign(message.body):
        return None
    try:
        course_key = message.thread.course_id
        return contacts.get_help(course_key) if contacts.find_contacts(course_key) else None
    except Exception:
        log.exception("The writer of message %s was not shown where to find help", message.pk)
        return None


def raise_alert(message: Message) -> None:
    """Create the alert of a message with a sign of distress in its transaction, so that neither is without the other.

    An error undoes the alert only, which is tried again after the commit. Raises what has undone the message, too, such
    as a deadlock, for the caller to run again.
    """
    try:
        with transaction.atomic():
            _write_alert(message)
    except Exception as error:
        if transaction.get_rollback():
            raise
        log.info("The alert of message %s is tried again after the commit: %r", message.pk, error)
        call_after_commit(raise_alert_later, message.pk)


def raise_alert_later(message_id: int) -> None:
    """Create the alert of a committed message. Raises nothing: the message was sent."""
    try:
        message = Message.objects.select_related("thread").get(pk=message_id)
        run_atomic(partial(_write_alert, message))
    except Exception:
        log.exception("The care contacts were not notified of message %s", message_id)


def _write_alert(message: Message) -> None:
    """Write the alert of a message and the notices to the care contacts, unless the writer has one in this thread since
    EVERY. A concurrent duplicate violates the unique hour; the next attempt sees the winner."""
    found = contacts.find_contacts(message.thread.course_id)
    recipients = [each for each in found if each.pk != message.sender_id]
    place: dict[str, Any] = {"thread_id": message.thread_id, "writer_id": message.sender_id}
    recent = CareAlert.objects.filter(**place, created__gt=timezone.now() - EVERY)
    if not recipients or recent.exists():
        return
    hour = int(timezone.now().timestamp() // EVERY.total_seconds())
    alert = CareAlert.objects.create(**place, message=message, course_id=message.thread.course_id, hour=hour)
    CareNotice.objects.bulk_create(CareNotice(alert=alert, recipient=each) for each in recipients)
    call_after_commit(CARE_WAITS.send, sender=None, alert_id=alert.pk)


def list_due() -> list[int]:
    """Return the ids of alerts with emails to send, the oldest first. One query."""
    rows = CareNotice.objects.filter(emailed=None).order_by("alert_id").values_list("alert_id", flat=True)
    return list(dict.fromkeys(rows[:BATCH]))


def notify(alert_id: int) -> float | None:
    """Send the emails of an alert, each once. Return in how many seconds they can be sent during a pause, or None.

    A contact who has left the team, or has no address, gets none. Raises NoticeWaitsError if the mail server refuses
    one for now.
    """
    notices = CareNotice.objects.select_related("alert", "recipient").filter(alert=alert_id, emailed=None)
    waiting = list(notices.order_by("pk"))
    if not waiting:
        return None
    if wait := pause.get_wait():
        return wait
    contact_ids = {each.pk for each in contacts.find_contacts(waiting[0].alert.course_id)}
    refused = [each for each in waiting if not _send(each, is_contact=each.recipient_id in contact_ids)]
    if refused:
        raise NoticeWaitsError
    return None


def _send(notice: CareNotice, *, is_contact: bool) -> bool:
    """Send one email, unless another worker does. Return False if the mail server refuses it for now."""
    mine = CareNotice.objects.filter(pk=notice.pk)
    is_skipped = not is_contact or get_skip_reason(notice.recipient) or _is_repeated(notice)
    # Before the claim, so that an error leaves the email waiting.
    context = {} if is_skipped else _make_context(notice.alert)
    if not mine.filter(emailed=None).update(emailed=timezone.now()) or is_skipped:
        return True
    try:
        is_refused = mailer.send("carealert", notice.recipient, context, {}).state == Delivery.Email.PENDING
    except Exception:
        # `mailer.send` raises only before it sends.
        run_connected(lambda: mine.update(emailed=None))
        raise
    if is_refused:
        run_connected(lambda: mine.update(emailed=None))
    return not is_refused


def _is_repeated(notice: CareNotice) -> bool:
    """Return whether the contact has had an email in the same hour about an alert that is still open, of this writer in
    another thread of the course. So a writer cannot flood the contacts; bell and queue show each alert."""
    alert = notice.alert
    same = {"writer_id": alert.writer_id, "course_id": alert.course_id, "hour": alert.hour}
    earlier = CareAlert.objects.filter(**same, state=CareAlert.State.OPEN, pk__lt=alert.pk)
    sent = CareNotice.objects.filter(alert__in=earlier, recipient=notice.recipient_id)
    return sent.exclude(emailed=None).exists()


def _make_context(alert: CareAlert) -> dict[str, Any]:
    writer = get_people([alert.writer_id]).get(alert.writer_id)
    return {
        "writer_name": writer.name if writer else "",
        "course_name": get_courses([alert.course_id])[alert.course_id].name,
        "care_url": get_platform().root_url() + get_care_path(),
    }
