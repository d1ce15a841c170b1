"""Failures: units of background work that raised an error and wait for their next attempt."""

from __future__ import annotations

from django.db import models


class Failure(models.Model):
    """A unit of work that failed, such as the emails of one message. The row is deleted when an attempt succeeds.

    .. no_pii:
    """

    # One of `delivery.failures.Kind`, and the id of its object.
    kind = models.CharField(max_length=16)
    key = models.BigIntegerField()
    # The name of the last error's class: its text may contain that of a message.
    error = models.CharField(max_length=100)
    attempts = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    last = models.DateTimeField()
    due = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="proserva_failure_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.error}"
