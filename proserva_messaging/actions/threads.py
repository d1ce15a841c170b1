"""What a person does with their own place in a thread, and to whom threads belong when roles change."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, Value, When
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import permissions
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Participant, Thread
from proserva_messaging.queries.threads import access_participant
from proserva_messaging.transactions import run_atomic

STATES = ("starred", "archived", "muted")
# So many people are asked about at once.
BATCH = 500


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
    user = get_user_model().objects.get(pk=user_id)
    # One that was a group once has places, too, of those who left.
    places = Participant.objects.filter(thread__course_id=course_key, thread__kind=Thread.Kind.DIRECT, left=None)
    others = places.filter(thread_id__in=places.filter(user=user).values("thread_id")).exclude(user=user)
    partners = list(others.order_by("pk").select_related("user"))
    parts = (partners[start : start + BATCH] for start in range(0, len(partners), BATCH))
    return sum(_settle(user, course_key, part) for part in parts)


def settle_owners_in_organization(user_id: int, org: str) -> int:
    """As `settle_owners`, in all courses of an organisation in which the user writes."""
    mine = Participant.objects.filter(user_id=user_id, thread__kind=Thread.Kind.DIRECT)
    keys = set(mine.order_by().values_list("thread__course_id", flat=True).distinct())
    return sum(settle_owners(user_id, key) for key in sorted(keys, key=str) if key.org == org)


def _settle(user: Any, course_key: CourseKey, partners: list[Participant]) -> int:
    owner, member = Participant.Role.OWNER, Participant.Role.MEMBER
    roles = get_platform().get_roles(course_key, [user, *(each.user for each in partners)])
    on_team = permissions.is_team(roles.get(user.pk))
    mine, theirs = (owner, member) if on_team else (member, owner)
    wrong = [each for each in partners if permissions.is_team(roles.get(each.user_id)) != on_team]
    ids = [each.thread_id for each in wrong if each.role == mine]
    right = Case(When(user=user, then=Value(mine)), default=Value(theirs))
    run_atomic(lambda: Participant.objects.filter(thread_id__in=ids, left=None).update(role=right))
    return len(ids)
