"""Outcomes: whether an email was sent, failed, is pending again, or unknown, judged from the error."""

from __future__ import annotations

import errno
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError

from proserva_messaging.delivery.smtp_phase import Phase, get_phase
from proserva_messaging.models import Delivery
from proserva_messaging.store.lines import clean_line

Email = Delivery.Email
ADDRESS = re.compile(r"""[^\s<>(){}\[\]:;,="']+@[^\s<>(){}\[\]:;,="']+""")
# Replies that ask for a login, another login mechanism or other credentials.
LOG_IN = {530, 534, 535, 538}
# Replies to MAIL FROM that are about the message: SMTP sends its size together with the sender.
ABOUT_MESSAGE = {523, 552, 554, 555}
# Errors of other backends that never reached the server.
UNREACHABLE = {errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN, errno.EADDRNOTAVAIL}
NOT_CONNECTED = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
DATABASE_GONE = (OperationalError, InterfaceError)
# The same errors, by their names in the HTTP libraries of other backends.
NOT_CONNECTED_NAMES = {
    *("ConnectTimeout", "ConnectTimeoutError", "NewConnectionError", "NameResolutionError", "EndpointConnectionError"),
    *("ProxyError", "ProxyConnectionError", "ConnectError"),
}
CUT_OFF_NAMES = {"ConnectionError", "ConnectionClosedError", "HTTPClientError", "Timeout", "TimeoutError"}
HTTP_REFUSED = {401, 403}
HTTP_LATER = {408, 425, 429, 503}


@dataclass(frozen=True)
class Outcome:
    """The outcome of an email: a state of `Delivery.Email`, and the reason if it is not `sent`. `pending` asks for a
    retry.

    `serves` says whether the mail server accepts emails from this site: False if it refused the site itself, which
    affects every email; None if unknown.
    """

    state: str
    reason: str = ""
    serves: bool | None = None


def judge(error: BaseException) -> Outcome:
    """Return the outcome for an error in sending. Only an email whose data was partly sent can be `unknown`."""
    phase = get_phase(error)
    if phase is Phase.LEAVING:
        # The server had answered already: with an earlier error, or by accepting the email.
        return judge(error.__context__) if error.__context__ else Outcome(Email.SENT, serves=True)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _judge_recipients(error)
    if isinstance(error, smtplib.SMTPResponseException):
        return _judge_answer(error, phase)
    reason = describe(error)
    if phase is Phase.HANDING_OVER:
        return Outcome(Email.UNKNOWN, reason)
    if isinstance(error, OSError) and phase is not Phase.ELSEWHERE:
        return _judge_connection(error, phase)
    return _judge_elsewhere(error)


def _judge_recipients(error: smtplib.SMTPRecipientsRefused) -> Outcome:
    codes = [code for code, _text in error.recipients.values()]
    if LOG_IN.intersection(codes):
        return _refuse_site(error)
    is_final = any(_is_final(code) for code in codes)
    return Outcome(Email.FAILED if is_final else Email.PENDING, describe(error), serves=True)


def _judge_answer(error: smtplib.SMTPResponseException, phase: Phase) -> Outcome:
    """Judge by the server's reply. A code outside SMTP's range (garbage) decides nothing."""
    code, reason = error.smtp_code, describe(error)
    if isinstance(error, smtplib.SMTPDataError):
        return _judge_data(code, phase, reason)
    if phase is Phase.HANDING_OVER:
        return Outcome(Email.UNKNOWN, reason)
    if not _is_final(code):
        return Outcome(Email.PENDING, reason)
    if isinstance(error, smtplib.SMTPSenderRefused) and code in ABOUT_MESSAGE:
        return Outcome(Email.FAILED, reason, serves=True)
    about_site = smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError | smtplib.SMTPHeloError
    if isinstance(error, about_site | smtplib.SMTPSenderRefused) or code in LOG_IN or phase is Phase.CONNECTING:
        return _refuse_site(error)
    return Outcome(Email.PENDING if phase is Phase.ADDRESSING else Email.FAILED, reason)


def _judge_data(code: int, phase: Phase, reason: str) -> Outcome:
    """Judge by the reply to DATA, or to the message after it."""
    if code in LOG_IN:
        return Outcome(Email.PENDING, reason, serves=False)
    if _is_final(code):
        return Outcome(Email.FAILED, reason, serves=True)
    if 400 <= code < 500 or phase is Phase.ADDRESSING:
        return Outcome(Email.PENDING, reason, serves=True)
    if 200 <= code < 300:
        return Outcome(Email.SENT, serves=True)
    return Outcome(Email.UNKNOWN, reason)


def _judge_connection(error: OSError, phase: Phase) -> Outcome:
    """Judge an error before any part of the message was sent: a broken connection, or a missing server feature."""
    if isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected):
        # A missing STARTTLS or login affects all emails; a missing feature for one address (SMTPUTF8) does not.
        return _refuse_site(error) if phase is Phase.CONNECTING else Outcome(Email.FAILED, describe(error))
    if isinstance(error, ssl.SSLCertVerificationError):
        return _refuse_site(error)
    return Outcome(Email.PENDING, describe(error))


def _judge_elsewhere(error: BaseException) -> Outcome:
    """Judge an error of a backend that does not use `smtplib`, or an error in building the email.

    Such a backend does not say how far it got. An interrupted email is `unknown`, unless it never connected.
    """
    reason, chain = describe(error), list(_list_causes(error))
    names = {kind.__name__ for each in chain for kind in type(each).__mro__}
    status = getattr(error, "status_code", None)
    if status in HTTP_REFUSED:
        return _refuse_site(error)
    unreachable = any(isinstance(each, OSError) and each.errno in UNREACHABLE for each in chain)
    never_connected = any(isinstance(each, NOT_CONNECTED) or get_phase(each) is Phase.CONNECTING for each in chain)
    never_left = isinstance(error, DATABASE_GONE) or status in HTTP_LATER or unreachable or never_connected
    if never_left or names & NOT_CONNECTED_NAMES:
        return Outcome(Email.PENDING, reason)
    cut_off = isinstance(error, smtplib.SMTPServerDisconnected | TimeoutError | ConnectionError | ssl.SSLError)
    return Outcome(Email.UNKNOWN if cut_off or names & CUT_OFF_NAMES else Email.FAILED, reason)


def _list_causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and its causes, at most ten."""
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _refuse_site(error: BaseException) -> Outcome:
    return Outcome(Email.PENDING, describe(error), serves=False)


def _is_final(code: int) -> bool:
    return 500 <= code < 600


def describe(error: BaseException) -> str:
    """Return why an email could not be sent, with the mail server's own text if there is one.

    The sender reads it, so email addresses are removed.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers: list[tuple[int, bytes | str]] = [*error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        return ADDRESS.sub("…", clean_line(f"{type(error).__name__}: {error}")).rstrip(": ")
    texts = [f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}" for code, text in answers]
    return "; ".join(dict.fromkeys(ADDRESS.sub("…", clean_line(each)) for each in texts))
