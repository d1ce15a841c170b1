"""A mail server for tests: keeps the messages that it gets, and answers as a test sets it, with a delay."""

import asyncio
import socket
from collections import deque
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

TAKEN = "250 OK"


class Mailbox:
    """An SMTP server on a free port. `tried` lists every message that it got, `kept` those that it accepted."""

    # In place of an answer to a message: close the connection.
    CUT_OFF = "cut off"

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.clear()

    def open(self):
        """Listen."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self):
        """Refuse connections."""
        self.controller.stop()

    def clear(self):
        """Forget all messages, and accept new ones without a delay."""
        self.tried, self.kept = [], []
        self.delay = 0
        # The next answers to recipients and to messages. After them, everything is accepted.
        self.recipient_answers, self.answers = deque(), deque()

    def get_ids(self):
        """Return the Message-IDs of the accepted messages, repeated for repeated messages."""
        return [str(message["Message-ID"]) for message in self.kept]

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (the library's name)
        """Answer to a recipient."""
        answer = self.recipient_answers.popleft() if self.recipient_answers else TAKEN
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the library's name)
        """Answer to a complete message."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.tried.append(message)
        answer = self.answers.popleft() if self.answers else TAKEN
        await asyncio.sleep(self.delay)
        if answer == TAKEN:
            self.kept.append(message)
        if answer == self.CUT_OFF:
            server.transport.abort()
        return answer
