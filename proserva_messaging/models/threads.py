"""Threads, the people in them, and the messages."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey


class Thread(models.Model):
    """A persistent conversation in one course. Never expires, and never goes with its course.

    .. pii: A title that people wrote.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    class Kind(models.TextChoices):
        """What sort of conversation it is."""

        DIRECT = "direct"
        GROUP = "group"
        BROADCAST = "broadcast"
        # Carries what an announcement rings with; in nobody's inbox.
        ANNOUNCEMENT = "announcement"

    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255, db_index=True)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.DIRECT)
    # MySQL ignores conditional unique constraints, and takes any number of NULLs in a plain one: so a direct thread
    # carries the digest of its pair, and any other thread carries none.
    direct_key = models.CharField(max_length=64, unique=True, null=True, editable=False)
    title = models.CharField(max_length=255, blank=True)
    # Off, the thread is always 1:1. On, it becomes a group with the first person that is added.
    group_chat = models.BooleanField(default=False)
    # Whether members may add and remove people; a member's own permission goes before it.
    members_may_add = models.BooleanField(default=False)
    members_may_remove = models.BooleanField(default=False)
    # Since when the thread takes no new messages; empty while it does.
    closed = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.kind} thread {self.pk} in {self.course_id}"

    @staticmethod
    def make_direct_key(course_key: CourseKey, first_user_id: int, second_user_id: int) -> str:
        """Return what identifies the one direct thread of two people in a course, whoever is named first."""
        low, high = sorted((first_user_id, second_user_id))
        return hashlib.sha256(f"{course_key}|{low}|{high}".encode()).hexdigest()


class Participant(models.Model):
    """One person's place in a thread. It stays when they leave: what they had until then remains theirs to read.

    .. pii: A title that people wrote, as it was when the person left.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    class Role(models.TextChoices):
        """What the person is in the thread: its owner decides about it."""

        OWNER = "owner"
        MEMBER = "member"

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="participants", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.MEMBER)
    starred = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    muted = models.BooleanField(default=False)
    # Empty: as the thread says of its members.
    may_add = models.BooleanField(null=True)
    may_remove = models.BooleanField(null=True)
    joined = models.DateTimeField(default=timezone.now)
    # Since when they get nothing new; empty while they are in the thread.
    left = models.DateTimeField(null=True)
    # Whether somebody else removed them, rather than that they left.
    removed = models.BooleanField(default=False)
    # The thread's title when they left: what it was named later is not theirs to see.
    left_title = models.CharField(max_length=255, blank=True)
    # The cohort with which they came and, where the thread keeps in step with it, go. Empty: somebody added them.
    cohort_id = models.PositiveBigIntegerField(null=True)
    # Beside what was delivered to them and what they wrote, they see every message up to this one: the history that
    # they were shown when they were added. Zero: none of it.
    history_up_to = models.PositiveBigIntegerField(default=0)
    # The first message that they can see at all: a page need not look for theirs among all those before it.
    visible_from = models.PositiveBigIntegerField(default=0)
    # A copy of the thread's newest message: it orders the person's inbox by one index, whatever the inbox's size.
    last_message = models.ForeignKey("Message", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="proserva_participant_once")]
        indexes = [models.Index(fields=["user", "archived", "last_message"], name="proserva_inbox")]

    def __str__(self) -> str:
        return f"user {self.user_id} in thread {self.thread_id}"


class Message(models.Model):
    """What somebody wrote in a thread, or a line that says what happened in it.

    `context` is a snapshot of what it is about, so that it outlives the course. `event` makes it a line: what happened,
    and to whom, by user ids, so that each reader is told in their own language.

    .. pii: What people wrote to each other.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages", db_index=False)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    body = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    preview = models.CharField(max_length=160, blank=True)
    context = models.JSONField(null=True, blank=True)
    event = models.JSONField(null=True, blank=True)
    # Which fields (`{first_name}`) the text has that are filled in for each reader, and what they are about; empty
    # where braces are just what was written.
    merge = models.JSONField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)
    idempotency_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["thread", "id"], name="proserva_thread_page"),
            models.Index(fields=["sender", "thread", "id"], name="proserva_own"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} in thread {self.thread_id}"


class ThreadCohort(models.Model):
    """A cohort of which a group was made. `in_step`: people join and leave the group with it.

    .. no_pii:
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="cohorts", db_index=False)
    cohort_id = models.PositiveBigIntegerField()
    # As it was called then: the platform may have lost it since.
    name = models.CharField(max_length=255)
    in_step = models.BooleanField(default=False)
    # Whether those who join with it later see the whole history.
    shows_history = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "cohort_id"], name="proserva_cohort_once")]

    def __str__(self) -> str:
        return f"cohort {self.cohort_id} in thread {self.thread_id}"
