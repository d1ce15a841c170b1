"""Deliveries: the bell item, the read receipt and the email ledger of one message for one person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from proserva_messaging.models.threads import Message, Thread


class Delivery(models.Model):
    """One message on its way to one person; unique, so that nothing is ever delivered twice.

    .. pii: Why an email failed, in the mail server's words, which may name the address. When somebody read what.
    .. pii_types: email_address, other
    .. pii_retirement: local_api
    """

    class Bell(models.TextChoices):
        """What the bell does about it. Quietening the bell is not reading: the receipt stays open. One that is skipped
        reaches nobody, and is there for the sender's report only."""

        RINGING = "ringing"
        QUIET = "quiet"
        MUTED = "muted"
        SKIPPED = "skipped"

    class Email(models.TextChoices):
        """What its email did. `sending` holds a lease; one cut off becomes `unknown`, and is not sent again."""

        PENDING = "pending"
        SENDING = "sending"
        DIGEST = "digest"
        SENT = "sent"
        FAILED = "failed"
        SKIPPED = "skipped"
        UNKNOWN = "unknown"

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries", db_index=False)
    # A copy of the message's thread, which lets one index answer what is unread where.
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="+")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    bell = models.CharField(max_length=8, choices=Bell.choices, default=Bell.RINGING)
    # Whether the message names the recipient (`@username`), which reaches them even where they muted the thread.
    mentioned = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    email = models.CharField(max_length=8, choices=Email.choices, default=Email.PENDING)
    email_reason = models.CharField(max_length=255, blank=True)
    email_attempts = models.PositiveSmallIntegerField(default=0)
    # When the state last changed; what is due comes from `email_due`: the next try, the lease's end, or the digest.
    email_at = models.DateTimeField(null=True)
    email_due = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["message", "recipient"], name="proserva_delivered_once")]
        indexes = [
            models.Index(fields=["recipient", "bell", "id"], name="proserva_bell"),
            models.Index(fields=["recipient", "read_at", "thread"], name="proserva_unread"),
            models.Index(fields=["recipient", "id"], name="proserva_feed"),
            models.Index(fields=["email", "email_due"], name="proserva_email_due"),
            models.Index(fields=["message", "email", "id"], name="proserva_message_emails"),
            models.Index(fields=["message", "read_at"], name="proserva_message_seen"),
        ]

    def __str__(self) -> str:
        return f"message {self.message_id} to user {self.recipient_id}"
