"""`manage.py proserva_cohorts`: brings groups in step with their cohorts. Run it every hour or so."""

from typing import Any

from django.core.management.base import BaseCommand

from proserva_messaging.actions.cohorts import reconcile_all


class Command(BaseCommand):
    """For cron: the platform tells nobody when somebody is taken out of a cohort."""

    help = "Let people join and leave the groups that keep in step with a cohort, as it has changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Reconcile once, and say what was done."""
        joined, left = reconcile_all()
        self.stdout.write(f"Joined: {joined}. Left: {left}.")
