"""Mailer: send or render one email with edx-ace, and find its outcome in the events that edx-ace reports."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from edx_ace import ace, presentation
from edx_ace.channel import ChannelType, get_channel_for_message
from edx_ace.message import Message as AceMessage
from edx_ace.recipient import Recipient

from proserva_messaging.delivery.outcomes import Outcome, judge
from proserva_messaging.delivery.sender_name import make_sender_name
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Delivery
from proserva_messaging.store.lines import clean_line
from proserva_messaging.types import User

log = logging.getLogger(__name__)

Email = Delivery.Email
APP_LABEL = "proserva_messaging"


class LedgerMessage(AceMessage):
    """An edx-ace message that records its own outcome: `ace.send` returns nothing and swallows errors."""

    # The outcome without any report: there was no email channel.
    outcome = Outcome(Email.FAILED, "no_channel")

    def report(self, key: str, value: Any) -> None:
        """Record an event of edx-ace: a success, an error of a channel, a missing template."""
        super().report(key, value)
        if key == "template_error" and "/email/" not in str(value):
            # Another channel, such as push notifications: this message has templates for email only.
            return
        if key == "email_delivery_succeeded":
            self.outcome = Outcome(Email.SENT, serves=True)
        elif self.outcome.state != Email.SENT and key in ("email_error", "template_error"):
            error = sys.exc_info()[1]
            self.outcome = judge((error and error.__cause__) or error or RuntimeError(str(value)))
        elif key == "email_delivery_expired":
            self.outcome = Outcome(Email.PENDING, "expired")
        elif key == "policy_allowed_channels" and "email" not in str(value).split(","):
            self.outcome = Outcome(Email.SKIPPED, "policy")


def send(
    name: str, recipient: User, context: dict[str, Any], headers: dict[str, str], *, from_name: str = ""
) -> Outcome:
    """Send the email `name` (a folder under `edx_ace/`) to a user, and return its outcome. Raises nothing.

    `from_name` is shown as the sender. The address is always the site's.
    """
    message = _make_message(name, recipient, headers)
    try:
        with get_platform().rendering_email(recipient) as base:
            with translation.override(message.language):
                shown_name = name_sender(from_name, base)
            message.options["from_address"] = make_from_address(shown_name)
            message.context = {**base, "root_url": get_platform().root_url(), **context, "from_name": shown_name}
            ace.send(message)
    except Exception as error:
        log.exception("Email %s could not be sent", message.log_id)
        # A signal receiver may have raised this after the email was sent.
        return message.outcome if message.outcome.state == Email.SENT else judge(error)
    return message.outcome


@dataclass(frozen=True)
class RenderedEmail:
    """A rendered email."""

    html: str
    text: str


def render(name: str, recipient: User, context: dict[str, Any]) -> RenderedEmail:
    """Return the email `name` as a user would get it; an empty one if rendering fails. Nothing is sent."""
    message = _make_message(name, recipient, {})
    try:
        with get_platform().rendering_email(recipient) as base:
            message.context = {**base, "root_url": get_platform().root_url(), **context}
            rendered = presentation.render(get_channel_for_message(ChannelType.EMAIL, message), message)
    except Exception:
        log.exception("Email %s could not be rendered", name)
        return RenderedEmail("", "")
    html = f"<!DOCTYPE html><html><head>{rendered.head_html}</head><body>{rendered.body_html}</body></html>"
    return RenderedEmail(html, rendered.body)


def _make_message(name: str, recipient: User, headers: dict[str, str]) -> LedgerMessage:
    return LedgerMessage(
        app_label=APP_LABEL,
        name=name,
        recipient=Recipient(lms_user_id=recipient.pk, email_address=recipient.email),
        # Without it, edx-ace uses the active language: in a request, the sender's.
        language=get_platform().get_language(recipient) or settings.LANGUAGE_CODE,
        options={"override_default_channel": "django_email", "from_address": settings.DEFAULT_FROM_EMAIL},
        headers={**headers, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )


def name_sender(name: str, base: Mapping[str, Any]) -> str:
    """Return a person's name as the From line shows it. `base` is the context of the platform's templates."""
    site_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    site = str(base.get("platform_name") or getattr(settings, "PLATFORM_NAME", "") or site_name)
    return make_sender_name(
        name, site, {address.rpartition("@")[2], urlsplit(get_platform().root_url()).hostname or ""}
    )


def make_from_address(name: str) -> str:
    """Return the site's address with a person's name. Characters that could forge a header are removed."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    line = clean_line(name.replace("\r", "").replace("\n", ""))
    return str(Address(display_name=line, addr_spec=address)) if line else settings.DEFAULT_FROM_EMAIL


def make_unsubscribe_headers(url: str) -> dict[str, str]:
    """Return the headers for one-click unsubscribe (RFC 8058)."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def make_thread_headers(thread_id: int, message_id: int) -> dict[str, str]:
    """Return the headers by which mail clients group a conversation. They are the same each time a message is sent."""
    host = urlsplit(get_platform().root_url()).hostname or "localhost"
    root = f"<proserva.thread.{thread_id}@{host}>"
    return {
        "Message-ID": f"<proserva.thread.{thread_id}.message.{message_id}@{host}>",
        "In-Reply-To": root,
        "References": root,
    }
