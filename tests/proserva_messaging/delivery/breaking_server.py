"""A mail server for tests that breaks as planned: at a given step of the conversation, in a given way."""

import contextlib
import socket
import struct
import threading

CLOSE, RESET, HANG, GARBAGE = "close", "reset", "hang", "garbage"
# The ways to break that are no answer.
WAYS = (CLOSE, RESET, HANG, GARBAGE)


class BreakingServer:
    """An SMTP server on a free port of the loopback. Use as a context manager.

    `plan` says by step what happens there: one of `WAYS`, or the answer to give. The steps are BANNER, the verbs, and
    CONTENT (after the go-ahead, before the message has come) and DOT (after it has come). `tries` counts connections,
    `kept` has the messages that were taken.
    """

    def __init__(self, *, extensions=(), context=None):
        self.plan, self.kept, self.tries = {}, [], 0
        self.extensions, self.context = extensions, context
        self.connections = []
        self.over = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.threads = [threading.Thread(target=self._accept, daemon=True)]

    def __enter__(self):
        self.threads[0].start()
        return self

    def __exit__(self, *_error):
        self.over.set()
        # An accept that waits notices a shutdown, and not a close.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(10)

    def _accept(self):
        while not self.over.is_set():
            try:
                connection = self.listener.accept()[0]
            except OSError:
                return
            self.tries += 1
            self.connections.append(connection)
            connection.settimeout(10)
            thread = threading.Thread(target=_Conversation(self, connection).run, daemon=True)
            thread.start()
            self.threads.append(thread)


class _Conversation:
    def __init__(self, server, connection):
        self.server, self.connection, self.received = server, connection, b""

    def run(self):
        """Talk until one of the two has had enough."""
        try:
            going = self._answer("BANNER", "220 ready")
            while going:
                verb = self._read_until(b"\r\n").split()[0].decode().upper()
                going = self._obey(verb)
        except (OSError, IndexError):
            pass
        finally:
            self.connection.close()

    def _obey(self, verb):
        if verb in ("EHLO", "HELO"):
            lines = ["campus", *self.server.extensions] if verb == "EHLO" else ["campus"]
            return self._answer(verb, "\r\n".join([*(f"250-{each}" for each in lines[:-1]), f"250 {lines[-1]}"]))
        if verb == "STARTTLS":
            return self._answer(verb, "220 go on") and (verb in self.server.plan or self._encrypt())
        if verb == "DATA":
            return self._answer(verb, "354 go on") and (verb in self.server.plan or self._receive())
        return self._answer(verb, {"AUTH": "235 welcome", "QUIT": "221 bye"}.get(verb, "250 OK")) and verb != "QUIT"

    def _encrypt(self):
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.server.connections.append(self.connection)
        return True

    def _receive(self):
        if "CONTENT" in self.server.plan:
            return self._answer("CONTENT", "")
        message = self._read_until(b"\r\n.\r\n")
        if self.server.plan.get("DOT", "250").startswith("250"):
            self.server.kept.append(message)
        return self._answer("DOT", "250 taken")

    def _answer(self, step, good):
        """Answer, or break. Return whether the conversation goes on."""
        planned = self.server.plan.get(step, good)
        if planned == HANG:
            self.server.over.wait(10)
        if planned == RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if planned in (HANG, RESET, CLOSE):
            return False
        self.connection.sendall(b"\x00\xff nonsense\r\n" if planned == GARBAGE else f"{planned}\r\n".encode())
        return True

    def _read_until(self, end):
        while end not in self.received:
            some = self.connection.recv(65536)
            if not some:
                raise OSError("gone")
            self.received += some
        read, _end, self.received = self.received.partition(end)
        return read
