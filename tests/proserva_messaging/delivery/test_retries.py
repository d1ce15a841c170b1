"""Tests of mail servers that are away, or refuse the site, for minutes and for days: nothing is given up too early."""

import logging
from datetime import timedelta
from io import StringIO
from unittest import mock

from django.core import mail
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from proserva_messaging import api
from proserva_messaging.delivery import pause, retries
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Delivery
from proserva_messaging.sweep import sweep
from tests.broadcast_case import BroadcastCase
from tests.proserva_messaging.delivery.test_smtp_phase import ServerCase

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
REFUSED = {"AUTH": "535 wrong password"}
BUSY = {"BANNER": "421 busy"}


class Clock:
    """A clock that the test advances."""

    def __init__(self):
        # Ahead of what fields take by themselves, which is the real time.
        self.now = timezone.now() + MINUTE

    def __call__(self):
        return self.now


class OutageCase(ServerCase):
    """A test with a mail server and a clock."""

    def setUp(self):
        super().setUp()
        self.clock = Clock()
        self.enterContext(mock.patch.object(timezone, "now", self.clock))

    def pass_time(self, time, *, step=MINUTE):
        """Advance the clock, with a sweep after each step."""
        end = self.clock.now + time
        while self.clock.now < end:
            self.clock.now += step
            sweep()

    def list_states(self):
        """Return the states of all emails, and the attempts of each."""
        return [(each.email, each.email_attempts) for each in Delivery.objects.order_by("pk")]


class AwayTests(OutageCase):
    def test_half_an_hour_without_a_server_delays_an_email_and_no_more(self):
        self.send_over(**BUSY)
        self.pass_time(30 * MINUTE)
        self.assertEqual([state for state, _attempts in self.list_states()], ["pending"])
        self.server.plan = {}
        self.pass_time(31 * MINUTE)
        self.assertEqual(([state for state, _ in self.list_states()], len(self.server.kept)), (["sent"], 1))

    def test_an_email_is_tried_for_a_day_with_growing_pauses_and_then_given_up(self):
        delivery = self.send_over(**BUSY)
        began, waits = self.clock.now, []
        while delivery.email == "pending":
            waits.append(delivery.email_due - self.clock.now)
            self.clock.now = delivery.email_due
            sweep()
            delivery.refresh_from_db()
        self.assertEqual((delivery.email, delivery.email_reason), ("failed", "421 busy"))
        self.assertGreaterEqual(self.clock.now - began, 24 * HOUR)
        self.assertLess(self.clock.now - began, 25 * HOUR)
        for wait, minutes in zip(waits, (2, 4, 8, 16, 30, 30, 30), strict=False):
            self.assertGreaterEqual(wait, minutes * MINUTE)
            self.assertLessEqual(wait, minutes * MINUTE * 1.1)
        self.assertLess(len(waits), 60)

    @override_settings(PROSERVA_MESSAGING_EMAIL_RETRY_HOURS=1, PROSERVA_MESSAGING_EMAIL_MAX_ATTEMPTS=1)
    def test_the_operator_says_for_how_long(self):
        self.send_over(**BUSY)
        self.pass_time(HOUR)
        self.assertEqual(Delivery.objects.get().email, "pending")
        self.pass_time(HOUR)
        self.assertEqual(Delivery.objects.get().email, "failed")

    def test_workers_that_were_away_for_days_try_often_enough_before_they_give_up(self):
        self.send_over(**BUSY)
        self.clock.now += 72 * HOUR
        sweep()
        self.assertEqual(self.list_states(), [("pending", 2)])

    def test_a_digest_is_tried_for_a_day_too(self):
        api.set_email_choice(self.instructor, "daily")
        self.send_over(**BUSY)
        self.pass_time(24 * HOUR, step=HOUR)
        self.pass_time(30 * MINUTE)
        self.assertEqual([state for state, _ in self.list_states()], ["digest"])
        self.server.plan = {}
        self.pass_time(31 * MINUTE)
        self.assertEqual(([state for state, _ in self.list_states()], len(self.server.kept)), (["sent"], 1))

    def test_a_digest_that_was_cut_off_is_unknown(self):
        api.set_email_choice(self.instructor, "daily")
        self.send_over(DOT="close")
        self.pass_time(25 * HOUR, step=HOUR)
        self.assertEqual(Delivery.objects.get().email, "unknown")


