"""Email on the campus: stores each email in the database instead of sending it, and lists it as a mail client does."""

import re
from email import message_from_bytes, policy
from email.utils import getaddresses, make_msgid
from html import unescape

from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Count, Max
from django.utils.html import strip_tags

from demo.campus.models import SentEmail

PREVIEW = 140
UNSEEN = re.compile(r"<(head|style|script|title)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
# All kinds of spaces, and the invisible characters that senders use to pad the preview line.
BLANK = re.compile(r"[\s\u00ad\u034f\u200b-\u200f\ufeff]+")
SHOWN_HEADERS = 40


class MailboxBackend(BaseEmailBackend):
    """The demo's email backend for Django: stores one row per recipient."""

    def send_messages(self, email_messages):
        """Store the emails. Return their number."""
        for message in email_messages:
            keep(message.message().as_bytes(), message.recipients())
        return len(email_messages)


def keep(raw: bytes, recipients: list[str]) -> None:
    """Store an email for each of its recipients."""
    parsed = message_from_bytes(raw, policy=policy.default)
    message_id = (parsed["Message-ID"] or make_msgid(domain="campus.example")).strip()
    references = (parsed["References"] or parsed["In-Reply-To"] or "").split()
    for _name, address in getaddresses(recipients):
        SentEmail.objects.create(
            recipient=address,
            sender=parsed["From"] or "",
            subject=parsed["Subject"] or "",
            text=_part(parsed, "plain"),
            html=_part(parsed, "html"),
            headers=[[name, str(value)] for name, value in parsed.items()][:SHOWN_HEADERS],
            message_id=message_id,
            # Mail clients group messages that refer to the same first message.
            conversation=references[0] if references else message_id,
            raw=raw,
        )


def _part(parsed, kind: str) -> str:
    part = parsed.get_body(preferencelist=(kind,))
    return part.get_content() if part is not None else ""


def preview(email: SentEmail) -> str:
    """Return the preview line of a lock screen: the first words of the HTML part, or else of the text."""
    # A space before each tag separates the words of neighbouring elements.
    seen = unescape(strip_tags(UNSEEN.sub(" ", email.html).replace("<", " <"))) if email.html else email.text
    return BLANK.sub(" ", seen).strip()[:PREVIEW]


def conversations(recipient: str = "") -> list[dict]:
    """Return the last email of each conversation, newest first, with its preview and the number of emails."""
    emails = SentEmail.objects.filter(recipient=recipient) if recipient else SentEmail.objects.all()
    grouped = emails.values("recipient", "conversation").annotate(last=Max("pk"), count=Count("pk"))
    counts = {row["last"]: row["count"] for row in grouped}
    shown = SentEmail.objects.filter(pk__in=list(counts)).defer("raw", "headers").order_by("-pk")
    return [{"email": email, "count": counts[email.pk], "preview": preview(email)} for email in shown]


def recipients() -> list[tuple[str, int]]:
    """Return (address, number of emails) of each recipient."""
    return list(SentEmail.objects.values_list("recipient").annotate(count=Count("pk")).order_by("recipient"))
