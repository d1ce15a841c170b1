"""Who owns a group once its last owner is gone for good: it must not be left without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proserva_messaging import lines, permissions
from proserva_messaging.actions.lines import write_line
from proserva_messaging.actions.participants import take_out
from proserva_messaging.actions.scenes import Scene, enter
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Participant, Thread
from proserva_messaging.transactions import run_atomic


def vacate_groups(user: Any) -> None:
    """Let somebody who is being retired be in no group any more. Where they were the last owner, the group goes to the
    one of the course's team who has been in it longest, or else to the member who has. Each group is a transaction."""
    places = Participant.objects.filter(user=user, left=None, thread__kind=Thread.Kind.GROUP)
    for thread_id in places.order_by("thread_id").values_list("thread_id", flat=True):
        _vacate(user, thread_id)


def _vacate(user: Any, thread_id: int) -> None:
    crowd = Participant.objects.filter(thread_id=thread_id, left=None).exclude(user=user)
    others = [place.user for place in crowd.select_related("user")]
    roles = get_platform().get_roles(Thread.objects.get(pk=thread_id).course_id, others)
    outside = {user.pk, *(each.pk for each in others)} - set(roles)

    def write() -> None:
        scene = enter(thread_id, None, outside | {user.pk})
        place = scene.places[user.pk]
        heir = find_heir(scene, roles) if permissions.is_owner(place) and not scene.owners else None
        take_out(scene, [user.pk], removed=False)
        if heir is not None:
            heir.role = Participant.Role.OWNER
            heir.save(update_fields=["role"])
            write_line(scene, lines.make_event(lines.OWNER, None, [heir.user_id]), rings={heir.user_id})

    run_atomic(write)


def find_heir(scene: Scene, roles: Mapping[int, str]) -> Participant | None:
    """Return who is to own a group that has no owner; None where nobody in it is part of the course."""

    def rank(place: Participant) -> tuple[bool, Any, int]:
        return not permissions.is_team(roles.get(place.user_id)), place.joined, place.pk

    return min(scene.reached, key=rank, default=None)
