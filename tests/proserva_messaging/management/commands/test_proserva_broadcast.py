"""Tests of `manage.py proserva_broadcast`."""

import io

import ddt
from django.core.management import CommandError, call_command
from django.utils import timezone

from proserva_messaging.models import FanOut
from tests.broadcast_case import BroadcastCase


@ddt.ddt
class BroadcastCommandTests(BroadcastCase):
    def call(self, *words):
        out = io.StringIO()
        with self.captureOnCommitCallbacks(execute=True):
            call_command("proserva_broadcast", *map(str, words), stdout=out)
        return out.getvalue()

    def test_broadcasts_are_listed(self):
        done = self.broadcast(subject="Nobody else's business")
        waiting = self.wait()
        listed = self.call("list").splitlines()
        self.assertEqual(len(listed), 2)
        self.assertIn("in the bell 2 of 2, skipped 0, opened 0; emails: sent 2", listed[1])
        self.assertNotIn("business", "".join(listed))
        self.assertTrue(listed[0].startswith(f"{waiting['id']}  {self.key}  by ines  scheduled"))
        self.assertEqual(len(self.call("list", "--open").splitlines()), 1)
        self.assertEqual(len(self.call("list", "--course", self.key).splitlines()), 2)
        self.assertEqual(self.call("list", "--course", "course-v1:No+Such+Thing"), "")
        self.assertIn("sent", self.call("show", done["id"]))
        self.assertIn("chunks 1, not done 0", self.call("show", done["id"]))

    def test_a_broadcast_is_cancelled_and_resumed(self):
        waiting = self.wait()
        self.assertIn("Cancelled", self.call("cancel", waiting["id"]))
        with self.assertRaisesMessage(CommandError, "has ended: cancelled"):
            self.call("cancel", waiting["id"])
        going = self.wait()
        now = timezone.now()
        FanOut.objects.filter(state="scheduled").update(state="sending", starts=now, began=now, until_key=10**9)
        self.assertIn("Stopped. Recipients", self.call("cancel", going["id"]))
        self.assertIn("site administrator", self.show(going["id"])["stopped_reason"])
        self.assertIn("Resumed", self.call("resume", going["id"]))
        self.let_go()
        self.assertEqual(self.show(going["id"])["state"], "sent")
        self.assertIn("not stopped", self.call("resume", going["id"]))

    def test_a_broadcast_is_reported(self):
        shown = self.broadcast(notify_email=False)
        said = self.call("report", shown["id"])
        self.assertIn("2  bell ringing, opened 0, email skipped: bell_only", said)

    def test_a_missing_broadcast_is_an_error(self):
        with self.assertRaisesMessage(CommandError, "There is no broadcast 999999"):
            self.call("show", 999_999)
        with self.assertRaises(CommandError):
            self.call()
        with self.assertRaises(CommandError):
            self.call("list", "--course", "nonsense")
