"""`manage.py proserva_export`: writes all that one person wrote and received to a zip archive or a folder."""

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from proserva_messaging.exports.targets import Archive, Folder
from proserva_messaging.exports.writing import Written, write_export
from proserva_messaging.store import audit
from proserva_messaging.types import User


class Command(BaseCommand):
    """For operators who answer a person's request for their data."""

    help = "Write all that a user wrote and received, as they may see it now, to a new zip archive or folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments."""
        parser.add_argument("username", help="The username of the account.")
        parser.add_argument(
            "--to", required=True, type=Path, help="A new file whose name ends with .zip, or a new or empty folder."
        )
        parser.add_argument("--reason", default="", help="The reason for the audit trail, in a few words.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, record it in the audit trail, and print the numbers.

        Raises CommandError if there is no such user, or the target is not new.
        """
        user: User | None = get_user_model().objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['username']}.")
        to: Path = options["to"]
        if any(to.iterdir()) if to.is_dir() else to.exists():
            raise CommandError(f"{to} exists already: give a new file, or a new or empty folder.")
        written = _write(user, to)
        facts = {"left_out": written.left_out}
        audit.record(
            audit.Action.DATA_EXPORTED, actor_id=None, person_id=user.pk, reason=options["reason"], facts=facts
        )
        self.stdout.write(f"Written to {to}.")
        for file in written.files:
            self.stderr.write(f"Not included: file {file.id}, {file.problem}")
        for thread_id in written.threads:
            self.stderr.write(f"Not complete: conversation {thread_id}. The log says why.")


def _write(user: User, to: Path) -> Written:
    if to.suffix.lower() != ".zip":
        return write_export(user, Folder(to))
    to.touch(mode=0o600, exist_ok=False)
    try:
        with to.open("wb") as file, Archive(file) as archive:
            written = write_export(user, archive)
    except BaseException:
        to.unlink()
        raise
    return written
