"""What comes in over REST about broadcasts: the shapes of queries and bodies."""

from __future__ import annotations

from rest_framework import serializers

from proserva_messaging.queries.audiences import WHO
from proserva_messaging.queries.broadcast_reports import ROWS
from proserva_messaging.rest_api.v1.inputs import IDS_CEILING, TEXT_CEILING, PageQuerySerializer, id_field


class AudienceSerializer(serializers.Serializer):
    """To whom a broadcast goes; what does not belong to `who` is left out."""

    who = serializers.ChoiceField(WHO, default="all")
    modes = serializers.ListField(child=serializers.CharField(max_length=100), required=False, max_length=IDS_CEILING)
    cohorts = serializers.ListField(child=id_field(), required=False, max_length=IDS_CEILING)
    usernames = serializers.ListField(
        child=serializers.CharField(max_length=255), required=False, max_length=IDS_CEILING + 1
    )
    days = serializers.IntegerField(required=False, min_value=0, max_value=1_000_000)
    usage_key = serializers.CharField(required=False, allow_blank=True, max_length=512)
    score = serializers.IntegerField(required=False, min_value=0, max_value=1_000_000, help_text="A percentage")
    include_team = serializers.BooleanField(required=False, default=False)


class BroadcastCourseSerializer(serializers.Serializer):
    """The course that is asked about."""

    course_id = serializers.CharField()


class BroadcastQuerySerializer(PageQuerySerializer):
    """The query of a course's broadcasts."""

    course_id = serializers.CharField()


class RecipientRowsQuerySerializer(PageQuerySerializer):
    """The query of a broadcast's report."""

    state = serializers.ChoiceField(sorted(ROWS), required=False, allow_blank=True)
    q = serializers.CharField(required=False, allow_blank=True, max_length=255)
    format = serializers.ChoiceField(["json", "csv"], required=False, default="json")


class BroadcastTextSerializer(serializers.Serializer):
    """A text to many, and to whom."""

    subject = serializers.CharField(allow_blank=True, max_length=TEXT_CEILING)
    body = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=TEXT_CEILING)
    attachments = serializers.ListField(child=id_field(), required=False, max_length=IDS_CEILING)
    audience = AudienceSerializer(required=False)


class PreviewInputSerializer(BroadcastTextSerializer):
    """What is to be shown as a reader will see it."""

    course_id = serializers.CharField()


class BroadcastInputSerializer(PreviewInputSerializer):
    """A broadcast to send."""

    send_at = serializers.DateTimeField(required=False, allow_null=True)
    notify_email = serializers.BooleanField(required=False, default=True)


class BroadcastPatchSerializer(BroadcastTextSerializer):
    """What is to be changed of a broadcast."""

    subject = serializers.CharField(required=False, allow_blank=True, max_length=TEXT_CEILING)
    body = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, max_length=TEXT_CEILING)
    send_at = serializers.DateTimeField(required=False, allow_null=True)
    notify_email = serializers.BooleanField(required=False)


class TemplateInputSerializer(serializers.Serializer):
    """A text to keep."""

    course_id = serializers.CharField()
    name = serializers.CharField(allow_blank=True, max_length=TEXT_CEILING)
    subject = serializers.CharField(allow_blank=True, required=False, max_length=TEXT_CEILING)
    body = serializers.CharField(allow_blank=True, required=False, trim_whitespace=False, max_length=TEXT_CEILING)


class TemplatePatchSerializer(serializers.Serializer):
    """What is to be changed of a kept text."""

    name = serializers.CharField(allow_blank=True, required=False, max_length=TEXT_CEILING)
    subject = serializers.CharField(allow_blank=True, required=False, max_length=TEXT_CEILING)
    body = serializers.CharField(allow_blank=True, required=False, trim_whitespace=False, max_length=TEXT_CEILING)
