"""SMTP phase: how far the conversation with the mail server got before it broke."""

from __future__ import annotations

import enum
import smtplib
import socket
import ssl
import traceback
from types import CodeType, FrameType

# The reply to DATA. After it, the message itself is sent.
GO_AHEAD = 354
_SMTP = smtplib.SMTP
DATA = _SMTP.data.__code__
QUIT = _SMTP.quit.__code__


class Phase(enum.Enum):
    """A phase of an SMTP conversation. Up to `ADDRESSING`, including DATA, no part of the message was sent. `ELSEWHERE`
    is outside SMTP, or in an unknown part of it."""

    ELSEWHERE = enum.auto()
    CONNECTING = enum.auto()
    ADDRESSING = enum.auto()
    HANDING_OVER = enum.auto()
    LEAVING = enum.auto()


def _get_codes(*functions: object) -> frozenset[CodeType]:
    return frozenset(function.__code__ for function in functions)  # type: ignore[attr-defined]


def get_phase(error: BaseException) -> Phase:
    """Return the phase in which an error was raised."""
    phase = Phase.ELSEWHERE
    for frame, _line in traceback.walk_tb(error.__traceback__):
        phase = _get_phase(frame) or phase
    return phase


def _get_phase(frame: FrameType) -> Phase | None:
    """Return the phase of a stack frame, or None."""
    code = frame.f_code
    if code is DATA:
        # `smtplib` keeps the replies to DATA and to the message under this name.
        is_accepted = "q" in frame.f_locals or frame.f_locals.get("code") == GO_AHEAD
        return Phase.HANDING_OVER if is_accepted else Phase.ADDRESSING
    if code is QUIT:
        return Phase.LEAVING
    if code in CONNECTING:
        return Phase.CONNECTING
    return Phase.ADDRESSING if code in ADDRESSING else None


CONNECTING = _get_codes(
    *(_SMTP.__init__, _SMTP.connect, _SMTP.ehlo, _SMTP.helo, _SMTP.starttls, _SMTP.login, _SMTP.auth),
    *(socket.create_connection, socket.getaddrinfo, ssl.SSLContext.wrap_socket, ssl.SSLSocket.do_handshake),
)
ADDRESSING = _get_codes(_SMTP.mail, _SMTP.rcpt)
