"""Input of the REST API: queries and bodies. The rules about their content are in the features."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from proserva_messaging.conversations.inbox import BOXES
from proserva_messaging.conversations.members import HISTORIES
from proserva_messaging.models import Participant, Preference
from proserva_messaging.models.preferences import PREFERRED_NAME_MAX_LENGTH
from proserva_messaging.rest_api.v1.strict import DefaultChoiceField, StrictSerializer, refuse_together
from proserva_messaging.store.pages import MAX_ID

# Far above every limit of a text: the rules refuse a text over the limit of the setting, and name the limit.
TEXT_CEILING = 1_000_000
IDS_CEILING = 1000


def id_field(**options: Any) -> serializers.IntegerField:
    """Return a field for an id that a database can hold."""
    return serializers.IntegerField(min_value=1, max_value=MAX_ID, **options)


def ids_field(**options: Any) -> serializers.ListField:
    """Return a field for ids."""
    return serializers.ListField(child=id_field(), max_length=IDS_CEILING, **options)


def attachments_field() -> serializers.ListField:
    """Return a field for the ids of attachments, which actions take as `attachment_ids`."""
    return ids_field(required=False, source="attachment_ids")


def usernames_field(**options: Any) -> serializers.ListField:
    """Return a field for usernames."""
    return serializers.ListField(child=serializers.CharField(max_length=255), max_length=IDS_CEILING, **options)


def text_field(**options: Any) -> serializers.CharField:
    """Return a field for a text, which may be empty."""
    return serializers.CharField(allow_blank=True, max_length=TEXT_CEILING, **options)


def search_field() -> serializers.CharField:
    """Return a field for the text of a search, which queries take as `query`."""
    return serializers.CharField(required=False, allow_blank=True, max_length=255, source="query")


class PageQuerySerializer(StrictSerializer):
    """The query of a list."""

    cursor = serializers.CharField(
        required=False, allow_blank=True, max_length=255, help_text="`next_cursor` of the previous page"
    )
    limit = serializers.IntegerField(required=False, min_value=1, help_text="At most the page's usual size")


class ThreadQuerySerializer(PageQuerySerializer):
    """The query of the inbox."""

    course_id = serializers.CharField(required=False, allow_blank=True)
    box = DefaultChoiceField(sorted(BOXES), default="inbox")
    unread = serializers.BooleanField(default=False)
    q = search_field()


class MessageQuerySerializer(PageQuerySerializer):
    """The query of a thread's messages."""

    after = id_field(required=False, help_text="Only messages later than this one")


class RecipientQuerySerializer(StrictSerializer):
    """The query of possible recipients."""

    q = search_field()
    usernames = serializers.CharField(required=False, allow_blank=True, help_text="Only these, separated by commas")
    exclude_thread = id_field(required=False, help_text="Without the people in this thread of mine")


class RosterQuerySerializer(PageQuerySerializer):
    """The query of a course's roster."""

    q = search_field()
    cohort = serializers.CharField(required=False, allow_blank=True, max_length=255, help_text="The name of a cohort")


class CourseQuerySerializer(StrictSerializer):
    """A query that may name a course."""

    course_id = serializers.CharField(required=False, allow_blank=True)


class ContextInputSerializer(StrictSerializer):
    """The subject of a message: a block, a discussion, or a page of this site with its label."""

    usage_key = serializers.CharField(required=False, max_length=512)
    discussion_thread_id = serializers.CharField(required=False, max_length=255)
    url = serializers.CharField(required=False, max_length=TEXT_CEILING)
    label = serializers.CharField(required=False, max_length=TEXT_CEILING)  # type: ignore[assignment]


class MessageInputSerializer(StrictSerializer):
    """A message to send."""

    body = text_field(trim_whitespace=False)
    attachments = attachments_field()
    context = ContextInputSerializer(required=False, allow_null=True)  # type: ignore[assignment]


class ReplyInputSerializer(StrictSerializer):
    """A reply to a broadcast, which is its context."""

    body = text_field(trim_whitespace=False)
    attachments = attachments_field()


