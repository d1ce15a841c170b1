"""Tests of turns: how many tasks work on a fan-out, and how many wait."""

from datetime import timedelta
from unittest import mock

from django.db import OperationalError
from django.utils import timezone

from proserva_messaging import tasks
from proserva_messaging.delivery import turns
from proserva_messaging.models import FanOut
from tests.proserva_messaging.delivery.test_fanout import FanOutCase

NO_ONE = 999_999


class Queue:
    """A queue of tasks, which workers take in order."""

    def __init__(self):
        self.tasks, self.heartbeats = [], []

    def take(self, task, args, countdown=0, **_options):
        """Queue a task, in place of `tasks._queue`."""
        assert task is tasks.run_fan_out
        (self.heartbeats if args[2:3] == (True,) else self.tasks).append((args, countdown))
        return True

    def work(self):
        """Run the first task, as a worker does."""
        (args, _countdown) = self.tasks.pop(0)
        tasks.run_fan_out(*args)


class TurnCase(FanOutCase):
    def setUp(self):
        super().setUp()
        self.queue = Queue()
        replaced = mock.patch.object(tasks, "_queue", side_effect=self.queue.take)
        self.queued = replaced.start()
        self.addCleanup(replaced.stop)
        self.fan_out = self.start(with_emails=True)
        self.queue.tasks.clear()

    def later(self, seconds):
        """Return a context in which so many seconds have passed."""
        moved = timezone.now() + timedelta(seconds=seconds)
        return mock.patch.object(turns.timezone, "now", return_value=moved)

    def count(self):
        """Return how many tasks work on the fan-out."""
        return len((FanOut.objects.get(pk=self.fan_out.pk).turns or {}).get("running", ()))


class ReservationTests(TurnCase):
    def reserve(self, **options):
        return turns.reserve(self.fan_out.pk, **options)

    def test_one_task_waits_at_a_time(self):
        with self.assertNumQueries(4):  # the row under its lock, its change, and the savepoint's begin and end
            ticket = self.reserve()
        self.assertTrue(ticket)
        self.assertIsNone(self.reserve())
        self.assertIsNone(self.reserve(wait=5))
        turns.release(self.fan_out.pk, "another")
        self.assertIsNone(self.reserve())
        turns.release(self.fan_out.pk, ticket)
        self.assertTrue(self.reserve())

    def test_an_earlier_task_replaces_a_later_one(self):
        late = self.reserve(wait=60)
        early = self.reserve(wait=3)
        self.assertTrue(early)
        self.assertIsNone(self.reserve(wait=4))
        self.assertTrue(turns.begin(self.fan_out.pk, early))
        self.assertIsNone(turns.begin(self.fan_out.pk, late))

    def test_a_task_that_waits_for_too_long_counts_as_lost(self):
        self.reserve()
        with self.later(turns.LOST_SECONDS - 5):
            self.assertIsNone(self.reserve())
        with self.later(turns.LOST_SECONDS + 5):
            self.assertTrue(self.reserve())

    def test_a_person_who_asks_for_it_gets_a_task(self):
        self.reserve()
        self.assertTrue(self.reserve(is_new=True))

    def test_a_fan_out_that_is_gone_gets_none(self):
        self.assertIsNone(turns.reserve(NO_ONE))
        self.assertIsNone(turns.begin(NO_ONE, "", is_alone=True))
        turns.release(NO_ONE, "")
        turns.end(NO_ONE, "")


class BeginningTests(TurnCase):
    def begin(self, **options):
        return turns.begin(self.fan_out.pk, turns.reserve(self.fan_out.pk) or "", **options)

    def test_no_more_work_than_may(self):
        begun = [self.begin() for _ in range(turns.CONCURRENCY)]
        self.assertEqual(len(set(begun)), turns.CONCURRENCY)
        self.assertIsNone(turns.reserve(self.fan_out.pk, is_new=True))
        self.assertIsNone(self.begin())
        turns.end(self.fan_out.pk, begun[0])
        self.assertTrue(self.begin())

    def test_without_a_ticket_a_task_works_alone_only(self):
        first = turns.begin(self.fan_out.pk, "")
        self.assertTrue(first)
        self.assertIsNone(turns.begin(self.fan_out.pk, ""))
        self.assertIsNone(turns.begin(self.fan_out.pk, "foreign"))
        turns.end(self.fan_out.pk, first)
        self.assertTrue(turns.begin(self.fan_out.pk, ""))

    def test_a_ticket_counts_once(self):
        ticket = turns.reserve(self.fan_out.pk)
        self.assertTrue(turns.begin(self.fan_out.pk, ticket))
        self.assertIsNone(turns.begin(self.fan_out.pk, ticket))

    def test_the_turns_of_dead_workers_expire(self):
        for _ in range(turns.CONCURRENCY):
            self.begin()
        with self.later(turns.RUN_SECONDS + turns.EMAIL_SECONDS - 5):
            self.assertIsNone(self.begin())
        with self.later(turns.RUN_SECONDS + turns.EMAIL_SECONDS + 5):
            self.assertTrue(self.begin())
            self.assertEqual(self.count(), 1)

    def test_the_heartbeat_that_finds_no_one_at_work_ends_their_turns(self):
        for _ in range(turns.CONCURRENCY):
            self.begin()
        self.assertTrue(self.begin(is_alone=True))
        self.assertEqual(self.count(), 1)

    def test_a_turn_that_cannot_be_ended_raises_nothing(self):
        broken = mock.patch.object(turns, "_change", side_effect=OperationalError(2006, "gone away"))
        with broken, self.assertLogs(turns.log, "WARNING"):
            turns.end(self.fan_out.pk, "turn")
