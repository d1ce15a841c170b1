"""Alerts: a message with a sign of distress raises one, which notifies the care contacts after it was sent."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from proserva_messaging import conf
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
    waiting = CareNotice.objects.filter(emailed=None, email_due__lte=timezone.now())
    return list(dict.fromkeys(waiting.order_by("alert_id").values_list("alert_id", flat=True)[:BATCH]))


def notify(alert_id: int) -> float | None:
    """Send the emails of an alert that are due. Return in how many seconds they can be sent during a pause, or None.

    A contact who has left the team, or has no address, gets none. Raises NoticeWaitsError if the mail server refuses
    one for now.
    """
    notices = CareNotice.objects.select_related("alert", "recipient").filter(alert=alert_id, emailed=None)
    waiting = list(notices.filter(email_due__lte=timezone.now()).order_by("pk"))
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
    """Send one email, unless another worker does. Return False if the mail server refuses it for now.

    The claim is a lease: after the death of a worker the email is sent again, because twice is better than never here.
    """
    waiting = CareNotice.objects.filter(pk=notice.pk, emailed=None)
    now = timezone.now()
    if not is_contact or get_skip_reason(notice.recipient) or _is_repeated(notice):
        waiting.update(emailed=now)
        return True
    context = _make_context(notice.alert)
    lease = now + timedelta(seconds=conf.get("EMAIL_LEASE_SECONDS"))
    if not waiting.filter(email_due__lte=now).update(email_due=lease):
        return True
    try:
        is_refused = mailer.send("carealert", notice.recipient, context, {}).state == Delivery.Email.PENDING
    except Exception:
        # `mailer.send` raises only before it sends.
        run_connected(lambda: waiting.update(email_due=now))
        raise
    run_connected(lambda: waiting.update(**{"email_due": now} if is_refused else {"emailed": now}))
    return not is_refused


def _is_repeated(notice: CareNotice) -> bool:
    """Return whether the contact has had an email in the same hour about an alert that is still open, of this writer in
    another thread of the course. So a writer cannot flood the contacts; bell and queue show each alert."""
    alert = notice.alert
    same = {"writer_id": alert.writer_id, "course_id": alert.course_id, "hour": alert.hour}
    earlier = CareAlert.objects.filter(**same, state=CareAlert.State.OPEN, pk__lt=alert.pk)
    sent = CareNotice.objects.filter(alert__in=earlier, recipient=notice.recipient_id)
    return sent.filter(Q(emailed__isnull=False) | Q(email_due__gt=timezone.now())).exists()


def _make_context(alert: CareAlert) -> dict[str, Any]:
    writer = get_people([alert.writer_id]).get(alert.writer_id)
    return {
        "writer_name": writer.name if writer else "",
        "course_name": get_courses([alert.course_id])[alert.course_id].name,
        "care_url": get_platform().root_url() + get_care_path(),
    }
