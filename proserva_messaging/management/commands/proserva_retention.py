"""`manage.py proserva_retention`: deletes the messages that courses keep no longer, or counts them."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.models import Thread
from proserva_messaging.retention.running import Run, delete_in_course, get_days, preview


class Command(BaseCommand):
    """For operators. The sweep applies the rules by itself; this shows what it will do, or does it now."""

    help = "Delete the messages that are older than their course's retention rule allows."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--course", default="", help="Only this course.")
        parser.add_argument("--dry-run", action="store_true", help="Count, and delete nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply the rules, and print a line for each course. Raises CommandError if a thread failed."""
        failed = 0
        for course_key in self._list_courses(options["course"]):
            if days := get_days(course_key):
                run = Run(course_key, timezone.now() - timedelta(days=days))
                if options["dry_run"]:
                    preview(run)
                else:
                    delete_in_course(run)
                failed += len(run.failed)
                self._print(run, days)
        if failed:
            raise CommandError(f"{failed} threads failed and are tried again by the sweep. The log has the errors.")

    def _list_courses(self, course_id: str) -> list[CourseKey]:
        if not course_id:
            return sorted(set(Thread.objects.values_list("course_id", flat=True).distinct()), key=str)
        try:
            return [read_course_key(course_id)]
        except InvalidKeyError:
            raise CommandError(f"{course_id} is not the id of a course.") from None

    def _print(self, run: Run, days: int) -> None:
        deleted = run.deleted
        self.stdout.write(
            f"{run.course_key}: {days} days; {deleted.messages} messages and {deleted.files} files in {run.threads} "
            f"threads; {run.held} threads under hold."
        )
