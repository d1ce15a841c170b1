"""What a person chose about emails, and what a course chose about messages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey


class Preference(models.Model):
    """A person's choice of emails, for all courses (`course_id` is empty) or for one.

    .. no_pii:
    """

    class Email(models.TextChoices):
        """How a person wants to hear of messages by email."""

        EACH = "each", _("An email for each message")
        DAILY = "daily", _("One email a day with all messages")
        NONE = "none", _("No emails")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    # Text, not a nullable key: databases do not hold two NULLs to be the same, so a constraint would not see them.
    course_id = models.CharField(max_length=255, blank=True, default="")
    email = models.CharField(max_length=8, choices=Email.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course_id"], name="proserva_preference_once")]

    def __str__(self) -> str:
        return f"user {self.user_id}: {self.email} in {self.course_id or 'all courses'}"


class CourseSettings(models.Model):
    """What a course's team chose; a course without a row follows the site's settings.

    .. no_pii:
    """

    class Peers(models.TextChoices):
        """To whom learners may write beside the course team."""

        OFF = "off", _("Nobody")
        COHORT = "cohort", _("Their cohort")
        COURSE = "course", _("Everyone in the course")

    class Button(models.TextChoices):
        """Where the message button stands without an author placing it."""

        OFF = "off", _("Nowhere")
        UNITS = "units", _("In every unit")
        UNITS_AND_PROBLEMS = "units_and_problems", _("In every unit and at every assignment")

    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255, unique=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The member of the course team to whom a learner's message goes unless they choose another."),
    )
    peer_messages = models.CharField(max_length=8, choices=Peers.choices, blank=True)
    button = models.CharField(
        max_length=20,
        choices=Button.choices,
        blank=True,
        help_text=_("Where learners find the message button without an author placing it; empty: as the site says."),
    )

    class Meta:
        verbose_name_plural = "course settings"

    def __str__(self) -> str:
        return str(self.course_id)
