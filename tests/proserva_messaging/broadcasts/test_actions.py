"""Tests of simultaneous broadcasts by one sender: real threads, each with its own connection."""

import unittest

import ddt
from django.test import TransactionTestCase, override_settings

from proserva_messaging import api
from proserva_messaging.broadcasts.data import BroadcastInfo
from proserva_messaging.errors import TooManyBroadcastsError
from proserva_messaging.models import Broadcast
from tests.campus_case import new_key
from tests.factories import CourseFactory, make_instructor, make_learner
from tests.proserva_messaging.conversations.test_sending import LOCKS, at_once


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
@ddt.ddt
class BroadcastsAtOnceTests(TransactionTestCase):
    def setUp(self):
        self.course = CourseFactory()
        self.instructor = make_instructor(self.course)
        make_learner(self.course)

    def send(self, key=None):
        return lambda: api.create_broadcast(self.instructor, self.course.id, "To all", "Hello", idempotency_key=key)

    @ddt.data(1, 2, 3)
    def test_no_more_than_the_limit_of_an_hour(self, round_):
        with override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=2):
            outcomes = at_once(*[self.send() for _each in range(5)])
        kinds = sorted(type(outcome).__name__ for outcome in outcomes)
        self.assertEqual(kinds, ["BroadcastInfo"] * 2 + [TooManyBroadcastsError.__name__] * 3, outcomes)
        self.assertEqual(Broadcast.objects.count(), 2)

    @ddt.data(1, 2, 3)
    def test_the_same_key_is_one_and_counts_once(self, round_):
        with override_settings(PROSERVA_MESSAGING_BROADCASTS_PER_HOUR=1):
            outcomes = at_once(*[self.send(key) for key in [new_key()] * 4])
        self.assertEqual({type(outcome) for outcome in outcomes}, {BroadcastInfo}, outcomes)
        self.assertEqual(Broadcast.objects.count(), 1)
