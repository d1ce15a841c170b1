"""`manage.py proserva_deliver`: sends due emails and deletes unclaimed files. Run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proserva_messaging.delivery import pause
from proserva_messaging.scanning import held_files
from proserva_messaging.store import audit
from proserva_messaging.store.stored_files import count_stuck, remove_due
from proserva_messaging.sweep import Swept, sweep


class Command(BaseCommand):
    """The sweep, for cron: emails that a crash left pending, daily digests, unclaimed files."""

    help = (
        "Send pending emails and due digests, mark interrupted emails, and delete unclaimed files. "
        "The exit status is 1 if some of the work failed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--digests-now", action="store_true", help="Send digests now, even if they are not due.")
        parser.add_argument("--try-now", action="store_true", help="If emails are paused, try one now.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep once, and print the numbers. Raises CommandError if some of the work failed."""
        if options["try_now"] and pause.try_now():
            audit.record(audit.Action.EMAILS_RESUMED, actor_id=None)
        swept = sweep(digests_now=options["digests_now"], with_files=True)
        removed = remove_due()
        self._print(swept, removed)
        if swept.failed:
            raise CommandError(
                f"Failed and tried again later: {', '.join(swept.failed)}. The log has the errors, and Django admin "
                "lists all failures."
            )

    def _print(self, swept: Swept, removed: int) -> None:
        self.stdout.write(
            f"Messages with emails due: {swept.messages}. Digests sent: {swept.digests}. "
            f"Interrupted emails: {swept.interrupted}. Broadcasts taken up: {swept.fan_outs}. "
            f"Forgotten files deleted: {swept.files}. Other files deleted: {removed}. "
            f"Files scanned for viruses: {swept.scans}. "
            f"Messages deleted by age: {swept.expired}."
        )
        if held := held_files.count_held():
            self.stderr.write(f"Files that wait for the virus scanner: {held}. Django admin lists the failed scans.")
        if stuck := count_stuck():
            self.stderr.write(f"Files that the storage could not delete yet: {stuck}. The log says why.")
        if current := pause.get_current():
            self.stderr.write(
                f"All emails are paused since {current.since:%Y-%m-%d %H:%M} UTC, because the mail server refuses this "
                f"site: {current.reason}. Next try: {current.until:%Y-%m-%d %H:%M} UTC."
            )
