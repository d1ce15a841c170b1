"""The base class of tests of faults."""

from datetime import timedelta

from django.utils import timezone

from proserva_messaging import api
from proserva_messaging.models import Delivery, FanOut
from proserva_messaging.sweep import sweep
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase

LOG = "proserva_messaging.delivery.failures"


def fail_for(function, broken, error=RuntimeError):
    """Return a function that raises an error if its first argument is in `broken`, and else calls `function`."""

    def call(first, *args, **more):
        if first in broken:
            raise error("a bug")
        return function(first, *args, **more)

    return call


class FaultCase(BroadcastCase, AnnouncementCase):
    def write(self, to="ines", body="Hello?"):
        """Write a message whose worker dies before it starts, and return its id."""
        return api.start_thread(self.learner, self.key, [to], body).id

    def schedule(self, **more):
        """Write a broadcast that is due now, and return its fan-out."""
        waiting = self.wait(**more)
        FanOut.objects.filter(broadcast=waiting["id"]).update(starts=timezone.now() - timedelta(seconds=1))
        return FanOut.objects.get(broadcast=waiting["id"])

    def sweep_with_faults(self, **more):
        with self.assertLogs(LOG, "ERROR"):
            return sweep(**more)

    def states(self, message_id):
        return set(Delivery.objects.filter(message=message_id).values_list("email", flat=True))
