"""The base class of tests in which days pass, and processes whose clocks differ work side by side."""

from datetime import datetime, timedelta

from django.utils import timezone

from proserva_messaging import tasks
from proserva_messaging.models import Delivery
from proserva_messaging.sweep import sweep
from tests.announcement_case import AnnouncementCase
from tests.broadcast_case import BroadcastCase
from tests.clock import START, Clock


class TwoDaysCase(BroadcastCase, AnnouncementCase):
    """A course under a clock that the test moves. What follows a commit runs on the same clock as the commit."""

    starts: datetime = START

    def setUp(self):
        super().setUp()
        self.clock = Clock(self.starts)
        self.enterContext(self.clock.running())
        # The class created them under the real clock, which may be later or earlier.
        for user in (self.instructor, self.assistant, self.learner, self.classmate, self.outsider):
            user.refresh_from_db()

    def sweep(self, *, with_files=False, **error):
        """Run a sweep with what follows it, in a process whose clock is off by so much. Return its numbers."""
        with self.clock.off_by(**error), self.captureOnCommitCallbacks(execute=True):
            swept = sweep(with_files=with_files)
        self.assertEqual(swept.failed, ())
        return swept

    def work(self, task, key, **error):
        """Run a task in a worker whose clock is off by so much. Tasks that it queues do not run."""
        with self.clock.off_by(**error), self.captureOnCommitCallbacks(execute=True):
            getattr(tasks, task)(key)

    def emails(self, message_id):
        """Return the states of a message's emails, each once."""
        return sorted(set(Delivery.objects.filter(message=message_id).values_list("email", flat=True)))

    @staticmethod
    def hours(number):
        """Return a time in so many hours, as a client sends it."""
        return (timezone.now() + timedelta(hours=number)).isoformat()
