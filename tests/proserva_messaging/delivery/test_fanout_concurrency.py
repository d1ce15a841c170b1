"""Tests of fan-outs with many workers at once."""

import threading
import unittest
from datetime import timedelta

import ddt
from django.test import TransactionTestCase
from django.utils import timezone

from proserva_messaging import api
from proserva_messaging.broadcasts.actions import create_broadcast
from proserva_messaging.delivery import fanout
from proserva_messaging.models import Delivery, FanOut, Participant
from tests.factories import CourseFactory, make_instructor, make_learner, make_staff
from tests.proserva_messaging.conversations.test_sending import LOCKS, at_once
from tests.proserva_messaging.delivery.test_fanout import small


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
@ddt.ddt
class FanOutAtOnceTests(TransactionTestCase):
    """Real threads, each with its own connection to a real database."""

    def setUp(self):
        self.course = CourseFactory()
        self.instructor = make_instructor(self.course, username="ines")
        self.people = [make_learner(self.course) for _ in range(12)]
        make_staff(self.course)

    def start(self):
        made = create_broadcast(self.instructor, self.course.id, "To all", "Hello", notify_email=False)
        # What is queued runs at once here, before its time has come.
        FanOut.objects.filter(pk=made.fan_out_id).update(starts=timezone.now() - timedelta(seconds=1))
        return made.fan_out_id

    @ddt.data(1, 2, 3)
    def test_many_workers_on_two_broadcasts_reach_each_learner_once(self, round_):
        with small(2):
            ids = [self.start(), self.start()]
            outcomes = at_once(*[lambda each=each: fanout.run(each) for each in ids * 3])
            self.assertEqual([each for each in outcomes if isinstance(each, Exception)], [])
            for fan_out_id in ids:
                fanout.run(fan_out_id)
        expected = sorted(each.pk for each in self.people)
        for fan_out in FanOut.objects.all():
            rows = Delivery.objects.filter(message=fan_out.message_id).values_list("recipient_id", flat=True)
            places = Participant.objects.filter(thread=fan_out.message.thread_id, role="member")
            self.assertEqual(fan_out.state, "sent")
            self.assertEqual(sorted(rows), expected)
            self.assertEqual(sorted(places.values_list("user_id", flat=True)), expected)

    @ddt.data(1, 2, 3)
    def test_undoing_and_beginning_at_once_is_one_of_the_two(self, round_):
        made = create_broadcast(self.instructor, self.course.id, "To all", "Hello", notify_email=False)
        FanOut.objects.update(starts=timezone.now() - timedelta(seconds=1))
        barrier = threading.Event()
        outcomes = at_once(
            lambda: api.cancel_broadcast(self.instructor, made.pk), lambda: fanout.run(made.fan_out_id), barrier.is_set
        )
        state = FanOut.objects.get().state
        if state == "cancelled":
            self.assertEqual(Delivery.objects.count(), 0)
        else:
            self.assertEqual((state, type(outcomes[0]).__name__), ("sent", "NotEditableError"))
            self.assertEqual(Delivery.objects.count(), 12)
