"""The rules about deliveries, files, broadcasts and announcements: copies agree, and no one has what is not theirs."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from proserva_messaging.integrity.rule import Rule
from proserva_messaging.models import (
    Announcement,
    Attachment,
    Broadcast,
    Delivery,
    FanOut,
    Participant,
    Thread,
)

Kind = Thread.Kind


class CopyRule(Rule):
    """A column that is a copy of another table's. `source` is the path to the original."""

    def __init__(self, name: str, text: str, model: Any, column: str, source: str):
        self.name, self.text, self.model = name, text, model
        self.column, self.source = column, source

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows whose copy differs."""
        path = self.source.partition("__")[0]
        return rows.filter(**{f"{path}__isnull": False}).exclude(**{self.column: F(self.source)})

    def write(self, broken: QuerySet[Any]) -> None:
        """Copy again."""
        for pk, value in list(broken.values_list("pk", self.source)):
            self.model._base_manager.filter(pk=pk).update(**{self.column: value})


class DeliveryToOutsider(Rule):
    """No one has a message of a conversation that they never were in. Its row, with bell and email, is deleted."""

    name, text, model = "stranger", "A message was delivered to participants of its thread only", Delivery

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the deliveries to other people. Announcements have no participants, nor have skipped recipients."""
        participants = Participant.objects.filter(thread=OuterRef("message__thread"), user=OuterRef("recipient"))
        reached = rows.exclude(bell=Delivery.Bell.SKIPPED).exclude(message__thread__kind=Kind.ANNOUNCEMENT)
        return reached.filter(~Exists(participants))

    def write(self, broken: QuerySet[Any]) -> None:
        """Delete them."""
        Delivery.objects.filter(pk__in=list(broken.values_list("pk", flat=True))).delete()


class DeliveryToSender(Rule):
    """A sender has no delivery of their own message, except of a test of a broadcast."""

    name, text, model = "oneself", "A message in a conversation was not delivered to its sender", Delivery

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the deliveries to the senders."""
        return rows.filter(message__sender=F("recipient"), message__thread__kind__in=[Kind.DIRECT, Kind.GROUP])

    def write(self, broken: QuerySet[Any]) -> None:
        """Delete them."""
        Delivery.objects.filter(pk__in=list(broken.values_list("pk", flat=True))).delete()


class AnnouncementKind(Rule):
    """The thread of an announcement is one, so that it is in no inbox."""

    name, text, model = "announcement", "The thread of an announcement has its kind", Announcement

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the announcements in other threads."""
        return rows.exclude(message__thread__kind=Kind.ANNOUNCEMENT)

    def write(self, broken: QuerySet[Any]) -> None:
        """Set the kind."""
        ids = list(broken.values_list("message__thread", flat=True))
        Thread.objects.filter(pk__in=ids).update(kind=Kind.ANNOUNCEMENT, direct_key=None, closed=None)


class BroadcastThread(Rule):
    """A broadcast delivers the message of its own thread."""

    name, text, model = "broadcast", "A broadcast delivers the message of its own thread", Broadcast

    def filter(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the broadcasts of other messages."""
        return rows.exclude(fan_out__message__thread=F("thread"))

    def write(self, broken: QuerySet[Any]) -> None:
        """Point to the thread of the message that is delivered, unless another broadcast has it."""
        for pk, thread_id in list(broken.values_list("pk", "fan_out__message__thread")):
            if not Broadcast.objects.filter(thread=thread_id).exists():
                Broadcast.objects.filter(pk=pk).update(thread=thread_id)


COURSE, OF_THREAD = "course_id", "message__thread__course_id"
RULES: tuple[Rule, ...] = (
    CopyRule("thread_copy", "A delivery names the thread of its message", Delivery, "thread", "message__thread"),
    DeliveryToOutsider(),
    DeliveryToSender(),
    CopyRule("file_course", "A file is in the course of its message", Attachment, COURSE, OF_THREAD),
    CopyRule("fan_out_course", "A fan-out is in the course of its message", FanOut, COURSE, OF_THREAD),
    AnnouncementKind(),
    CopyRule("announcement_course", "An announcement is in the course of its thread", Announcement, COURSE, OF_THREAD),
    BroadcastThread(),
    CopyRule("broadcast_course", "A broadcast is in the course of its thread", Broadcast, COURSE, "thread__course_id"),
)
