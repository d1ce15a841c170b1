"""Groups made of cohorts: everybody at once, and kept in step where their owner wants it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf, lines, permissions
from proserva_messaging.actions.drafts import run_keyed
from proserva_messaging.actions.groups import remember_cohorts
from proserva_messaging.actions.lines import write_line
from proserva_messaging.actions.participants import bring_in, check_history, check_may_add, has_history, take_out
from proserva_messaging.actions.scenes import Scene, enter, look
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import InvalidError
from proserva_messaging.models import Message, Thread, ThreadCohort
from proserva_messaging.queries.cohorts import access_cohorts, get_members
from proserva_messaging.transactions import make_digest, run_atomic

log = logging.getLogger(__name__)


def add_cohorts(
    user: Any,
    thread_id: int,
    cohort_ids: Sequence[int],
    history: str,
    *,
    keep_in_step: bool = False,
    idempotency_key: str | None = None,
) -> Message:
    """Add everybody in these cohorts who is not in the thread yet, and return the line that tells of it. Where it is to
    `keep_in_step`, which owners decide, people join and leave with the cohorts from then on.

    Raises as `add_participants` does; InvalidError also where a cohort is not for the user, or holds nobody new.
    """
    check_history(history)
    sight = look(user, thread_id)
    has_it = has_history(sight, history)
    course_key = sight.own.thread.course_id
    chosen = access_cohorts(user, course_key, cohort_ids, sight.roles.get(user.pk))
    members = {member.pk: cohort_id for member, cohort_id in get_members(course_key, cohort_ids)}
    digest = make_digest(user.pk, "participants", idempotency_key)

    def is_same(line: Message) -> bool:
        event: Any = line.event
        return line.thread_id == thread_id and event.get("cohorts") == list(cohort_ids) and event["history"] == history

    def write() -> Message:
        scene = sight.enter()
        check_may_add(scene, has_it)
        if keep_in_step:
            scene.demand(permissions.may_keep_in_step(scene.own))
        new = {user_id: origin for user_id, origin in members.items() if not _is_inside(scene, user_id)}
        if not new:
            raise InvalidError(fields={"cohorts": [_("Everybody in it is in this conversation already.")]})
        remember_cohorts(scene.thread, chosen, in_step=keep_in_step, shows_history=history == lines.ALL)
        event = lines.make_event(lines.ADDED, user.pk, new, history=history, cohorts=list(cohort_ids))
        return bring_in(scene, new, history, digest=digest, event=event)

    return run_keyed(write, digest, is_same)


def _is_inside(scene: Scene, user_id: int) -> bool:
    return user_id in scene.places and permissions.is_in(scene.places[user_id])


def reconcile(thread_id: int) -> tuple[int, int]:
    """Let people join and leave a group as its cohorts have changed, and return how many did each.

    Nobody who was added by hand is removed, nor any owner; nobody joins whom somebody has removed from it, or who has
    left it; nobody beyond the limit of a group. Twice at once, or again, does no more.
    """
    thread = Thread.objects.get(pk=thread_id)
    cohorts = {row.cohort_id: row for row in thread.cohorts.filter(in_step=True)}
    if not cohorts or not permissions.is_group(thread):
        return 0, 0
    members = {user.pk: cohort_id for user, cohort_id in get_members(thread.course_id, list(cohorts))}
    users = [place.user for place in thread.participants.filter(left=None).select_related("user")]
    roles = get_platform().get_roles(thread.course_id, users)
    outside = {user.pk for user in users} - set(roles)
    return run_atomic(lambda: _follow(enter(thread_id, None, outside), cohorts, members))


def _follow(scene: Scene, cohorts: dict[int, ThreadCohort], members: dict[int, int]) -> tuple[int, int]:
    gone = [
        place.user_id
        for place in scene.active
        if place.cohort_id in cohorts and place.user_id not in members and not permissions.is_owner(place)
    ]
    wanted = {user_id: origin for user_id, origin in members.items() if _may_follow(scene, user_id)}
    room = max(conf.get("GROUP_MAX_PEOPLE") - len(scene.active) + len(gone), 0)
    come = dict(list(wanted.items())[:room])
    if len(come) < len(wanted):
        log.warning("Group %s is full: %s of its cohorts cannot join", scene.thread.pk, len(wanted) - len(come))
    if not (come or gone):
        return 0, 0
    take_out(scene, gone, removed=True, keep_cohort=True)
    if not come:
        write_line(scene, lines.make_event(lines.IN_STEP, None, gone=gone), also=gone, rings=set(gone))
    for number, history in enumerate(sorted({_history_of(cohorts[origin]) for origin in come.values()})):
        newcomers = {user_id: origin for user_id, origin in come.items() if _history_of(cohorts[origin]) == history}
        # Most often there is one line: cohorts whose people see different things need one each.
        left = gone if number == 0 else []
        event = lines.make_event(lines.IN_STEP, None, newcomers, gone=left, history=history)
        bring_in(scene, newcomers, history, event=event, gone=left)
    return len(come), len(gone)


def _history_of(cohort: ThreadCohort) -> str:
    return lines.ALL if cohort.shows_history else lines.NONE


def _may_follow(scene: Scene, user_id: int) -> bool:
    """Return whether somebody in the cohort joins: who was never in the group, or left it with their cohort."""
    place = scene.places.get(user_id)
    return place is None or (not permissions.is_in(place) and place.cohort_id is not None)


def reconcile_course(course_key: CourseKey) -> tuple[int, int]:
    """Reconcile all groups of a course that keep in step with a cohort; return how many people joined and left."""
    return _reconcile_all(ThreadCohort.objects.filter(thread__course_id=course_key))


def reconcile_all() -> tuple[int, int]:
    """Reconcile all groups that keep in step with a cohort; return how many people joined and left."""
    return _reconcile_all(ThreadCohort.objects.all())


def _reconcile_all(rows: Any) -> tuple[int, int]:
    """One group that fails does not keep the others from it."""
    joined = left = 0
    for thread_id in sorted(set(rows.filter(in_step=True).values_list("thread_id", flat=True))):
        try:
            came, went = reconcile(thread_id)
        except Exception:
            log.exception("Group %s could not be brought in step with its cohorts", thread_id)
            continue
        joined, left = joined + came, left + went
    return joined, left
