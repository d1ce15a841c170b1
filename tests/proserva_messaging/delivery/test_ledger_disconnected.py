"""Tests of the ledger after a lost database connection: a worker that knows what became of an email records it."""

from contextlib import contextmanager
from unittest import mock

import ddt
from django.core import mail
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import TransactionTestCase

from proserva_messaging import api, broker
from proserva_messaging.delivery import pause
from proserva_messaging.delivery.email import send_for_message
from proserva_messaging.models import Delivery
from proserva_messaging.sweep import sweep
from tests.factories import CourseFactory, make_instructor, make_learner


@ddt.ddt
class DisconnectedTests(TransactionTestCase):
    def setUp(self):
        course = CourseFactory()
        make_instructor(course, username="ines")
        # No worker sends it at once.
        with mock.patch.object(broker, "publish"):
            self.message_id = api.start_thread(make_learner(course), course.id, ["ines"], "Hello?").id

    def lose(self, error):
        """Lose the connection, and raise what its driver raises."""
        connection.errors_occurred = True
        raise error

    @contextmanager
    def losing(self, state, error, *, times=1, is_usable=False):
        """Have the next statements that give an email a state fail: so many until the connection is a new one."""
        left = [error] * times

        def execute(run, sql, params, *more):
            if left and sql.startswith("UPDATE") and params and params[0] == state:
                self.lose(left.pop())
            return run(sql, params, *more)

        with connection.execute_wrapper(execute), mock.patch.object(connection, "is_usable", return_value=is_usable):
            yield

    def check(self, state, attempts):
        row = Delivery.objects.get()
        self.assertEqual((row.email, row.email_attempts), (state, attempts))

    @ddt.data(OperationalError(2013, "Lost connection"), InterfaceError("connection already closed"))
    def test_an_email_that_left_is_sent(self, error):
        with self.losing("sent", error):
            send_for_message(self.message_id)
        self.check("sent", 1)
        self.assertEqual(len(mail.outbox), 1)

    def test_an_email_that_never_left_is_pending(self):
        error = OperationalError(2013, "Lost connection")
        with (
            self.losing("pending", error),
            mock.patch.object(pause, "acquire", side_effect=lambda: self.lose(error)),
            self.assertRaises(OperationalError),
        ):
            send_for_message(self.message_id)
        self.check("pending", 0)

    def test_a_digest_that_never_left_waits(self):
        api.set_email_choice(Delivery.objects.get().recipient, "daily")
        send_for_message(self.message_id)
        error = OperationalError(2013, "Lost connection")
        with (
            self.losing("digest", error),
            mock.patch.object(pause, "acquire", side_effect=lambda: self.lose(error)),
            self.assertLogs("proserva_messaging.delivery.failures", "ERROR"),
        ):
            sweep(digests_now=True)
        self.check("digest", 0)
        self.assertEqual(sweep(digests_now=True).digests, 1)

    def test_an_email_that_the_server_deferred_is_pending(self):
        with (
            self.losing("pending", OperationalError(2013, "Lost connection")),
            mock.patch(
                "django.core.mail.backends.locmem.EmailBackend.send_messages", side_effect=ConnectionRefusedError
            ),
        ):
            send_for_message(self.message_id)
        self.check("pending", 1)

    @ddt.data(
        # The server has gone: the next connection is lost, too.
        (OperationalError(2006, "Gone away"), 2, False),
        # The connection works, so another one would not help.
        (OperationalError(1205, "Lock wait timeout"), 1, True),
        (DatabaseError("a bug"), 1, False),
    )
    @ddt.unpack
    def test_an_outcome_that_cannot_be_recorded_is_raised(self, error, times, is_usable):
        with self.losing("sent", error, times=times, is_usable=is_usable), self.assertRaises(DatabaseError):
            send_for_message(self.message_id)
        self.check("sending", 1)
        self.assertEqual(len(mail.outbox), 1)
