"""Input and output of announcements."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework import serializers

from proserva_messaging.announcements.data import AnnouncementInfo, Banner
from proserva_messaging.announcements.queries import Board
from proserva_messaging.models import Announcement
from proserva_messaging.rest_api.v1 import shapes  # noqa: F401 (the serializers of nested data are derived there)
from proserva_messaging.rest_api.v1.derive import derive
from proserva_messaging.rest_api.v1.inputs import PageQuerySerializer, id_field, ids_field, text_field
from proserva_messaging.rest_api.v1.strict import StrictSerializer, TimeField


class MomentField(TimeField):
    """A time with its UTC offset, such as `2026-11-25T09:00:00+01:00`. Without one, it would depend on the server."""

    def to_internal_value(self, value: Any) -> Any:
        """Return the time. Raises DRF's ValidationError, also for a time without an offset."""
        try:
            parsed = parse_datetime(value) if isinstance(value, str) else value
        except ValueError:
            parsed = None
        if parsed is not None and getattr(parsed, "tzinfo", None) is None:
            raise serializers.ValidationError(_("Add the UTC offset to the time, as in 2026-11-25T09:00:00+01:00."))
        return super().to_internal_value(value)


class AnnouncementQuerySerializer(PageQuerySerializer):
    """The query of a course's announcements."""

    course_id = serializers.CharField()
    state = serializers.ChoiceField(Announcement.State.choices, required=False, help_text="For the course team")


class BannerQuerySerializer(StrictSerializer):
    """The query of a course's banner."""

    course_id = serializers.CharField()


class AnnouncementFieldsSerializer(StrictSerializer):
    """The fields of an announcement that its author sets."""

    title = text_field()
    body = text_field(trim_whitespace=False)
    attachments = ids_field(required=False)
    pinned = serializers.BooleanField(required=False)
    publish_at = MomentField(required=False, allow_null=True, help_text="null: a draft; left out: now")
    expires_at = MomentField(required=False, allow_null=True)
    ring = serializers.BooleanField(required=False, help_text="Notify all learners by the bell (default)")
    email = serializers.BooleanField(required=False, help_text="Email all learners (off by default)")


class AnnouncementInputSerializer(AnnouncementFieldsSerializer):
    """A new announcement."""

    course_id = serializers.CharField()


class AnnouncementChangeSerializer(AnnouncementFieldsSerializer):
    """A change of an announcement. Fields that are left out stay as they are."""

    title = text_field(required=False)
    body = text_field(required=False, trim_whitespace=False)
    version = id_field(help_text="The version that was changed: 409 if it is not the newest")
    published = serializers.BooleanField(
        required=False, help_text="true publishes it now, or again; false takes it down, or makes it a draft"
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse to publish it now and at a later time."""
        publish_at = attrs.get("publish_at")
        if attrs.get("published") and publish_at and publish_at > timezone.now():
            raise serializers.ValidationError({"publish_at": [_("Publish it now or choose a later time, not both.")]})
        return attrs


class DismissInputSerializer(StrictSerializer):
    """The version that was dismissed."""

    version = id_field(required=False, help_text="The version that was shown, by default the newest")


AnnouncementSerializer = derive(
    AnnouncementInfo,
    "Announcement",
    state=serializers.ChoiceField(Announcement.State.choices),
    help_texts={
        "edited": "When its text last changed after it was published",
        "dismissed": "Whether you dismissed the banner of this text",
        "url": "Its page",
    },
)
BoardSerializer = derive(
    Board,
    results=AnnouncementSerializer(many=True),
    help_texts={
        "can_post": "Whether you may post here: you are in the course team",
        "time_zone": "The course's",
    },
)
BannerSerializer = derive(Banner)


class SeenSerializer(serializers.Serializer):
    """Whether it is unread."""

    unread = serializers.BooleanField()


class DismissedSerializer(serializers.Serializer):
    """Whether its banner is dismissed."""

    dismissed = serializers.BooleanField()


class BannerAnswerSerializer(serializers.Serializer):
    """The banner, if there is one."""

    banner = BannerSerializer(allow_null=True)
