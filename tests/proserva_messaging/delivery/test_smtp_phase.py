"""Tests of what the ledger says of an email whose conversation with the mail server breaks, at each step and in each
way: through Django's own backend, against a real server."""

import datetime
import errno
import smtplib
import socket
import ssl
import tempfile
from pathlib import Path
from unittest import mock

import ddt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import override_settings

from proserva_messaging.delivery import ledger, pause
from proserva_messaging.models import Delivery
from tests.campus_case import CampusCase
from tests.proserva_messaging.delivery.breaking_server import CLOSE, GARBAGE, HANG, RESET, WAYS, BreakingServer

SMTP = "django.core.mail.backends.smtp.EmailBackend"
BEFORE_DATA = ("BANNER", "EHLO", "AUTH", "MAIL", "RCPT", "DATA")
CUTS = (CLOSE, RESET, HANG)


class ServerCase(CampusCase):
    """A test with a mail server that breaks."""

    extensions = ("AUTH PLAIN",)
    context = None

    def setUp(self):
        super().setUp()
        self.server = self.enterContext(BreakingServer(extensions=self.extensions, context=self.context))
        self.enterContext(self.at(self.server.port))

    def at(self, port, **more):
        """Have emails sent to a port of this machine."""
        login = {"EMAIL_HOST_USER": "campus", "EMAIL_HOST_PASSWORD": "secret"}
        place = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_TIMEOUT": 0.3}
        return override_settings(**{**place, **login, **more})

    def send_over(self, **plan):
        """Send a message while the server breaks as planned, and return its delivery."""
        self.server.plan = plan
        return Delivery.objects.get(message=self.ask())

    def check(self, delivery, state, *, paused=False):
        """Check what became of a delivery's email, and whether all emails are paused."""
        self.assertEqual((delivery.email, pause.get_current() is not None), (state, paused), delivery.email_reason)
        if paused:
            self.assertEqual((delivery.email_attempts, delivery.email_reason), (0, "paused"))
        elif state != "sent":
            self.assertTrue(delivery.email_reason)


@ddt.ddt
class StepTests(ServerCase):
    def test_without_a_fault_it_is_sent(self):
        self.check(self.send_over(), "sent")
        self.assertEqual(len(self.server.kept), 1)

    @ddt.data(*((step, way) for step in BEFORE_DATA for way in WAYS))
    @ddt.unpack
    def test_cut_off_before_the_message_it_is_tried_again(self, step, way):
        steps = {step: way, "HELO": way} if step == "EHLO" else {step: way}
        delivery = self.send_over(**steps)
        self.check(delivery, "pending")
        self.assertEqual(delivery.email_attempts, 1)
        self.assertEqual(self.server.kept, [])
        self.server.plan = {}
        Delivery.objects.update(email_due=delivery.message.created)
        self.run_worker(delivery)
        self.check(Delivery.objects.get(), "sent")

    def run_worker(self, delivery):
        from proserva_messaging.tasks import send_message_emails  # noqa: PLC0415

        send_message_emails(delivery.message_id)

    @ddt.data(*(("CONTENT", way) for way in CUTS), *(("DOT", way) for way in WAYS), ("DOT", "354 more"))
    @ddt.unpack
    def test_cut_off_in_or_after_the_message_it_is_unknown(self, step, way):
        self.check(self.send_over(**{step: way}), "unknown")

    @ddt.data(
        ("BANNER", "421 busy", "pending"),
        ("AUTH", "454 later", "pending"),
        ("AUTH", "421 bye", "pending"),
        ("MAIL", "421 bye", "pending"),
        ("MAIL", "451 later", "pending"),
        ("MAIL", "552 too large", "failed"),
        ("RCPT", "421 bye", "pending"),
        ("RCPT", "450 later", "pending"),
        ("RCPT", "550 no such user", "failed"),
        ("DATA", "421 bye", "pending"),
        ("DATA", "451 later", "pending"),
        ("DATA", "554 no", "failed"),
        ("DOT", "421 bye", "pending"),
        ("DOT", "451 later", "pending"),
        ("DOT", "552 too large", "failed"),
        ("DOT", "554 spam", "failed"),
        ("DOT", "251 will do", "sent"),
    )
    @ddt.unpack
    def test_an_answer_decides(self, step, answer, state):
        self.check(self.send_over(**{step: answer}), state)

    @ddt.data(
        {"BANNER": "554 go away"},
        {"EHLO": "550 no", "HELO": "550 who are you"},
        {"AUTH": "535 no such login"},
        {"AUTH": "534 too weak"},
        {"AUTH": "530 encrypt first"},
        {"MAIL": "550 not yours"},
        {"MAIL": "530 log in first"},
        {"RCPT": "530 log in first"},
        {"DATA": "530 log in first"},
    )
    def test_an_answer_that_concerns_the_site_pauses_all(self, plan):
        self.check(self.send_over(**plan), "pending", paused=True)

    @ddt.data(*WAYS, "421 bye", "500 what")
    def test_once_taken_it_is_sent_however_the_two_part(self, way):
        self.check(self.send_over(QUIT=way), "sent")
        self.assertEqual(len(self.server.kept), 1)

    def test_an_old_server_without_ehlo_will_do(self):
        with override_settings(EMAIL_HOST_USER="", EMAIL_HOST_PASSWORD=""):
            self.check(self.send_over(EHLO="502 what"), "sent")

    def test_a_large_message_cut_off_while_it_is_sent_is_unknown(self):
        self.server.plan = {"CONTENT": HANG}
        message = self.ask("word " * 3900)
        self.check(Delivery.objects.get(message=message), "unknown")

    def test_a_slow_conversation_that_outlives_its_lease_says_what_it_knows(self):
        self.server.plan = {"RCPT": HANG}
        rcpt = smtplib.SMTP.rcpt

        def expire(*args, **options):
            Delivery.objects.update(email="unknown", email_reason="interrupted")
            return rcpt(*args, **options)

        with mock.patch.object(ledger, "expire_leases"), mock.patch.object(smtplib.SMTP, "rcpt", expire):
            message = self.ask()
        self.check(Delivery.objects.get(message=message), "pending")


