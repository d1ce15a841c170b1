"""`manage.py proserva_audit`: writes the audit trail as CSV or as lines of JSON."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.audit_trail.export import export_entries
from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.store import audit


class Command(BaseCommand):
    """For operators. The export is itself an entry of the trail."""

    help = "Write the audit trail to the standard output, the oldest entry first."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        time = "in ISO 8601, such as 2026-11-29 or 2026-11-29T10:00; UTC unless it names another zone"
        parser.add_argument("--since", default="", help=f"Only entries from this time on, {time}.")
        parser.add_argument("--until", default="", help="Only entries before this time.")
        parser.add_argument("--course", default="", help="Only entries of this course.")
        parser.add_argument("--format", choices=["csv", "jsonl"], default="csv", help="The form of the file.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file. Raises CommandError for a time or a course that cannot be read."""
        since, until = _read_time(options["since"]), _read_time(options["until"])
        course_key = _read_course(options["course"])
        lines = export_entries(options["format"], since=since, until=until, course_key=course_key)
        for line in lines:
            self.stdout.write(line, ending="")
        # Afterwards, so that an export does not end with itself.
        times = {name: time.isoformat() for name, time in (("since", since), ("until", until)) if time}
        facts = {"format": options["format"], **times}
        audit.record(audit.Action.AUDIT_EXPORTED, actor_id=None, course_key=course_key, facts=facts)


def _read_time(text: str) -> datetime | None:
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text.replace(" ", "T"))
    except ValueError:
        raise CommandError(f"{text} is not a time.") from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _read_course(text: str) -> CourseKey | None:
    if not text:
        return None
    try:
        return read_course_key(text)
    except InvalidKeyError:
        raise CommandError(f"{text} is not the id of a course.") from None
