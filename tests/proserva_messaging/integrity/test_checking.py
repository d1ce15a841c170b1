"""Tests of the rules of the stored data: each one is broken, counted, repaired, and holds afterwards."""

from datetime import timedelta
from unittest import mock

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from proserva_messaging.integrity import checking
from proserva_messaging.integrity.checking import check
from proserva_messaging.models import (
    Delivery,
    FanOut,
)
from tests.factories import CourseFactory, make_learner
from tests.integrity_case import NOW, RULES, IntegrityCase


class SizeTests(IntegrityCase):
    def test_rows_are_read_in_windows(self):
        for number in range(7):
            self.answer(self.thread.pk, f"Number {number}")
        Delivery.objects.filter(recipient=self.learner, message__thread=self.thread).update(read_at=NOW, bell="ringing")
        rule = RULES["read_rings"]
        with mock.patch.object(checking, "WINDOW", 2), mock.patch.object(checking, "REPAIRED_AT_ONCE", 1):
            self.assertEqual(check(rule).broken, 7)
            self.assertEqual(check(rule, repair=True).repaired, 7)
        self.assertEqual(check(rule).broken, 0)

    def test_the_number_of_queries_depends_on_windows_only(self):
        costs = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                for rule in RULES.values():
                    check(rule)
            costs.append(len(queries))
            for number in range(3):
                self.answer(self.thread.pk, f"More {number}")
                self.ask(f"From another {number}", sender=make_learner(self.course))
        self.assertEqual(costs[0], costs[1])

    def test_a_scheduled_and_a_stopped_broadcast_break_no_rule(self):
        from proserva_messaging.delivery import fanout  # noqa: PLC0415

        self.wait(send_at=(timezone.now() + timedelta(days=1)).isoformat())
        waiting = FanOut.objects.get(state="scheduled")
        fanout.stop(waiting, fanout.OPERATOR)
        CourseFactory()
        self.check_all()
