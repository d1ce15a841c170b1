"""Tests of faults in receivers, in the platform's pages and in commands: ours never break the platform's own work."""

from io import StringIO
from unittest import mock

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import skipUnlessDBFeature

from demo.campus import api as campus
from proserva_messaging import api, handlers, retirement
from proserva_messaging.broadcasts import actions
from proserva_messaging.conversations import cohorts
from proserva_messaging.lms_ui.pages import fail_safe
from proserva_messaging.management.commands import proserva_broadcast
from proserva_messaging.models import CourseSettings, Message, Retirement
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase


class ReceiverTests(BroadcastCase, AnnouncementCase):
    def test_a_cache_that_is_away_delays_no_bell(self):
        broken = mock.patch.object(handlers, "clear_banner_cache", side_effect=ConnectionError)
        with broken, self.assertLogs("proserva_messaging.handlers", "ERROR"):
            announcement = self.announce()
        self.assertEqual(len(self.deliveries(announcement)), 3)

    def test_a_cache_that_is_away_breaks_no_save(self):
        broken = mock.patch.object(handlers, "clear_button_cache", side_effect=ConnectionError)
        with broken, self.assertLogs("proserva_messaging.handlers", "ERROR"):
            CourseSettings.objects.create(course_id=self.key)
        self.assertTrue(CourseSettings.objects.exists())

    def test_an_error_of_ours_breaks_no_change_of_roles(self):
        def fail(*_args):
            with connection.cursor() as cursor:
                cursor.execute("SELECT * FROM no_such_table")

        broken = mock.patch.object(actions, "stop_without_author", side_effect=fail)
        with broken, self.assertLogs("proserva_messaging.handlers", "ERROR"):
            campus.revoke_role(self.assistant, self.course, "staff")
        self.assertFalse(self.assistant.course_roles.exists())


class PageTests(BroadcastCase):
    @skipUnlessDBFeature("uses_savepoints")
    def test_a_failed_query_in_a_page_leaves_the_pages_own_transaction_usable(self):
        with (
            transaction.atomic(),
            self.settings(PROSERVA_MESSAGING_RAISE_ERRORS=False),
            self.assertLogs("proserva_messaging.lms_ui.pages", "ERROR"),
        ):
            with fail_safe("a test"), connection.cursor() as cursor:
                cursor.execute("SELECT * FROM no_such_table")
            self.assertFalse(Message.objects.exists())


class CommandTests(BroadcastCase):
    def test_a_group_that_cannot_be_synced_stops_no_other_and_sets_the_exit_status(self):
        campus.set_cohort(self.classmate, self.course, "Blue")
        blue = campus.set_cohort(self.learner, self.course, "Blue")
        first, second = (
            api.start_group(self.instructor, self.key, [], "Hi", cohorts=[blue.pk], keep_in_step=True).thread_id
            for _each in range(2)
        )
        campus.set_cohort(self.classmate, self.course, None)
        sync = cohorts.reconcile

        def fail(thread_id):
            if thread_id == first:
                raise LookupError
            return sync(thread_id)

        out = StringIO()
        with (
            mock.patch.object(cohorts, "reconcile", side_effect=fail),
            self.assertLogs("proserva_messaging.conversations.cohorts", "ERROR"),
            self.assertRaises(CommandError) as caught,
        ):
            call_command("proserva_cohorts", stdout=out)
        self.assertIn("Left: 1.", out.getvalue())
        self.assertIn(f"groups {first}", str(caught.exception))
        self.assertEqual(api.get_participants(self.instructor, second).results[-1].username, "lena")
        call_command("proserva_cohorts", stdout=out)

    def test_a_broadcast_that_cannot_be_shown_hides_no_other(self):
        first, second = self.wait(subject="First"), self.wait(subject="Second")
        describe = proserva_broadcast.Command._describe

        def fail(command, broadcast):
            if broadcast.pk == first["id"]:
                raise LookupError
            return describe(command, broadcast)

        out = StringIO()
        with (
            mock.patch.object(proserva_broadcast.Command, "_describe", fail),
            self.assertLogs("proserva_messaging.store.faults", "ERROR"),
        ):
            call_command("proserva_broadcast", "list", stdout=out)
        self.assertIn(f"{first['id']}  cannot be shown", out.getvalue())
        self.assertIn(f"{second['id']}  {self.key}", out.getvalue())

    def test_a_step_of_a_retirement_that_fails_stops_no_other(self):
        message = self.ask("My secret")
        with (
            mock.patch.object(retirement, "_leave_announcements", side_effect=LookupError, __name__="leave"),
            self.assertLogs("proserva_messaging.retirement", "ERROR"),
        ):
            self.assertFalse(retirement.retire(self.learner))
        self.assertEqual(Message.objects.get(pk=message.pk).body, "")
        self.assertTrue(Retirement.objects.filter(user=self.learner).exists())
        self.assertEqual(retirement.retire_pending(), (1, 0))
