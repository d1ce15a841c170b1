"""Check the rules over all rows, in batches, and repair what breaks them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from proserva_messaging.integrity import deliveries, moderation, threads
from proserva_messaging.integrity.columns import list_column_rules
from proserva_messaging.integrity.rule import Rule
from proserva_messaging.models import (
    Announcement,
    AnnouncementMark,
    Attachment,
    Block,
    CareAlert,
    CourseSettings,
    Delivery,
    Disclosure,
    Export,
    FanOut,
    FanOutChunk,
    Hold,
    Message,
    Participant,
    Preference,
    Report,
    Restriction,
    SharedMessage,
    Thread,
    ThreadCohort,
)
from proserva_messaging.models.constraints import add_missing, find_missing

# The number of rows that one query examines, and of ids in memory.
WINDOW = 5000
REPAIRED_AT_ONCE = 500
CONSTRAINED: tuple[type[Model], ...] = (
    *(Thread, Participant, Message, Delivery, ThreadCohort, FanOut, FanOutChunk),
    *(Announcement, AnnouncementMark, Preference, CourseSettings, Disclosure, Hold, Attachment, Export),
    *(Report, SharedMessage, Block, Restriction, CareAlert),
)


@dataclass(frozen=True)
class Result:
    """The number of rows that break a rule, and of those that were repaired."""

    rule: Rule
    broken: int
    repaired: int

    @property
    def left(self) -> int:
        """The number of rows that still break the rule."""
        return self.broken - self.repaired


def list_rules() -> list[Rule]:
    """Return all rules, in the order in which they are repaired: columns before what relies on them."""
    return [*list_column_rules(), *threads.RULES, *deliveries.RULES, *moderation.RULES]


def check(rule: Rule, *, repair: bool = False) -> Result:
    """Count the rows that break a rule, and with `repair` repair them. Reads WINDOW rows at a time, by key."""
    broken = repaired = 0
    for rows in _list_windows(rule.model):
        ids = rule.find(rows)
        broken += len(ids)
        if repair and ids:
            for start in range(0, len(ids), REPAIRED_AT_ONCE):
                rule.repair(ids[start : start + REPAIRED_AT_ONCE])
            repaired += len(ids) - len(rule.find(rule.model._base_manager.filter(pk__in=ids)))
    return Result(rule, broken, repaired)


def list_missing_constraints() -> list[str]:
    """Return the names of the constraints that the database lacks."""
    return [each.name for model in CONSTRAINED for each in find_missing(model)]


def add_missing_constraints() -> list[str]:
    """Add the constraints that the database lacks, and return why some could not be added.

    Blocks the writers of a large table on MySQL and MariaDB.
    """
    refused = []
    for model in CONSTRAINED:
        with connection.schema_editor(atomic=connection.vendor == "sqlite") as editor:
            refused += add_missing(editor, model, even_if_large=True)
    return refused


def _list_windows(model: type[Model]) -> Iterator[QuerySet[Any]]:
    """Yield the rows of a table in ranges of keys."""
    rows, last = model._base_manager.order_by("pk"), 0
    while True:
        following = rows.filter(pk__gt=last).values_list("pk", flat=True)
        end = next(iter(following[WINDOW - 1 : WINDOW]), None)
        window = model._base_manager.filter(pk__gt=last)
        if end is None:
            yield window
            return
        yield window.filter(pk__lte=end)
        last = end
