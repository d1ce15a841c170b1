"""`manage.py proserva_check`: finds stored rows that break a rule, and repairs them on request."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proserva_messaging.integrity.checking import (
    Result,
    add_missing_constraints,
    check,
    list_missing_constraints,
    list_rules,
)
from proserva_messaging.store import audit


class Command(BaseCommand):
    """For operators, after an upgrade or a restored backup. It only reads, unless an option says otherwise."""

    help = "Count the rows that break a rule. The exit status is 1 while there are any, or a constraint is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments."""
        names = ", ".join(rule.name for rule in list_rules())
        parser.add_argument("rules", nargs="*", help=f"Check these rules only: {names}.")
        parser.add_argument("--repair", action="store_true", help="Repair the rows that break a rule.")
        parser.add_argument(
            "--constraints",
            action="store_true",
            help="Add the constraints that the database lacks. On MySQL and MariaDB, writers of a large table wait.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, repair, and print the numbers."""
        rules = {rule.name: rule for rule in list_rules()}
        if unknown := set(options["rules"]) - set(rules):
            raise CommandError(f"There is no rule {', '.join(sorted(unknown))}.")
        left = 0
        for name in options["rules"] or rules:
            result = check(rules[name], repair=options["repair"])
            left += result.left
            if result.repaired:
                facts = {"rule": name, "rows": result.repaired}
                audit.record(audit.Action.DATA_REPAIRED, actor_id=None, facts=facts)
            self._print(result, options)
        missing = [] if options["rules"] else self._check_constraints(add=options["constraints"])
        if left or missing:
            hint = "" if options["repair"] else " Repair with --repair."
            raise CommandError(f"{left} rows break a rule; {len(missing)} constraints are missing.{hint}", returncode=1)
        self.stdout.write("All rules hold.")

    def _print(self, result: Result, options: dict[str, Any]) -> None:
        if result.broken or options["verbosity"] > 1:
            done = f", {result.repaired} repaired" if options["repair"] else ""
            self.stdout.write(f"{result.rule.name}: {result.broken} broken{done}. {result.rule.text}.")

    def _check_constraints(self, *, add: bool) -> list[str]:
        if add:
            for text in add_missing_constraints():
                self.stdout.write(text)
        missing = list_missing_constraints()
        if missing:
            self.stdout.write(f"Missing constraints: {', '.join(missing)}. Add them with --constraints.")
        return missing
