"""The daily digest: the messages that gathered for one person, in one email."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from proserva_messaging.delivery import ledger, mailer
from proserva_messaging.delivery.email import Letter, make_context, make_links, settle_outcome, why_skip, write_letters
from proserva_messaging.models import Delivery, Preference
from proserva_messaging.queries.merging import get_values
from proserva_messaging.queries.preferences import get_preferences

Email = Delivery.Email
# A digest is one email: more than this would be none that anybody reads. The rest is in the next.
MAX_MESSAGES = 100


def send_due(*, even_early: bool = False) -> int:
    """Send a digest to everybody whose oldest gathered message has waited long enough; return how many were sent to.

    With `even_early`, also to those whose messages have not.
    """
    due = Delivery.objects.filter(email=Email.DIGEST)
    if not even_early:
        due = due.filter(email_due__lte=timezone.now())
    recipient_ids = list(due.order_by("recipient_id").values_list("recipient_id", flat=True).distinct())
    recipients = get_user_model().objects.in_bulk(recipient_ids)
    return sum(_send_digest(recipients[user_id]) for user_id in recipient_ids if user_id in recipients)


def _send_digest(recipient: Any) -> bool:
    """Send all that gathered, due or not, so that the next digest begins empty."""
    gathered = Delivery.objects.filter(recipient=recipient, email=Email.DIGEST).select_related("thread")
    waiting = gathered.order_by("pk")[:MAX_MESSAGES]
    claimed = [delivery for delivery in waiting if ledger.claim(delivery.pk, of=Email.DIGEST, even_early=True)]
    if not claimed:
        return False
    wanted = _drop_unwanted(recipient, claimed)
    if not wanted:
        return False
    reason = why_skip(recipient)
    outcome = mailer.Outcome(Email.SKIPPED, reason) if reason else _send(recipient, wanted)
    for delivery in wanted:
        settle_outcome(delivery, outcome, retry_as=Email.DIGEST)
    return outcome.state == Email.SENT


def _drop_unwanted(recipient: Any, deliveries: list[Delivery]) -> list[Delivery]:
    """Skip what gathered before the recipient chose to get no emails of a course any more, and return the rest."""
    choices = get_preferences(recipient)
    wanted = []
    for delivery in deliveries:
        if choices.get(str(delivery.thread.course_id), choices[""]) == Preference.Email.NONE:
            ledger.settle(delivery.pk, Email.SKIPPED, "opted_out")
        else:
            wanted.append(delivery)
    return wanted


def _send(recipient: Any, deliveries: list[Delivery]) -> mailer.Outcome:
    letters = write_letters([delivery.message_id for delivery in deliveries])
    links = make_links(recipient.pk, list(letters.values()))
    shown = [_show(recipient, letters[delivery.message_id]) for delivery in deliveries]
    context = {"letters": shown, "count": len(deliveries), **links}
    return mailer.send("digest", recipient, context, mailer.make_unsubscribe_headers(links["unsubscribe_url"]))


def _show(recipient: Any, letter: Letter) -> dict[str, Any]:
    return make_context(letter, recipient.pk, get_values(letter.message, [recipient]).get(recipient.pk))
