"""What comes in over REST: the shapes of queries and bodies. What is right about them is the rules' affair."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from proserva_messaging.models import Preference
from proserva_messaging.queries.pages import MAX_ID
from proserva_messaging.queries.threads import BOXES

# Far more than any message may have: what is over the setting's limit is answered by the rule, with the right words.
TEXT_CEILING = 1_000_000
IDS_CEILING = 1000


def id_field(**options: Any) -> serializers.IntegerField:
    """Return a field for an id that a database can hold."""
    return serializers.IntegerField(min_value=1, max_value=MAX_ID, **options)


class PageQuerySerializer(serializers.Serializer):
    """The query of any list."""

    cursor = serializers.CharField(required=False, help_text="`next_cursor` of the page before")
    limit = serializers.IntegerField(required=False, min_value=1, help_text="At most the page's usual size")


class ThreadQuerySerializer(PageQuerySerializer):
    """The query of the inbox."""

    course_id = serializers.CharField(required=False)
    box = serializers.ChoiceField(sorted(BOXES), default="inbox")
    unread = serializers.BooleanField(default=False)
    q = serializers.CharField(required=False, allow_blank=True, max_length=255)


class MessageQuerySerializer(PageQuerySerializer):
    """The query of a thread's messages."""

    after = id_field(required=False, help_text="Only messages later than this one")


class RecipientQuerySerializer(serializers.Serializer):
    """The query of the people one may write to."""

    q = serializers.CharField(required=False, allow_blank=True, max_length=255)
    usernames = serializers.CharField(required=False, allow_blank=True, help_text="Only these, separated by commas")


class RosterQuerySerializer(PageQuerySerializer):
    """The query of a course's roster."""

    q = serializers.CharField(required=False, allow_blank=True, max_length=255)
    cohort = serializers.CharField(required=False, allow_blank=True, max_length=255, help_text="The name of a cohort")


class CourseQuerySerializer(serializers.Serializer):
    """A query that may name a course."""

    course_id = serializers.CharField(required=False)


class ContextInputSerializer(serializers.Serializer):
    """What a message is to be about: one of a block, a discussion, or a page of this site with its label."""

    usage_key = serializers.CharField(required=False, max_length=512)
    discussion_thread_id = serializers.CharField(required=False, max_length=255)
    url = serializers.CharField(required=False, max_length=TEXT_CEILING)
    label = serializers.CharField(required=False, max_length=TEXT_CEILING)  # type: ignore[assignment]


class MessageInputSerializer(serializers.Serializer):
    """A message to send."""

    body = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=TEXT_CEILING)
    attachments = serializers.ListField(child=id_field(), required=False, max_length=IDS_CEILING)
    context = ContextInputSerializer(required=False, allow_null=True)  # type: ignore[assignment]


class ThreadInputSerializer(MessageInputSerializer):
    """A first message to somebody."""

    course_id = serializers.CharField()
    recipients = serializers.ListField(child=serializers.CharField(max_length=255), max_length=IDS_CEILING)
    title = serializers.CharField(required=False, allow_blank=True, max_length=TEXT_CEILING)


class ReadInputSerializer(serializers.Serializer):
    """What was shown."""

    up_to = id_field(help_text="The newest message that was shown")


class QuietenInputSerializer(serializers.Serializer):
    """What the bell showed."""

    up_to = id_field(required=False, help_text="The newest notification that was shown; all where it is left out")


class StateSerializer(serializers.Serializer):
    """A person's own view of a thread."""

    starred = serializers.BooleanField(required=False)
    archived = serializers.BooleanField(required=False)
    muted = serializers.BooleanField(required=False)


class AttachmentInputSerializer(serializers.Serializer):
    """A file to upload. Its size, kind and name are the rule's affair."""

    file = serializers.FileField(allow_empty_file=True)
    course_id = serializers.CharField()


class PreferencesInputSerializer(serializers.Serializer):
    """A choice of emails, for all courses or for one; null forgets that of one."""

    email = serializers.ChoiceField(Preference.Email.choices, allow_null=True)
    course_id = serializers.CharField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse to forget what there is nothing more general for."""
        if attrs["email"] is None and "course_id" not in attrs:
            raise serializers.ValidationError({"email": [_("Choose one.")]})
        return attrs
