"""What comes in over REST: the shapes of queries and bodies. What is right about them is the rules' affair."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from proserva_messaging.actions.participants import HISTORIES
from proserva_messaging.models import Participant, Preference
from proserva_messaging.queries.pages import MAX_ID
from proserva_messaging.queries.threads import BOXES

# Far more than any message may have: what is over the setting's limit is answered by the rule, with the right words.
TEXT_CEILING = 1_000_000
IDS_CEILING = 1000


def id_field(**options: Any) -> serializers.IntegerField:
    """Return a field for an id that a database can hold."""
    return serializers.IntegerField(min_value=1, max_value=MAX_ID, **options)


def usernames_field(**options: Any) -> serializers.ListField:
    """Return a field for people."""
    return serializers.ListField(child=serializers.CharField(max_length=255), max_length=IDS_CEILING, **options)


def cohorts_field(**options: Any) -> serializers.ListField:
    """Return a field for cohorts."""
    return serializers.ListField(child=id_field(), max_length=IDS_CEILING, **options)


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
    exclude_thread = id_field(required=False, help_text="Nobody who is in this thread of mine")


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
    """A first message to somebody or, with `group_chat`, to several people and whole cohorts."""

    course_id = serializers.CharField()
    recipients = usernames_field(default=list)
    title = serializers.CharField(required=False, allow_blank=True, max_length=TEXT_CEILING)
    group_chat = serializers.BooleanField(default=False)
    cohorts = cohorts_field(default=list)
    keep_in_step = serializers.BooleanField(default=False, help_text="People come and go with the cohorts")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse cohorts where no group is asked for, and a message to nobody at all."""
        if (attrs["cohorts"] or attrs["keep_in_step"]) and not attrs["group_chat"]:
            raise serializers.ValidationError({"group_chat": [_("To write to several, start a group.")]})
        return attrs


class ThreadChangeSerializer(serializers.Serializer):
    """What is to change about a thread."""

    title = serializers.CharField(required=False, allow_blank=True, max_length=TEXT_CEILING)
    group_chat = serializers.BooleanField(required=False)
    members_may_add = serializers.BooleanField(required=False)
    members_may_remove = serializers.BooleanField(required=False)
    closed = serializers.BooleanField(required=False)
    keep_in_step = serializers.BooleanField(required=False, help_text="With the cohorts of which it was made")


class ParticipantQuerySerializer(PageQuerySerializer):
    """The query of the people in a thread."""

    q = serializers.CharField(required=False, allow_blank=True, max_length=255)


class ParticipantsInputSerializer(serializers.Serializer):
    """Whom to add to a thread, and what they see of it."""

    usernames = usernames_field(default=list)
    cohorts = cohorts_field(default=list)
    history = serializers.ChoiceField(HISTORIES)
    keep_in_step = serializers.BooleanField(default=False, help_text="People come and go with the cohorts")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse both at once: who came with a cohort goes with it."""
        if attrs["usernames"] and attrs["cohorts"]:
            raise serializers.ValidationError({"cohorts": [_("Choose people, or cohorts, not both at once.")]})
        return attrs


class ParticipantChangeSerializer(serializers.Serializer):
    """What somebody is to be, and may do, in a thread; null is what the thread says."""

    role = serializers.ChoiceField(Participant.Role.values, required=False)
    may_add = serializers.BooleanField(required=False, allow_null=True)
    may_remove = serializers.BooleanField(required=False, allow_null=True)
    hand_over = serializers.BooleanField(required=False, help_text="They become an owner, and I a member")


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
