"""A stand-in for clamd, ClamAV's daemon, in a thread: it speaks PING and INSTREAM, and finds EICAR's test file."""

import os
import socket
import struct
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from unittest import mock

from django.test import override_settings

# In two parts, so that no scanner takes this file for a virus.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PONG = b"PONG\0"
CLEAN = b"stream: OK\0"
FOUND = b"stream: Eicar-Test-Signature FOUND\0"
TOO_LARGE = b"INSTREAM size limit exceeded. ERROR\0"


class Clamd:
    """A server on a free port of 127.0.0.1, or on a UNIX socket.

    `answers` maps a command, `PING` or `INSTREAM`, to the bytes to answer with; None: never answer; an exception class:
    close the connection at once. `limit` is its StreamMaxLength. `scanned` lists the streams that it has read.
    """

    def __init__(self, path=""):
        self.answers, self.limit, self.scanned = {}, 1_000_000, []
        self.wait = threading.Event()
        self.wait.set()
        self._stop, self._path = threading.Event(), path
        self._socket = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
        self._socket.bind(path or ("127.0.0.1", 0))
        self._socket.listen(20)
        self.address = f"unix:{path}" if path else f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def stop(self):
        """Stop listening."""
        self._stop.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _accept(self):
        while not self._stop.is_set():
            try:
                connection, _peer = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection, suppress(OSError, EOFError):
            command = self._read_command(connection)
            answer = self.answers.get(command, {"PING": PONG}.get(command, b""))
            if isinstance(answer, type):
                return
            if command == "INSTREAM":
                found = self._scan(connection)
                answer = self.answers.get(command, found)
            while answer is None and not self._stop.is_set():
                time.sleep(0.01)
            connection.sendall(answer or b"")

    def _read_command(self, connection):
        command = b""
        while not command.endswith(b"\0"):
            command += self._read(connection, 1)
        return command.strip(b"z\0").decode()

    def _scan(self, connection):
        stream = b""
        while size := struct.unpack("!I", self._read(connection, 4))[0]:
            stream += self._read(connection, size)
            if len(stream) > self.limit:
                return TOO_LARGE
        self.scanned.append(stream)
        self.wait.wait(5)
        return FOUND if EICAR in stream else CLEAN

    @staticmethod
    def _read(connection, size):
        data = b""
        while len(data) < size:
            part = connection.recv(size - len(data))
            if not part:
                raise EOFError
            data += part
        return data


@contextmanager
def run_clamd(*, by_socket=False):
    """Run a stand-in for clamd."""
    with tempfile.TemporaryDirectory() as folder:
        server = Clamd(os.path.join(folder, "clamd.ctl") if by_socket else "")
        try:
            yield server
        finally:
            server.stop()


class ScannerMixin:
    """A test case with a scanner, `self.clamd`. `hold` uploads files while it does not answer."""

    def setUp(self):
        super().setUp()
        running = run_clamd()
        self.clamd = running.__enter__()
        self.addCleanup(running.__exit__, None, None, None)
        scanner = override_settings(PROSERVA_MESSAGING_SCANNER=self.clamd.address)
        scanner.enable()
        self.addCleanup(scanner.disable)

    @contextmanager
    def scanner_away(self):
        """Make the scanner close each connection."""
        with mock.patch.dict(self.clamd.answers, PING=EOFError, INSTREAM=EOFError):
            yield

    def hold(self, *args, **more):
        """Upload a file while the scanner is away, without running its task, and return it."""
        with self.scanner_away(), self.assertLogs("proserva_messaging.scanning.held_files", "WARNING"):
            return self.upload(*args, **more)
