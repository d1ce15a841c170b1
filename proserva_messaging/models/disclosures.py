"""Disclosures: which superuser opened a conversation that they are not part of, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from proserva_messaging.models.constraints import must
from proserva_messaging.models.relations import UNREACHABLE
from proserva_messaging.models.threads import Thread


class Disclosure(models.Model):
    """One opening of a thread by a superuser. The participants can see who, when and why, as long as the thread exists.

    .. pii: A superuser's reason for opening a conversation, in their own words: kept as an audit record.
    .. pii_types: other
    .. pii_retirement: retained
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="disclosures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE)
    reason = models.CharField(max_length=500)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [must("proserva_disclosure_why", ~Q(reason=""))]

    def __str__(self) -> str:
        return f"disclosure of thread {self.thread_id} to user {self.user_id}"
