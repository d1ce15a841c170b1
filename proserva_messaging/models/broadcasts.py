"""Broadcasts to the learners of a course, and the templates that a course team keeps for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models.fanouts import FanOut
from proserva_messaging.models.relations import UNREACHABLE
from proserva_messaging.models.threads import Thread


class Broadcast(models.Model):
    """A broadcast as the course team sees it. Its subject is the thread's title, its text the fan-out's message.

    .. no_pii:
    """

    thread = models.OneToOneField(Thread, models.CASCADE, related_name="broadcast")
    fan_out = models.OneToOneField(FanOut, models.CASCADE, related_name="broadcast")
    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE)
    # Whether the sender chose a time. If not, it is sent once the time for undoing it has passed.
    is_scheduled = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now)
    idempotency_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    # Of all that the request asked; empty: an earlier release wrote the row.
    idempotency_fingerprint = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["course_id", "id"], name="proserva_broadcasts")]

    def __str__(self) -> str:
        return f"broadcast {self.pk} in {self.course_id}"


class BroadcastTemplate(models.Model):
    """A text that a course team keeps for reuse.

    .. pii: A text by a member of the course team, and its name.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255, db_index=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE)
    name = models.CharField(max_length=255)
    subject = models.CharField(max_length=255, blank=True)
    body = models.TextField(blank=True)
    created = models.DateTimeField(default=timezone.now)
    idempotency_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    idempotency_fingerprint = models.CharField(max_length=64, null=True, editable=False)

    def __str__(self) -> str:
        return f"template {self.pk} in {self.course_id}"
