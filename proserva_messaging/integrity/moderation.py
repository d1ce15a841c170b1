"""The rules about reports: a handled one keeps no texts, and a report is about a message of its thread."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from proserva_messaging.integrity.deliveries import CopyRule
from proserva_messaging.integrity.rule import Rule
from proserva_messaging.models import Block, Report, SharedMessage


class Kept(Rule):
    """The copies that a report shares are deleted with its outcome."""

    name, text, model = "shared_text", "A handled report keeps no text of a message", SharedMessage

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the copies with a text whose report was handled."""
        return rows.filter(report__state=Report.State.HANDLED).exclude(body_html="")

    def write(self, broken: QuerySet[Any]) -> None:
        """Delete the texts."""
        SharedMessage.objects.filter(pk__in=list(broken.values_list("pk", flat=True))).update(body_html="", files=[])


class SelfBlock(Rule):
    """No one blocks themselves."""

    name, text, model = "self_block", "A person has not blocked themselves", Block

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the blocks of a person by themselves."""
        return rows.filter(blocker=F("blocked"))

    def write(self, broken: QuerySet[Any]) -> None:
        """Delete them."""
        Block.objects.filter(pk__in=list(broken.values_list("pk", flat=True))).delete()


RULES: list[Rule] = [
    CopyRule("report_thread", "A report is about a message of its thread", Report, "thread_id", "message__thread_id"),
    Kept(),
    SelfBlock(),
]
