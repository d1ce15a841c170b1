"""A client of clamd, ClamAV's daemon: PING and INSTREAM, by TCP or a UNIX socket, within a time limit.

Only the complete answer `stream: OK` to a complete stream makes a file clean. Anything else is an error, never a
verdict.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

Result = TypeVar("Result")
Target = tuple[socket.AddressFamily, Any]

DEFAULT_PORT = 3310
# The longest answer names a signature.
MAX_ANSWER = 4096
# So many look-ups of the host's name run at a time. Of a name server that does not answer, more would only wait longer.
MAX_LOOK_UPS = 8
CLEAN = b"stream: OK"
FOUND = re.compile(rb"stream: ([^\0]+) FOUND")
TOO_LARGE = b"INSTREAM size limit exceeded. ERROR"
UNPRINTABLE = re.compile(r"[^!-~]")


class ScannerError(Exception):
    """The scanner gave no verdict."""


class ScannerUnavailableError(ScannerError):
    """The scanner is not reachable, or the connection was cut off."""


class ScannerSlowError(ScannerError):
    """The scanner did not answer within the time limit."""


class ScannerAnswerError(ScannerError):
    """The scanner gave an answer that has no known meaning, such as an error of its own."""


class ScannerLimitError(ScannerError):
    """The file is larger than the scanner's StreamMaxLength."""


@dataclass(frozen=True)
class ScannerAddress:
    """Where clamd listens: a host and a port, or the path of a UNIX socket."""

    host: str = ""
    port: int = DEFAULT_PORT
    path: str = ""


@dataclass(frozen=True)
class Verdict:
    """The result of a scan of `size` bytes. `signature` names the virus of an infected file."""

    is_clean: bool
    signature: str = ""
    size: int = 0


def parse_address(text: str) -> ScannerAddress:
    """Return the address in a text such as `tcp://127.0.0.1:3310` or `unix:/run/clamav/clamd.ctl`. Raises ValueError.

    The port is 3310 by default.
    """
    parts = urlsplit(text)
    port = DEFAULT_PORT if parts.port is None else parts.port
    is_plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme == "unix" and is_plain and not parts.netloc and parts.path.startswith("/"):
        return ScannerAddress(path=parts.path)
    if parts.scheme == "tcp" and is_plain and parts.hostname and port and not parts.path:
        return ScannerAddress(parts.hostname, port)
    raise ValueError(f"{text!r} is not an address of clamd")


def ping(address: ScannerAddress, seconds: float) -> None:
    """Return if clamd answers within so many seconds. Raises ScannerError."""
    with _Conversation(address, seconds) as clamd:
        clamd.send(b"zPING\0")
        answer = clamd.receive()
    if answer != b"PONG":
        raise ScannerAnswerError("The answer to PING is not PONG")


def scan(address: ScannerAddress, chunks: Iterable[bytes], seconds: float) -> Verdict:
    """Send the chunks of a file to clamd, and return its verdict within so many seconds, in which reading the chunks is
    included. Raises ScannerError without a verdict, and what reading the chunks raises."""
    size = 0
    with _Conversation(address, seconds) as clamd:
        clamd.send(b"zINSTREAM\0")
        for chunk in chunks:
            # An empty chunk would end the stream, and leave the rest of the file unscanned.
            if chunk:
                clamd.send(len(chunk).to_bytes(4, "big") + chunk)
                size += len(chunk)
        clamd.send(bytes(4))
        return replace(_read_verdict(clamd.receive()), size=size)


def _read_verdict(answer: bytes) -> Verdict:
    """Return the verdict in a complete answer. Raises ScannerLimitError, ScannerAnswerError."""
    if answer == CLEAN:
        return Verdict(is_clean=True)
    if found := FOUND.fullmatch(answer):
        return Verdict(False, UNPRINTABLE.sub("?", found[1].decode("ascii", "replace"))[:100])
    if answer == TOO_LARGE:
        raise ScannerLimitError("The file is larger than the scanner's StreamMaxLength")
    raise ScannerAnswerError("The scanner gave an answer without a meaning")


class _Conversation:
    """A connection to clamd for one command, within a time limit for all steps together."""

    def __init__(self, address: ScannerAddress, seconds: float):
        self._deadline = time.monotonic() + seconds
        resolve = partial(_resolve, seconds=seconds)
        self._connect([(socket.AF_UNIX, address.path)] if address.path else self._limit(resolve, address))

    def _connect(self, targets: list[Target]) -> None:
        """Connect to the first of the targets that accepts. Raises the ScannerError of the last one."""
        for number, (family, target) in enumerate(targets, 1):
            self._socket = socket.socket(family, socket.SOCK_STREAM)
            try:
                return self._call(self._socket.connect, target)
            except ScannerError as error:
                self._socket.close()
                if number == len(targets) or isinstance(error, ScannerSlowError):
                    raise
        raise ScannerUnavailableError("The name of the scanner's host has no address")

    def __enter__(self) -> _Conversation:
        return self

    def __exit__(self, *_error: object) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        """Send all of the data. Raises ScannerError: the one that clamd has answered already, if it has."""
        try:
            self._call(self._socket.sendall, data)
        except ScannerUnavailableError:
            # Over its limit clamd answers, and reads no more.
            if self.receive() == TOO_LARGE:
                raise ScannerLimitError("The file is larger than the scanner's StreamMaxLength") from None
            raise

    def receive(self) -> bytes:
        """Return an answer without the NUL that ends it. Raises ScannerError if it is cut off or too long."""
        answer = b""
        while not answer.endswith(b"\0"):
            part = self._call(self._socket.recv, MAX_ANSWER)
            if not part:
                raise ScannerUnavailableError("The scanner closed the connection before the end of its answer")
            answer += part
            if len(answer) > MAX_ANSWER:
                raise ScannerAnswerError("The scanner's answer does not end")
        return answer[:-1]

    def _call(self, method: Callable[[Any], Result], argument: Any) -> Result:
        """Call a method of the socket within the time that is left."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise ScannerSlowError("The scanner did not answer in time")
        self._socket.settimeout(left)
        return self._limit(method, argument)

    def _limit(self, method: Callable[[Any], Result], argument: Any) -> Result:
        """Call a method, and raise a ScannerError for the errors of sockets."""
        try:
            return method(argument)
        except TimeoutError:
            raise ScannerSlowError("The scanner did not answer in time") from None
        except (OSError, UnicodeError) as error:
            raise ScannerUnavailableError(f"The scanner cannot be reached: {error}") from error


_look_ups = threading.BoundedSemaphore(MAX_LOOK_UPS)


def _resolve(address: ScannerAddress, seconds: float) -> list[Target]:
    """Return the families and addresses of a host within so many seconds. Raises TimeoutError, OSError, UnicodeError.

    The system's look-up has no time limit and cannot be cancelled. It has a thread of its own, and is left to itself
    after that time.
    """
    deadline = time.monotonic() + seconds
    if not _look_ups.acquire(timeout=max(0.0, seconds)):
        raise TimeoutError
    found: Future[list[Target]] = Future()
    try:
        threading.Thread(target=_look_up, args=(address, found), daemon=True).start()
    except RuntimeError as error:
        _look_ups.release()
        raise OSError("No thread is left for the look-up of the name") from error
    return found.result(max(0.0, deadline - time.monotonic()))


def _look_up(address: ScannerAddress, found: Future[list[Target]]) -> None:
    """Look a host up, and give the result or the error to those who wait for it."""
    try:
        rows = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        found.set_result([(each[0], each[4]) for each in rows])
    except Exception as error:
        found.set_exception(error)
    finally:
        _look_ups.release()
