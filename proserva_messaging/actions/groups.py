"""Groups: started with several people at once, named, closed and reopened; and the flag that makes them possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import lines, permissions
from proserva_messaging.actions import checks
from proserva_messaging.actions.drafts import check_draft, run_once, write_message
from proserva_messaging.actions.lines import write_line
from proserva_messaging.actions.participants import check_usernames
from proserva_messaging.actions.scenes import Scene, check_size, look
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import DirectThreadExistsError, InvalidError, NotFoundError, TooManyPeopleError
from proserva_messaging.models import Message, Participant, Thread, ThreadCohort
from proserva_messaging.queries.cohorts import access_cohorts, get_members
from proserva_messaging.queries.people import find_users
from proserva_messaging.transactions import run_atomic

Role = Participant.Role
PAIR = 2


def start_group(
    sender: Any,
    course_key: CourseKey,
    recipients: Sequence[str],
    body: str,
    *,
    title: str = "",
    cohorts: Sequence[int] = (),
    keep_in_step: bool = False,
    attachment_ids: Sequence[int] = (),
    context: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> Message:
    """Start a group with a first message, and return that: with `recipients` (usernames), and everybody in `cohorts`
    (ids), who come and go with them where it is to `keep_in_step`. The sender owns it.

    Raises InvalidError that names whom they cannot write to, or for anything wrong with the cohorts, the text, the
    files or the context, TooManyPeopleError, NotFoundError for a course that is not there for the sender,
    IdempotencyKeyReusedError.
    """
    crowd = _gather(sender, course_key, recipients, cohorts)
    title = checks.check_title(title)
    draft = check_draft(
        sender,
        course_key,
        body,
        attachment_ids=attachment_ids,
        context=context,
        idempotency_key=idempotency_key,
        with_work=False,
        others=list(crowd.users.values()),
    )

    def write() -> Message:
        thread = Thread.objects.create(course_id=course_key, kind=Thread.Kind.GROUP, title=title, group_chat=True)
        shared = {"thread": thread, "joined": thread.created}
        own = Participant(user=sender, role=Role.OWNER, **shared)
        places = [Participant(user_id=pk, cohort_id=crowd.origins[pk], **shared) for pk in crowd.users]
        Participant.objects.bulk_create([own, *places])
        remember_cohorts(thread, crowd.cohorts, in_step=keep_in_step, shows_history=False)
        return write_message(thread, draft, places)

    def is_same_place(message: Message) -> bool:
        thread = message.thread
        there = set(thread.participants.values_list("user_id", flat=True))
        return thread.kind == Thread.Kind.GROUP and thread.course_id == course_key and crowd.chosen <= there

    return run_once(write, draft, is_same_place)


@dataclass(frozen=True)
class Crowd:
    """Whom a group is started with: the users by id, with which cohort each comes (None: by name), who was `chosen` by
    name, and the names of the cohorts by id."""

    users: dict[int, Any]
    origins: dict[int, int | None]
    chosen: set[int]
    cohorts: dict[int, str]


def _gather(sender: Any, course_key: CourseKey, recipients: Sequence[str], cohort_ids: Sequence[int]) -> Crowd:
    """Return everybody whom the sender wants in a group, or raise what is in the way of it."""
    found = find_users(recipients)
    roles = get_platform().get_roles(course_key, [sender, *found.values()])
    if sender.pk not in roles:
        raise NotFoundError
    cohorts = access_cohorts(sender, course_key, cohort_ids, roles[sender.pk])
    by_name = recipients or not cohort_ids
    people = check_usernames(sender, recipients, found, course_key, roles, "recipients") if by_name else []
    members = get_members(course_key, cohort_ids)
    everybody = [*(user for user, _cohort in members), *people]
    users = {user.pk: user for user in everybody if user.pk != sender.pk}
    if not users:
        raise InvalidError(fields={"cohorts": [_("There is nobody else in these cohorts.")]})
    check_size(len(users) + 1)
    # Who was chosen by name stays, whatever becomes of their cohort.
    origins = {user.pk: cohort_id for user, cohort_id in members} | dict.fromkeys(each.pk for each in people)
    return Crowd(users, origins, {each.pk for each in people}, cohorts)


def remember_cohorts(thread: Thread, cohorts: Mapping[int, str], *, in_step: bool, shows_history: bool) -> None:
    """Remember of which cohorts (names by id) a group is made. Three statements at most."""
    known = set(thread.cohorts.values_list("cohort_id", flat=True)) if cohorts else set()
    new = [
        ThreadCohort(thread=thread, cohort_id=cohort_id, name=name, in_step=in_step, shows_history=shows_history)
        for cohort_id, name in cohorts.items()
        if cohort_id not in known
    ]
    ThreadCohort.objects.bulk_create(new)
    if known & set(cohorts):
        again = thread.cohorts.filter(cohort_id__in=list(cohorts))
        again.update(in_step=in_step, shows_history=shows_history)


def set_group_chat(user: Any, thread_id: int, on: bool) -> None:
    """Switch Group Chat on or off, as `change_thread` does."""
    change_thread(user, thread_id, group_chat=on)


def change_thread(user: Any, thread_id: int, **changes: Any) -> None:
    """Change what a thread is, all of it or nothing: `group_chat`, `title`, `members_may_add`, `members_may_remove`,
    `closed`, `keep_in_step` (with the cohorts of which it was made). What is so already stays, without a line.

    Raises NotFoundError where the user is not in it, NotAllowedError, CannotWriteError, InvalidError for a title that
    is too long, TooManyPeopleError or DirectThreadExistsError where Group Chat cannot be switched off, ValueError for a
    change that there is not.
    """
    if unknown := set(changes) - set(CHANGES):
        raise ValueError(f"No such change: {sorted(unknown)}")
    if "title" in changes:
        changes["title"] = checks.check_title(changes["title"])
    sight = look(user, thread_id)

    def write() -> None:
        scene = sight.enter()
        scene.demand(True)
        # The flag first where it is switched on, which the others need, and last where it is switched off.
        for name in sorted(changes, key=lambda each: (each == "group_chat") != bool(changes.get("group_chat"))):
            CHANGES[name](scene, changes[name], sight.roles)

    run_atomic(write)


def _set_flag(scene: Scene, on: bool, roles: Mapping[int, str]) -> None:
    scene.demand(permissions.may_set_group_chat(scene.own))
    thread = scene.thread
    if thread.group_chat == on:
        return
    if not on and permissions.is_group(thread):
        _become_direct(scene, roles)
    thread.group_chat = on
    thread.save(update_fields=["group_chat"])
    write_line(scene, lines.make_event(lines.GROUP_ON if on else lines.GROUP_OFF, scene.actor_id))


def _become_direct(scene: Scene, roles: Mapping[int, str]) -> None:
    """Let a group of two be the pair's direct thread. Nobody can close that, nor come with a cohort."""
    thread, people = scene.thread, [place.user_id for place in scene.active]
    if len(people) > PAIR:
        raise TooManyPeopleError(_("More than two people are in it. Remove people down to two, or keep Group Chat on."))
    if len(people) < PAIR:
        raise InvalidError(fields={"group_chat": [_("Nobody else is in this conversation. Keep Group Chat on.")]})
    direct_key = Thread.make_direct_key(thread.course_id, *people)
    if Thread.objects.filter(direct_key=direct_key).exists():
        raise DirectThreadExistsError
    thread.kind, thread.direct_key, thread.closed = Thread.Kind.DIRECT, direct_key, None
    thread.save(update_fields=["kind", "direct_key", "closed"])
    thread.cohorts.all().delete()
    # As in any direct thread, the team owns it.
    pair = [roles.get(user_id, "") for user_id in people]
    if permissions.is_team(pair[0]) != permissions.is_team(pair[1]):
        for place, role in zip(scene.active, permissions.get_first_role(pair[0], pair[1]), strict=True):
            place.role = role
            place.save(update_fields=["role"])


