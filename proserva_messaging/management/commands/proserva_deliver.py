"""`manage.py proserva_deliver`: sends what is due and clears what was forgotten. Run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from proserva_messaging.actions.attachments import purge_unclaimed
from proserva_messaging.delivery.sweep import sweep


class Command(BaseCommand):
    """The sweep, for cron: emails that a crash left pending, daily digests, files that nobody sent."""

    help = "Send pending emails and due digests, mark interrupted ones, delete files that were never sent."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the option."""
        parser.add_argument("--digests-now", action="store_true", help="Send digests at once, due or not.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep once, and say what was done."""
        swept = sweep(digests_now=options["digests_now"])
        purged = purge_unclaimed()
        self.stdout.write(
            f"Messages with emails due: {swept.messages}. Digests sent: {swept.digests}. "
            f"Interrupted emails: {swept.interrupted}. Broadcasts taken up: {swept.fan_outs}. "
            f"Forgotten files deleted: {purged}."
        )
