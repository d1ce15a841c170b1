"""What somebody is in a thread, and what they may do in it: its owners decide."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from proserva_messaging import lines, permissions
from proserva_messaging.actions.lines import write_line
from proserva_messaging.actions.participants import find_place
from proserva_messaging.actions.scenes import Scene, look
from proserva_messaging.errors import LastOwnerError, NotAllowedError
from proserva_messaging.models import Participant
from proserva_messaging.queries.people import find_users
from proserva_messaging.transactions import run_atomic

Role = Participant.Role


def set_participant(user: Any, thread_id: int, username: str, **changes: Any) -> None:
    """Change what somebody is and may do in a thread: `role`, `may_add`, `may_remove` (None: as the thread says), or
    `hand_over=True`, which makes them an owner and the user a member.

    Raises NotFoundError where either is not in it, NotAllowedError, CannotWriteError, LastOwnerError.
    """
    target = find_users([username]).get(username)
    sight = look(user, thread_id)

    def write() -> None:
        scene = sight.enter()
        place = find_place(scene, target)
        scene.demand(True)
        _set_permissions(scene, place, {name: changes[name] for name in ("may_add", "may_remove") if name in changes})
        if changes.get("hand_over"):
            _hand_over(scene, place)
        elif changes.get("role") == Role.OWNER:
            _make_owner(scene, place)
        elif changes.get("role") == Role.MEMBER:
            _step_down(scene, place)

    run_atomic(write)


def _set_permissions(scene: Scene, place: Participant, changes: dict[str, bool | None]) -> None:
    if not changes:
        return
    scene.demand(permissions.may_set_permissions(scene.own))
    changed = {name: value for name, value in changes.items() if getattr(place, name) != value}
    if changed:
        _save(place, **changed)
        write_line(scene, lines.make_event(lines.PERMISSIONS, scene.actor_id, [place.user_id]))


def _make_owner(scene: Scene, place: Participant) -> None:
    scene.demand(permissions.may_hand_over(scene.own))
    if not permissions.is_owner(place):
        _save(place, role=Role.OWNER)
        write_line(scene, lines.make_event(lines.OWNER, scene.actor_id, [place.user_id]), rings={place.user_id})


def _hand_over(scene: Scene, place: Participant) -> None:
    scene.demand(permissions.may_hand_over(scene.own))
    if place.user_id == scene.actor_id or place.user_id in scene.outside:
        raise NotAllowedError(_("Hand the conversation over to somebody else in the course."))
    _save(place, role=Role.OWNER)
    _save(scene.own, role=Role.MEMBER)
    write_line(scene, lines.make_event(lines.HANDED_OVER, scene.actor_id, [place.user_id]), rings={place.user_id})


def _step_down(scene: Scene, place: Participant) -> None:
    if not permissions.is_owner(place):
        return
    scene.demand(permissions.may_hand_over(scene.own))
    if place.user_id != scene.actor_id:
        raise NotAllowedError(_("An owner steps down by themselves."))
    if not permissions.may_step_down(place, len(scene.owners)):
        raise LastOwnerError
    _save(place, role=Role.MEMBER)
    write_line(scene, lines.make_event(lines.STEPPED_DOWN, scene.actor_id))


def _save(place: Participant, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(place, name, value)
    place.save(update_fields=list(changes))
