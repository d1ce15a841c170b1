"""Retirements: users that the platform is retiring, and whose data is not fully scrubbed yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from proserva_messaging.models.relations import UNREACHABLE


class Retirement(models.Model):
    """A user whose retirement has begun. The row is deleted when all data is scrubbed; until then it can be resumed.

    .. no_pii:
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE)
    created = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The class of the error only: its text may contain the data that could not be deleted.
    error = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return f"retirement of user {self.user_id}"
