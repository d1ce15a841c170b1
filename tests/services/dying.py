"""An app for workers that die, or stop for a while, at a certain point: SERVICES_DIE_AT names it, and how often first
passed; SERVICES_DIE_HOW says what happens there."""

import os
import signal
import time

from django.apps import AppConfig
from django.db import connection


def die():
    """As `kill -9` does: nothing is tidied up, nobody is told."""
    os.kill(os.getpid(), signal.SIGKILL)


def lose_connection():
    """As a database does that restarts, or a firewall that forgets: the connection is gone, and says so at its next
    use."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CONNECTION_ID()")
        [own] = cursor.fetchone()
        killer = connection.copy()
        with killer.cursor() as other:
            other.execute(f"KILL {own}")
        killer.close()


def pause():
    """Long enough for others to run into what is locked."""
    time.sleep(4)


HOW = {"die": die, "lose": lose_connection, "pause": pause}


class DyingConfig(AppConfig):
    """Puts the end where it is wanted."""

    name = "tests.services.dying"
    label = "dying"

    def ready(self):
        """Let a function of ours end differently."""
        place, _, passed = os.environ.get("SERVICES_DIE_AT", "").partition(":")
        if place:
            self.left = int(passed or 0)
            self.end = HOW[os.environ.get("SERVICES_DIE_HOW", "die")]
            getattr(self, f"at_{place}")()

    def after(self, module, name, is_it=lambda *args, **options: True):
        """Let what is passed for the last time be followed by the end."""
        ours = getattr(module, name)

        def dying(*args, **options):
            result = ours(*args, **options)
            if is_it(*args, **options):
                self.left -= 1
                if self.left == -1:
                    self.end()
            return result

        setattr(module, name, dying)

    def at_planned(self):
        """In the transaction that writes chunks, before its commit."""
        from django.db.models import QuerySet  # noqa: PLC0415 (models are loaded only now)

        self.after(QuerySet, "bulk_create", lambda rows, *_args, **_options: rows.model.__name__ == "FanOutChunk")

    def at_claimed(self):
        """With a chunk claimed, and nothing written."""
        from proserva_messaging.delivery import chunks  # noqa: PLC0415

        self.after(chunks, "claim")

    def at_places(self):
        """In the transaction of a chunk, between its two inserts."""
        self.at_insert("Participant")

    def at_deliveries(self):
        """In the transaction of a chunk, before its commit."""
        self.at_insert("Delivery")

    def at_insert(self, wanted):
        """After rows of a model were written."""
        from proserva_messaging.delivery import bulk  # noqa: PLC0415

        self.after(bulk, "insert", lambda model, _name, rows, **_options: rows and model.__name__ == wanted)

    def at_committed(self):
        """Between a chunk's commit and whatever follows."""
        from proserva_messaging.delivery import chunks  # noqa: PLC0415

        self.after(chunks, "deliver")

    def at_mailed(self):
        """With an email handed to the mail server, and nobody told."""
        from proserva_messaging.delivery import mailer  # noqa: PLC0415

        self.after(mailer, "send")

    def at_taken(self):
        """With an email claimed, and nothing handed over."""
        from proserva_messaging.delivery import ledger  # noqa: PLC0415

        self.after(ledger, "claim")
