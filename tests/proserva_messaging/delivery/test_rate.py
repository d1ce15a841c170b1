"""Tests of the rate of emails that all workers keep to together."""

import threading
import unittest
from datetime import datetime, timedelta
from datetime import timezone as zone
from unittest import mock

import ddt
from django.db import connection
from django.test import TestCase, TransactionTestCase, override_settings

from proserva_messaging.delivery import rate
from proserva_messaging.delivery.rate import _read, reserve
from proserva_messaging.models import EmailPace
from tests.proserva_messaging.conversations.test_sending import LOCKS

NOON = datetime(2026, 3, 1, 12, tzinfo=zone.utc)  # noqa: UP017


def limit(per_minute):
    return override_settings(PROSERVA_MESSAGING_EMAIL_RATE=per_minute)


@ddt.ddt
class PaceTests(TestCase):
    def take(self, wanted, seconds):
        """Take so much leave, so many seconds after noon."""
        with mock.patch.object(rate.timezone, "now", return_value=NOON + timedelta(seconds=seconds)):
            return reserve(wanted)

    def test_without_a_rate_everything_goes_and_nothing_is_asked(self):
        with limit(0), self.assertNumQueries(0):
            self.assertEqual(self.take(1000, 0), (1000, 0.0))

    @limit(60)
    def test_one_a_second(self):
        self.assertEqual(self.take(5, 0), (1, 1.0))
        self.assertEqual(self.take(5, 0.25), (0, 0.75))
        self.assertEqual(self.take(5, 1), (1, 1.0))

    @limit(600)
    def test_ten_a_second_and_a_seconds_worth_at_once(self):
        self.assertEqual(self.take(100, 0)[0], 10)
        self.assertEqual(self.take(100, 0.5)[0], 5)
        # A quiet night is no credit.
        self.assertEqual(self.take(100, 3600)[0], 10)

    @ddt.data(1, 7, 60, 61, 600, 1000)
    def test_in_no_minute_do_more_go_than_may(self, per_minute):
        with limit(per_minute):
            taken = sum(self.take(50, tenth / 10)[0] for tenth in range(600))
        # Beside the rate itself, what a second's pause has saved.
        self.assertLessEqual(taken, per_minute + max(1, per_minute // 60) + 1)
        self.assertGreaterEqual(taken, per_minute - 1)

    @limit(60)
    def test_a_worker_that_another_overtook_looks_again(self):
        self.take(1, 0)
        stale = EmailPace.objects.get().free_at - timedelta(seconds=5)
        with mock.patch.object(rate, "_read", side_effect=[stale, _read()]):
            self.assertEqual(self.take(1, 2)[0], 1)


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
class PaceAtOnceTests(TransactionTestCase):
    @limit(600)
    def test_many_at_once_take_no_more_than_there_is(self):
        taken = []
        barrier = threading.Barrier(4)

        def work():
            try:
                barrier.wait(timeout=30)
                taken.extend(reserve(1)[0] for _ in range(10))
            finally:
                connection.close()

        with mock.patch.object(rate.timezone, "now", return_value=NOON):
            threads = [threading.Thread(target=work) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(timeout=60)
        self.assertEqual(sum(taken), 10)
        self.assertEqual(EmailPace.objects.count(), 1)
