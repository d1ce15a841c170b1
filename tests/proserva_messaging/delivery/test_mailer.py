"""Tests of what an error in sending means for the ledger."""

import errno
import smtplib
import socket
import ssl

import ddt
import requests
from django.db import OperationalError
from django.test import SimpleTestCase, TestCase, override_settings
from urllib3.exceptions import NewConnectionError

from proserva_messaging.delivery import mailer
from tests.factories import UserFactory


@ddt.ddt
class JudgeTests(SimpleTestCase):
    @ddt.data(
        (ConnectionRefusedError("refused"), "pending"),
        (socket.gaierror("no such host"), "pending"),
        (smtplib.SMTPConnectError(421, b"busy"), "pending"),
        (smtplib.SMTPConnectError(554, b"go away"), "pending"),
        (smtplib.SMTPSenderRefused(451, b"later", "a@b.example"), "pending"),
        (smtplib.SMTPDataError(552, b"too much"), "failed"),
        (smtplib.SMTPDataError(450, b"greylisted"), "pending"),
        (smtplib.SMTPRecipientsRefused({"a@b.example": (450, b"later")}), "pending"),
        (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"nobody")}), "failed"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "pending"),
        (smtplib.SMTPServerDisconnected("cut"), "unknown"),
        (TimeoutError("slow"), "unknown"),
        (BrokenPipeError("cut"), "unknown"),
        (ValueError("a bug"), "failed"),
    )
    @ddt.unpack
    def test_what_an_error_means(self, error, state):
        outcome = mailer.judge(error)
        self.assertEqual(outcome.state, state)
        self.assertTrue(outcome.reason)
        self.assertNotIn("a@b.example", outcome.reason)

    @ddt.data(
        (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"5.1.1 No such user")}), "550 5.1.1 No such user"),
        (
            smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"5.1.1 <a@b.example>: Recipient rejected")}),
            "550 5.1.1 <…>: Recipient rejected",
        ),
        (smtplib.SMTPRecipientsRefused({"ä@b.example": (450, "ä@b.example: später")}), "450 …: später"),
        (smtplib.SMTPRecipientsRefused({f"{n}@b.example": (550, b"no") for n in range(9)}), "550 no"),
        (smtplib.SMTPDataError(552, b"too much\nby far"), "552 too much by far"),
        (smtplib.SMTPDataError(554, b"\xff\xfe"), "554 \ufffd\ufffd"),
        (smtplib.SMTPDataError(554, b""), "554"),
        (ValueError("to=a@b.example, 'c.d+e@f.example'"), "ValueError: to=…, '…'"),
        (ConnectionRefusedError(111, "Connection refused"), "ConnectionRefusedError: [Errno 111] Connection refused"),
        (RuntimeError(), "RuntimeError"),
    )
    @ddt.unpack
    def test_a_sender_learns_why_and_no_address(self, error, reason):
        self.assertEqual(mailer.judge(error).reason, reason)


@ddt.ddt
class FromAddressTests(SimpleTestCase):
    @ddt.data(
        ("Lena Fischer", "Lena Fischer <no-reply@campus.example>"),
        ("Fischer, Lena", '"Fischer, Lena" <no-reply@campus.example>'),
        ("a\r\nBcc: b", '"aBcc: b" <no-reply@campus.example>'),
        ("", "Campus <no-reply@campus.example>"),
        ("\u202e", "Campus <no-reply@campus.example>"),
    )
    @ddt.unpack
    @override_settings(DEFAULT_FROM_EMAIL="Campus <no-reply@campus.example>")
    def test_the_address_is_the_sites(self, name, address):
        self.assertEqual(mailer.make_from_address(name), address)


class SendTests(TestCase):
    def test_an_email_without_a_template_fails_and_says_so(self):
        outcome = mailer.send("nosuchemail", UserFactory(), {}, {})
        self.assertEqual(outcome.state, "failed")
        self.assertIn("TemplateDoesNotExist", outcome.reason)

    def test_a_channel_that_is_not_email_does_not_count(self):
        message = mailer.LedgerMessage(app_label="a", name="b", recipient=None)
        message.report("email_delivery_succeeded", True)
        message.report("template_error", "template not found\na/edx_ace/b/push/title.txt")
        self.assertEqual(message.outcome, mailer.Outcome("sent", serves=True))
        message = mailer.LedgerMessage(app_label="a", name="b", recipient=None)
        message.report("template_error", "template not found\na/edx_ace/b/push/title.txt")
        self.assertEqual(message.outcome, mailer.Outcome("failed", "no_channel"))

    def test_a_policy_of_the_site_is_respected(self):
        message = mailer.LedgerMessage(app_label="a", name="b", recipient=None)
        message.report("policy_allowed_channels", "push")
        self.assertEqual(message.outcome, mailer.Outcome("skipped", "policy"))


class ServiceError(Exception):
    """The error that the client of an HTTP mail service raises for a response."""

    def __init__(self, status_code):
        super().__init__(f"HTTP {status_code}")
        self.status_code = status_code


def raise_from(error, cause):
    """Return an error that was raised from another, as libraries do."""
    try:
        raise error from cause
    except Exception as raised:
        return raised


@ddt.ddt
class OtherBackendTests(SimpleTestCase):
    """Backends that do not speak SMTP, or not through the standard library."""

    @ddt.data(
        (ServiceError(401), "pending", False),
        (ServiceError(403), "pending", False),
        (ServiceError(429), "pending", None),
        (ServiceError(503), "pending", None),
        (ServiceError(400), "failed", None),
        (requests.ConnectTimeout("slow"), "pending", None),
        (requests.ReadTimeout("slow"), "unknown", None),
        (requests.ConnectionError("aborted"), "unknown", None),
        (raise_from(requests.ConnectionError("x"), NewConnectionError(None, "refused")), "pending", None),
        (raise_from(RuntimeError("x"), ConnectionRefusedError("refused")), "pending", None),
        (OSError(errno.EHOSTUNREACH, "No route to host"), "pending", None),
        (ConnectionResetError("cut"), "unknown", None),
        (ssl.SSLEOFError("cut"), "unknown", None),
        (OperationalError("gone away"), "pending", None),
        (smtplib.SMTPDataError(-1, b"\xff"), "unknown", None),
        (smtplib.SMTPResponseException(451, b"later"), "pending", None),
        (smtplib.SMTPResponseException(550, b"no"), "failed", None),
    )
    @ddt.unpack
    def test_only_what_may_have_been_handed_over_is_unknown(self, error, state, serves):
        outcome = mailer.judge(error)
        self.assertEqual((outcome.state, outcome.serves), (state, serves), outcome.reason)

    def test_a_connection_that_could_not_be_made_is_seen_by_where_it_broke(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1)
        except OSError as error:
            outcome = mailer.judge(error)
        self.assertEqual(outcome.state, "pending")
