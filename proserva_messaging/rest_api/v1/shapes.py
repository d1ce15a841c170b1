"""Output of the REST API: the shapes of docs/rest_api.md, derived from the dataclasses that hold the data."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from proserva_messaging import data
from proserva_messaging.conversations import data as conversation_data
from proserva_messaging.conversations.roster import Roster
from proserva_messaging.exports.data import ExportInfo
from proserva_messaging.models import Delivery, Preference
from proserva_messaging.rest_api.v1.derive import derive
from proserva_messaging.store.files import FILE_STATES
from proserva_messaging.store.first_names import PreferredNameInfo


def page_of(row: type[serializers.Serializer]) -> Any:
    """Return the shape of a page of these rows, for the OpenAPI document."""
    name = row.__name__.removesuffix("Serializer")
    fields = {"results": row(many=True), "next_cursor": serializers.CharField(allow_null=True)}
    return inline_serializer(f"{name}Page", fields)


class ErrorSerializer(serializers.Serializer):
    """Every error."""

    code = serializers.CharField()
    message = serializers.CharField()
    fields = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))  # type: ignore[assignment]


# People and courses. A person's default mark is for the list of recipients.

PersonSerializer = derive(data.Person, omit=["is_default"])
RecipientSerializer = derive(data.Person, "Recipient")
RecipientPageSerializer = derive(conversation_data.RecipientPage, results=RecipientSerializer(many=True))
CourseSerializer = derive(data.CourseRef, "Course")
SharedCoursesSerializer = derive(conversation_data.SharedCourses)
CohortSerializer = derive(conversation_data.CohortInfo, "Cohort")
ParticipantSerializer = derive(
    conversation_data.ParticipantRow,
    "Participant",
    omit=["is_default"],
    help_texts={
        "own_may_add": "null: the thread's setting applies",
        "own_may_remove": "null: the thread's setting applies",
    },
)
RosterRowSerializer = derive(
    conversation_data.RosterRow,
    omit=["is_default"],
    help_texts={
        "progress": "From 0 to 1",
        "last_contact": "When one of you last wrote to the other",
        "thread": "The id of your direct thread",
    },
)
RosterSerializer = derive(Roster, results=RosterRowSerializer(many=True))


class CohortsSerializer(serializers.Serializer):
    """The cohorts that I may start a group from."""

    results = CohortSerializer(many=True)


# Threads

LastMessageSerializer = derive(conversation_data.LastMessage, help_texts={"event": "Whether it is a system message"})
CLOSED_AND_LEFT = {
    "closed": "Since when it takes no messages",
    "left": "Since when I get nothing new",
    "removed": "Whether another person removed me",
}
ThreadSerializer = derive(conversation_data.ThreadSummary, "Thread", help_texts=CLOSED_AND_LEFT)
DisclosureSerializer = derive(conversation_data.DisclosureInfo, "Disclosure")
ThreadCohortSerializer = derive(conversation_data.CohortRef, "ThreadCohort")
ThreadDetailSerializer = derive(conversation_data.ThreadDetail, help_texts=CLOSED_AND_LEFT)


# Messages


class ContextSerializer(serializers.Serializer):
    """The subject of a message."""

    kind = serializers.ChoiceField(["block", "discussion", "page", "broadcast"])
    label = serializers.CharField()  # type: ignore[assignment]
    path = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()
    excerpt = serializers.CharField()
    due = serializers.DateTimeField(required=False, help_text="When it is due for the sender")
    attempts = serializers.IntegerField(required=False, help_text="How many times the sender has submitted it")
    submitted_at = serializers.DateTimeField(required=False, help_text="When the sender last submitted it")


AttachmentSerializer = derive(data.AttachmentInfo, "Attachment", state=serializers.ChoiceField(FILE_STATES))
EventSerializer = derive(
    data.SystemMessageInfo,
    "Event",
    people=PersonSerializer(many=True, help_text="The first few"),
    help_texts={"history": "`all` or `none` if people were added, else null"},
)
MessageSerializer = derive(conversation_data.MessageInfo, "Message", context=ContextSerializer(allow_null=True))
EmailReceiptSerializer = derive(conversation_data.EmailReceipt, state=serializers.ChoiceField(Delivery.Email.values))
ReceiptSerializer = derive(conversation_data.Receipt)


class StateSerializer(serializers.Serializer):
    """My own view of a thread."""

    starred = serializers.BooleanField()
    archived = serializers.BooleanField()
    muted = serializers.BooleanField()


class StartedThreadSerializer(serializers.Serializer):
    """The answer to a first message."""

    thread = ThreadSerializer()
    message = MessageSerializer()


class ReadSerializer(serializers.Serializer):
    """The number of messages that were marked as read."""

    read = serializers.IntegerField()


class RetriedSerializer(serializers.Serializer):
    """The number of emails that are sent again."""

    retried = serializers.IntegerField()


# The bell, and preferences

NotificationSerializer = derive(
    conversation_data.Notification, help_texts={"announcement": "The id of the announcement it is about"}
)
CareBellSerializer = derive(conversation_data.CareBell)
NotificationPageSerializer = derive(conversation_data.NotificationPage, results=NotificationSerializer(many=True))


class CountSerializer(serializers.Serializer):
    """The number of notifications that ring."""

    count = serializers.IntegerField()


PreferredNameSerializer = derive(
    PreferredNameInfo,
    help_texts={"name": "The chosen name; empty if none was chosen", "default": "The name used if none is chosen"},
)


class CoursePreferenceSerializer(serializers.Serializer):
    """The choice for one course."""

    course = CourseSerializer()
    email = serializers.ChoiceField(Preference.Email.choices)


class PreferencesSerializer(serializers.Serializer):
    """A person's choice of emails: for all courses, and for those with a choice of their own."""

    email = serializers.ChoiceField(Preference.Email.choices)
    courses = CoursePreferenceSerializer(many=True)


# My download

ExportSerializer = derive(
    ExportInfo,
    "Export",
    state=serializers.ChoiceField(["none", "waiting", "ready"]),
    help_texts={
        "expires": "When it is deleted",
        "size": "In bytes",
        "left_out": "How many files and conversations could not be included",
        "url": "The path of the file",
    },
)


# The configuration of a client


class MeSerializer(serializers.Serializer):
    """The person who asks."""

    username = serializers.CharField()
    name = serializers.CharField()


class LivePollSerializer(serializers.Serializer):
    """The poll interval of an open conversation, in seconds."""

    active = serializers.IntegerField()
    idle = serializers.IntegerField()


class AttachmentLimitsSerializer(serializers.Serializer):
    """The limits of attachments."""

    max_bytes = serializers.IntegerField()
    max_count = serializers.IntegerField()
    extensions = serializers.ListField(child=serializers.CharField())


class ConfigSerializer(serializers.Serializer):
    """The configuration that a client needs before it starts."""

    me = MeSerializer()
    poll_seconds = serializers.IntegerField()
    live_poll_seconds = LivePollSerializer()
    group_max_people = serializers.IntegerField()
    message_max_length = serializers.IntegerField()
    attachments = AttachmentLimitsSerializer()
    inbox_url = serializers.CharField()
    undo_seconds = serializers.IntegerField()
    more_url = serializers.CharField()
