"""Output about broadcasts: the shapes of docs/rest_api.md."""

from __future__ import annotations

from rest_framework import serializers

from proserva_messaging.broadcasts import preview
from proserva_messaging.broadcasts.data import BroadcastInfo, BroadcastRow
from proserva_messaging.broadcasts.templates import TemplateInfo
from proserva_messaging.models import FanOut
from proserva_messaging.rest_api.v1 import shapes  # noqa: F401 (the serializers of nested data are derived there)
from proserva_messaging.rest_api.v1.derive import derive

BroadcastSerializer = derive(BroadcastInfo, "Broadcast", state=serializers.ChoiceField(FanOut.State.values))
BroadcastRowSerializer = derive(BroadcastRow, state=serializers.ChoiceField(["waiting", "in_bell", "skipped"]))
PreviewSerializer = derive(preview.Preview)
TemplateSerializer = derive(TemplateInfo, "Template")
ModeSerializer = derive(preview.Option, "Mode", id=serializers.CharField())
AudienceCohortSerializer = derive(preview.Option, "AudienceCohort", id=serializers.IntegerField())


class AssignmentSerializer(serializers.Serializer):
    """An assignment of the course."""

    usage_key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class FieldSerializer(serializers.Serializer):
    """A merge field, with a real learner's value as an example."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    example = serializers.CharField()


SegmentsSerializer = derive(
    preview.Segments,
    modes=ModeSerializer(many=True),
    cohorts=AudienceCohortSerializer(many=True),
    assignments=AssignmentSerializer(many=True),
    fields=FieldSerializer(many=True),
)
