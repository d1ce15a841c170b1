"""Announcements on the page of a course, and which user has seen or dismissed which."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models.constraints import must
from proserva_messaging.models.relations import UNREACHABLE
from proserva_messaging.models.threads import Message


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Query sets of announcements by state."""

    def present(self) -> AnnouncementQuerySet:
        """Return the announcements that were not deleted."""
        return self.filter(deleted_at=None)

    def shown(self, now: datetime) -> AnnouncementQuerySet:
        """Return the announcements that learners see at a time. The clock publishes and ends them, without a job."""
        published = self.present().filter(hidden_at=None, publish_at__lte=now)
        return published.filter(Q(expires_at=None) | Q(expires_at__gt=now))


class Announcement(models.Model):
    """A post on the page of a course. Its text and files belong to its message, its title to the message's thread.

    That thread has the kind `announcement`, this one message, and no participants.

    .. no_pii:
    """

    class State(models.TextChoices):
        """The state at a time, computed from the columns below. It is never stored, so it cannot be out of date."""

        DRAFT = "draft"
        SCHEDULED = "scheduled"
        PUBLISHED = "published"
        EXPIRED = "expired"
        UNPUBLISHED = "unpublished"

    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255)
    message = models.OneToOneField(Message, models.CASCADE, related_name="announcement")
    pinned = models.BooleanField(default=False)
    # Empty: a draft.
    publish_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    # When it was taken down; empty: it was not.
    hidden_at = models.DateTimeField(null=True)
    # When it was deleted for everyone. The row stays until its deliveries have been deleted, too.
    deleted_at = models.DateTimeField(null=True)
    # The author's choices: ring the bell of everyone enrolled, and send them an email as well.
    ring = models.BooleanField(default=True)
    email = models.BooleanField(default=False)
    # When its text last changed after it was published.
    edited = models.DateTimeField(null=True)
    # Incremented by each change, so that no one overwrites an unseen change. `text_version` is the version in which
    # title, text or files last changed, which shows a dismissed banner again.
    version = models.PositiveIntegerField(default=1)
    text_version = models.PositiveIntegerField(default=1)
    # When its deliveries must be reconciled next: at once after a change, when it is published, and when it expires.
    # Empty: never.
    reconcile_at = models.DateTimeField(null=True, db_column="settle_at")
    created = models.DateTimeField(default=timezone.now)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        constraints = [
            must("proserva_text_version", Q(version__gte=F("text_version"))),
            must("proserva_email_rings", Q(email=False) | Q(ring=True)),
            must("proserva_hidden_published", Q(hidden_at__isnull=True) | Q(publish_at__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["course_id", "publish_at"], name="proserva_announced"),
            models.Index(fields=["reconcile_at"], name="proserva_unsettled"),
        ]

    def __str__(self) -> str:
        return f"announcement {self.pk} in {self.course_id}"

    def get_state(self, now: datetime) -> Announcement.State:
        """Return the state at a time."""
        if self.publish_at is None:
            return self.State.DRAFT
        if self.hidden_at is not None:
            return self.State.UNPUBLISHED
        if self.publish_at > now:
            return self.State.SCHEDULED
        if self.expires_at is not None and self.expires_at <= now:
            return self.State.EXPIRED
        return self.State.PUBLISHED

    def is_shown(self, now: datetime) -> bool:
        """Return whether learners see it at a time: the rule of `AnnouncementQuerySet.shown`."""
        return self.deleted_at is None and self.get_state(now) == self.State.PUBLISHED


class AnnouncementMark(models.Model):
    """Whether a user has seen an announcement, and in which version they dismissed its banner.

    .. pii: When a user read which announcement.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="marks", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE)
    seen_at = models.DateTimeField(null=True)
    # The dismissed version; zero: none.
    dismissed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "user"], name="proserva_marked_once")]

    def __str__(self) -> str:
        return "a mark"
