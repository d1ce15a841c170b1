"""`manage.py proserva_retire`: scrubs what retired people left, where the platform's pipeline could not see to it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from proserva_messaging.actions.retirement import retire, retire_pending
from proserva_messaging.edxapp import get_platform


class Command(BaseCommand):
    """For an operator, after a log line about a retirement that is not finished."""

    help = "Scrub what somebody wrote, their files and their choices, or finish all retirements that were cut short."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a person, or --pending."""
        parser.add_argument("username", nargs="?", help="Whom to retire, by the name that the account has now.")
        parser.add_argument("--pending", action="store_true", help="Finish every retirement that was begun.")
        parser.add_argument("--not-retired", action="store_true", help="Yes, somebody whose account is still in use.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Retire, and say what is left."""
        if bool(options["username"]) == options["pending"]:
            raise CommandError("Name one person, or say --pending.")
        if options["pending"]:
            done, left = retire_pending()
        else:
            user = self._find(options["username"], even_in_use=options["not_retired"])
            done, left = (1, 0) if retire(user) else (0, 1)
        self.stdout.write(f"Retired: {done}. Not finished: {left}.")
        if left:
            raise CommandError("The log says what could not be removed. Try again with --pending.")

    def _find(self, username: str, *, even_in_use: bool) -> Any:
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is nobody called {username}.")
        if not even_in_use and not get_platform().is_retired(user):
            raise CommandError(f"{username} is not retired, and what is scrubbed is gone. Say --not-retired to go on.")
        return user
