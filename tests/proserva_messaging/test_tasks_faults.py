"""Tests of faults in commands and tasks: a unit of work that fails stops no other."""

from datetime import timedelta
from io import StringIO
from unittest import mock

import ddt
from django.core.management import CommandError, call_command
from django.utils import timezone

from proserva_messaging import tasks
from proserva_messaging.announcements import publishing
from proserva_messaging.delivery import email, fanout
from proserva_messaging.models import Delivery, Failure
from tests.fault_case import LOG, FaultCase


class CommandTests(FaultCase):
    def test_the_exit_status_and_the_output_show_failures_without_any_text(self):
        message_id = self.write(body="secret words")
        out = StringIO()
        broken = mock.patch.object(email, "build_contents", side_effect=RuntimeError("secret words"))
        with broken, self.assertLogs(LOG, "ERROR"), self.assertRaises(CommandError) as caught:
            call_command("proserva_deliver", stdout=out)
        self.assertIn(f"emails {message_id}", str(caught.exception))
        self.assertEqual(caught.exception.returncode, 1)
        self.assertIn("Messages with emails due: 1.", out.getvalue())
        self.assertNotIn("secret", out.getvalue() + str(caught.exception))
        call_command("proserva_deliver", stdout=out)

    def test_files_that_cannot_be_deleted_stop_no_email(self):
        message_id = self.write()
        with (
            mock.patch("proserva_messaging.sweep.purge_unclaimed", side_effect=OSError("read-only")),
            self.assertLogs(LOG, "ERROR"),
            self.assertRaises(CommandError) as caught,
        ):
            call_command("proserva_deliver", stdout=StringIO())
        self.assertIn("files 0", str(caught.exception))
        self.assertEqual(self.states(message_id), {"sent"})


@ddt.ddt
class TaskTests(FaultCase):
    """Tasks as workers run them: not at once, but from the queue."""

    def queued(self):
        """Return a replacement of the queue, which keeps the tasks."""
        return mock.patch.object(tasks, "_queue")

    def test_a_worker_whose_clock_is_behind_comes_back(self):
        message_id = self.write()
        behind = timezone.now() - timedelta(seconds=0.1)
        Delivery.objects.update(email_due=behind + timedelta(seconds=0.1))
        with mock.patch("django.utils.timezone.now", return_value=behind), self.queued() as queue:
            tasks.send_message_emails(message_id)
        queue.assert_called_once_with(tasks.send_message_emails, (message_id,), countdown=1.0)
        self.assertEqual(self.states(message_id), {"pending"})
        tasks.send_message_emails(message_id)
        self.assertEqual(self.states(message_id), {"sent"})

    def test_a_worker_whose_clock_is_behind_comes_back_to_a_broadcast(self):
        fan_out = self.schedule()
        behind = fan_out.starts - timedelta(seconds=0.1)
        with mock.patch("django.utils.timezone.now", return_value=behind), self.queued() as queue:
            tasks.run_fan_out(fan_out.pk)
        ((task, args), options) = queue.call_args
        self.assertEqual((task, args[0]), (tasks.run_fan_out, fan_out.pk))
        self.assertAlmostEqual(options["countdown"], 0.1)

    @ddt.data("send_message_emails", "run_fan_out", "reconcile_announcement")
    def test_a_task_that_fails_is_queued_again_and_reported(self, name):
        target, broken = {
            "send_message_emails": (self.write(), (email, "send_for_message")),
            "run_fan_out": (self.schedule().pk, (fanout, "run")),
            "reconcile_announcement": (self.announce()["id"], (publishing, "reconcile")),
        }[name]
        Failure.objects.all().delete()
        task = getattr(tasks, name)
        with (
            mock.patch.object(*broken, side_effect=RuntimeError("a bug")) as work,
            self.queued() as queue,
            self.assertLogs(LOG, "ERROR"),
        ):
            for _time in range(2):
                with self.assertRaises(RuntimeError):
                    task(target)
            task(target)
        self.assertEqual(work.call_count, 2)
        self.assertEqual(Failure.objects.get().key, target)
        if name != "run_fan_out":  # its heartbeat brings it back
            self.assertEqual([call.args[0] for call in queue.call_args_list], [task] * 3)
            waits = [call.kwargs["countdown"] for call in queue.call_args_list]
            self.assertEqual([round(wait, -1) for wait in waits], [60, 120, 120])
        Failure.objects.update(due=timezone.now())
        task(target)
        self.assertFalse(Failure.objects.exists())
