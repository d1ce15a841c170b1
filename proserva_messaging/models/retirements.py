"""Retirements: whom the platform retires, and whose traces are not all scrubbed yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Retirement(models.Model):
    """Somebody whose retirement has begun. The row goes when all is scrubbed; one that stays waits to be finished.

    .. no_pii:
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The class of the error alone: its text may say what it was that could not be deleted.
    error = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return f"retirement of user {self.user_id}"
