"""Tests of fan-outs: chunks, who takes them, and what happens when something goes wrong in the middle."""

import threading
import unittest
from datetime import timedelta
from unittest import mock

import ddt
from django.contrib.auth import get_user_model
from django.db import IntegrityError, OperationalError, connection
from django.test import TransactionTestCase, override_settings
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging import api, tasks
from proserva_messaging.delivery import bulk, chunks, fanout
from proserva_messaging.models import Delivery, FanOut, FanOutChunk, Message, Participant, Thread
from proserva_messaging.queries.audiences import Audience, count, find_sample
from tests.broadcast_case import BroadcastCase
from tests.factories import CourseFactory, make_instructor, make_learner, make_staff
from tests.proserva_messaging.actions.test_concurrency import LOCKS, at_once


def small(size=1, **more):
    return override_settings(PROSERVA_MESSAGING_FANOUT_CHUNK=size, **more)


class FanOutCase(BroadcastCase):
    def start(self, audience=Audience(), **options):  # noqa: B008 (frozen)
        """Start a fan-out of a message of the instructor's that is due now."""
        thread = Thread.objects.create(course_id=self.key, kind=options.pop("kind", "broadcast"), title="To all")
        Participant.objects.create(thread=thread, user=self.instructor, role="owner")
        message = Message.objects.create(thread=thread, sender=self.instructor, body="Hi", body_html="<p>Hi</p>")
        chosen = {"with_places": True, "with_emails": False, **options}
        return fanout.start(message, audience=audience, **chosen)

    def run_it(self, fan_out):
        """Do all that is to be done, and return the fan-out as it is then."""
        fanout.run(fan_out.pk)
        return FanOut.objects.get(pk=fan_out.pk)

    def steps(self, fan_out, count_of_steps):
        """Do so many steps of it."""
        for _ in range(count_of_steps):
            fresh = FanOut.objects.select_related("message__sender").get(pk=fan_out.pk)
            self.assertTrue(fanout._advance(fresh))
        return FanOut.objects.select_related("message__sender").get(pk=fan_out.pk)

    def reached(self, fan_out):
        """Return the names of those in whose bell it is."""
        rows = Delivery.objects.filter(message=FanOut.objects.get(pk=fan_out.pk).message, bell="ringing")
        return sorted(rows.values_list("recipient__username", flat=True))