class UnknownTests(OutageCase):
    def test_an_unknown_email_stays_unknown(self):
        self.send_over(DOT="close")
        self.server.plan = {}
        self.pass_time(HOUR)
        self.assertEqual((self.list_states(), self.server.kept), ([("unknown", 1)], []))

    @override_settings(PROSERVA_MESSAGING_EMAIL_UNKNOWN_ATTEMPTS=1)
    def test_a_site_can_have_it_sent_again_with_the_same_message_id(self):
        delivery = self.send_over(DOT="close")
        self.server.plan = {}
        sweep()
        self.assertEqual(self.list_states(), [("pending", 1)])
        self.pass_time(3 * MINUTE)
        self.assertEqual((self.list_states(), len(self.server.kept)), ([("sent", 2)], 1))
        self.assertIn(f"message.{delivery.message_id}@", str(self.server.kept[0]))

    @override_settings(PROSERVA_MESSAGING_EMAIL_UNKNOWN_ATTEMPTS=2)
    def test_it_is_sent_again_so_often_and_no_more(self):
        self.send_over(DOT="close")
        self.pass_time(HOUR)
        self.assertEqual(self.list_states(), [("unknown", 3)])

    @override_settings(PROSERVA_MESSAGING_EMAIL_UNKNOWN_ATTEMPTS=1)
    def test_an_old_unknown_email_is_not_sent_again(self):
        self.send_over(DOT="close")
        self.clock.now += 25 * HOUR
        sweep()
        self.assertEqual(self.list_states(), [("unknown", 1)])

    @override_settings(PROSERVA_MESSAGING_EMAIL_UNKNOWN_ATTEMPTS=1)
    def test_one_that_was_left_by_a_dead_worker_is_sent_again(self):
        self.send_over(**BUSY)
        Delivery.objects.update(email="sending", email_due=self.clock.now)
        self.server.plan = {}
        self.clock.now += MINUTE
        self.assertEqual(sweep().interrupted, 1)
        self.pass_time(3 * MINUTE)
        self.assertEqual(self.list_states(), [("sent", 2)])

    def test_without_the_setting_it_costs_no_query(self):
        with self.assertNumQueries(0):
            self.assertEqual(retries.resend_unknown(), 0)


