"""Audit entries: who did what with the data or the rights of other people. Rows are only ever added."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

REASON_MAX_LENGTH = 500


class AppendOnlyError(TypeError):
    """An audit entry cannot be changed or deleted."""


def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    """Raise AppendOnlyError."""
    raise AppendOnlyError("Audit entries can only be added.")


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Query sets that read and add. They change and delete nothing; `_raw_delete` is the delete of a cascade."""

    update = refuse
    delete = refuse
    bulk_update = refuse
    update_or_create = refuse
    _raw_delete = refuse

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> Any:
        """Add rows. Raises AppendOnlyError if existing rows would be changed."""
        if options.get("update_conflicts"):
            refuse()
        return super().bulk_create(objs, *args, **options)


class AuditEntry(models.Model):
    """One privileged action. People, thread and course are plain numbers and keys, so that no deletion reaches a row.

    The account of a retired person keeps its number, and the platform removes its name: the entry still says that the
    same person did it, and no longer who that was.

    .. pii: The numbers of accounts, and the reason of an operator in their own words: kept as an audit record.
    .. pii_types: other
    .. pii_retirement: retained
    """

    # One of `store.audit.Action`.
    action = models.CharField(max_length=32)
    # The user who acted. Empty: a command of an operator, or the product itself.
    actor_id = models.BigIntegerField(null=True)
    # The user whose data or rights it was about.
    person_id = models.BigIntegerField(null=True)
    thread_id = models.BigIntegerField(null=True)
    course_id: models.Field[CourseKey | None, CourseKey | None] = CourseKeyField(max_length=255, null=True)
    reason = models.CharField(max_length=REASON_MAX_LENGTH, blank=True)
    # Ids, codes and counts. Never text of a message.
    facts = models.JSONField(default=dict)
    created = models.DateTimeField(default=timezone.now)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "audit entries"
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["person_id", "id"], name="proserva_audit_person"),
            models.Index(fields=["thread_id", "id"], name="proserva_audit_thread"),
            models.Index(fields=["course_id", "id"], name="proserva_audit_course"),
        ]

    def __str__(self) -> str:
        return f"audit entry {self.pk}: {self.action}"

    def save(self, *args: Any, **options: Any) -> None:
        """Add the row. Raises AppendOnlyError if it exists."""
        if not self._state.adding:
            refuse()
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Raise AppendOnlyError."""
        refuse()
