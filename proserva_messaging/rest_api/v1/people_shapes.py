"""What goes out over REST about people: whom one may write to, who is in a thread, and what a client needs to know."""

from __future__ import annotations

from rest_framework import serializers

from proserva_messaging.rest_api.v1.serializers import CourseSerializer, PersonSerializer


class RosterRowSerializer(PersonSerializer):
    """Somebody enrolled, as one of the course's team sees them."""

    cohort = serializers.CharField(allow_null=True)
    progress = serializers.FloatField(allow_null=True, help_text="From 0 to 1")
    last_contact = serializers.DateTimeField(allow_null=True, help_text="When one of you last wrote to the other")
    thread = serializers.IntegerField(allow_null=True, help_text="The id of your direct thread")


class RosterSerializer(serializers.Serializer):
    """A page of a course's roster."""

    results = RosterRowSerializer(many=True)
    next_cursor = serializers.CharField(allow_null=True)
    cohorts = serializers.ListField(child=serializers.CharField())


class RecipientSerializer(PersonSerializer):
    """A person who may be written to."""

    is_default = serializers.BooleanField()


class ParticipantAbilitiesSerializer(serializers.Serializer):
    """What I may do about somebody in my thread."""

    remove = serializers.BooleanField()
    make_owner = serializers.BooleanField()


class ParticipantSerializer(PersonSerializer):
    """Somebody in a thread."""

    thread_role = serializers.CharField()
    may_add = serializers.BooleanField(allow_null=True)
    may_remove = serializers.BooleanField(allow_null=True)
    own_may_add = serializers.BooleanField(allow_null=True, help_text="null: as the thread says")
    own_may_remove = serializers.BooleanField(allow_null=True, help_text="null: as the thread says")
    joined = serializers.DateTimeField(allow_null=True)
    can = ParticipantAbilitiesSerializer()


class CohortSerializer(serializers.Serializer):
    """A cohort that I may start a group from."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField()


class CohortsSerializer(serializers.Serializer):
    """The cohorts that I may start a group from."""

    results = CohortSerializer(many=True)


class AttachmentLimitsSerializer(serializers.Serializer):
    """What may be attached."""

    max_bytes = serializers.IntegerField()
    max_count = serializers.IntegerField()
    extensions = serializers.ListField(child=serializers.CharField())


class MeSerializer(serializers.Serializer):
    """Who is asking."""

    username = serializers.CharField()
    name = serializers.CharField()


class LivePollSerializer(serializers.Serializer):
    """How often an open conversation asks for what is new, in seconds."""

    active = serializers.IntegerField()
    idle = serializers.IntegerField()


class ConfigSerializer(serializers.Serializer):
    """What a client needs to know before it begins."""

    me = MeSerializer()
    poll_seconds = serializers.IntegerField()
    live_poll_seconds = LivePollSerializer()
    group_max_people = serializers.IntegerField()
    message_max_length = serializers.IntegerField()
    attachments = AttachmentLimitsSerializer()
    inbox_url = serializers.CharField()
    undo_seconds = serializers.IntegerField()
    more_url = serializers.CharField()


class SharedCoursesSerializer(serializers.Serializer):
    """Another person, and the courses in which one may write to them."""

    person = PersonSerializer()
    results = CourseSerializer(many=True)
