"""Deliveries: the bell state, the read receipt and the email ledger of one message for one recipient."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from proserva_messaging.models.constraints import must, one_of
from proserva_messaging.models.relations import UNREACHABLE
from proserva_messaging.models.threads import Message, Thread

EMAIL_STATES = ("pending", "sending", "digest", "sent", "failed", "skipped", "unknown")


class Delivery(models.Model):
    """One message for one recipient; unique, so that nothing is ever delivered twice.

    .. pii: The mail server's reason for a failed email, which may contain the address. When a user read which message.
    .. pii_types: email_address, other
    .. pii_retirement: local_api
    """

    class Bell(models.TextChoices):
        """The bell state. Quieting the bell is not reading: the receipt stays open.

        A skipped delivery reaches no one, and exists for the sender's report only.
        """

        RINGING = "ringing"
        QUIET = "quiet"
        MUTED = "muted"
        SKIPPED = "skipped"

    class Email(models.TextChoices):
        """The state of the email. `sending` holds a lease.

        An email that was interrupted while its data was being sent becomes `unknown`, and is not retried automatically.
        """

        PENDING = "pending"
        SENDING = "sending"
        DIGEST = "digest"
        SENT = "sent"
        FAILED = "failed"
        SKIPPED = "skipped"
        UNKNOWN = "unknown"

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries", db_index=False)
    # A copy of the message's thread, so that one index can find the unread messages of each thread.
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="+")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE, db_index=False)
    bell = models.CharField(max_length=8, choices=Bell.choices, default=Bell.RINGING)
    # Whether the message mentions the recipient (`@username`): their bell rings even if they muted the thread.
    mentioned = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    email = models.CharField(max_length=8, choices=Email.choices, default=Email.PENDING)
    email_reason = models.CharField(max_length=255, blank=True)
    email_attempts = models.PositiveSmallIntegerField(default=0)
    # When the state last changed. `email_due` is the time of the next attempt, the lease's end, or the digest.
    email_at = models.DateTimeField(null=True)
    email_due = models.DateTimeField(default=timezone.now)
    # When the first of the temporary failures occurred, from which the retries' period counts. None: no retry is open.
    email_failing_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["message", "recipient"], name="proserva_delivered_once"),
            must("proserva_bell_state", one_of("bell", ("ringing", "quiet", "muted", "skipped"))),
            must("proserva_email_state", one_of("email", EMAIL_STATES)),
            must("proserva_unreached", ~Q(bell="skipped") | Q(email="skipped")),
        ]
        indexes = [
            models.Index(fields=["recipient", "bell", "id"], name="proserva_bell"),
            models.Index(fields=["recipient", "read_at", "thread"], name="proserva_unread"),
            models.Index(fields=["recipient", "id"], name="proserva_feed"),
            models.Index(fields=["email", "email_due"], name="proserva_email_due"),
            models.Index(fields=["message", "email", "id"], name="proserva_message_emails"),
            models.Index(fields=["message", "read_at"], name="proserva_message_seen"),
        ]

    def __str__(self) -> str:
        # As for a membership: a number would reveal who got the same message.
        return "a delivery"


class EmailPause(models.Model):
    """A pause of all emails, because the mail server refuses this site: one row, shared by all workers.

    .. no_pii:
    """

    # The mail server's response.
    reason = models.CharField(max_length=255, blank=True)
    since = models.DateTimeField()
    # When one email may be tried again.
    until = models.DateTimeField()
    # When an email was accepted again; None: the pause continues.
    ended = models.DateTimeField(null=True)
    # The number of consecutive refusals.
    refusals = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"emails paused since {self.since}: {self.reason}"
