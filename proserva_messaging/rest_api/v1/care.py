"""REST: the alerts about messages with signs of distress."""

from __future__ import annotations

from rest_framework import serializers

from proserva_messaging.care import data, queue
from proserva_messaging.care.data import AlertPage, AlertRow, OpenedMessage
from proserva_messaging.models import CareAlert
from proserva_messaging.models.audit import REASON_MAX_LENGTH
from proserva_messaging.rest_api.v1 import shapes  # noqa: F401 (the serializers of nested data are derived there)
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.rest_api.v1.derive import derive
from proserva_messaging.rest_api.v1.inputs import PageQuerySerializer
from proserva_messaging.rest_api.v1.strict import DefaultChoiceField, StrictSerializer
from proserva_messaging.types import UserRequest as Request

AlertRowSerializer = derive(data.AlertRow, "CareAlert", state=serializers.ChoiceField(CareAlert.State.values))
AlertPageSerializer = derive(
    data.AlertPage,
    "CareAlertPage",
    results=AlertRowSerializer(many=True),
    help_texts={"open": "The number of all open ones"},
)
OpenedMessageSerializer = derive(data.OpenedMessage)


class AlertQuerySerializer(PageQuerySerializer):
    """The query of the alerts: of a course, or without one of all courses that I may handle."""

    course_id = serializers.CharField(required=False, allow_blank=True)
    state = DefaultChoiceField(CareAlert.State.values, default=CareAlert.State.OPEN.value)


class ReasonInputSerializer(StrictSerializer):
    """The reason for opening a message of others, which its writer sees."""

    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=REASON_MAX_LENGTH, help_text="Not needed in my own conversation"
    )


class AlertOutcomeInputSerializer(StrictSerializer):
    """The outcome of an alert."""

    outcome = serializers.ChoiceField(CareAlert.Outcome.values)


class CareView(MessagingView):
    """Care: alerts about messages with signs of distress, for the care contacts of a course."""

    @describe("care_list", query=AlertQuerySerializer, output=AlertPageSerializer, page_size=queue.PAGE_SIZE)
    def list(self, request: Request) -> AlertPage:
        """List the alerts that I may handle, without the text of their messages."""
        if self.course_key:
            return queue.get_course_alerts(request.user, self.course_key, **self.query)
        return queue.get_alerts(request.user, **self.query)

    @describe("care_open", body=ReasonInputSerializer, output=OpenedMessageSerializer)
    def open(self, request: Request, alert_id: int) -> OpenedMessage:
        """Open the message of an alert. Its writer sees who opened it, when and why."""
        return queue.open_message(request.user, alert_id, **self.body)

    @describe("care_outcome", body=AlertOutcomeInputSerializer, output=AlertRowSerializer)
    def handle(self, request: Request, alert_id: int) -> AlertRow:
        """Record the outcome of an alert."""
        return queue.handle_alert(request.user, alert_id, **self.body)
