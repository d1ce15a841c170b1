"""Input about broadcasts: queries and bodies."""

from __future__ import annotations

from rest_framework import serializers

from proserva_messaging.broadcasts.report import ROWS
from proserva_messaging.delivery.audience import WHO
from proserva_messaging.rest_api.v1.inputs import (
    IDS_CEILING,
    PageQuerySerializer,
    attachments_field,
    ids_field,
    search_field,
    text_field,
)
from proserva_messaging.rest_api.v1.strict import DefaultChoiceField, StrictSerializer, TimeField


class AudienceSerializer(StrictSerializer):
    """The recipients of a broadcast. A key that does not belong to `who` is refused."""

    who = serializers.ChoiceField(WHO)
    modes = serializers.ListField(child=serializers.CharField(max_length=100), required=False, max_length=IDS_CEILING)
    cohorts = ids_field(required=False)
    usernames = serializers.ListField(
        child=serializers.CharField(max_length=255), required=False, max_length=IDS_CEILING + 1
    )
    days = serializers.IntegerField(required=False, min_value=0, max_value=1_000_000)
    usage_key = serializers.CharField(required=False, allow_blank=True, max_length=512)
    score = serializers.IntegerField(required=False, min_value=0, max_value=1_000_000, help_text="A percentage")
    include_team = serializers.BooleanField(required=False, default=False)


class BroadcastCourseSerializer(StrictSerializer):
    """The query of data about a course."""

    course_id = serializers.CharField()


class BroadcastQuerySerializer(PageQuerySerializer):
    """The query of a course's broadcasts."""

    course_id = serializers.CharField()


class RecipientRowsQuerySerializer(PageQuerySerializer):
    """The query of a broadcast's report."""

    state = serializers.ChoiceField(sorted(ROWS), required=False, allow_blank=True)
    q = search_field()
    format = DefaultChoiceField(["json", "csv"], default="json")


class BroadcastTextSerializer(StrictSerializer):
    """A text and its audience."""

    subject = text_field()
    body = text_field(trim_whitespace=False)
    attachments = attachments_field()
    audience = AudienceSerializer(required=False)


class PreviewInputSerializer(BroadcastTextSerializer):
    """A broadcast to preview."""

    course_id = serializers.CharField()


class BroadcastInputSerializer(PreviewInputSerializer):
    """A broadcast to send."""

    send_at = TimeField(required=False, allow_null=True)
    notify_email = serializers.BooleanField(required=False, default=True)


class BroadcastPatchSerializer(BroadcastTextSerializer):
    """A change of a broadcast. Fields that are left out stay as they are."""

    subject = text_field(required=False)
    body = text_field(required=False, trim_whitespace=False)
    send_at = TimeField(required=False)
    notify_email = serializers.BooleanField(required=False)


class TemplatePatchSerializer(StrictSerializer):
    """A change of a template. Fields that are left out stay as they are."""

    name = text_field(required=False)
    subject = text_field(required=False)
    body = text_field(required=False, trim_whitespace=False)


class TemplateInputSerializer(TemplatePatchSerializer):
    """A new template."""

    course_id = serializers.CharField()
    name = text_field()


class RetrySerializer(StrictSerializer):
    """The emails to send again, besides those that failed."""

    unknown = serializers.BooleanField(required=False, default=False)
