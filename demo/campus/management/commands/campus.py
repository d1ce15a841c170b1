"""Prepare the demo campus and serve it. `make demo` runs this command."""

import io
import logging
import os
import shutil
import socket
import threading
import time
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from demo.campus.seed import PASSWORD, seed

HOST = "127.0.0.1"
DELIVER_SECONDS = 1
log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Migrate, seed an empty database, print the URLs, serve."""

    help = __doc__

    def add_arguments(self, parser):
        """Add `--reset`, and `--no-serve` for scripts that start their own server."""
        parser.add_argument("--reset", action="store_true", help="delete the demo's data first")
        parser.add_argument("--no-serve", action="store_true", help="prepare the campus, but do not serve it")

    def handle(self, *args, **options):
        """Run the command."""
        serve = not options["no_serve"]
        if not apps.is_installed("proserva_messaging"):
            raise CommandError(
                "Proserva Messaging was not found by its entry point; is it installed (pip install -e .)?"
            )
        if serve:
            check_port(settings.PORT)
        if options["reset"]:
            forget(settings.VAR)
        settings.VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        seeded = seed()
        if serve:
            self.stdout.write(welcome(seeded))
            os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
            threading.Thread(target=keep_delivering, daemon=True).start()
            call_command(
                "runserver", f"{HOST}:{settings.PORT}", use_reloader=False, insecure_serving=True, skip_checks=True
            )


def keep_delivering() -> None:
    """Run the sweep every second. A real site runs it by cron and has a worker for scheduled tasks."""
    while True:
        time.sleep(DELIVER_SECONDS)
        try:
            call_command("proserva_deliver", stdout=io.StringIO())
        except Exception:
            log.exception("The sweep failed; it runs again in a moment")
        finally:
            connection.close()


def check_port(port: int) -> None:
    """Raise CommandError if the port is taken, before anything is changed."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            advice = f"Stop the program that uses it, or choose another port: make demo PORT={port + 1}"
            raise CommandError(f"Port {port} of {HOST} cannot be used ({error.strerror}). {advice}") from error


def forget(folder: Path) -> None:
    """Delete the files that the demo wrote, and nothing else."""
    for name in ("campus.sqlite3", "campus.sqlite3-wal", "campus.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    for name in ("attachments", "media"):
        shutil.rmtree(folder / name, ignore_errors=True)


def welcome(seeded: bool) -> str:
    """Return the text to print: the URLs and how to sign in."""
    state = "A new campus." if seeded else "The campus as you left it; `make demo-reset` starts anew."
    return f"""
{state}

    Open      http://{HOST}:{settings.PORT}/
    Sign in   learner1, instructor or assistant (also learner2 to learner30, instructor2, admin)
    Password  {PASSWORD}, for all users; the bar at the top switches user without it
    Emails    http://{HOST}:{settings.PORT}/demo/mailbox/

Stop with Control-C.
"""
