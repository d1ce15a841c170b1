"""Input and output of moderation: reports of messages, and blocks."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from proserva_messaging.models import Report
from proserva_messaging.models.moderation import AROUND_MAX
from proserva_messaging.moderation import data
from proserva_messaging.rest_api.v1 import shapes  # noqa: F401 (the serializers of nested data are derived there)
from proserva_messaging.rest_api.v1.derive import derive
from proserva_messaging.rest_api.v1.inputs import PageQuerySerializer, id_field, text_field
from proserva_messaging.rest_api.v1.strict import DefaultChoiceField, StrictSerializer


def around_field(text: str) -> serializers.IntegerField:
    """Return a field for a number of messages beside a reported one."""
    return serializers.IntegerField(default=0, min_value=0, max_value=AROUND_MAX, help_text=text)


class ReportInputSerializer(StrictSerializer):
    """A report of a message, and how much around it is shared with those who handle it."""

    reason = serializers.ChoiceField(Report.Reason.values)
    note = text_field(required=False)
    before = around_field("How many earlier messages to share")
    after = around_field("How many later messages to share")
    about_team = serializers.BooleanField(default=False, help_text="Sends it to the site instead of the course team")


class ReportQuerySerializer(PageQuerySerializer):
    """The query of a queue: of a course, or without one that of the site."""

    course_id = serializers.CharField(required=False, allow_blank=True)
    state = DefaultChoiceField(Report.State.values, default=Report.State.OPEN.value)


class OutcomeInputSerializer(StrictSerializer):
    """The outcome of a report."""

    outcome = serializers.ChoiceField(Report.Outcome.values)


class BlockInputSerializer(StrictSerializer):
    """A person to block, and a conversation with them."""

    thread = id_field()
    username = serializers.CharField(max_length=255)


ROUTE: dict[str, Any] = {"route": serializers.ChoiceField(Report.Route.values)}
ROW: dict[str, Any] = {**ROUTE, "reason": serializers.ChoiceField(Report.Reason.values)}
SentReportSerializer = derive(data.SentReport, **ROUTE, help_texts={"state": "`open` or `handled`"})
ReportRowSerializer = derive(data.ReportRow, **ROW)
SharedTextSerializer = derive(data.SharedText)
ReportDetailSerializer = derive(data.ReportDetail, **ROW)
ReportPageSerializer = derive(
    data.ReportPage, results=ReportRowSerializer(many=True), help_texts={"open": "The number of all open ones"}
)
BlockSerializer = derive(data.BlockInfo, "Block")
