"""Retention and legal hold: what is deleted by age, what must not be deleted, and what a retirement has sealed."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models.constraints import must


class Hold(models.Model):
    """A legal hold on a course, a thread or a person: exactly one of the three. While it is active (`released` is
    empty) nothing under it is deleted. Plain numbers, so that no deletion elsewhere ends it.

    .. pii: The number of an account, and the reason of a superuser in their own words: kept as an audit record.
    .. pii_types: other
    .. pii_retirement: retained
    """

    course_id: models.Field[CourseKey | None, CourseKey | None] = CourseKeyField(max_length=255, null=True, blank=True)
    thread_id = models.BigIntegerField(null=True, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    set_by_id = models.BigIntegerField(null=True)
    created = models.DateTimeField(default=timezone.now)
    released = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints = [must("proserva_hold_why", ~Q(reason=""))]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class HoldGate(models.Model):
    """One row, which setting a hold and each transaction that deletes lock. So a deletion is either over before a hold
    is set, or sees it.

    .. no_pii:
    """

    entered = models.DateTimeField()

    def __str__(self) -> str:
        return "the gate of holds"


class Sealed(models.Model):
    """Values that the retirement of a person has removed from a row under hold. No page shows them. They are deleted
    when no hold covers them.

    .. pii: What a retired person wrote and uploaded, kept under a legal hold.
    .. pii_types: other
    .. pii_retirement: retained
    """

    # The name of the model, the id of the row, and its values by column.
    kind = models.CharField(max_length=32)
    key = models.BigIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    person_id = models.BigIntegerField()
    thread_id = models.BigIntegerField(null=True)
    course_id: models.Field[CourseKey | None, CourseKey | None] = CourseKeyField(max_length=255, null=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "sealed values"

    def __str__(self) -> str:
        return f"sealed values of {self.kind} {self.key}"


class RetentionRun(models.Model):
    """When the retention rule of a course was last applied completely, and when it is applied next.

    .. no_pii:
    """

    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255, unique=True)
    due = models.DateTimeField(default=timezone.now, db_index=True)
    # All messages before this time are deleted, except those under hold.
    complete_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"retention in {self.course_id}"
