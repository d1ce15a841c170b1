"""`manage.py proserva_cohorts`: syncs groups with their cohorts. Run it about once an hour."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proserva_messaging.conversations.cohorts import reconcile_all


class Command(BaseCommand):
    """For cron: the platform sends no signal when a person is removed from a cohort."""

    help = "Sync groups with their cohorts: add and remove people."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sync once, and print the numbers. Raises CommandError if a group could not be synced."""
        failed: list[int] = []
        joined, left = reconcile_all(failed)
        self.stdout.write(f"Joined: {joined}. Left: {left}.")
        if failed:
            groups = ", ".join(map(str, failed))
            raise CommandError(f"Not synced, see the log: groups {groups}. The next run tries again.")
