"""The rules about the columns of one row. Each check constraint of the models has its repair here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import IntegrityError
from django.db.models import Case, CheckConstraint, F, Model, Q, Value, When

from proserva_messaging.integrity.rule import ColumnRule
from proserva_messaging.models import (
    Announcement,
    Attachment,
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
    Thread,
)
from proserva_messaging.models.constraints import get_condition
from proserva_messaging.models.moderation import AROUND_MAX
from proserva_messaging.store.transactions import run_atomic


class ConstrainedRule(ColumnRule):
    """The rule of a check constraint."""

    def repair(self, ids: Sequence[int]) -> None:
        """Repair all rows at once. If the database refuses, one of them breaks another rule too: then row by row."""
        try:
            super().repair(ids)
        except IntegrityError:
            for pk in ids:
                run_atomic(partial(_repair_row, self.model, pk))


def _repair_row(model: type[Model], pk: int) -> None:
    """Repair all rules of a row in one statement."""
    row = model._base_manager.filter(pk=pk)
    broken = [rule for rule in list_column_rules() if rule.model is model and rule.filter(row).exists()]
    row.update(**{name: value for rule in broken for name, value in rule.values.items()})


# Someone has to look again.
REOPENED = {"state": Report.State.OPEN, "outcome": "", "handled": None}
# For each constraint: the rule in words, and the values with which a broken row is repaired.
REPAIRS: dict[str, tuple[str, dict[str, Any]]] = {
    "proserva_thread_kind": (
        "A thread has a known kind",
        {"kind": Case(When(direct_key=None, then=Value("group")), default=Value("direct"))},
    ),
    "proserva_key_of_direct": ("Only a direct thread has the key of a pair", {"direct_key": None}),
    "proserva_closed_group": ("Only a group is closed", {"closed": None}),
    "proserva_role": ("A participant is an owner or a member", {"role": Participant.Role.MEMBER}),
    "proserva_seat": ("A seat is the first or the second", {"seat": None}),
    "proserva_removed_left": ("Only a participant who left was removed", {"removed": False}),
    "proserva_event_text": ("A system message has no text of a person", {"event": None}),
    "proserva_bell_state": ("A bell has a known state", {"bell": Delivery.Bell.QUIET}),
    # Never sent again by itself.
    "proserva_email_state": ("An email has a known state", {"email": Delivery.Email.UNKNOWN}),
    "proserva_unreached": ("A skipped delivery has no email", {"email": Delivery.Email.SKIPPED}),
    "proserva_text_version": ("A text is no newer than its announcement", {"text_version": F("version")}),
    "proserva_email_rings": ("An announcement with emails rings the bell", {"email": False}),
    "proserva_hidden_published": ("Only a published announcement is taken down", {"hidden_at": None}),
    "proserva_peers": ("A course has a known setting for classmates", {"peer_messages": ""}),
    "proserva_button": ("A course has a known setting for its button", {"button": ""}),
    # For ever: a wrong value must not delete anything.
    "proserva_retention": ("Messages are kept for at least 30 days", {"retention_days": 0}),
    "proserva_hold_why": ("A hold has a reason", {"reason": "(No reason was recorded.)"}),
    "proserva_disclosure_why": ("A disclosure has a reason", {"reason": "(No reason was recorded.)"}),
    "proserva_fan_out_state": (
        "A fan-out has a known state",
        {"state": FanOut.State.STOPPED, "stopped_reason": "operator"},
    ),
    "proserva_stopped_why": ("Only a stopped fan-out has a reason for it", {"stopped_reason": ""}),
    "proserva_open_unfinished": ("A fan-out that goes on is not finished", {"finished": None}),
    "proserva_chunk_size": ("A chunk has served no more people than it has", {"written": F("size"), "skipped": 0}),
    # Never passed without a scan.
    "proserva_scan_state": ("A file has a known state of its scan", {"scan": Attachment.Scan.HELD}),
    # It is made again.
    "proserva_export_state": ("An export is waiting or ready", {"state": Export.State.WAITING}),
    "proserva_ready_file": ("An export that is ready has a file", {"state": Export.State.WAITING}),
    # The default, until the person chooses again.
    "proserva_report_reason": ("A report has a known reason", {"reason": Report.Reason.OTHER}),
    # Those who run the site can see all reports.
    "proserva_report_route": ("A report goes to the team or the site", {"route": Report.Route.SITE}),
    "proserva_report_state": ("A report is open or handled", REOPENED),
    "proserva_report_around": (
        "A report shares a limited number of messages",
        {"before": AROUND_MAX, "after": AROUND_MAX},
    ),
    "proserva_report_outcome": ("Only a handled report has an outcome and its time", REOPENED),
    "proserva_report_passed": ("A report that was passed on goes to the site", {"route": Report.Route.SITE}),
    "proserva_care_state": ("A care alert is open or handled", REOPENED),
    "proserva_care_outcome": ("Only a handled care alert has an outcome and its time", REOPENED),
    "proserva_preference": ("A preference for emails is a known one", {"email": Preference.Email.EACH}),
}
MODELS: tuple[type[Model], ...] = (
    *(Thread, Participant, Message, Delivery, FanOut, FanOutChunk),
    *(Announcement, Preference, CourseSettings, Disclosure, Hold, Attachment, Export, Report, CareAlert),
)


# The rules of columns that the database does not check.
UNREAD, SILENT = Q(read_at__isnull=True), ~Q(bell=Delivery.Bell.RINGING)
OTHERS: tuple[ColumnRule, ...] = (
    ColumnRule(
        "group_chat", "A group has Group Chat on", Thread, ~Q(kind="group") | Q(group_chat=True), group_chat=True
    ),
    ColumnRule(
        "left_title",
        "Only a participant who left has an earlier title",
        Participant,
        Q(left_title="") | Q(left__isnull=False),
        left_title="",
    ),
    ColumnRule(
        "removed_text",
        "A removed message has no text",
        Message,
        Q(removed__isnull=True) | Q(body="", body_html="", preview=""),
        body="",
        body_html="",
        preview="",
    ),
    ColumnRule(
        "read_rings", "A message that was read rings no bell", Delivery, UNREAD | SILENT, bell=Delivery.Bell.QUIET
    ),
    ColumnRule(
        "sent_at",
        "A sent email has a time",
        Delivery,
        ~Q(email=Delivery.Email.SENT) | Q(email_at__isnull=False),
        email_at=F("email_due"),
    ),
    ColumnRule(
        "began",
        "A fan-out that began has a time",
        FanOut,
        ~Q(state__in=[FanOut.State.SENDING, FanOut.State.SENT]) | Q(began__isnull=False),
        began=F("starts"),
    ),
)


def list_column_rules() -> list[ColumnRule]:
    """Return a rule for each check constraint, and those that the database does not have."""
    rules: list[ColumnRule] = []
    for model in MODELS:
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                text, values = REPAIRS[constraint.name]
                name = constraint.name.removeprefix("proserva_")
                rules.append(ConstrainedRule(name, text, model, get_condition(constraint), **values))
    return [*rules, *OTHERS]
