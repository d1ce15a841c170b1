"""Tests of the system checks of emails and their tasks."""

from unittest import mock

import ddt
from django.core.mail.backends.smtp import EmailBackend
from django.test import SimpleTestCase, TestCase, override_settings

from proserva_messaging import checks
from proserva_messaging.checks import check_broker_timeouts, check_email_pause, check_email_timeout
from proserva_messaging.delivery import pause

SMTP = "django.core.mail.backends.smtp.EmailBackend"
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


class OwnBackend(EmailBackend):
    """A site's own SMTP backend."""


@ddt.ddt
class TimeoutTests(SimpleTestCase):
    @ddt.data(
        (SMTP, None, "EMAIL_TIMEOUT is not set"),
        (f"{__name__}.OwnBackend", None, "EMAIL_TIMEOUT is not set"),
        (SMTP, 61, "counts as unknown after 300 s"),
        (SMTP, 60, ""),
        (SMTP, 10, ""),
        (LOCMEM, None, ""),
        ("no.such.Backend", None, ""),
    )
    @ddt.unpack
    def test_smtp_needs_a_short_timeout(self, backend, timeout, message):
        with override_settings(EMAIL_BACKEND=backend, EMAIL_TIMEOUT=timeout):
            found = check_email_timeout(None)
        self.assertEqual([each.id for each in found], ["proserva_messaging.W009"] if message else [])
        self.assertTrue(all(message in each.msg for each in found))


@ddt.ddt
class BrokerTests(SimpleTestCase):
    @ddt.data(
        ("redis://127.0.0.1:6379/0", {}, "lack socket_timeout and socket_connect_timeout"),
        ("redis://127.0.0.1:6379/0", None, "lack socket_timeout and socket_connect_timeout"),
        ("rediss://127.0.0.1:6379/0", {"socket_timeout": 10}, "lack socket_connect_timeout"),
        ("sentinel://a:1;sentinel://b:1", {"socket_connect_timeout": 3}, "lack socket_timeout"),
        (["redis://127.0.0.1:6379/0"], {"socket_timeout": None, "socket_connect_timeout": 3}, "lack socket_timeout"),
        ("redis://127.0.0.1:6379/0", {"socket_timeout": 10, "socket_connect_timeout": 3}, ""),
        # Celery limits the time in which these must answer.
        ("amqp://127.0.0.1", {}, ""),
        ("memory://localhost/", {}, ""),
        (None, {}, ""),
    )
    @ddt.unpack
    def test_redis_needs_time_outs(self, url, options, message):
        conf = mock.Mock(broker_url=url, broker_transport_options=options, task_always_eager=False)
        with mock.patch.object(checks, "current_app", mock.Mock(conf=conf)):
            found = check_broker_timeouts(None)
            self.assertEqual([each.id for each in found], ["proserva_messaging.W024"] if message else [])
            self.assertTrue(all(message in each.msg for each in found))
            conf.task_always_eager = True
            self.assertEqual(check_broker_timeouts(None), [])


class PauseTests(TestCase):
    def test_a_pause_is_reported_if_the_database_may_be_used(self):
        self.assertEqual(check_email_pause(None, databases=["default"]), [])
        pause.begin("535 wrong password", by_probe=False)
        self.assertEqual(check_email_pause(None), [])
        (found,) = check_email_pause(None, databases=["default"])
        self.assertEqual(found.id, "proserva_messaging.W010")
        self.assertIn("535 wrong password", found.msg)
        pause.end()
        self.assertEqual(check_email_pause(None, databases=["default"]), [])
