"""Threads, their participants and messages."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp.keys import find_course_key
from proserva_messaging.models.constraints import must, one_of
from proserva_messaging.models.relations import UNREACHABLE
from proserva_messaging.models.seats import CHOOSE, SEATS, SeatField


class Thread(models.Model):
    """A persistent conversation in one course. It never expires, and outlives its course.

    .. pii: A title that people wrote.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    class Kind(models.TextChoices):
        """The kind of conversation."""

        DIRECT = "direct"
        GROUP = "group"
        BROADCAST = "broadcast"
        # Holds the message of an announcement; in no inbox.
        ANNOUNCEMENT = "announcement"

    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255, db_index=True)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.DIRECT)
    # MySQL ignores conditional unique constraints, and takes any number of NULLs in a plain one: so a direct thread
    # carries the digest of its pair, and any other thread carries none.
    direct_key = models.CharField(max_length=64, unique=True, null=True, editable=False)
    title = models.CharField(max_length=255, blank=True)
    # Off: the thread has two participants. On: it becomes a group when a third person is added.
    group_chat = models.BooleanField(default=False)
    # Whether members may add and remove people; a member's own permission takes precedence.
    members_may_add = models.BooleanField(default=False)
    members_may_remove = models.BooleanField(default=False)
    # When the thread was closed to new messages; empty: it is open.
    closed = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            must("proserva_thread_kind", one_of("kind", ("direct", "group", "broadcast", "announcement"))),
            must("proserva_key_of_direct", Q(kind="direct") | Q(direct_key__isnull=True)),
            must("proserva_closed_group", Q(kind="group") | Q(closed__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} thread {self.pk} in {self.course_id}"

    @staticmethod
    def make_direct_key(course_key: CourseKey, first_user_id: int, second_user_id: int) -> str:
        """Return the key of the direct thread of two users in a course, independent of their order."""
        low, high = sorted((first_user_id, second_user_id))
        return hashlib.sha256(f"{find_course_key(course_key)}|{low}|{high}".encode()).hexdigest()


class Participant(models.Model):
    """A user in a thread. The row stays when they leave: they can still read the messages that they had until then.

    .. pii: A title that people wrote, as it was when the person left.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    class Role(models.TextChoices):
        """The role in the thread: owners manage it."""

        OWNER = "owner"
        MEMBER = "member"

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="participants", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE, db_index=False)
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.MEMBER)
    starred = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    muted = models.BooleanField(default=False)
    # A direct thread has two seats, so that it cannot have a third participant. Empty: joined a group, or left it.
    seat = SeatField(null=True, default=CHOOSE)
    # Empty: as the thread's setting for members.
    may_add = models.BooleanField(null=True)
    may_remove = models.BooleanField(null=True)
    joined = models.DateTimeField(default=timezone.now)
    # When they left; empty: they are in the thread.
    left = models.DateTimeField(null=True)
    # Whether another person removed them; else they left.
    removed = models.BooleanField(default=False)
    # The thread's title when they left: later titles are hidden from them.
    left_title = models.CharField(max_length=255, blank=True)
    # The cohort with which they joined, and leave if the thread is synced with it. Empty: a person added them.
    cohort_id = models.PositiveBigIntegerField(null=True)
    # They can see every message up to this one: the history that was shared when they were added. Zero: none. Of the
    # later messages they see those that were delivered to them or that they wrote.
    history_up_to = models.PositiveBigIntegerField(default=0)
    # The first message that they can see, so that a page need not search all messages before it.
    visible_from = models.PositiveBigIntegerField(default=0)
    # A copy of the thread's newest message, so that one index orders the inbox, whatever its size.
    last_message = models.ForeignKey("Message", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "user"], name="proserva_participant_once"),
            models.UniqueConstraint(fields=["thread", "seat"], name="proserva_one_seat"),
            must("proserva_role", one_of("role", ("owner", "member"))),
            must("proserva_seat", Q(seat__isnull=True) | Q(seat__in=SEATS)),
            must("proserva_removed_left", Q(removed=False) | Q(left__isnull=False)),
        ]
        indexes = [models.Index(fields=["user", "archived", "last_message"], name="proserva_inbox")]

    def __str__(self) -> str:
        # Lists of what a user's deletion removes show it: a number would reveal who shares a thread.
        return "a membership"


class Message(models.Model):
    """A message in a thread, or a system message about a change of the thread.

    `context` is a snapshot of the content that it is about, so that it outlives the course. `event` makes it a system
    message: the change and the people by user ids, so that each reader sees it in their own language.

    .. pii: What people wrote to each other.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages", db_index=False)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE, db_index=False
    )
    body = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    preview = models.CharField(max_length=160, blank=True)
    context = models.JSONField(null=True, blank=True)
    event = models.JSONField(null=True, blank=True)
    # The merge fields (`{first_name}`) in the text, and the assignment of the due date; empty: braces are plain text.
    merge = models.JSONField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)
    # When it was removed after a report, with its text and files.
    removed = models.DateTimeField(null=True)
    idempotency_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    # Of all that the request asked; empty: an earlier release wrote the row.
    idempotency_fingerprint = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        constraints = [must("proserva_event_text", Q(event__isnull=True) | Q(body=""))]
        indexes = [
            models.Index(fields=["thread", "id"], name="proserva_thread_page"),
            models.Index(fields=["sender", "thread", "id"], name="proserva_own"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} in thread {self.thread_id}"


class ThreadCohort(models.Model):
    """A cohort that was added to a group. `synced`: the group is synced with it.

    .. no_pii:
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="cohorts", db_index=False)
    cohort_id = models.PositiveBigIntegerField()
    # Its name at that time: the platform may have deleted it since.
    name = models.CharField(max_length=255)
    synced = models.BooleanField(default=False, db_column="in_step")
    # Whether people who join with it later see the whole history.
    shows_history = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "cohort_id"], name="proserva_cohort_once")]

    def __str__(self) -> str:
        return f"cohort {self.cohort_id} in thread {self.thread_id}"
