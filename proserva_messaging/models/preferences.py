"""Preferences of users for emails and their name, and settings of courses for messages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models.constraints import must, one_of
from proserva_messaging.models.relations import UNREACHABLE

PREFERRED_NAME_MAX_LENGTH = 60
# As the site says, or whatever the site says.
FOR_EVER = Q(retention_days__isnull=True) | Q(retention_days=0)


class Preference(models.Model):
    """A user's preference for emails, for all courses (`course_id` is empty) or for one.

    .. no_pii:
    """

    class Email(models.TextChoices):
        """How a user is notified of messages by email."""

        EACH = "each", _("An email for each message")
        DAILY = "daily", _("One email a day with all messages")
        NONE = "none", _("No emails")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE, db_index=False)
    # Text, not a nullable key: two NULLs are not equal, so the unique constraint would not apply.
    course_id = models.CharField(max_length=255, blank=True, default="")
    email = models.CharField(max_length=8, choices=Email.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "course_id"], name="proserva_preference_once"),
            must("proserva_preference", one_of("email", ("each", "daily", "none"))),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id}: {self.email} in {self.course_id or 'all courses'}"


class PreferredName(models.Model):
    """How a user wants texts to greet them, in place of the first name of their account.

    .. pii: The name by which the user is called
    .. pii_types: name
    .. pii_retirement: local_api
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE)
    name = models.CharField(max_length=PREFERRED_NAME_MAX_LENGTH)

    def __str__(self) -> str:
        return f"the preferred name of user {self.user_id}"


class LinkRevocation(models.Model):
    """The time from which a user's unsubscribe links count: they have turned emails on again, so earlier links ended.

    .. no_pii:
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE)
    before = models.DateTimeField()

    def __str__(self) -> str:
        return f"links of user {self.user_id} before {self.before}"


class CourseSettings(models.Model):
    """The settings of a course. A course without a row follows the site's settings.

    .. no_pii:
    """

    class Peers(models.TextChoices):
        """Whether learners may write to classmates, in addition to the course team."""

        OFF = "off", _("No one")
        COHORT = "cohort", _("Their cohort")
        COURSE = "course", _("Everyone in the course")

    class Button(models.TextChoices):
        """Where the message button is shown automatically."""

        OFF = "off", _("Nowhere")
        UNITS = "units", _("In every unit")
        UNITS_AND_PROBLEMS = "units_and_problems", _("In every unit and at every assignment")

    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255, unique=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name=UNREACHABLE,
        help_text=_("The member of the course team who gets a learner's message unless they choose another."),
    )
    peer_messages = models.CharField(
        max_length=8,
        choices=Peers.choices,
        blank=True,
        help_text=_("Who learners may write to besides the course team; empty: as the site says."),
    )
    button = models.CharField(
        max_length=20,
        choices=Button.choices,
        blank=True,
        help_text=_("Where learners find the message button without an author placing it; empty: as the site says."),
    )

    # Empty: as the site says. Zero: for ever.
    retention_days = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text=_("Messages older than this many days are deleted (at least 30). 0: never; empty: as the site says."),
    )

    care_help = models.TextField(
        blank=True,
        max_length=1000,
        help_text=_("Where a writer in distress finds help, in this course; empty: as the site says."),
    )

    class Meta:
        verbose_name_plural = "course settings"
        constraints = [
            must("proserva_peers", one_of("peer_messages", ("", "off", "cohort", "course"))),
            must("proserva_button", one_of("button", ("", "off", "units", "units_and_problems"))),
            must(
                "proserva_retention", Q(retention_days__isnull=True) | Q(retention_days=0) | Q(retention_days__gte=30)
            ),
        ]

    def __str__(self) -> str:
        return str(self.course_id)
