"""What a person does with their own place in a thread."""

from __future__ import annotations

from typing import Any

from proserva_messaging.models import Participant
from proserva_messaging.queries.threads import access_participant

STATES = ("starred", "archived", "muted")


def set_state(user: Any, thread_id: int, **changes: bool) -> Participant:
    """Star, archive or mute a thread for oneself (`starred`, `archived`, `muted`), and return one's place in it.

    Raises NotFoundError where the user is not in the thread, ValueError for a state that does not exist.
    """
    if unknown := set(changes) - set(STATES):
        raise ValueError(f"No such state: {sorted(unknown)}")
    place = access_participant(user, thread_id)
    for name, value in changes.items():
        setattr(place, name, value)
    if changes:
        # Only what was changed is written: a message that arrives meanwhile moves the rest of the row.
        place.save(update_fields=list(changes))
    return place
