"""Disclosures: that somebody who is not part of a conversation opened it, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from proserva_messaging.models.threads import Thread


class Disclosure(models.Model):
    """A superuser broke the glass of one thread. Its people see who, when and why, for as long as the thread is there.

    .. pii: Why somebody opened others' conversation, in their own words: kept as the record of it.
    .. pii_types: other
    .. pii_retirement: retained
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="disclosures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=500)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"disclosure of thread {self.thread_id} to user {self.user_id}"
