"""What goes out over REST about broadcasts: the shapes of docs/rest_api.md."""

from __future__ import annotations

from rest_framework import serializers

from proserva_messaging.models import FanOut
from proserva_messaging.rest_api.v1.broadcast_inputs import AudienceSerializer
from proserva_messaging.rest_api.v1.serializers import (
    AttachmentSerializer,
    CourseSerializer,
    EmailReceiptSerializer,
    PersonSerializer,
)


class EmailsSerializer(serializers.Serializer):
    """How many emails are in which state."""

    pending = serializers.IntegerField()
    sent = serializers.IntegerField()
    failed = serializers.IntegerField()
    skipped = serializers.IntegerField()
    unknown = serializers.IntegerField()
    digest = serializers.IntegerField()


class ProgressSerializer(serializers.Serializer):
    """How far a broadcast is."""

    total = serializers.IntegerField()
    in_bell = serializers.IntegerField()
    skipped = serializers.IntegerField()
    seen = serializers.IntegerField()
    emails = EmailsSerializer()


class ShownAudienceSerializer(AudienceSerializer):
    """To whom a broadcast goes, as it was chosen."""

    include_team = serializers.BooleanField(required=False)


class BroadcastSerializer(serializers.Serializer):
    """A broadcast as its course's team sees it."""

    id = serializers.IntegerField()
    course = CourseSerializer()
    subject = serializers.CharField()
    body = serializers.CharField()
    body_html = serializers.CharField()
    attachments = AttachmentSerializer(many=True)
    sender = PersonSerializer(allow_null=True)
    mine = serializers.BooleanField()
    audience = serializers.DictField()
    audience_text = serializers.CharField()
    state = serializers.ChoiceField(FanOut.State.values)
    stopped_reason = serializers.CharField()
    created = serializers.DateTimeField()
    send_at = serializers.DateTimeField()
    began = serializers.DateTimeField(allow_null=True)
    finished = serializers.DateTimeField(allow_null=True)
    thread = serializers.IntegerField()
    message = serializers.IntegerField()
    notify_email = serializers.BooleanField()
    undo_seconds = serializers.IntegerField()
    editable_until = serializers.DateTimeField()
    progress = ProgressSerializer()


class BroadcastRowSerializer(serializers.Serializer):
    """What became of a broadcast with one recipient."""

    person = PersonSerializer(allow_null=True)
    state = serializers.ChoiceField(["waiting", "in_bell", "skipped"])
    skipped_reason = serializers.CharField()
    in_bell_at = serializers.DateTimeField(allow_null=True)
    seen_at = serializers.DateTimeField(allow_null=True)
    email = EmailReceiptSerializer(allow_null=True)


class RetriedSerializer(serializers.Serializer):
    """How many failed emails are tried again."""

    retried = serializers.IntegerField()


class ModeSerializer(serializers.Serializer):
    """Those enrolled in a mode."""

    id = serializers.CharField()
    name = serializers.CharField()
    size = serializers.IntegerField()


class CohortSerializer(ModeSerializer):
    """Those in a cohort."""

    id = serializers.IntegerField()  # type: ignore[assignment]


class AssignmentSerializer(serializers.Serializer):
    """An assignment of the course."""

    usage_key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class FieldSerializer(serializers.Serializer):
    """A field that a text may have, with a real learner's value."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    example = serializers.CharField()


class SegmentsSerializer(serializers.Serializer):
    """What can be chosen in a course."""

    course = CourseSerializer()
    ended = serializers.DateTimeField(allow_null=True)
    all = serializers.IntegerField()
    team = serializers.IntegerField()
    modes = ModeSerializer(many=True)
    cohorts = CohortSerializer(many=True)
    segments = serializers.ListField(child=serializers.CharField())
    assignments = AssignmentSerializer(many=True)
    fields = FieldSerializer(many=True)  # type: ignore[assignment]
    time_zone = serializers.CharField()
    announcements_url = serializers.CharField()
    subject_max_length = serializers.IntegerField()
    undo_seconds = serializers.IntegerField()


class EmptyFieldSerializer(serializers.Serializer):
    """A field that would stay empty for some."""

    field = serializers.CharField()
    people = serializers.IntegerField()
    at_least = serializers.BooleanField()


class PreviewSerializer(serializers.Serializer):
    """A broadcast as one of its readers will see it."""

    count = serializers.IntegerField()
    subject = serializers.CharField()
    html = serializers.CharField()
    email_html = serializers.CharField()
    email_text = serializers.CharField()
    empty_fields = EmptyFieldSerializer(many=True)
    sample = PersonSerializer(allow_null=True)


class TemplateSerializer(serializers.Serializer):
    """A text that the course's team keeps."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    subject = serializers.CharField()
    body = serializers.CharField()
    mine = serializers.BooleanField()