@ddt.ddt
class FanOutTests(FanOutCase):
    def test_without_places_it_rings_and_stands_in_no_inbox(self):
        fan_out = self.run_it(self.start(with_places=False, kind="announcement"))
        self.assertEqual(fan_out.state, "sent")
        self.assertEqual(self.reached(fan_out), ["lena", "noor"])
        self.assertEqual(Participant.objects.filter(role="member").count(), 0)
        self.assertEqual(self.inbox(self.learner), [])
        self.assertEqual(self.get(self.learner, "notification_count").json(), {"count": 1})

    @ddt.data(1, 2, 3, 500)
    def test_chunks_of_any_size_reach_the_same(self, size):
        for number in range(5):
            make_learner(self.course, username=f"more{number}")
        with small(size):
            fan_out = self.run_it(self.start())
        self.assertEqual(len(self.reached(fan_out)), 7)
        self.assertEqual(fan_out.chunks.count(), -(-7 // size))
        self.assertEqual(sum(fan_out.chunks.values_list("written", flat=True)), 7)

    @ddt.data((1, 0), (3, 0), (40, 0), (40, 4))
    @ddt.unpack
    def test_statements_grow_with_chunks_not_with_learners(self, learners, chunk):
        """With everybody in one chunk, or in chunks of so many."""
        for number in range(learners):
            make_learner(self.course, username=f"more{number}")
        with small(chunk or 500):
            fan_out = self.start()
            self.steps(fan_out, 2)
            fan_out = FanOut.objects.select_related("message__sender").get(pk=fan_out.pk)
            # Open it, lease it, who is enrolled still; written: a savepoint, done, places, deliveries, released.
            with self.assertNumQueries(8):
                chunks.deliver(fan_out, chunks.claim(fan_out))

    def test_the_team_is_left_out_and_let_in(self):
        make_learner(self.course, self.assistant)
        self.assertEqual(self.reached(self.run_it(self.start())), ["lena", "noor"])
        everybody = self.run_it(self.start(Audience(include_team=True)))
        self.assertEqual(self.reached(everybody), ["amir", "lena", "noor"])

    def test_the_sender_never_gets_it_back(self):
        make_learner(self.course, self.instructor)
        for audience in (Audience(), Audience(include_team=True)):
            self.assertNotIn("ines", self.reached(self.run_it(self.start(audience))))

    def test_a_member_of_the_team_who_left_it_meanwhile_is_skipped(self):
        fan_out = self.start(Audience(include_team=True))
        self.steps(fan_out, 2)
        campus.revoke_role(self.assistant, self.course, "staff")
        self.assertEqual(self.reached(self.run_it(fan_out)), ["lena", "noor"])

    def test_the_choice_of_people_may_name_the_team(self):
        ids = (self.assistant.pk, self.learner.pk)
        fan_out = self.run_it(self.start(Audience(who="people", user_ids=ids)))
        self.assertEqual(self.reached(fan_out), ["amir", "lena"])

    def test_modes_and_cohorts(self):
        paid = make_learner(self.course, username="paid", mode="verified", cohort="Blue")
        cohort = campus.set_cohort(self.learner, self.course, "Blue")
        for audience, names in (
            (Audience(who="modes", modes=("verified",)), ["paid"]),
            (Audience(who="cohorts", cohorts=(cohort.pk,)), ["lena", "paid"]),
        ):
            self.assertEqual(count(self.key, audience, self.instructor.pk), len(names))
            self.assertEqual(self.reached(self.run_it(self.start(audience))), names)
        self.assertEqual(find_sample(self.key, Audience(who="modes", modes=("verified",)), None), paid.pk)

    def test_segments(self):
        campus.answer_problem(self.learner, self.course, "problem1", 0)
        lesson = str(self.key.make_usage_key("sequential", "lesson1"))
        for audience, names in (
            (Audience(who="not_started"), ["noor"]),
            (Audience(who="inactive", days=7), ["noor"]),
            (Audience(who="not_submitted", usage_key=lesson), ["noor"]),
            (Audience(who="scored_below", usage_key=lesson, score=50), ["lena"]),
            (Audience(who="scored_below", usage_key=lesson, score=50, include_team=True), ["amir", "lena"]),
        ):
            with small(1):
                self.assertEqual(count(self.key, audience, self.instructor.pk), len(names))
                self.assertEqual(self.reached(self.run_it(self.start(audience))), names)

    def test_somebody_of_a_segment_is_found_however_far_down(self):
        from proserva_messaging.queries import audiences  # noqa: PLC0415

        campus.answer_problem(self.learner, self.course, "problem1", 0)
        with mock.patch.object(audiences, "STEP", 1):
            self.assertEqual(find_sample(self.key, Audience(who="not_started"), None), self.classmate.pk)
            self.assertEqual(count(self.key, Audience(who="not_started"), None), 1)
        campus.answer_problem(self.classmate, self.course, "problem1", 0)
        self.assertIsNone(find_sample(self.key, Audience(who="not_started"), None))

    def test_it_waits_for_its_moment(self):
        fan_out = self.start(starts=timezone.now() + timedelta(hours=1))
        self.assertTrue(3590 < fanout.run(fan_out.pk) <= 3600)
        self.assertTrue(3590 < fanout.get_wait(fan_out.pk) <= 3600)
        self.assertFalse(fanout.begin(fan_out))
        self.assertNotIn(fan_out.pk, fanout.list_due())

    def test_what_is_over_needs_nobody(self):
        done, cancelled = self.run_it(self.start()), self.start()
        self.assertTrue(fanout.cancel(cancelled))
        self.assertFalse(fanout.cancel(done))
        for fan_out in (done, cancelled):
            self.assertIsNone(fanout.get_wait(fan_out.pk))
            self.assertIsNone(fanout.run(fan_out.pk))
            self.assertFalse(fanout.stop(fan_out, "operator"))
        self.assertIsNone(fanout.get_wait(999_999))
        self.assertIsNone(fanout.run(999_999))

    def test_a_chunk_somebody_is_at_work_on_is_left_to_them_until_their_lease_ends(self):
        fan_out = self.steps(self.start(), 2)
        self.assertIsNotNone(chunks.claim(fan_out))
        self.assertEqual(fanout.run(fan_out.pk), 30.0)
        self.assertEqual(self.reached(fan_out), [])
        FanOutChunk.objects.update(leased=timezone.now() - timedelta(seconds=1))
        self.assertEqual(self.run_it(fan_out).state, "sent")

    def test_a_chunk_that_is_written_is_not_written_again(self):
        fan_out = self.steps(self.start(), 2)
        chunk = chunks.claim(fan_out)
        ids = list(chunk.user_ids)
        chunks._write(fan_out, chunk, ids, [])
        chunks._write(fan_out, chunk, ids, [])
        self.assertEqual(self.reached(fan_out), ["lena", "noor"])

    def test_whoever_has_it_already_does_not_stop_the_others(self):
        fan_out = self.steps(self.start(), 2)
        Delivery.objects.create(message=fan_out.message, thread=fan_out.message.thread, recipient=self.learner)
        self.assertEqual(self.run_it(fan_out).state, "sent")
        self.assertEqual(self.reached(fan_out), ["lena", "noor"])
        self.assertEqual(Participant.objects.filter(role="member").count(), 2)

    def test_an_account_that_is_deleted_meanwhile_is_gone(self):
        fan_out = self.steps(self.start(), 2)
        get_user_model().objects.filter(pk=self.learner.pk).delete()
        self.assertEqual(self.run_it(fan_out).state, "sent")
        self.assertEqual(self.reached(fan_out), ["noor"])

    def test_of_two_who_plan_one_is_heard(self):
        fan_out = self.steps(self.start(), 1)
        self.assertTrue(chunks.plan(fan_out))
        self.assertTrue(chunks.plan(fan_out))
        self.assertEqual(FanOutChunk.objects.count(), 1)

    def test_resuming_what_was_stopped(self):
        with small(1):
            fan_out = self.start(with_emails=True)
            self.steps(fan_out, 3)
            self.assertTrue(fanout.stop(fan_out, "operator"))
            self.assertIsNone(fanout.run(fan_out.pk))
            self.assertEqual(Delivery.objects.get().email_reason, "stopped")
            fan_out.refresh_from_db()
            self.assertTrue(fanout.resume(fan_out))
            self.assertFalse(fanout.resume(fan_out))
            done = self.run_it(fan_out)
        self.assertEqual((done.state, done.stopped_reason), ("sent", ""))
        self.assertEqual(list(Delivery.objects.values_list("email", flat=True)), ["sent", "sent"])

    def test_one_looks_after_it_and_takes_over_where_nobody_does(self):
        fan_out = self.start()
        self.assertTrue(fanout.watch(fan_out.pk))
        self.assertFalse(fanout.watch(fan_out.pk))
        self.assertTrue(fanout.watch(fan_out.pk, already=True))
        FanOut.objects.update(watched=timezone.now() - timedelta(seconds=31))
        self.assertTrue(fanout.watch(fan_out.pk))
        self.assertFalse(fanout.is_attended(fan_out.pk))
        fanout.run(fan_out.pk)
        self.assertTrue(fanout.is_attended(fan_out.pk))


class TaskTests(FanOutCase):
    """The tasks, with a queue that is looked at."""

    def queued(self, *args):
        with mock.patch.object(tasks, "_queue") as queue:
            tasks.run_fan_out(*args)
        return [(call.args[1], call.kwargs.get("countdown")) for call in queue.call_args_list]

    def test_the_first_calls_others_and_somebody_to_watch(self):
        pk = self.start().pk
        self.assertEqual(self.queued(pk, 3), [((pk, 4, True), 30), ((pk, 1), 0), ((pk, 1), 0)])
        # All is done now.
        self.assertEqual(self.queued(pk), [])

    def test_what_is_for_later_is_asked_for_again_soon_enough(self):
        pk = self.start(starts=timezone.now() + timedelta(days=30)).pk
        self.assertEqual(self.queued(pk, 4), [((pk, 4), 600)])

    def test_who_watches_leaves_alone_what_is_attended(self):
        fan_out = self.steps(self.start(), 2)
        FanOut.objects.update(attended=timezone.now())
        self.assertEqual(self.queued(fan_out.pk, 4, True), [((fan_out.pk, 4, True), 30)])
        self.assertEqual(self.reached(fan_out), [])
        FanOut.objects.update(attended=timezone.now() - timedelta(minutes=1))
        self.assertEqual(len(self.queued(fan_out.pk, 4, True)), 4)
        self.assertEqual(self.reached(fan_out), ["lena", "noor"])

    def test_a_database_that_drops_us_is_asked_again(self):
        pk = self.start().pk
        with (
            mock.patch.object(fanout, "run", side_effect=OperationalError(2006, "gone away")),
            self.assertLogs(tasks.log),
        ):
            self.assertEqual(self.queued(pk)[-1], ((pk, 1), 3.0))

    def test_a_broker_that_is_away_stops_nothing(self):
        with (
            mock.patch.object(tasks.run_fan_out, "apply_async", side_effect=ConnectionError),
            self.assertLogs(tasks.log),
        ):
            tasks.queue_fan_out(1)


class BulkTests(FanOutCase):
    def test_many_rows_are_written_in_statements_that_the_database_takes(self):
        fan_out = self.start()
        people = [make_learner(self.course).pk for _ in range(5)]
        columns = len(Delivery._meta.concrete_fields) - 1
        most = mock.patch.object(connection.features, "max_query_params", columns * 2)
        same = {"message_id": fan_out.message_id, "thread_id": fan_out.message.thread_id}
        with most, self.assertNumQueries(3):
            bulk.insert(Delivery, "recipient", people, **same)
        rows = list(Delivery.objects.order_by("pk"))
        self.assertEqual([row.recipient_id for row in rows], people)
        self.assertEqual(
            {(row.bell, row.email, row.email_attempts, row.mentioned) for row in rows},
            {("ringing", "pending", 0, False)},
        )
        with self.assertNumQueries(0):
            bulk.insert(Delivery, "recipient", [], **same)

    def test_nobody_twice(self):
        fan_out = self.start()
        same = {"message_id": fan_out.message_id, "thread_id": fan_out.message.thread_id}
        with self.assertRaises(IntegrityError):
            bulk.insert(Delivery, "recipient", [self.learner.pk] * 2, **same)


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
        made = api.create_broadcast(self.instructor, self.course.id, "To all", "Hello", notify_email=False)
        # What is queued runs at once here, before its time has come.
        FanOut.objects.filter(pk=made.fan_out_id).update(starts=timezone.now() - timedelta(seconds=1))
        return made.fan_out_id

    @ddt.data(1, 2, 3)
    def test_many_workers_on_two_broadcasts_reach_everybody_once(self, round_):
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
        made = api.create_broadcast(self.instructor, self.course.id, "To all", "Hello", notify_email=False)
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