class ThreadInputSerializer(MessageInputSerializer):
    """A first message to one person or, with `group_chat`, to several people and whole cohorts."""

    course_id = serializers.CharField()
    recipients = usernames_field(default=list)
    title = text_field(required=False)
    group_chat = serializers.BooleanField(default=False)
    cohorts = ids_field(default=list)
    keep_in_step = serializers.BooleanField(default=False, help_text="Sync the members with the cohorts")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse cohorts without `group_chat`, and `keep_in_step` without cohorts."""
        if attrs["cohorts"] and not attrs["group_chat"]:
            raise serializers.ValidationError({"group_chat": [_("Turn on “group_chat” to write to several people.")]})
        if not attrs["cohorts"]:
            refuse_together(attrs, ["keep_in_step"], _("This requires cohorts."))
        return attrs


class ThreadChangeSerializer(StrictSerializer):
    """A change of a thread. Fields that are left out stay as they are."""

    title = text_field(required=False)
    group_chat = serializers.BooleanField(required=False)
    members_may_add = serializers.BooleanField(required=False)
    members_may_remove = serializers.BooleanField(required=False)
    closed = serializers.BooleanField(required=False)
    keep_in_step = serializers.BooleanField(required=False, help_text="Sync the members with its cohorts")


class ParticipantQuerySerializer(PageQuerySerializer):
    """The query of a thread's participants."""

    q = search_field()


class ParticipantsInputSerializer(StrictSerializer):
    """The people or cohorts to add to a thread, and how much of its history they see."""

    usernames = usernames_field(default=list)
    cohorts = ids_field(default=list)
    history = serializers.ChoiceField(HISTORIES)
    keep_in_step = serializers.BooleanField(default=False, help_text="Sync the members with the cohorts")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse people and cohorts at once: members who came with a cohort leave with it."""
        if attrs["usernames"]:
            refuse_together(attrs, ["cohorts"], _("Choose people or cohorts, not both."))
            refuse_together(attrs, ["keep_in_step"], _("This requires cohorts."))
        return attrs


class ParticipantChangeSerializer(StrictSerializer):
    """A change of a participant's role and permissions; null means the thread's own setting."""

    role = serializers.ChoiceField(Participant.Role.values, required=False)
    may_add = serializers.BooleanField(required=False, allow_null=True)
    may_remove = serializers.BooleanField(required=False, allow_null=True)
    hand_over = serializers.BooleanField(required=False, help_text="Makes them an owner, and me a member")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a role together with `hand_over`, which sets both roles."""
        if attrs.get("hand_over"):
            refuse_together(attrs, ["role"], _("This can't be combined with “hand_over”."))
        return attrs


class ReadInputSerializer(StrictSerializer):
    """The messages that were shown."""

    up_to = id_field(help_text="The newest message that was shown")


class NotificationsReadInputSerializer(StrictSerializer):
    """The notifications that were shown."""

    up_to = id_field(required=False, help_text="The newest notification that was shown, by default all")


class StateInputSerializer(StrictSerializer):
    """Changes of my own view of a thread."""

    starred = serializers.BooleanField(required=False)
    archived = serializers.BooleanField(required=False)
    muted = serializers.BooleanField(required=False)


class AttachmentInputSerializer(StrictSerializer):
    """A file to upload. The action checks its size, type and name."""

    file = serializers.FileField(allow_empty_file=True)
    course_id = serializers.CharField()


class PreferredNameInputSerializer(StrictSerializer):
    """How texts greet a person."""

    name = serializers.CharField(allow_blank=True, max_length=PREFERRED_NAME_MAX_LENGTH)


class PreferencesInputSerializer(StrictSerializer):
    """A choice of emails, for all courses or for one; null resets a course to the choice for all."""

    email = serializers.ChoiceField(Preference.Email.choices, allow_null=True)
    course_id = serializers.CharField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse null for all courses: there is no more general choice."""
        if attrs["email"] is None and "course_id" not in attrs:
            raise serializers.ValidationError({"email": [_("Choose an option.")]})
        return attrs
