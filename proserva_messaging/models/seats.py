"""The seats of a direct thread: two, so that a third participant violates a unique constraint."""

from __future__ import annotations

from typing import Any

from django.db import models

FIRST, SECOND = 1, 2
SEATS = (FIRST, SECOND)
# Choose the seat when the row is inserted.
CHOOSE = 0


class SeatField(models.SmallIntegerField):  # type: ignore[type-arg]
    """The seat of a participant: 1 or 2 in a direct thread, which it keeps if the thread becomes a group; else NULL.

    An inserted row without a seat gets one by its thread and role: the owner of a direct thread the first seat, a
    member the second. A third participant therefore collides with one of the two.
    """

    def deconstruct(self) -> Any:
        """Return the column only: the choice of a seat is no part of the schema."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.SmallIntegerField", args, kwargs

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Return the seat, chosen if necessary. Reads the thread unless it is loaded."""
        if getattr(model_instance, self.attname) == CHOOSE:
            setattr(model_instance, self.attname, self._choose(model_instance))
        return getattr(model_instance, self.attname)

    def _choose(self, participant: Any) -> int | None:
        if participant.left is not None or participant.thread.kind != participant.thread.Kind.DIRECT:
            return None
        return FIRST if participant.role == participant.Role.OWNER else SECOND
