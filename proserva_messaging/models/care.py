"""Care: alerts about messages with a sign of distress, and the notices of them to the care contacts of a course."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from opaque_keys.edx.django.models import CourseKeyField
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.models.constraints import must, one_of
from proserva_messaging.models.preferences import CourseSettings
from proserva_messaging.models.relations import UNREACHABLE
from proserva_messaging.models.threads import Message, Thread


class CareContact(models.Model):
    """A person of the course team who is notified of messages with signs of distress. A course with one has opted in.

    .. no_pii:
    """

    course = models.ForeignKey(CourseSettings, models.CASCADE, related_name="care_contacts", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name=UNREACHABLE,
        help_text=_("A member of the course team. Learners see the name before they write."),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "user"], name="proserva_care_contact_once")]

    def __str__(self) -> str:
        return f"a care contact, user {self.user_id}"


class CareAlert(models.Model):
    """A message with a sign of distress. Neither its text nor the phrase that was found is stored here.

    .. pii: The account of a person who may be in danger. Deleted with the message, and when the person is retired.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    class State(models.TextChoices):
        """Whether it waits for an outcome."""

        OPEN = "open"
        HANDLED = "handled"

    class Outcome(models.TextChoices):
        """The outcome of an alert."""

        FALSE_ALARM = "false_alarm", _("False alarm")
        CONTACTED = "contacted", _("In contact with the person")
        PASSED = "passed", _("Passed to other help")

    message = models.OneToOneField(Message, models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="+", db_index=False)
    course_id: models.Field[CourseKey, CourseKey] = CourseKeyField(max_length=255)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE)
    # Hours since 1970: one alert an hour for each writer in a thread.
    hour = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=UNREACHABLE)
    created = models.DateTimeField(default=timezone.now)
    handled = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "writer", "hour"], name="proserva_care_hourly"),
            must("proserva_care_state", one_of("state", ("open", "handled"))),
            must(
                "proserva_care_outcome",
                Q(state="open", outcome="", handled__isnull=True)
                | Q(state="handled", outcome__in=["contacted", "false_alarm", "passed"], handled__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["course_id", "state", "id"], name="proserva_care_queue")]

    def __str__(self) -> str:
        return f"care alert {self.pk} in {self.course_id}"


class CareNotice(models.Model):
    """The notice of an alert to one care contact: whether it rings their bell, when its email was sent, and from when
    on a worker may send it: while one sends it, that is the end of its lease.

    .. no_pii:
    """

    alert = models.ForeignKey(CareAlert, models.CASCADE, related_name="notices", db_index=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=UNREACHABLE, db_index=False)
    rings = models.BooleanField(default=True)
    emailed = models.DateTimeField(null=True, db_index=True)
    email_due = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "recipient"], name="proserva_care_noticed_once")]
        indexes = [models.Index(fields=["recipient", "rings", "id"], name="proserva_care_bell")]

    def __str__(self) -> str:
        return f"a notice of care alert {self.alert_id}"
