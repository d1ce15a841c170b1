"""Fan-outs: durable jobs that deliver one message to an audience, chunk by chunk."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models.constraints import must, one_of
from proserva_messaging.models.threads import Message

FAN_OUT_STATES = ("scheduled", "sending", "sent", "cancelled", "stopped")


class FanOut(models.Model):
    """The delivery of one message to an audience. The row is the source of truth; tasks only read it.

    .. no_pii:
    """

    class State(models.TextChoices):
        """The state. `sent`: all recipients have the message in the product; its emails may still be pending."""

        SCHEDULED = "scheduled"
        SENDING = "sending"
        SENT = "sent"
        CANCELLED = "cancelled"
        STOPPED = "stopped"

    message = models.OneToOneField(Message, models.CASCADE, related_name="fan_out")
    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255)
    # The audience as validated by `delivery.audience`; users by their ids.
    audience = models.JSONField(default=dict)
    # Whether recipients become participants, so that the thread is in their inbox; else only their bell rings.
    with_participants = models.BooleanField(default=True, db_column="with_places")
    with_emails = models.BooleanField(default=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.SCHEDULED)
    # A code, which is translated for each reader.
    stopped_reason = models.CharField(max_length=64, blank=True)
    starts = models.DateTimeField(default=timezone.now)
    began = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    # The number of recipients when it was created.
    expected = models.PositiveIntegerField(default=0)
    # The recipients are fixed when sending starts: all enrolments up to the last key at that time, read in key order.
    # `planned_up_to` is the cursor: the last key that is in a chunk.
    until_key = models.PositiveBigIntegerField(default=0)
    planned_up_to = models.PositiveBigIntegerField(default=0)
    planned = models.BooleanField(default=False)
    # When a worker last began to work on it, and when the heartbeat task checks it next.
    last_active = models.DateTimeField(null=True, db_column="attended")
    heartbeat_at = models.DateTimeField(null=True, db_column="watched")
    # The tasks that work on it and the one that waits, as `delivery.turns` keeps them. None: none has begun.
    turns = models.JSONField(null=True)

    class Meta:
        constraints = [
            must("proserva_fan_out_state", one_of("state", FAN_OUT_STATES)),
            must("proserva_stopped_why", Q(state="stopped") | Q(stopped_reason="")),
            must("proserva_open_unfinished", ~Q(state__in=["scheduled", "sending"]) | Q(finished__isnull=True)),
        ]
        indexes = [models.Index(fields=["state", "starts"], name="proserva_fan_out_due")]

    def __str__(self) -> str:
        return f"fan-out {self.pk} of message {self.message_id}: {self.state}"


class FanOutChunk(models.Model):
    """Some of the recipients of a fan-out, which one worker serves in one transaction.

    .. no_pii:
    """

    fan_out = models.ForeignKey(FanOut, models.CASCADE, related_name="chunks", db_index=False)
    # The first key of its enrolments: unique, so that concurrent planners cannot create a chunk twice.
    first_key = models.PositiveBigIntegerField()
    user_ids = models.JSONField()
    size = models.PositiveIntegerField()
    done = models.BooleanField(default=False)
    # Until when a worker has it. It only avoids duplicate work: the row's lock decides.
    leased = models.DateTimeField(default=timezone.now)
    written = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fan_out", "first_key"], name="proserva_chunk_once"),
            must("proserva_chunk_size", Q(size__gte=F("written") + F("skipped"))),
        ]
        indexes = [models.Index(fields=["fan_out", "done", "id"], name="proserva_chunk_open")]

    def __str__(self) -> str:
        return f"chunk {self.pk} of fan-out {self.fan_out_id}"


class EmailPace(models.Model):
    """When the next email of a fan-out may be sent: one row, by which all workers share the rate.

    .. no_pii:
    """

    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"emails from {self.free_at} on"
