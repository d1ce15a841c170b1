"""Daily digest: one email with all messages that wait for one person."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import DatabaseError
from django.utils import timezone

from proserva_messaging.delivery import ledger, mailer, pause
from proserva_messaging.delivery.email import EmailContent, build_contents, make_context, make_footer_links
from proserva_messaging.delivery.membership import find_gone_threads, get_skip_reason
from proserva_messaging.delivery.outcomes import Outcome, describe
from proserva_messaging.delivery.preferences import get_preferences
from proserva_messaging.delivery.retries import FIRST_RETRY, apply_outcome
from proserva_messaging.models import Delivery, Preference
from proserva_messaging.store.faults import read_rows
from proserva_messaging.store.merge_values import get_values
from proserva_messaging.store.transactions import run_connected
from proserva_messaging.types import User

log = logging.getLogger(__name__)

Email = Delivery.Email
# A longer email would not be read. The rest is in the next digest.
MAX_MESSAGES = 100
# A message's content, and its context for the templates.
Letter = tuple[EmailContent, dict[str, Any]]


def list_due(*, even_early: bool = False) -> list[int]:
    """Return the ids of the people whose oldest waiting message is due. With `even_early`, also of those with no
    message due yet. During a pause there are none."""
    if pause.get_wait():
        return []
    due = Delivery.objects.filter(email=Email.DIGEST)
    if not even_early:
        due = due.filter(email_due__lte=timezone.now())
    return list(due.order_by("recipient_id").values_list("recipient_id", flat=True).distinct())


def send(user_id: int) -> bool:
    """Send a digest with all of a person's waiting messages, due or not, so that the next one starts empty. Return
    whether it was sent."""
    recipient = get_user_model().objects.filter(pk=user_id).first()
    if recipient is None:
        return False
    gathered = Delivery.objects.filter(recipient=recipient, email=Email.DIGEST).select_related("thread")
    waiting = read_rows(gathered.order_by("pk")[:MAX_MESSAGES])
    claimed = [delivery for delivery in waiting if ledger.claim(delivery.pk, of=Email.DIGEST, even_early=True)]
    return bool(claimed) and _send_claimed(recipient, claimed)


def _send_claimed(recipient: User, claimed: list[Delivery]) -> bool:
    """Send claimed deliveries, and record the outcome. Return whether they were sent. Raises what the database raises,
    and releases them."""
    is_probe = False
    try:
        claimed = _drop_unwanted(recipient, claimed)
        letters = _make_letters(recipient, claimed)
        claimed = [delivery for delivery in claimed if delivery.pk in letters]
        wait, is_probe = pause.acquire() if claimed else (0.0, False)
        if wait or not claimed:
            _release(claimed, timezone.now())
            return False
        outcome = _send(recipient, list(letters.values()))
    except DatabaseError:
        # As with other errors, this digest was not sent. Without a database, its leases expire.
        run_connected(lambda: _release(claimed, timezone.now() + FIRST_RETRY))
        raise
    except Exception as error:
        # `mailer.send` raises nothing, so this digest was not sent.
        log.exception("The digest for user %s could not be built", recipient.pk)
        outcome = Outcome(Email.PENDING, describe(error))
    apply_outcome(claimed, outcome, is_probe=is_probe, retry_as=Email.DIGEST)
    return outcome.state == Email.SENT


def _release(deliveries: list[Delivery], until: datetime) -> None:
    for delivery in deliveries:
        ledger.release(delivery.pk, until, state=Email.DIGEST)


def _drop_unwanted(recipient: User, deliveries: list[Delivery]) -> list[Delivery]:
    """Skip the messages of courses and groups that the recipient has left or unsubscribed from since, and return the
    rest. A fixed number of queries, and one for each message that is skipped."""
    closed, choices = get_skip_reason(recipient), get_preferences(recipient)
    gone = find_gone_threads(recipient, {delivery.thread for delivery in deliveries})
    wanted = []
    for delivery in deliveries:
        reason = closed or gone.get(delivery.thread_id, "")
        if not reason and choices.get(str(delivery.thread.course_id), choices[""]) == Preference.Email.NONE:
            reason = "opted_out"
        if reason:
            ledger.record_outcome(delivery.pk, Email.SKIPPED, reason)
        else:
            wanted.append(delivery)
    return wanted


def _make_letters(recipient: User, deliveries: list[Delivery]) -> dict[int, Letter]:
    """Return what the digest shows of each message, by delivery. A message for which this fails waits for a later
    digest.

    Raises the error if there is no other message.
    """
    contents = _build_contents(deliveries)
    letters: dict[int, Letter] = {}
    for delivery in deliveries:
        try:
            letters[delivery.pk] = _make_letter(recipient, delivery.message_id, contents)
        except DatabaseError:
            raise
        except Exception as error:
            if len(deliveries) == 1:
                raise
            log.exception("Message %s is not in the digest of user %s", delivery.message_id, recipient.pk)
            apply_outcome([delivery], Outcome(Email.PENDING, describe(error)), retry_as=Email.DIGEST)
    return letters


def _build_contents(deliveries: list[Delivery]) -> dict[int, EmailContent]:
    """Return the contents of the messages; none if they must be built one by one, because one of them fails."""
    try:
        return build_contents([delivery.message_id for delivery in deliveries])
    except DatabaseError:
        raise
    except Exception:
        log.exception("The messages of a digest are built one by one")
        return {}


def _make_letter(recipient: User, message_id: int, contents: dict[int, EmailContent]) -> Letter:
    content = contents[message_id] if message_id in contents else build_contents([message_id])[message_id]
    return content, make_context(content, recipient.pk, get_values(content.message, [recipient]).get(recipient.pk))


def _send(recipient: User, letters: list[Letter]) -> Outcome:
    links = make_footer_links(recipient, [content for content, _context in letters])
    context = {"letters": [context for _content, context in letters], "count": len(letters), **links}
    return mailer.send("digest", recipient, context, mailer.make_unsubscribe_headers(links["unsubscribe_url"]))
