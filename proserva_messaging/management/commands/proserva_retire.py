"""`manage.py proserva_retire`: scrubs the data of retired users if the platform's pipeline could not."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from proserva_messaging.edxapp import get_platform
from proserva_messaging.retirement import retire, retire_pending
from proserva_messaging.types import User


class Command(BaseCommand):
    """For operators, after a log entry about an unfinished retirement."""

    help = "Scrub the messages, files and preferences of a user, or finish all interrupted retirements."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments: a username, or --pending."""
        parser.add_argument("username", nargs="?", help="The current username of the account.")
        parser.add_argument("--pending", action="store_true", help="Finish all interrupted retirements.")
        parser.add_argument("--not-retired", action="store_true", help="Allow an account that is still in use.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Retire, and print the numbers."""
        if bool(options["username"]) == options["pending"]:
            raise CommandError("Give one username, or --pending.")
        if options["pending"]:
            done, left = retire_pending()
        else:
            user = self._find(options["username"], even_in_use=options["not_retired"])
            done, left = (1, 0) if retire(user) else (0, 1)
        self.stdout.write(f"Retired: {done}. Not finished: {left}.")
        if left:
            raise CommandError("The log lists the data that could not be removed. Try again with --pending.")

    def _find(self, username: str, *, even_in_use: bool) -> User:
        user: User | None = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no user {username}.")
        if not even_in_use and not get_platform().is_retired(user):
            raise CommandError(
                f"{username} is not retired, and scrubbed data cannot be restored. Add --not-retired to continue."
            )
        return user
