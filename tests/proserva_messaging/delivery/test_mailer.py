"""Tests of what an error in sending means for the ledger."""

import smtplib
import socket

import ddt
from django.test import SimpleTestCase, TestCase, override_settings

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
        (smtplib.SMTPAuthenticationError(535, b"no"), "failed"),
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
    def test_a_sender_learns_why_and_nobodys_address(self, error, reason):
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
        self.assertEqual(message.outcome, mailer.Outcome("sent"))
        message = mailer.LedgerMessage(app_label="a", name="b", recipient=None)
        message.report("template_error", "template not found\na/edx_ace/b/push/title.txt")
        self.assertEqual(message.outcome, mailer.Outcome("failed", "no_channel"))

    def test_a_policy_of_the_site_is_respected(self):
        message = mailer.LedgerMessage(app_label="a", name="b", recipient=None)
        message.report("policy_allowed_channels", "push")
        self.assertEqual(message.outcome, mailer.Outcome("skipped", "policy"))
