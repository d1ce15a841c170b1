"""Tests of concurrent sending: real threads, each with its own connection to a real database."""

import threading
import unittest

import ddt
import django
from django.db import connection
from django.test import TransactionTestCase

from proserva_messaging import api
from proserva_messaging.delivery import ledger
from proserva_messaging.models import Attachment, Delivery, Message, Participant, Thread
from tests.campus_case import make_file, new_key
from tests.factories import CourseFactory, make_instructor, make_learner


def at_once(*jobs):
    """Run each job in its own thread, all started at the same moment; return results and exceptions in order."""
    barrier = threading.Barrier(len(jobs))
    outcomes = [None] * len(jobs)

    def run(number, job):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            outcomes[number] = job()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


# Where Django cannot make SQLite's transactions claim the database as they begin, those that read and then write fail.
# No site runs on it; tests/services does the same with the databases that sites run on.
LOCKS = connection.vendor == "sqlite" and django.VERSION < (5, 1)


@unittest.skipIf(LOCKS, "SQLite locks up under this Django")
@ddt.ddt
class AtOnceTests(TransactionTestCase):
    def setUp(self):
        self.course = CourseFactory()
        self.key = self.course.id
        self.instructor = make_instructor(self.course, username="ines")
        self.learner = make_learner(self.course, username="lena")

    def start(self, sender, to, **more):
        """Return a job that sends a first message."""
        return lambda: api.start_thread(sender, self.key, [to], "Hello", **more)

    def assert_messages(self, outcomes):
        """Check that each job returned a message, not an error."""
        self.assertEqual([type(outcome) for outcome in outcomes], [api.SentMessage] * len(outcomes), outcomes)

    @ddt.data(1, 2, 3)
    def test_concurrent_first_messages_create_one_thread(self, round_):
        jobs = [self.start(self.learner, "ines"), self.start(self.instructor, "lena")] * 3
        self.assert_messages(at_once(*jobs))
        self.assertEqual(Thread.objects.count(), 1)
        self.assertEqual(Participant.objects.count(), 2)
        self.assertEqual(Message.objects.count(), 6)
        self.assertEqual(Delivery.objects.count(), 6)
        newest = Message.objects.latest("pk").pk
        self.assertEqual(set(Participant.objects.values_list("last_message", flat=True)), {newest})

    @ddt.data(1, 2, 3)
    def test_a_repeated_idempotency_key_sends_one_first_message(self, round_):
        key = new_key()
        outcomes = at_once(*[self.start(self.learner, "ines", idempotency_key=key)] * 5)
        self.assert_messages(outcomes)
        self.assertEqual(len({message.pk for message in outcomes}), 1)
        self.assertEqual(Message.objects.count(), 1)
        self.assertEqual(Delivery.objects.count(), 1)

    def test_a_repeated_idempotency_key_sends_one_message_to_a_thread(self):
        thread_id = self.start(self.learner, "ines")().thread_id
        key = new_key()
        outcomes = at_once(*[lambda: api.send_message(self.learner, thread_id, "Twice", idempotency_key=key)] * 4)
        self.assert_messages(outcomes)
        self.assertEqual(Message.objects.filter(body="Twice").count(), 1)

    def test_a_file_is_claimed_by_one_message(self):
        file_id = api.upload_attachment(self.learner, self.key, make_file()).id
        outcomes = at_once(*[self.start(self.learner, "ines", attachment_ids=[file_id])] * 4)
        self.assertEqual(sum(isinstance(outcome, api.SentMessage) for outcome in outcomes), 1, outcomes)
        self.assertEqual(Message.objects.count(), 1)
        self.assertIsNotNone(Attachment.objects.get().message)

    def test_a_repeated_idempotency_key_stores_one_file(self):
        key = new_key()
        outcomes = at_once(
            *[lambda: api.upload_attachment(self.learner, self.key, make_file(), idempotency_key=key)] * 4
        )
        self.assertEqual(len({attachment.id for attachment in outcomes}), 1, outcomes)
        kept = Attachment.objects.get()
        self.assertEqual(kept.file.read(), b"Some notes.")

    def test_an_email_is_claimed_by_one_worker(self):
        message = self.start(self.learner, "ines")()
        Delivery.objects.update(email="pending", email_due=message.created)
        pk = Delivery.objects.get().pk
        outcomes = at_once(*[lambda: ledger.claim(pk)] * 5)
        self.assertEqual(sorted(outcomes), [False] * 4 + [True])