@ddt.ddt
class ConnectingTests(ServerCase):
    @ddt.data(
        OSError(errno.EHOSTUNREACH, "No route to host"),
        OSError(errno.ENETUNREACH, "Network is unreachable"),
        TimeoutError("timed out"),
        ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"),
        ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"),
        socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
        socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
        OSError(errno.EMFILE, "Too many open files"),
    )
    def test_a_server_that_is_not_reached_is_tried_again(self, error):
        with mock.patch.object(socket, "create_connection", side_effect=error):
            self.check(self.send_over(), "pending")

    def test_a_name_that_is_not_there_is_tried_again(self):
        with override_settings(EMAIL_HOST="mail.invalid"):
            self.check(self.send_over(), "pending")

    def test_a_port_without_a_server_is_tried_again(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with self.at(port):
            self.check(self.send_over(), "pending")

    @ddt.data(*WAYS, "220 plain words")
    def test_a_tls_handshake_that_breaks_is_tried_again(self, way):
        with override_settings(EMAIL_USE_SSL=True):
            self.check(self.send_over(BANNER=way), "pending")

    def test_a_server_without_starttls_pauses_all(self):
        with override_settings(EMAIL_USE_TLS=True):
            self.check(self.send_over(), "pending", paused=True)

    def test_a_server_without_a_login_pauses_all(self):
        self.server.extensions = ()
        self.check(self.send_over(), "pending", paused=True)

    def test_a_server_without_a_known_way_to_log_in_pauses_all(self):
        self.server.extensions = ("AUTH GSSAPI",)
        self.check(self.send_over(), "pending", paused=True)


@ddt.ddt
class EncryptedTests(ServerCase):
    extensions = ("STARTTLS", "AUTH PLAIN")

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.context = make_context(self.folder)
        super().setUp()
        self.enterContext(override_settings(EMAIL_USE_TLS=True, EMAIL_HOST="localhost"))

    def test_a_certificate_that_is_not_trusted_pauses_all(self):
        self.check(self.send_over(), "pending", paused=True)

    @ddt.data(
        ({}, "sent"),
        *(({step: way}, "pending") for step in ("AUTH", "MAIL", "RCPT", "DATA") for way in (CLOSE, HANG, GARBAGE)),
        *(({step: way}, "unknown") for step in ("CONTENT", "DOT") for way in (CLOSE, HANG)),
        ({"QUIT": CLOSE}, "sent"),
        ({"STARTTLS": "454 not now"}, "pending"),
        ({"STARTTLS": CLOSE}, "pending"),
        ({"STARTTLS": HANG}, "pending"),
    )
    @ddt.unpack
    def test_an_encrypted_conversation_is_judged_alike(self, plan, state):
        trusting = ssl.create_default_context(cafile=self.folder / "cert.pem")
        with mock.patch.object(ssl, "create_default_context", return_value=trusting):
            self.check(self.send_over(**plan), state)


def make_context(folder):
    """Return what a server encrypts with, under a certificate for `localhost` that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *form))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context
