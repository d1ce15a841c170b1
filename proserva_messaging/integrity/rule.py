"""A rule of the stored data: how to find the rows that break it, and how to repair them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet

from proserva_messaging.store.transactions import run_atomic


class Rule:
    """A rule about the rows of one model. A subclass has a `name` for the command line, a sentence, and a condition."""

    name: str
    text: str
    model: type[Model]

    def find(self, rows: QuerySet[Any]) -> list[int]:
        """Return the ids of those of the rows that break the rule, in ascending order."""
        return list(self.filter(rows).order_by("pk").values_list("pk", flat=True))

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return those of the rows that break the rule, as a query set."""
        raise NotImplementedError

    def repair(self, ids: Sequence[int]) -> None:
        """Repair broken rows. It may leave some, which are then counted as broken."""
        run_atomic(lambda: self.write(self.filter(self.model._base_manager.filter(pk__in=ids))))

    def write(self, broken: QuerySet[Any]) -> None:
        """Repair the rows of a query set, in a transaction."""
        raise NotImplementedError


class ColumnRule(Rule):
    """A rule about the columns of one row, which a check constraint has too, if the database has it.

    `values` are the repaired values of the columns.
    """

    def __init__(self, name: str, text: str, model: type[Model], condition: Q, **values: Any):
        self.name, self.text, self.model = name, text, model
        self.condition, self.values = condition, values

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows without the condition."""
        return rows.exclude(self.condition)

    def write(self, broken: QuerySet[Any]) -> None:
        """Set the columns to the repaired values. One statement."""
        broken.update(**self.values)
