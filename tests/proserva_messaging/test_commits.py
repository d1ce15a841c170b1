"""Tests of calls after a commit."""

from functools import partial
from unittest import mock

import ddt
from django.db import transaction
from django.test import TransactionTestCase

from proserva_messaging.commits import call_after_commit


class Failing:
    """Something to call that has no name, and raises."""

    def __call__(self):
        raise RuntimeError("broken")


def fail():
    """Raise."""
    raise RuntimeError("broken")


@ddt.ddt
class CommitTests(TransactionTestCase):
    @ddt.data(fail, partial(fail), Failing(), mock.Mock(side_effect=RuntimeError))
    def test_an_error_is_logged_and_stops_no_other_call(self, failing):
        calls = []
        with self.assertLogs("django", "ERROR") as logged, transaction.atomic():
            call_after_commit(failing)
            call_after_commit(calls.append, "next")
            self.assertEqual(calls, [])
        self.assertEqual(calls, ["next"])
        self.assertEqual(len(logged.records), 1)

    def test_an_error_outside_a_transaction_is_logged(self):
        with self.assertLogs("django", "ERROR"):
            call_after_commit(partial(fail))

    def test_nothing_is_called_after_a_rollback(self):
        call = mock.Mock()
        with self.assertRaises(RuntimeError), transaction.atomic():
            call_after_commit(call)
            fail()
        call.assert_not_called()

    def test_the_arguments_are_those_of_the_call(self):
        call = mock.Mock()
        call_after_commit(call, 1, two=2)
        call.assert_called_once_with(1, two=2)
