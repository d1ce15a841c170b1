"""Tests of deletions by age with other writers at once, in real threads."""

import unittest
from datetime import timedelta
from unittest import mock

import ddt
from django.test import TransactionTestCase
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api
from proserva_messaging.errors import MessagingError
from proserva_messaging.integrity.checking import check, list_rules
from proserva_messaging.models import Hold, Message, Participant
from proserva_messaging.retention.deleting import delete_old
from proserva_messaging.retention.holding import set_hold
from tests.factories import CourseFactory, make_instructor, make_learner
from tests.proserva_messaging.conversations.test_sending import LOCKS, at_once
from tests.retention_case import REASON

OLD = 30


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
@ddt.ddt
class AtOnceTests(TransactionTestCase):
    def setUp(self):
        self.course = CourseFactory()
        self.instructor = make_instructor(self.course, username="ines")
        self.learner = make_learner(self.course, username="lena")
        self.root = campus.create_person("root", is_staff=True, is_superuser=True)
        self.thread_id = api.start_thread(self.learner, self.course.id, ["ines"], "Old 0").thread_id
        for number in range(1, OLD):
            api.send_message(self.learner, self.thread_id, f"Old {number}")
        self.until = timezone.now()
        Message.objects.update(created=self.until - timedelta(days=1))

    def delete(self):
        return delete_old(self.thread_id, self.until)

    def assert_consistent(self):
        for rule in list_rules():
            self.assertEqual(check(rule).broken, 0, rule.name)

    @ddt.data(1, 2, 3)
    def test_sending_and_two_deletions(self, round_):
        send = [lambda n=n: api.send_message(self.instructor, self.thread_id, f"New {n}") for n in range(3)]
        outcomes = at_once(self.delete, *send, self.delete)
        self.assertEqual([each for each in outcomes if isinstance(each, Exception)], [])
        self.assertEqual(sum(each.messages for each in (outcomes[0], outcomes[-1])), OLD)
        texts = list(Message.objects.order_by("pk").values_list("body", flat=True))
        self.assertEqual(texts[0], "")
        self.assertEqual(sorted(texts[1:]), ["New 0", "New 1", "New 2"])
        newest = Message.objects.latest("pk").pk
        self.assertEqual(set(Participant.objects.values_list("last_message_id", flat=True)), {newest})
        self.assert_consistent()

    @ddt.data(1, 2, 3)
    def test_a_hold_is_set_before_or_after_a_chunk_never_within(self, round_):
        with mock.patch("proserva_messaging.retention.deleting.MESSAGES_AT_ONCE", 5):
            outcomes = at_once(self.delete, lambda: self.hold_and_count())
        self.assertEqual([each for each in outcomes if isinstance(each, Exception)], [])
        self.assertEqual(Hold.objects.count(), 1)
        # Nothing was deleted after the hold was committed.
        self.assertEqual(Message.objects.count(), outcomes[1])
        self.assertEqual(self.delete().messages, 0)
        self.assert_consistent()

    def hold_and_count(self):
        set_hold(self.root, REASON, thread_id=self.thread_id)
        return Message.objects.count()

    def test_a_member_joins_meanwhile(self):
        noor = make_learner(self.course, username="noor")
        api.set_group_chat(self.instructor, self.thread_id, True)

        def join():
            try:
                api.add_participants(self.instructor, self.thread_id, [noor.username], "all")
            except MessagingError as error:
                return error
            return None

        outcomes = at_once(self.delete, join)
        self.assertEqual([each for each in outcomes if isinstance(each, Exception)], [])
        self.assert_consistent()
