"""Tests of fan-outs: their chunks, the workers that claim them, and interruptions."""

from datetime import timedelta
from unittest import mock

import ddt
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection
from django.test import override_settings
from django.utils import timezone

from demo.campus import api as campus
from proserva_messaging.delivery import chunks, fanout
from proserva_messaging.delivery.audience import Audience, count, find_sample
from proserva_messaging.models import Delivery, FanOut, FanOutChunk, Message, Participant, Thread
from tests.broadcast_case import BroadcastCase
from tests.factories import make_learner


def small(size=1, **more):
    return override_settings(PROSERVA_MESSAGING_FANOUT_CHUNK=size, **more)


class FanOutCase(BroadcastCase):
    def start(self, audience=Audience(), **options):  # noqa: B008 (frozen)
        """Start a fan-out of a message of the instructor's that is due now."""
        thread = Thread.objects.create(course_id=self.key, kind=options.pop("kind", "broadcast"), title="To all")
        Participant.objects.create(thread=thread, user=self.instructor, role="owner")
        message = Message.objects.create(thread=thread, sender=self.instructor, body="Hi", body_html="<p>Hi</p>")
        chosen = {"with_participants": True, "with_emails": False, **options}
        return fanout.start(message, audience=audience, **chosen)

    def run_it(self, fan_out):
        """Run the fan-out to its end; return it as stored."""
        fanout.run(fan_out.pk)
        return FanOut.objects.get(pk=fan_out.pk)

    def steps(self, fan_out, count_of_steps):
        """Do a number of steps; return the fan-out as stored."""
        for _ in range(count_of_steps):
            fresh = FanOut.objects.select_related("message__sender").get(pk=fan_out.pk)
            self.assertTrue(fanout._advance(fresh))
        return FanOut.objects.select_related("message__sender").get(pk=fan_out.pk)

    def reached(self, fan_out):
        """Return the usernames of those whose bell it rings."""
        rows = Delivery.objects.filter(message=FanOut.objects.get(pk=fan_out.pk).message, bell="ringing")
        return sorted(rows.values_list("recipient__username", flat=True))


@ddt.ddt
class FanOutTests(FanOutCase):
    def test_without_participants_it_rings_and_is_in_no_inbox(self):
        fan_out = self.run_it(self.start(with_participants=False, kind="announcement"))
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
        """With all learners in one chunk, or in chunks of a given size."""
        for number in range(learners):
            make_learner(self.course, username=f"more{number}")
        with small(chunk or 500):
            fan_out = self.start()
            self.steps(fan_out, 2)
            fan_out = FanOut.objects.select_related("message__sender").get(pk=fan_out.pk)
            # Open it, lease it, who is enrolled still, whose account is inactive; written: a savepoint, done, places,
            # deliveries, released.
            with self.assertNumQueries(9):
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

    def test_a_person_of_a_segment_is_found_on_any_page(self):
        from proserva_messaging.delivery import audience  # noqa: PLC0415
        from proserva_messaging.delivery.audience import Audience, count, find_sample  # noqa: PLC0415

        campus.answer_problem(self.learner, self.course, "problem1", 0)
        with mock.patch.object(audience, "STEP", 1):
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

    def test_a_finished_fan_out_needs_no_work(self):
        done, cancelled = self.run_it(self.start()), self.start()
        self.assertTrue(fanout.cancel(cancelled))
        self.assertFalse(fanout.cancel(done))
        for fan_out in (done, cancelled):
            self.assertIsNone(fanout.get_wait(fan_out.pk))
            self.assertIsNone(fanout.run(fan_out.pk))
            self.assertFalse(fanout.stop(fan_out, "operator"))
        self.assertIsNone(fanout.get_wait(999_999))
        self.assertIsNone(fanout.run(999_999))

    def test_a_leased_chunk_is_left_alone_until_its_lease_ends(self):
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

    def test_a_recipient_who_has_it_already_does_not_stop_the_others(self):
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

    def test_of_two_planners_one_succeeds(self):
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


class BulkTests(FanOutCase):
    def test_many_rows_are_written_in_statements_that_the_database_takes(self):
        fan_out = self.start()
        people = [make_learner(self.course).pk for _ in range(5)]
        columns = len(Delivery._meta.concrete_fields) - 1
        most = mock.patch.object(connection.features, "max_query_params", columns * 2)
        same = {"message_id": fan_out.message_id, "thread_id": fan_out.message.thread_id}
        with most, self.assertNumQueries(3):
            chunks.bulk_insert(Delivery, "recipient", people, **same)
        rows = list(Delivery.objects.order_by("pk"))
        self.assertEqual([row.recipient_id for row in rows], people)
        self.assertEqual(
            {(row.bell, row.email, row.email_attempts, row.mentioned) for row in rows},
            {("ringing", "pending", 0, False)},
        )
        with self.assertNumQueries(0):
            chunks.bulk_insert(Delivery, "recipient", [], **same)

    def test_a_recipient_twice_is_refused(self):
        fan_out = self.start()
        same = {"message_id": fan_out.message_id, "thread_id": fan_out.message.thread_id}
        with self.assertRaises(IntegrityError):
            chunks.bulk_insert(Delivery, "recipient", [self.learner.pk] * 2, **same)