def _set_title(scene: Scene, title: str, _roles: Any) -> None:
    scene.demand(permissions.may_rename(scene.own))
    if scene.thread.title != title:
        scene.thread.title = title
        scene.thread.save(update_fields=["title"])
        write_line(scene, lines.make_event(lines.RENAMED, scene.actor_id, title=title))


def _set_closed(scene: Scene, closed: bool, _roles: Any) -> None:
    scene.demand(permissions.may_close(scene.own))
    if bool(scene.thread.closed) != closed:
        scene.thread.closed = timezone.now() if closed else None
        scene.thread.save(update_fields=["closed"])
        write_line(scene, lines.make_event(lines.CLOSED if closed else lines.REOPENED, scene.actor_id))


def _set_permission(name: str) -> Callable[[Scene, bool, Any], None]:
    def change(scene: Scene, allowed: bool, _roles: Any) -> None:
        scene.demand(permissions.may_set_permissions(scene.own))
        if getattr(scene.thread, name) != allowed:
            setattr(scene.thread, name, allowed)
            scene.thread.save(update_fields=[name])
            write_line(scene, lines.make_event(lines.PERMISSIONS, scene.actor_id))

    return change


def _set_in_step(scene: Scene, in_step: bool, _roles: Any) -> None:
    scene.demand(permissions.may_keep_in_step(scene.own))
    scene.thread.cohorts.update(in_step=in_step)


CHANGES: dict[str, Callable[[Scene, Any, Any], None]] = {
    "group_chat": _set_flag,
    "title": _set_title,
    "members_may_add": _set_permission("members_may_add"),
    "members_may_remove": _set_permission("members_may_remove"),
    "closed": _set_closed,
    "keep_in_step": _set_in_step,
}
