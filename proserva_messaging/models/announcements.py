"""Announcements: what a course's team posts on the course's page, and what each person did with it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models.threads import Message


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """The announcements that a question is about."""

    def present(self) -> AnnouncementQuerySet:
        """Return those that were not deleted."""
        return self.filter(deleted_at=None)

    def shown(self, now: datetime) -> AnnouncementQuerySet:
        """Return those that learners see at this moment. Time alone publishes and ends them: nothing has to run."""
        published = self.present().filter(hidden_at=None, publish_at__lte=now)
        return published.filter(Q(expires_at=None) | Q(expires_at__gt=now))


class Announcement(models.Model):
    """A post that stays on a course's page. Its text and files are those of its message, its title that of the thread
    which that message is alone in: a thread of the kind `announcement`, in which nobody has a place.

    .. no_pii:
    """

    class State(models.TextChoices):
        """What it is at a moment, worked out from the columns below; never stored, so that it cannot be out of date."""

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
    # Since when it is taken down; empty while it is not.
    hidden_at = models.DateTimeField(null=True)
    # Since when it is gone for everybody. The row stays until what was delivered of it is gone, too.
    deleted_at = models.DateTimeField(null=True)
    # What its author asked for: that the bell of everybody enrolled rings, and that they get an email as well.
    ring = models.BooleanField(default=True)
    email = models.BooleanField(default=False)
    # When its text last changed after it was published.
    edited = models.DateTimeField(null=True)
    # Each change counts one up, so that nobody overwrites what they have not seen; `text_version` is the version in
    # which title, text or files last changed, which brings a dismissed banner back.
    version = models.PositiveIntegerField(default=1)
    text_version = models.PositiveIntegerField(default=1)
    # When what was delivered of it has to be brought into line next: at once after a change, at the time when it is to
    # be published, at the time when it expires. Empty: never.
    settle_at = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["course_id", "publish_at"], name="proserva_announced"),
            models.Index(fields=["settle_at"], name="proserva_unsettled"),
        ]

    def __str__(self) -> str:
        return f"announcement {self.pk} in {self.course_id}"

    def get_state(self, now: datetime) -> Announcement.State:
        """Return what it is at this moment."""
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
        """Return whether learners see it at this moment; what `AnnouncementQuerySet.shown` selects."""
        return self.deleted_at is None and self.get_state(now) == self.State.PUBLISHED


class AnnouncementMark(models.Model):
    """What one person did with an announcement: that they saw it, and in which version they dismissed its banner.

    .. pii: When somebody read what.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="marks", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)
    # The version that they dismissed; zero: none.
    dismissed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "user"], name="proserva_marked_once")]

    def __str__(self) -> str:
        return f"user {self.user_id} and announcement {self.announcement_id}"
