"""What a person does with their own place in a thread, and to whom threads belong when roles change."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Value, When
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Participant, Thread
from proserva_messaging.queries.threads import access_participant
from proserva_messaging.transactions import run_atomic

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


def settle_owners(user_id: int, course_key: CourseKey) -> int:
    """Let the course team own the direct threads between them and a user who got or lost a role.

    Return how many changed hands. Threads in which both are of the team, or neither, stay with whom they have.
    """
    team = {member.pk for member, _role in get_platform().get_course_team(course_key)}
    owner, member = Participant.Role.OWNER, Participant.Role.MEMBER
    places = Participant.objects.filter(thread__course_id=course_key, thread__kind=Thread.Kind.DIRECT)
    if user_id in team:
        theirs = places.filter(user_id=user_id, role=member)
        wrong = places.filter(role=owner).exclude(user_id__in=team)
    else:
        theirs = places.filter(user_id=user_id, role=owner)
        wrong = places.filter(role=member, user_id__in=team)
    ids = list(wrong.filter(thread_id__in=theirs.values("thread_id")).values_list("thread_id", flat=True))
    right = Case(When(user_id__in=team, then=Value(owner)), default=Value(member))
    run_atomic(lambda: Participant.objects.filter(thread_id__in=ids).update(role=right))
    return len(ids)
