"""`manage.py campus`: makes the campus ready and serves it. `make demo` calls it."""

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
    """Migrate, seed where nothing is there yet, say where to go, serve."""

    help = __doc__

    def add_arguments(self, parser):
        """Take `--reset`, and `--no-serve` for scripts that bring their own server."""
        parser.add_argument("--reset", action="store_true", help="forget everything first")
        parser.add_argument("--no-serve", action="store_true", help="make ready, but do not serve")

    def handle(self, *args, **options):
        """Run."""
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
    """Do what cron does for a real site, only oftener: there is no worker here for what is to happen later."""
    while True:
        time.sleep(DELIVER_SECONDS)
        try:
            call_command("proserva_deliver", stdout=io.StringIO())
        except Exception:
            log.exception("The sweep failed; there is another in a moment")
        finally:
            connection.close()


def check_port(port: int) -> None:
    """Raise CommandError where the port is taken, before anything is changed."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            advice = f"Stop what runs there, or choose another port: make demo PORT={port + 1}"
            raise CommandError(f"Port {port} of {HOST} cannot be used ({error.strerror}). {advice}") from error


def forget(folder: Path) -> None:
    """Delete what the demo wrote, and only that."""
    for name in ("campus.sqlite3", "campus.sqlite3-wal", "campus.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    for name in ("attachments", "media"):
        shutil.rmtree(folder / name, ignore_errors=True)


def welcome(seeded: bool) -> str:
    """Return what to print: where to go, and as whom."""
    state = "A new campus." if seeded else "The campus as you left it; `make demo-reset` starts anew."
    return f"""
{state}

    Open      http://{HOST}:{settings.PORT}/
    Sign in   learner1, instructor or assistant (also learner2 to learner30, instructor2, admin)
    Password  {PASSWORD}, for everybody; the bar at the top switches user without it
    Emails    http://{HOST}:{settings.PORT}/demo/mailbox/

Stop with Control-C.
"""
