"""The demo campus's tables: profiles, courses, roles, enrolments, cohorts, discussions, block state, sent emails."""

import unicodedata
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField


def fold(text: str) -> str:
    """Return text in the form that searches compare: case, accents and runs of spaces removed, in every script.

    SQLite ignores case in ASCII only, so names are stored in this form.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.split())


class Profile(models.Model):
    """A person's full name and language."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    name = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=10, blank=True, help_text="Empty: the site's own")
    search = models.TextField(editable=False)

    def __str__(self):
        return self.name or self.user.username

    def save(self, *args, **kwargs):
        """Save, and update the text that searches compare."""
        self.search = f"{fold(self.user.username)}\n{fold(self.name)}"
        super().save(*args, **kwargs)


class Course(models.Model):
    """A course. Its `id` is its key, as it is in the platform's course overviews."""

    id = CourseKeyField(max_length=255, primary_key=True)
    name = models.CharField(max_length=255)
    start = models.DateTimeField(default=timezone.now)
    end = models.DateTimeField(null=True, blank=True)
    content = models.CharField(max_length=50, default="small", help_text="Name of an OLX file in demo/content")

    def __str__(self):
        return self.name

    @property
    def has_ended(self) -> bool:
        """Return whether the course is over."""
        return self.end is not None and self.end < timezone.now()

    def weeks_in(self, weeks: int | str | None):
        """Return the time `weeks` weeks after the start, or None for None. Course files give due dates in weeks."""
        return None if weeks is None else self.start + timedelta(weeks=int(weeks))


class CourseRole(models.Model):
    """A role on a course's team: `instructor` or `staff`."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="course_roles")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "user", "role"], name="campus_role_once")]


class OrganizationRole(models.Model):
    """A role in all courses of an organisation: `instructor` or `staff`."""

    org = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="organization_roles")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["org", "user", "role"], name="campus_org_role_once")]


class Enrollment(models.Model):
    """A person's enrolment. Unenrolling makes it inactive, as in the platform."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="enrollments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrollments")
    mode = models.CharField(max_length=20, default="audit")
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "user"], name="campus_enrollment_once")]


class Cohort(models.Model):
    """A cohort of a course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="campus_cohort_once")]


class CohortMembership(models.Model):
    """A person's membership in a cohort. There is one per course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="cohort_memberships")
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="cohort_memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "user"], name="campus_one_cohort_each")]


class DiscussionThread(models.Model):
    """A thread of a course's discussion. Its public id is `forum_id`, opaque like the forum's ids."""

    forum_id = models.CharField(max_length=32, unique=True)
    course = models.ForeignKey(Course, models.CASCADE, related_name="discussion_threads")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="discussion_threads")
    title = models.CharField(max_length=255)
    body = models.TextField()
    created = models.DateTimeField(default=timezone.now)


class DiscussionReply(models.Model):
    """A reply in a discussion thread."""

    thread = models.ForeignKey(DiscussionThread, models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="discussion_replies")
    body = models.TextField()
    created = models.DateTimeField(default=timezone.now)


class BlockState(models.Model):
    """One XBlock field: a person's state, or, if `user` is null, a value set in the studio."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="block_state")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="block_state")
    scope = models.CharField(max_length=40)
    block = models.CharField(max_length=255)
    field = models.CharField(max_length=100)
    value = models.JSONField(null=True)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["block", "user", "scope", "field"], name="campus_field_once")]


class SentEmail(models.Model):
    """One sent email: the raw message, and the parts that a mail client lists."""

    recipient = models.CharField(max_length=254, db_index=True)
    sender = models.CharField(max_length=400)
    subject = models.CharField(max_length=998)
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=list, help_text="Pairs of name and value, in their order")
    message_id = models.CharField(max_length=255)
    conversation = models.CharField(max_length=255, db_index=True, help_text="Message-ID of the first in its thread")
    raw = models.BinaryField()
    created = models.DateTimeField(default=timezone.now)
