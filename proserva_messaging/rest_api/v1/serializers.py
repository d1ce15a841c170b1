"""What goes in and out over REST: the shapes of docs/rest_api.md."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from proserva_messaging.models import Delivery, Preference
from proserva_messaging.queries.pages import MAX_ID
from proserva_messaging.queries.threads import BOXES

# Far more than any message may have: what is over the setting's limit is answered by the rule, with the right words.
TEXT_CEILING = 1_000_000
IDS_CEILING = 1000


def id_field(**options: Any) -> serializers.IntegerField:
    """Return a field for an id that a database can hold."""
    return serializers.IntegerField(min_value=1, max_value=MAX_ID, **options)


def page_of(row: type[serializers.Serializer]) -> Any:
    """Return the shape of a page of a list of these, for the OpenAPI document."""
    name = row.__name__.removesuffix("Serializer")
    fields = {"results": row(many=True), "next_cursor": serializers.CharField(allow_null=True)}
    return inline_serializer(f"{name}Page", fields)


class PersonSerializer(serializers.Serializer):
    """A person as others see them."""

    username = serializers.CharField()
    name = serializers.CharField()
    image_url = serializers.CharField()
    role = serializers.CharField(allow_null=True)


class RecipientSerializer(PersonSerializer):
    """A person who may be written to."""

    is_default = serializers.BooleanField()


class CourseSerializer(serializers.Serializer):
    """A course as it is named beside a thread."""

    id = serializers.CharField()
    name = serializers.CharField()
    url = serializers.CharField()


class LastMessageSerializer(serializers.Serializer):
    """The newest message of a thread, as an inbox shows it."""

    id = serializers.IntegerField()
    sender = PersonSerializer(allow_null=True)
    mine = serializers.BooleanField()
    preview = serializers.CharField()
    created = serializers.DateTimeField()
    has_attachments = serializers.BooleanField()


class ThreadSerializer(serializers.Serializer):
    """A thread as a person's inbox shows it."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    group_chat = serializers.BooleanField()
    course = CourseSerializer()
    participants = PersonSerializer(many=True)
    participant_count = serializers.IntegerField()
    last_message = LastMessageSerializer(allow_null=True)
    unread = serializers.IntegerField()
    starred = serializers.BooleanField()
    archived = serializers.BooleanField()
    muted = serializers.BooleanField()


class ThreadDetailSerializer(ThreadSerializer):
    """A thread as the person who opened it sees it."""

    my_role = serializers.CharField()
    can_write = serializers.BooleanField()
    cannot_write_reason = serializers.CharField()


class AttachmentSerializer(serializers.Serializer):
    """A file; `size` is in bytes."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    content_type = serializers.CharField()
    url = serializers.CharField()


class ContextSerializer(serializers.Serializer):
    """What a message is about."""

    kind = serializers.ChoiceField(["block", "discussion", "page"])
    label = serializers.CharField()  # type: ignore[assignment]
    path = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()
    excerpt = serializers.CharField()


class ReceiptSummarySerializer(serializers.Serializer):
    """How many of a message's recipients have seen it, and when one of them last did."""

    recipients = serializers.IntegerField()
    seen = serializers.IntegerField()
    seen_at = serializers.DateTimeField(allow_null=True)


class MessageSerializer(serializers.Serializer):
    """A message as one of its people sees it."""

    id = serializers.IntegerField()
    thread = serializers.IntegerField()
    sender = PersonSerializer(allow_null=True)
    mine = serializers.BooleanField()
    created = serializers.DateTimeField()
    body = serializers.CharField()
    body_html = serializers.CharField()
    attachments = AttachmentSerializer(many=True)
    context = ContextSerializer(allow_null=True)  # type: ignore[assignment]
    receipts = ReceiptSummarySerializer(allow_null=True)
    unread = serializers.BooleanField()


class StartedThreadSerializer(serializers.Serializer):
    """The answer to a first message."""

    thread = ThreadSerializer()
    message = MessageSerializer()


class EmailReceiptSerializer(serializers.Serializer):
    """What the email of one delivery did."""

    state = serializers.ChoiceField(Delivery.Email.values)
    reason = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)


class ReceiptSerializer(serializers.Serializer):
    """What became of a message with one recipient."""

    person = PersonSerializer(allow_null=True)
    seen_at = serializers.DateTimeField(allow_null=True)
    email = EmailReceiptSerializer()


class NotificationSerializer(serializers.Serializer):
    """One item of the bell's feed."""

    id = serializers.IntegerField()
    message = serializers.IntegerField()
    thread = serializers.IntegerField()
    sender = PersonSerializer(allow_null=True)
    preview = serializers.CharField()
    course = CourseSerializer()
    context_label = serializers.CharField()
    created = serializers.DateTimeField()
    unread = serializers.BooleanField()
    url = serializers.CharField()


class AttachmentLimitsSerializer(serializers.Serializer):
    """What may be attached."""

    max_bytes = serializers.IntegerField()
    max_count = serializers.IntegerField()
    extensions = serializers.ListField(child=serializers.CharField())


class MeSerializer(serializers.Serializer):
    """Who is asking."""

    username = serializers.CharField()
    name = serializers.CharField()


class ConfigSerializer(serializers.Serializer):
    """What a client needs to know before it begins."""

    me = MeSerializer()
    poll_seconds = serializers.IntegerField()
    message_max_length = serializers.IntegerField()
    attachments = AttachmentLimitsSerializer()
    inbox_url = serializers.CharField()


class CountSerializer(serializers.Serializer):
    """How much rings."""

    count = serializers.IntegerField()


class ReadSerializer(serializers.Serializer):
    """How many messages were marked as read."""

    read = serializers.IntegerField()


class ErrorSerializer(serializers.Serializer):
    """Every error."""

    code = serializers.CharField()
    message = serializers.CharField()
    fields = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))  # type: ignore[assignment]


class CoursePreferenceSerializer(serializers.Serializer):
    """The choice for one course."""

    course = CourseSerializer()
    email = serializers.ChoiceField(Preference.Email.choices)


class PreferencesSerializer(serializers.Serializer):
    """A person's choice of emails: for all courses, and for those that have one of their own."""

    email = serializers.ChoiceField(Preference.Email.choices)
    courses = CoursePreferenceSerializer(many=True)


# What goes in.


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
