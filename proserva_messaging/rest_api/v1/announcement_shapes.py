"""The shapes of announcements over REST: what comes in, and what goes out."""

from __future__ import annotations

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework import serializers

from proserva_messaging.models import Announcement
from proserva_messaging.rest_api.v1.inputs import IDS_CEILING, TEXT_CEILING, PageQuerySerializer, id_field
from proserva_messaging.rest_api.v1.serializers import AttachmentSerializer, CourseSerializer, PersonSerializer


class MomentField(serializers.DateTimeField):
    """A time that says where on earth it is meant (`2026-11-25T09:00:00+01:00`, or with `Z`): one that does not would
    be an hour of the server's, which nobody knows."""

    def to_internal_value(self, value: Any) -> Any:
        """Return the time. Raises DRF's ValidationError, also for one without its offset."""
        try:
            parsed = parse_datetime(value) if isinstance(value, str) else value
        except ValueError:
            parsed = None
        if parsed is not None and getattr(parsed, "tzinfo", None) is None:
            raise serializers.ValidationError(_("Say the time with its offset, as in 2026-11-25T09:00:00+01:00."))
        return super().to_internal_value(value)


class AnnouncementQuerySerializer(PageQuerySerializer):
    """The query of a course's announcements."""

    course_id = serializers.CharField()
    state = serializers.ChoiceField(Announcement.State.choices, required=False, help_text="For the course's team")


class BannerQuerySerializer(serializers.Serializer):
    """The query of a course's banner."""

    course_id = serializers.CharField()


class AnnouncementFieldsSerializer(serializers.Serializer):
    """What can be said of an announcement."""

    title = serializers.CharField(allow_blank=True, max_length=TEXT_CEILING)
    body = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=TEXT_CEILING)
    attachments = serializers.ListField(child=id_field(), required=False, max_length=IDS_CEILING)
    pinned = serializers.BooleanField(required=False)
    publish_at = MomentField(required=False, allow_null=True, help_text="null: a draft; left out: now")
    expires_at = MomentField(required=False, allow_null=True)
    ring = serializers.BooleanField(required=False, help_text="The bell of everybody enrolled rings (default)")
    email = serializers.BooleanField(required=False, help_text="Everybody enrolled gets an email (default: not)")


class AnnouncementInputSerializer(AnnouncementFieldsSerializer):
    """A new announcement."""

    course_id = serializers.CharField()


class AnnouncementChangeSerializer(AnnouncementFieldsSerializer):
    """A change of an announcement: what is left out stays as it is."""

    title = serializers.CharField(required=False, allow_blank=True, max_length=TEXT_CEILING)
    body = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, max_length=TEXT_CEILING)
    version = id_field(help_text="The version that was changed: 409 where it is not the newest")
    published = serializers.BooleanField(
        required=False, help_text="true publishes it now, or again; false takes it down, or makes it a draft"
    )


class DismissInputSerializer(serializers.Serializer):
    """What was dismissed."""

    version = id_field(required=False, help_text="The version that was shown; the newest where it is left out")


class AnnouncementSerializer(serializers.Serializer):
    """An announcement as one person in its course sees it."""

    id = serializers.IntegerField()
    course = CourseSerializer()
    title = serializers.CharField()
    body = serializers.CharField()
    body_html = serializers.CharField()
    attachments = AttachmentSerializer(many=True)
    author = PersonSerializer(allow_null=True)
    pinned = serializers.BooleanField()
    state = serializers.ChoiceField(Announcement.State.choices)
    publish_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    created = serializers.DateTimeField()
    edited = serializers.DateTimeField(allow_null=True, help_text="When its text last changed after it was published")
    unread = serializers.BooleanField()
    dismissed = serializers.BooleanField(help_text="Whether you took this text's banner away")
    can_edit = serializers.BooleanField()
    version = serializers.IntegerField()
    ring = serializers.BooleanField()
    email = serializers.BooleanField()
    url = serializers.CharField(help_text="Where it stands")


class BoardSerializer(serializers.Serializer):
    """A page of a course's announcements."""

    results = AnnouncementSerializer(many=True)
    next_cursor = serializers.CharField(allow_null=True)
    can_post = serializers.BooleanField(help_text="Whether you may post here: you are in the course's team")
    time_zone = serializers.CharField(help_text="The course's")


class SeenSerializer(serializers.Serializer):
    """That it is unread no more."""

    unread = serializers.BooleanField()


class DismissedSerializer(serializers.Serializer):
    """That its banner is gone for you."""

    dismissed = serializers.BooleanField()


class BannerSerializer(serializers.Serializer):
    """The announcement above a course's pages, in few words."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    preview = serializers.CharField()
    pinned = serializers.BooleanField()
    publish_at = serializers.DateTimeField()
    edited = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()
    unread = serializers.BooleanField()
    url = serializers.CharField()


class BannerAnswerSerializer(serializers.Serializer):
    """The banner, where there is one."""

    banner = BannerSerializer(allow_null=True)
