"""One email, handed to edx-ace, and what became of it: edx-ace keeps that to itself, so it is listened to."""

from __future__ import annotations

import logging
import re
import smtplib
import socket
import sys
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from edx_ace import ace, presentation
from edx_ace.channel import ChannelType, get_channel_for_message
from edx_ace.message import Message as AceMessage
from edx_ace.recipient import Recipient

from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Delivery

log = logging.getLogger(__name__)

Email = Delivery.Email
ADDRESS = re.compile(r"""[^\s<>(){}\[\]:;,="']+@[^\s<>(){}\[\]:;,="']+""")
APP_LABEL = "proserva_messaging"
# With these nothing was handed over, so it can be handed over again.
NOT_REACHED = (ConnectionRefusedError, socket.gaierror, smtplib.SMTPConnectError, smtplib.SMTPHeloError)
# With these the line was cut, and nobody can tell whether before the mail server took the message, or after.
CUT_OFF = (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionResetError, BrokenPipeError)


@dataclass(frozen=True)
class Outcome:
    """What became of an email: a state of `Delivery.Email`, and the reason where it is not `sent`. `pending` means that
    trying again makes sense."""

    state: str
    reason: str = ""


class LedgerMessage(AceMessage):
    """A message of edx-ace that remembers what is reported of it: `ace.send` returns nothing and swallows errors."""

    # What holds where nothing is reported: no channel for email was there to take it.
    outcome = Outcome(Email.FAILED, "no_channel")

    def report(self, key: str, value: Any) -> None:
        """Note a report of edx-ace's: a success, a channel's error, a template that is missing."""
        super().report(key, value)
        if key == "template_error" and "/email/" not in str(value):
            # Another channel's, such as a push notification's: this message has templates for email only.
            return
        if key == "email_delivery_succeeded":
            self.outcome = Outcome(Email.SENT)
        elif self.outcome.state != Email.SENT and key in ("email_error", "template_error"):
            error = sys.exc_info()[1]
            self.outcome = judge((error and error.__cause__) or error or RuntimeError(str(value)))
        elif key == "email_delivery_expired":
            self.outcome = Outcome(Email.PENDING, "expired")
        elif key == "policy_allowed_channels" and "email" not in str(value).split(","):
            self.outcome = Outcome(Email.SKIPPED, "policy")


def judge(error: BaseException) -> Outcome:
    """Return what an error in sending means: to be tried again (not reached, or a 4xx answer), unknown (cut off in the
    middle), or failed."""
    reason = _tell(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return Outcome(Email.PENDING if all(400 <= code < 500 for code in codes) else Email.FAILED, reason)
    if isinstance(error, smtplib.SMTPResponseException) and not isinstance(error, NOT_REACHED):
        return Outcome(Email.PENDING if 400 <= error.smtp_code < 500 else Email.FAILED, reason)
    if isinstance(error, NOT_REACHED):
        return Outcome(Email.PENDING, reason)
    if isinstance(error, CUT_OFF):
        return Outcome(Email.UNKNOWN, reason)
    return Outcome(Email.FAILED, reason)


def _tell(error: BaseException) -> str:
    """Return why an email could not be sent, in the mail server's own words where it gave any.

    Its sender reads that, and must not learn of their reader's address by it.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers: list[tuple[int, bytes | str]] = [*error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        return ADDRESS.sub("…", f"{type(error).__name__}: {error}").rstrip(": ")
    said = [f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}" for code, text in answers]
    return "; ".join(dict.fromkeys(ADDRESS.sub("…", " ".join(each.split())) for each in said))


def send(
    name: str, recipient: Any, context: dict[str, Any], headers: dict[str, str], *, from_name: str = ""
) -> Outcome:
    """Send the email `name` (a folder under `edx_ace/`) to a user and return what became of it. Raises nothing.

    `from_name` is whom the reader sees as its sender; the address is always the site's.
    """
    message = _make_message(name, recipient, headers, from_name=from_name)
    try:
        with get_platform().rendering_email(recipient):
            message.context = _complete(recipient, context)
            ace.send(message)
    except Exception as error:
        log.exception("Email %s could not be sent", message.log_id)
        return judge(error)
    return message.outcome


@dataclass(frozen=True)
class Rendered:
    """An email as its reader sees it."""

    html: str
    text: str


def render(name: str, recipient: Any, context: dict[str, Any]) -> Rendered:
    """Return the email `name` as a user would get it; an empty one where this site cannot make emails. Nothing is
    sent."""
    message = _make_message(name, recipient, {})
    try:
        with get_platform().rendering_email(recipient):
            message.context = _complete(recipient, context)
            rendered = presentation.render(get_channel_for_message(ChannelType.EMAIL, message), message)
    except Exception:
        log.exception("Email %s could not be rendered", name)
        return Rendered("", "")
    html = f"<!DOCTYPE html><html><head>{rendered.head_html}</head><body>{rendered.body_html}</body></html>"
    return Rendered(html, rendered.body)


def _make_message(name: str, recipient: Any, headers: dict[str, str], *, from_name: str = "") -> LedgerMessage:
    return LedgerMessage(
        app_label=APP_LABEL,
        name=name,
        recipient=Recipient(lms_user_id=recipient.pk, email_address=recipient.email),
        # Without one, edx-ace takes the language that happens to be active: the sender's, in a request.
        language=get_platform().get_language(recipient) or settings.LANGUAGE_CODE,
        options={"override_default_channel": "django_email", "from_address": make_from_address(from_name)},
        headers={**headers, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )


def _complete(recipient: Any, context: dict[str, Any]) -> dict[str, Any]:
    platform = get_platform()
    base = {"base_template": platform.email_base_template(), "root_url": platform.root_url()}
    return {**platform.email_context(recipient), **base, **context}


def make_from_address(name: str) -> str:
    """Return the site's own address under a person's name; characters that could forge a header are left out."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    printable = "".join(character for character in name if character.isprintable())
    return str(Address(display_name=printable, addr_spec=address)) if printable else settings.DEFAULT_FROM_EMAIL


def make_unsubscribe_headers(url: str) -> dict[str, str]:
    """Return headers by which mail programs offer to stop these emails with one click (RFC 8058)."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def make_thread_headers(thread_id: int, message_id: int) -> dict[str, str]:
    """Return headers by which mail clients show one conversation: the same for a message however often it is sent."""
    host = urlsplit(get_platform().root_url()).hostname or "localhost"
    root = f"<proserva.thread.{thread_id}@{host}>"
    return {
        "Message-ID": f"<proserva.thread.{thread_id}.message.{message_id}@{host}>",
        "In-Reply-To": root,
        "References": root,
    }
