"""The report of a broadcast as a table in words, in the current language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from proserva_messaging.broadcasts.data import BroadcastRow
from proserva_messaging.conversations.data import EmailReceipt
from proserva_messaging.delivery import ledger
from proserva_messaging.models import Delivery

Email = Delivery.Email


def list_heads() -> list[str]:
    """Return the headers of the columns."""
    times = [_("Delivered at"), _("Opened at")]
    return [_("Username"), _("Name"), _("State"), _("Reason"), *times, *_list_email_heads()]


def _list_email_heads() -> list[str]:
    return [_("Email"), _("Reason for the email's state"), _("Time of the email")]


def list_cells(row: BroadcastRow) -> Iterator[str]:
    """Return the cells of a recipient. Times are in ISO 8601 with their zone."""
    yield row.person.username if row.person else ""
    yield row.person.name if row.person else ""
    yield _describe_state(row.state)
    yield _describe_reason(row.skipped_reason)
    yield _format_time(row.in_bell_at)
    yield _format_time(row.seen_at)
    yield from _list_email_cells(row.email) if row.email else ("", "", "")


def _list_email_cells(email: EmailReceipt) -> tuple[str, str, str]:
    return _describe_email(email.state), _describe_reason(email.reason), _format_time(email.at)


def _describe_state(state: str) -> str:
    words = {"in_bell": _("Delivered"), "skipped": _("Skipped"), "waiting": _("Queued")}
    return words.get(state, state)


def _describe_email(state: str) -> str:
    words = {
        Email.PENDING: _("Waiting"),
        Email.SENDING: _("Waiting"),
        Email.DIGEST: _("Waiting for the daily email"),
        Email.SENT: _("Sent"),
        Email.FAILED: _("Failed"),
        Email.SKIPPED: _("Not emailed"),
        Email.UNKNOWN: _("Unconfirmed: it may have arrived"),
    }
    return words.get(Email(state), state)


def _describe_reason(reason: str) -> str:
    """Return a reason in words. One that is no code of ours is the answer of the mail server."""
    words = {
        ledger.REASON_UNENROLLED: _("No longer enrolled"),
        ledger.REASON_LEFT: _("No longer in the conversation"),
        ledger.REASON_MUTED: _("Muted the conversation"),
        ledger.REASON_STOPPED: _("The broadcast was stopped"),
        ledger.REASON_BELL_ONLY: _("Sent without emails"),
        ledger.REASON_PAUSED: _("All emails of this site are paused"),
        "inactive": _("Account not active"),
        "retired": _("Has left this site"),
        "no_address": _("No email address"),
        "opted_out": _("Emails turned off in their settings"),
        "policy": _("Not allowed by this site's policy"),
        "no_channel": _("This site has no way to send emails."),
        "interrupted": _("Sending was interrupted"),
        "expired": "",
    }
    return words.get(reason, reason)


def _format_time(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
