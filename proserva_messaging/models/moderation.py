"""Moderation: reports of messages with the messages they share, blocks between learners, and restrictions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models.constraints import must, one_of
from proserva_messaging.models.relations import UNREACHABLE
from proserva_messaging.models.threads import Message, Thread

# The most messages before, and after, the reported one that a report can share.
AROUND_MAX = 20
NOTE_MAX_LENGTH = 1000


class Report(models.Model):
    """A participant's report of a message. The course team handles it, or the site if it is about the team.

    .. pii: What a person wrote about a message that troubles them.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    class Reason(models.TextChoices):
        """The reason of a report."""

        HARASSMENT = "harassment", _("Harassment or bullying")
        CHEATING = "cheating", _("Cheating")
        SPAM = "spam", _("Spam or advertising")
        DANGER = "danger", _("Someone may be in danger")
        OTHER = "other", _("Something else")

    class Route(models.TextChoices):
        """Who handles it: the team of the course, or the people who run the site."""

        TEAM = "team"
        SITE = "site"

    class State(models.TextChoices):
        """Whether it waits for an outcome."""

        OPEN = "open"
        HANDLED = "handled"

    class Outcome(models.TextChoices):
        """The outcome of a report. A report that was passed to the site stays open there."""

        NONE = "none", _("No action")
        WARNED = "warned", _("The sender was warned")
        REMOVED = "removed", _("The message was removed")
        RESTRICTED = "restricted", _("The sender can't write to classmates")
        PASSED = "passed", _("Passed to the site")

    # Empty: the message, or the account, was deleted since.
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="reports", db_index=False)
    thread = models.ForeignKey(Thread, models.SET_NULL, null=True, related_name="+")
    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE)
    # The sender of the message.
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE)
    reason = models.CharField(max_length=16, choices=Reason.choices)
    note = models.TextField(blank=True)
    # The number of messages that the reporter chose to share beside the reported one.
    before = models.PositiveSmallIntegerField(default=0)
    after = models.PositiveSmallIntegerField(default=0)
    route = models.CharField(max_length=8, choices=Route.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE)
    created = models.DateTimeField(default=timezone.now)
    handled = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "reporter"], name="proserva_reported_once"),
            must("proserva_report_reason", one_of("reason", ("harassment", "cheating", "spam", "danger", "other"))),
            must("proserva_report_route", one_of("route", ("team", "site"))),
            must("proserva_report_state", one_of("state", ("open", "handled"))),
            must("proserva_report_around", Q(before__lte=AROUND_MAX, after__lte=AROUND_MAX)),
            must(
                "proserva_report_outcome",
                Q(state="open", outcome__in=["", "passed"], handled__isnull=True)
                | Q(state="handled", outcome__in=["none", "removed", "restricted", "warned"], handled__isnull=False),
            ),
            must("proserva_report_passed", ~Q(outcome="passed") | Q(route="site")),
        ]
        indexes = [
            models.Index(fields=["course_id", "state", "id"], name="proserva_report_queue"),
            models.Index(fields=["route", "state", "id"], name="proserva_report_site"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk} in {self.course_id}"


class SharedMessage(models.Model):
    """A message that a report shares, as it was at that time. Its text is deleted with the outcome.

    .. pii: What people wrote, for as long as a report of it is open.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="shared", db_index=False)
    position = models.PositiveSmallIntegerField()
    # Whether the report is about it.
    is_reported = models.BooleanField(default=False)
    # Without a key, so that a message can be deleted. Of the thread of the report.
    message_id = models.PositiveBigIntegerField()
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE)
    body_html = models.TextField(blank=True)
    # The names of its files.
    files = models.JSONField(default=list, blank=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="proserva_shared_once")]

    def __str__(self) -> str:
        return f"message {self.message_id} of report {self.report_id}"


class Block(models.Model):
    """A learner who blocks another learner, in all courses. It has no effect if one of them is on the course team.

    .. no_pii:
    """

    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE, db_index=False)
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blocker", "blocked"], name="proserva_blocked_once")]

    def __str__(self) -> str:
        # As for a membership: a name would reveal who blocked a person.
        return "a block"


class Restriction(models.Model):
    """A learner who cannot write to classmates in a course, as the outcome of a report.

    .. no_pii:
    """

    # Text, as in a preference: it is compared with ids of courses of other tables.
    course_id = models.CharField(max_length=255)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE, db_index=False)
    report = models.ForeignKey(Report, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course_id"], name="proserva_restricted_once")]

    def __str__(self) -> str:
        return f"a restriction in {self.course_id}"
