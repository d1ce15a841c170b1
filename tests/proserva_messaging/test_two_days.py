"""Tests of clocks: workers that differ by minutes, a clock that is set back, and the change of the hour."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from unittest import mock

import ddt
from django.core import mail
from django.test import override_settings

from proserva_messaging import api
from proserva_messaging.delivery import chunks, ledger, mailer
from proserva_messaging.models import Delivery, FanOut
from tests.two_days_case import TwoDaysCase

ERROR = timedelta(minutes=5)
# Minutes by which the clock of a worker is wrong.
WRONG = (-5, 0, 5)


@ddt.ddt
class WorkerTests(TwoDaysCase):
    """Nothing comes twice, nothing is lost, and nothing comes earlier than it is due by more than the error."""

    def send_without_worker(self):
        """Send a message whose task is lost, and return its delivery."""
        message = api.start_thread(self.learner, self.key, ["ines"], "Hello?")
        return Delivery.objects.get(message=message.id)

    @ddt.data(*WRONG)
    def test_an_email_goes_once_though_the_sender_s_process_is_wrong(self, minutes):
        with self.clock.off_by(minutes=minutes):
            delivery = self.send_without_worker()
        for _minute in range(11):
            for error in WRONG:
                self.sweep(minutes=error)
            self.clock.advance(minutes=1)
        self.assertEqual(self.emails(delivery.message_id), ["sent"])
        self.assertEqual(len(mail.outbox), 1)

    def test_an_email_in_progress_is_sent_once_though_another_clock_ends_its_lease(self):
        with self.clock.off_by(minutes=-5):
            delivery = self.send_without_worker()
        send = mailer.send

        def send_slowly(*args, **more):
            with mock.patch.object(mailer, "send", send):
                # The lease of 5 minutes has ended by a clock that is 10 minutes ahead of the worker's.
                self.sweep(minutes=5)
                self.assertEqual(self.emails(delivery.message_id), ["unknown"])
                self.sweep(minutes=5)
            return send(*args, **more)

        with mock.patch.object(mailer, "send", send_slowly):
            self.work("send_message_emails", delivery.message_id, minutes=-5)
        self.assertEqual(self.emails(delivery.message_id), ["sent"])
        self.sweep()
        self.assertEqual(len(mail.outbox), 1)

    def test_a_clock_that_is_set_back_delays_an_email_until_the_old_time(self):
        with self.clock.off_by(minutes=5):
            delivery = self.send_without_worker()
        self.sweep()
        self.assertEqual(self.emails(delivery.message_id), ["pending"])
        self.clock.advance(minutes=5)
        self.sweep()
        self.assertEqual(self.emails(delivery.message_id), ["sent"])

    def test_a_dead_worker_s_email_is_unknown_by_any_clock(self):
        delivery = self.send_without_worker()
        with self.clock.off_by(minutes=5):
            self.assertTrue(ledger.claim(delivery.pk))
        self.clock.advance(minutes=5)
        self.assertEqual(self.sweep(minutes=-5).interrupted, 0)
        self.clock.advance(minutes=11)
        self.assertEqual(self.sweep(minutes=-5).interrupted, 1)
        self.assertEqual(mail.outbox, [])

    @ddt.data(*WRONG)
    def test_a_digest_comes_once_a_day(self, minutes):
        api.set_email_choice(self.instructor, "daily")
        with self.clock.off_by(minutes=minutes):
            self.ask("Today's question")
        due = self.clock.time + timedelta(days=1)
        while not mail.outbox:
            for error in WRONG:
                self.sweep(minutes=error)
            sent = self.clock.time
            self.clock.advance(minutes=7)
        self.assertLess(abs(sent - due), 2 * ERROR + timedelta(minutes=7))
        for error in WRONG:
            self.sweep(minutes=error)
        self.assertEqual(len(mail.outbox), 1)

    @ddt.data(*WRONG)
    def test_a_scheduled_broadcast_reaches_each_once_and_at_its_time(self, minutes):
        waiting = self.wait(send_at=self.hours(2))
        due = self.clock.time + timedelta(hours=2)
        order = [minutes, *(error for error in WRONG if error != minutes)]
        while not mail.outbox:
            for error in order:
                self.sweep(minutes=error)
                self.work("run_fan_out", FanOut.objects.get().pk, minutes=error)
            began = self.clock.time
            self.clock.advance(minutes=1)
        self.assertGreaterEqual(began, due - ERROR - timedelta(minutes=1))
        self.assertLess(began, due)
        for error in order:
            self.sweep(minutes=error)
        self.assertEqual(self.show(waiting["id"])["state"], "sent")
        to = Counter(sent.to[0] for sent in mail.outbox)
        self.assertEqual(to, {"lena@campus.example": 1, "noor@campus.example": 1})

    @override_settings(PROSERVA_MESSAGING_FANOUT_CHUNK=1)
    def test_a_clock_that_is_set_back_in_a_broadcast_loses_no_chunk(self):
        self.wait()
        self.clock.advance(minutes=1)
        # The worker dies with the first chunk; then its machine's clock is corrected.
        dead = mock.patch.object(chunks, "try_deliver", side_effect=KeyboardInterrupt)
        with dead, self.assertRaises(KeyboardInterrupt):
            self.sweep(minutes=5)
        self.sweep()
        self.assertEqual(mail.outbox, [])
        for _minute in range(6):
            self.clock.advance(minutes=1)
            self.sweep()
        self.assertEqual(len(mail.outbox), 2)
        self.assertEqual(FanOut.objects.get().state, "sent")

    @override_settings(PROSERVA_MESSAGING_EMAIL_RATE=1)
    def test_a_rate_that_a_fast_clock_has_used_waits_no_longer_than_its_error(self):
        self.wait()
        self.clock.advance(minutes=1)
        self.sweep(minutes=5)
        self.assertEqual(len(mail.outbox), 1)
        for _minute in range(7):
            self.clock.advance(minutes=1)
            self.sweep()
        self.assertEqual(len(mail.outbox), 2)

    @ddt.data(*WRONG)
    def test_an_announcement_rings_once_and_is_silenced_when_it_ends(self, minutes):
        posted = self.announce(publish_at=self.hours(1), expires_at=self.hours(3), email=True)
        order = [minutes, *(error for error in WRONG if error != minutes)]
        rang, due = [], self.clock.time + timedelta(hours=1)
        for _step in range(50):
            for error in order:
                self.sweep(minutes=error)
                self.work("reconcile_announcement", posted["id"], minutes=error)
            if api.unread_count(self.learner):
                rang.append(self.clock.time)
            self.clock.advance(minutes=5)
        # Early by its error, and never again after it ended.
        self.assertLess(abs(rang[0] - due), ERROR + timedelta(minutes=1))
        self.assertLess(rang[-1], due + timedelta(hours=2))
        to = Counter(sent.to[0] for sent in mail.outbox)
        self.assertEqual(set(to.values()), {1})
        self.assertEqual(len(to), 3)

    def test_a_former_participant_sees_no_one_who_joined_by_a_slower_clock(self):
        group = api.start_group(self.instructor, self.key, ["lena", "amir"], "Hello").thread_id
        with self.clock.off_by(minutes=5):
            api.leave_thread(self.learner, group)
        with self.clock.off_by(minutes=-5):
            api.add_participants(self.instructor, group, ["noor"], "none")
        people = {row.username for row in api.get_participants(self.learner, group).results}
        self.assertEqual(people, {"ines", "amir", "lena"})

    def test_a_former_participant_still_sees_one_who_joined_by_a_faster_clock(self):
        group = api.start_group(self.instructor, self.key, ["lena", "amir"], "Hello").thread_id
        with self.clock.off_by(minutes=5):
            api.add_participants(self.instructor, group, ["noor"], "none")
        with self.clock.off_by(minutes=-5):
            api.leave_thread(self.learner, group)
        people = {row.username for row in api.get_participants(self.learner, group).results}
        self.assertEqual(people, {"ines", "amir", "lena", "noor"})


@override_settings(TIME_ZONE="Europe/Berlin")
@ddt.ddt
class SummerTimeTests(TwoDaysCase):
    """The clocks of people change twice a year; those of the product do not."""

    @ddt.data(datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC))
    def test_digests_come_every_24_hours(self, starts):
        self.clock.time = starts
        api.set_email_choice(self.instructor, "daily")
        times = []
        for hour in range(24 * 3):
            if hour % 6 == 0:
                self.ask(f"Question of hour {hour}")
            self.sweep()
            if len(mail.outbox) > len(times):
                times.append(hour)
            self.clock.advance(hours=1)
        self.assertEqual(times, [24, 54])
        self.assertEqual([sent.subject.split()[0] for sent in mail.outbox], ["5", "5"])

    @ddt.data(
        # The same hour twice in autumn; an hour that spring leaves out, which the offset still makes a moment.
        ("2026-10-25T02:30:00+02:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30:00+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2027-03-28T02:30:00+01:00", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    )
    @ddt.unpack
    def test_a_scheduled_time_is_a_moment(self, given, moment):
        self.clock.time = moment - timedelta(hours=3)
        broadcast, posted = self.wait(send_at=given), self.announce(publish_at=given)
        self.clock.time = moment - timedelta(seconds=1)
        self.sweep()
        self.assertEqual((self.show(broadcast["id"])["state"], self.titles()), ("scheduled", []))
        self.clock.time = moment
        self.sweep()
        self.assertEqual((self.show(broadcast["id"])["state"], self.titles()), ("sent", [posted["title"]]))

    @ddt.data(
        # The first of two equal hours; and the hour after the one that spring leaves out.
        ("2026-10-25T02:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2027-03-28T02:30:00", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    )
    @ddt.unpack
    def test_a_broadcast_s_time_without_an_offset_is_one_of_the_site(self, given, moment):
        self.assertEqual(datetime.fromisoformat(self.wait(send_at=given)["send_at"]), moment)
