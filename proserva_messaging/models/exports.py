"""Exports: a person's download of what they wrote and received."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from proserva_messaging.models.constraints import must, one_of
from proserva_messaging.models.relations import UNREACHABLE


class Export(models.Model):
    """The one download of a person: the job that makes it, and then its file. A new one replaces it.

    .. pii: A file with all that a person wrote and received, in the storage of attachments.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    class State(models.TextChoices):
        """`waiting` until its file is stored, then `ready` until it expires and the row is deleted."""

        WAITING = "waiting"
        READY = "ready"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    # The random name of its file in the storage of attachments.
    file = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # The number of attachments and threads that could not be included.
    left_out = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(default=timezone.now)
    # Until when a worker makes it; another takes over a dead worker's job then.
    leased = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    # When the person was notified by email, or could not be.
    notified_at = models.DateTimeField(null=True)
    # When the sweep deletes it, ready or not.
    expires = models.DateTimeField(db_index=True)
    idempotency_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    idempotency_fingerprint = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        constraints = [
            must("proserva_export_state", one_of("state", ("waiting", "ready"))),
            must("proserva_ready_file", Q(state="waiting") | ~Q(file="")),
        ]
        indexes = [models.Index(fields=["state", "leased"], name="proserva_export_due")]

    def __str__(self) -> str:
        return f"export {self.pk}: {self.state}"
