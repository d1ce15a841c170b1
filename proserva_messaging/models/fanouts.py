"""Fan-outs: the durable job that brings one message to everybody of an audience, chunk by chunk."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models.threads import Message


class FanOut(models.Model):
    """One message on its way to many. The row decides what happens; tasks only look at it.

    .. no_pii:
    """

    class State(models.TextChoices):
        """How far it is. `sent`: everybody has it in the product; its emails may still be going."""

        SCHEDULED = "scheduled"
        SENDING = "sending"
        SENT = "sent"
        CANCELLED = "cancelled"
        STOPPED = "stopped"

    message = models.OneToOneField(Message, models.CASCADE, related_name="fan_out")
    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255)
    # What `queries.audiences` makes of a request; people are kept by their ids.
    audience = models.JSONField(default=dict)
    # Whether its recipients get a place in the thread, so that they find it in their inbox, or only the bell.
    with_places = models.BooleanField(default=True)
    with_emails = models.BooleanField(default=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.SCHEDULED)
    # A code: what it says to people is said in their language.
    stopped_reason = models.CharField(max_length=64, blank=True)
    starts = models.DateTimeField(default=timezone.now)
    began = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    # How many it was going to reach when it was written.
    expected = models.PositiveIntegerField(default=0)
    # The list is frozen at sending: enrolments up to the last of that moment, read in the order of their keys. The
    # cursor says up to where chunks have been made of them.
    until_key = models.PositiveBigIntegerField(default=0)
    planned_up_to = models.PositiveBigIntegerField(default=0)
    planned = models.BooleanField(default=False)
    # When somebody last began to work on it, and when somebody who does not looks at it again.
    attended = models.DateTimeField(null=True)
    watched = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "starts"], name="proserva_fan_out_due")]

    def __str__(self) -> str:
        return f"fan-out {self.pk} of message {self.message_id}: {self.state}"


class FanOutChunk(models.Model):
    """Some of the people of a fan-out, whom one worker serves in one transaction.

    .. no_pii:
    """

    fan_out = models.ForeignKey(FanOut, models.CASCADE, related_name="chunks", db_index=False)
    # The first key of the enrolments it was made of: what two planners write at once meets here.
    first_key = models.PositiveBigIntegerField()
    user_ids = models.JSONField()
    size = models.PositiveIntegerField()
    done = models.BooleanField(default=False)
    # Until when somebody is at work on it. Only to spare others the work: the row's lock decides.
    leased = models.DateTimeField(default=timezone.now)
    written = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fan_out", "first_key"], name="proserva_chunk_once")]
        indexes = [models.Index(fields=["fan_out", "done", "id"], name="proserva_chunk_open")]

    def __str__(self) -> str:
        return f"chunk {self.pk} of fan-out {self.fan_out_id}"


class EmailPace(models.Model):
    """When the next email of a broadcast may go: one row, by which all workers keep to the rate together.

    .. no_pii:
    """

    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"emails from {self.free_at} on"
