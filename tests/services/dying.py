"""An app that kills or pauses a worker at a point, or closes its database connection.

SERVICES_DIE_AT names the point and how often the worker passes it first ("claimed:2"); SERVICES_DIE_HOW says what
happens there.
"""

import os
import signal
import time

from django.apps import AppConfig
from django.db import connection


def die():
    """End the process like `kill -9`: without cleanup, and without a notice to other processes."""
    os.kill(os.getpid(), signal.SIGKILL)


def lose_connection():
    """Close the connection on the server, as a restart does. The client sees the error at its next query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CONNECTION_ID()")
        [own] = cursor.fetchone()
        killer = connection.copy()
        with killer.cursor() as other:
            other.execute(f"KILL {own}")
        killer.close()


def pause():
    """Sleep until other workers run into the locks."""
    time.sleep(12)


HOW = {"die": die, "lose": lose_connection, "pause": pause}


class DyingConfig(AppConfig):
    """Registration of the app: wraps the function at the point."""

    name = "tests.services.dying"
    label = "dying"

    def ready(self):
        """Install the failure, if SERVICES_DIE_AT is set."""
        point, _, passed = os.environ.get("SERVICES_DIE_AT", "").partition(":")
        if point:
            self.left = int(passed or 0)
            self.fail = HOW[os.environ.get("SERVICES_DIE_HOW", "die")]
            getattr(self, f"at_{point}")()

    def after(self, module, name, matches=lambda *args, **options: True):
        """Wrap a function: fail after the call that matches for the last time."""
        ours = getattr(module, name)

        def dying(*args, **options):
            result = ours(*args, **options)
            if matches(*args, **options):
                self.left -= 1
                if self.left == -1:
                    self.fail()
            return result

        setattr(module, name, dying)

    def at_planned(self):
        """Fail in the transaction that writes chunks, before its commit."""
        from django.db.models import QuerySet  # noqa: PLC0415 (models are loaded only now)

        self.after(QuerySet, "bulk_create", lambda rows, *_args, **_options: rows.model.__name__ == "FanOutChunk")

    def at_claimed(self):
        """Fail after a chunk is claimed, before anything is written."""
        from proserva_messaging.delivery import chunks  # noqa: PLC0415

        self.after(chunks, "claim")

    def at_participants(self):
        """Fail in the transaction of a chunk, between its two inserts."""
        self.at_insert("Participant")

    def at_deliveries(self):
        """Fail in the transaction of a chunk, before its commit."""
        self.at_insert("Delivery")

    def at_insert(self, wanted):
        """Fail after rows of a model are inserted."""
        from proserva_messaging.delivery import chunks  # noqa: PLC0415

        self.after(chunks, "bulk_insert", lambda model, _name, rows, **_options: rows and model.__name__ == wanted)

    def at_committed(self):
        """Fail after a chunk's commit."""
        from proserva_messaging.delivery import chunks  # noqa: PLC0415

        self.after(chunks, "deliver")

    def at_mailed(self):
        """Fail after an email is handed to the mail server, before its outcome is recorded."""
        from proserva_messaging.delivery import mailer  # noqa: PLC0415

        self.after(mailer, "send")

    def at_taken(self):
        """Fail after an email is claimed, before it is handed to the mail server."""
        from proserva_messaging.delivery import ledger  # noqa: PLC0415

        self.after(ledger, "claim")
