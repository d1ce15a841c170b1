"""Tests of failures: a unit of work that raises an error stops no other, and is tried again after a growing pause."""

from datetime import timedelta
from unittest import mock

import ddt
from django.db import DatabaseError, OperationalError
from django.test import TestCase
from django.utils import timezone

from proserva_messaging.delivery import failures
from proserva_messaging.delivery.failures import Kind
from proserva_messaging.models import Failure

MINUTE = 60


def fail():
    """Raise an error, as broken work does."""
    raise ValueError("secret words")


@ddt.ddt
class AttemptTests(TestCase):
    def attempt(self, work=fail, key=7):
        with self.assertLogs("proserva_messaging.delivery.failures", "ERROR"):
            return failures.attempt(Kind.EMAILS, key, work)

    def test_work_that_succeeds_leaves_nothing(self):
        with self.assertNumQueries(1):
            self.assertEqual(failures.attempt(Kind.EMAILS, 7, lambda: 42).result, 42)
        self.assertFalse(Failure.objects.exists())

    def test_the_pause_grows_from_the_second_failure_on_up_to_an_hour(self):
        waits = []
        for _time in range(9):
            tried = self.attempt()
            self.assertIsInstance(tried.error, ValueError)
            waits.append(round(failures.get_wait(Kind.EMAILS, 7) / MINUTE))
        self.assertEqual(waits, [0, 2, 4, 8, 16, 32, 60, 60, 60])
        row = Failure.objects.get()
        self.assertEqual((row.kind, row.key, row.error, row.attempts), ("emails", 7, "ValueError", 9))
        self.assertLess(row.since, row.last)

    def test_a_success_ends_it(self):
        self.attempt()
        self.attempt(key=8)
        failures.attempt(Kind.EMAILS, 7, lambda: None)
        self.assertEqual(failures.list_keys(Kind.EMAILS), [8])

    def test_units_wait_by_kind_and_key(self):
        for key in (1, 2):
            self.attempt(key=key)
            self.attempt(key=key)
        Failure.objects.filter(key=2).update(due=timezone.now() - timedelta(seconds=1))
        self.assertEqual(failures.list_keys(Kind.EMAILS, is_due=True), [2])
        self.assertEqual(failures.list_keys(Kind.EMAILS, is_due=False), [1])
        self.assertEqual(failures.list_keys(Kind.DIGEST), [])
        self.assertEqual(failures.get_wait(Kind.DIGEST, 1), 0)

    @ddt.data(OperationalError, DatabaseError)
    def test_a_failure_that_cannot_be_recorded_is_logged(self, error):
        with mock.patch.object(failures, "_write", side_effect=error):
            self.assertEqual(self.attempt().wait, MINUTE)
        self.assertFalse(Failure.objects.exists())
