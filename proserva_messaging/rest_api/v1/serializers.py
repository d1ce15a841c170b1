"""What goes out over REST: the shapes of docs/rest_api.md."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from proserva_messaging.models import Delivery, Preference


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
    event = serializers.BooleanField(help_text="It is a line that tells what happened")


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
    closed = serializers.DateTimeField(allow_null=True, help_text="Since when nobody can write in it")
    left = serializers.DateTimeField(allow_null=True, help_text="Since when I get nothing new")
    removed = serializers.BooleanField(help_text="Somebody else removed me")


class DisclosureSerializer(serializers.Serializer):
    """That somebody who is not part of a thread opened it, when and why."""

    by = PersonSerializer(allow_null=True)
    at = serializers.DateTimeField()
    reason = serializers.CharField()


class AbilitiesSerializer(serializers.Serializer):
    """What I may do in a thread now."""

    set_group_chat = serializers.BooleanField()
    rename = serializers.BooleanField()
    close = serializers.BooleanField()
    add = serializers.BooleanField()
    remove = serializers.BooleanField()
    set_permissions = serializers.BooleanField()
    hand_over = serializers.BooleanField()
    leave = serializers.BooleanField()
    keep_in_step = serializers.BooleanField()


class ThreadCohortSerializer(serializers.Serializer):
    """A cohort of which a group was made."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    in_step = serializers.BooleanField()


class BroadcastRefSerializer(serializers.Serializer):
    """That a thread is a broadcast, and what its reader may know of it."""

    id = serializers.IntegerField()
    everyone = serializers.BooleanField()
    mine = serializers.BooleanField()
    cannot_reply_reason = serializers.CharField()
    report_url = serializers.CharField()


class ThreadDetailSerializer(ThreadSerializer):
    """A thread as the person who opened it sees it."""

    created = serializers.DateTimeField()
    my_role = serializers.CharField()
    can_write = serializers.BooleanField()
    cannot_write_reason = serializers.CharField()
    disclosures = DisclosureSerializer(many=True)
    members_may_add = serializers.BooleanField()
    members_may_remove = serializers.BooleanField()
    can = AbilitiesSerializer()
    cohorts = ThreadCohortSerializer(many=True)
    broadcast = BroadcastRefSerializer(allow_null=True)


class AttachmentSerializer(serializers.Serializer):
    """A file; `size` is in bytes."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    content_type = serializers.CharField()
    url = serializers.CharField()


class ContextSerializer(serializers.Serializer):
    """What a message is about."""

    kind = serializers.ChoiceField(["block", "discussion", "page", "broadcast"])
    label = serializers.CharField()  # type: ignore[assignment]
    path = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()
    excerpt = serializers.CharField()
    due = serializers.DateTimeField(required=False, help_text="When it is due for the sender")
    attempts = serializers.IntegerField(required=False, help_text="How often the sender has handed it in")
    submitted_at = serializers.DateTimeField(required=False, help_text="When the sender last handed it in")


class ReceiptSummarySerializer(serializers.Serializer):
    """How many of a message's recipients have seen it, and when one of them last did."""

    recipients = serializers.IntegerField()
    seen = serializers.IntegerField()
    seen_at = serializers.DateTimeField(allow_null=True)


class EventSerializer(serializers.Serializer):
    """What a line tells: that something happened in the thread."""

    type = serializers.CharField()
    text = serializers.CharField()
    actor = PersonSerializer(allow_null=True)
    people = PersonSerializer(many=True, help_text="The first few")
    people_count = serializers.IntegerField()
    history = serializers.CharField(allow_null=True, help_text="`all` or `none`, where people were added")


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
    event = EventSerializer(allow_null=True)
    mentions_me = serializers.BooleanField()


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
    thread_title = serializers.CharField()
    event = serializers.BooleanField()
    mentions_me = serializers.BooleanField()
    announcement = serializers.IntegerField(allow_null=True, help_text="The id of the announcement it is about")


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