class RefusedTests(OutageCase):
    def test_a_refused_login_pauses_all_emails_warns_operators_and_ends_by_itself(self):
        with self.assertLogs("proserva_messaging", logging.CRITICAL) as logged:
            self.send_over(**REFUSED)
        self.assertIn("535 wrong password", logged.output[0])
        self.ask("Another", sender=self.classmate)
        self.ask("A third", to="amir")
        self.assertEqual(self.server.tries, 1)
        self.pass_time(48 * HOUR, step=5 * MINUTE)
        self.assertEqual(self.list_states(), [("pending", 0)] * 3)
        # The first after 1, 2, 4 and 8 minutes, then one in a quarter of an hour.
        self.assertLess(self.server.tries, 4 * 48 + 6)
        self.assertGreater(self.server.tries, 2 * 48)
        self.server.plan = {}
        self.pass_time(20 * MINUTE)
        self.assertEqual([state for state, _ in self.list_states()], ["sent"] * 3)
        self.assertEqual((len(self.server.kept), pause.get_current()), (3, None))

    def test_the_command_and_the_check_warn_operators(self):
        self.send_over(**REFUSED)
        said, checked = StringIO(), StringIO()
        call_command("proserva_deliver", stdout=StringIO(), stderr=said)
        self.assertIn("All emails are paused", said.getvalue())
        self.assertIn("535 wrong password", said.getvalue())
        call_command("check", databases=["default"], tags=["proserva_messaging"], stdout=checked, stderr=checked)
        self.assertIn("proserva_messaging.W010", checked.getvalue())

    def test_an_operator_who_has_mended_it_need_not_wait(self):
        self.send_over(**REFUSED)
        self.ask("Another", sender=self.classmate)
        self.server.plan = {}
        Delivery.objects.update(email_due=self.clock.now)
        call_command("proserva_deliver", "--try-now", stdout=StringIO(), stderr=StringIO())
        self.assertEqual(set(Delivery.objects.values_list("email", flat=True)), {"sent"})

    def test_of_many_workers_one_tries(self):
        self.send_over(**REFUSED)
        self.clock.now = pause.get_current().until
        asked = [pause.acquire() for _ in range(3)]
        self.assertEqual(asked[0], (0.0, True))
        self.assertTrue(all(wait and not is_probe for wait, is_probe in asked[1:]))

    def test_a_worker_that_dies_with_the_probe_stops_nothing(self):
        self.send_over(**REFUSED)
        self.clock.now = pause.get_current().until
        pause.acquire()
        self.server.plan = {}
        self.pass_time(10 * MINUTE)
        self.assertEqual(Delivery.objects.get().email, "sent")

    def test_a_probe_that_reached_no_server_does_not_end_the_pause(self):
        self.send_over(**REFUSED)
        self.server.plan = BUSY
        self.pass_time(30 * MINUTE)
        self.assertIsNotNone(pause.get_current())
        self.assertEqual(Delivery.objects.get().email, "pending")

    def test_a_probe_whose_recipient_is_refused_ends_it(self):
        self.send_over(**REFUSED)
        self.ask("Another", sender=self.classmate, to="amir")
        self.server.plan = {"RCPT": "550 no such user"}
        self.pass_time(20 * MINUTE)
        self.assertIsNone(pause.get_current())
        self.assertEqual(set(Delivery.objects.values_list("email", flat=True)), {"failed"})

    def test_emails_that_were_on_their_way_do_not_prolong_it(self):
        self.send_over(**REFUSED)
        until = pause.get_current().until
        self.assertEqual(pause.begin("535 again", by_probe=False), until)
        self.assertEqual(pause.get_current().until, until)

    def test_the_time_of_a_pause_does_not_count_as_trying(self):
        self.send_over(**BUSY)
        for _ in range(5):
            self.clock.now += HOUR
            sweep()
        self.server.plan = REFUSED
        self.pass_time(48 * HOUR, step=15 * MINUTE)
        self.server.plan = {"RCPT": "451 later"}
        self.pass_time(2 * HOUR)
        self.assertIsNone(pause.get_current())
        self.assertEqual(Delivery.objects.get().email, "pending")

    def test_a_digest_waits_for_the_end(self):
        api.set_email_choice(self.instructor, "daily")
        self.send_over(**REFUSED)
        self.pass_time(26 * HOUR, step=HOUR)
        self.assertEqual(self.list_states(), [("digest", 0)])
        self.assertIsNotNone(pause.get_current())
        self.server.plan = {}
        self.pass_time(20 * MINUTE)
        self.assertEqual([state for state, _ in self.list_states()], ["sent"])


class BroadcastTests(OutageCase, BroadcastCase):
    def test_a_broadcast_waits_for_the_end(self):
        self.server.plan = REFUSED
        self.broadcast()
        self.pass_time(HOUR)
        self.assertEqual(set(self.list_states()), {("pending", 0)})
        self.server.plan = {}
        self.pass_time(20 * MINUTE)
        states = [state for state, _ in self.list_states()]
        self.assertEqual(set(states), {"sent"})
        self.assertEqual(len(self.server.kept), len(states))


class BeforeTheServerTests(OutageCase):
    def test_what_the_platform_cannot_answer_delays_an_email(self):
        with mock.patch.object(type(get_platform()), "is_retired", side_effect=RuntimeError("a bug")):
            delivery = self.send_over()
        self.assertEqual((delivery.email, delivery.email_reason), ("pending", "RuntimeError: a bug"))
        self.pass_time(3 * MINUTE)
        self.assertEqual(Delivery.objects.get().email, "sent")

    def test_what_the_platform_cannot_answer_delays_a_digest(self):
        api.set_email_choice(self.instructor, "daily")
        self.send_over()
        with mock.patch.object(type(get_platform()), "is_retired", side_effect=RuntimeError("a bug")):
            self.pass_time(25 * HOUR, step=HOUR)
        self.assertEqual(Delivery.objects.get().email_reason, "RuntimeError: a bug")
        self.pass_time(HOUR)
        self.assertEqual(Delivery.objects.get().email, "sent")

    def test_an_error_after_it_was_sent_changes_nothing(self):
        with mock.patch("edx_ace.delivery.send_ace_message_sent_signal", side_effect=RuntimeError("a listener's bug")):
            self.assertEqual(self.send_over().email, "sent")

    def test_an_email_of_a_failed_site_waits_no_longer_than_it_must(self):
        waits = [retries.get_retry_wait(attempts).total_seconds() for attempts in (1, 5, 1000)]
        self.assertLessEqual(max(waits), 33 * 60)
        self.assertEqual(mail.outbox, [])
