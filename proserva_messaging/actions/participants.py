"""People come into a thread, leave it or are removed from it, and what each of them may do in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from proserva_messaging import lines, permissions
from proserva_messaging.actions.drafts import run_keyed
from proserva_messaging.actions.lines import begin_line, deliver_line, write_line
from proserva_messaging.actions.scenes import Scene, Sight, look
from proserva_messaging.delivery import ledger
from proserva_messaging.errors import GroupChatOffError, InvalidError, LastOwnerError, NotAllowedError, NotFoundError
from proserva_messaging.models import Message, Participant, Thread
from proserva_messaging.queries import visibility
from proserva_messaging.queries.people import find_users, get_people
from proserva_messaging.queries.recipients import find_writable
from proserva_messaging.transactions import make_digest, run_atomic

Role = Participant.Role
HISTORIES = (lines.ALL, lines.NONE)


def add_participants(
    user: Any, thread_id: int, usernames: Sequence[str], history: str, *, idempotency_key: str | None = None
) -> Message:
    """Add people to a thread, all of them or none, and return the line that tells of it. `history` is what they see:
    `all` of it, or `none` of what was written before.

    Raises NotFoundError where the user is not in the thread, GroupChatOffError, NotAllowedError, CannotWriteError,
    InvalidError that names whom they cannot add, TooManyPeopleError, IdempotencyKeyReusedError.
    """
    check_history(history)
    found = find_users(usernames)
    sight = look(user, thread_id, found.values())
    has_it = has_history(sight, history)
    digest = make_digest(user.pk, "participants", idempotency_key)

    def is_same(line: Message) -> bool:
        event: Any = line.event
        wanted = {each.pk for each in found.values()}
        return line.thread_id == thread_id and set(event["people"]) == wanted and event["history"] == history

    def write() -> Message:
        scene = sight.enter()
        check_may_add(scene, has_it)
        people = _check_people(user, usernames, found, sight, scene)
        return bring_in(scene, {each.pk: None for each in people}, history, digest=digest)

    return run_keyed(write, digest, is_same)


def check_history(history: str) -> None:
    """Raise InvalidError for a choice of history that there is not."""
    if history not in HISTORIES:
        raise InvalidError(fields={"history": [_("Say what they see: the whole history, or none of it.")]})


def has_history(sight: Sight, history: str) -> bool:
    """Return whether whoever looks has what they want to show: the whole history, or none of it.

    Asked before the thread is locked: in a long one, every message is looked at. What comes meanwhile reaches them too.
    """
    return history == lines.NONE or not (permissions.may_add(sight.own) and visibility.hides_any(sight.own))


def check_may_add(scene: Scene, has_it: bool) -> None:
    """Raise what is in the way of adding anybody to a thread; `has_it` is what `has_history` returned."""
    scene.demand(True)
    if not scene.thread.group_chat:
        owners = [place.user_id for place in scene.active if permissions.is_owner(place)]
        names = ", ".join(person.name for person in get_people(owners).values())
        text = _("This conversation is between two people. %(names)s can switch Group Chat on, and then add others.")
        raise GroupChatOffError(text % {"names": names or _("Nobody")})
    scene.demand(permissions.may_add(scene.own), _("Only an owner of this conversation can add people to it."))
    # Else somebody would get what they were not to see through whom they add.
    scene.demand(has_it, _("You do not see the whole history yourself, so that you cannot show it to others."))


def _check_people(
    user: Any, usernames: Sequence[str], found: Mapping[str, Any], sight: Sight, scene: Scene
) -> list[Any]:
    """Return the users who can be added, or raise InvalidError that names all who cannot."""
    people = check_usernames(user, usernames, found, sight.own.thread.course_id, sight.roles)
    inside = [each.username for each in people if each.pk in scene.places and scene.places[each.pk].left is None]
    if inside:
        raise bad_usernames([_("“%(name)s” is in this conversation already.") % {"name": name} for name in inside])
    return people


def check_usernames(
    user: Any,
    usernames: Sequence[str],
    found: Mapping[str, Any],
    course_key: Any,
    roles: Mapping[int, str],
    field: str = "usernames",
) -> list[Any]:
    """Return the users whom the user wants to write to. Raises InvalidError that names all who are unknown, or whom
    the user may not write to, which looks the same; for nobody, oneself, or somebody twice."""
    if not usernames:
        raise bad_usernames([_("Choose at least one person.")], field)
    if len(usernames) != len(set(usernames)):
        raise bad_usernames([_("Each person only once.")], field)
    if user.username in usernames:
        raise bad_usernames([_("You are in this conversation already.")], field)
    writable = find_writable(user, found.values(), course_key, roles)
    refused = [name for name in usernames if name not in found or found[name].pk not in writable]
    if refused:
        texts = [_("You cannot write to “%(name)s” in this course.") % {"name": name} for name in refused]
        raise bad_usernames(texts, field)
    return [found[name] for name in usernames]


def bad_usernames(texts: list[str], field: str = "usernames") -> InvalidError:
    """Return the error that says what is wrong with people."""
    return InvalidError(fields={field: texts})


def bring_in(
    scene: Scene,
    people: Mapping[int, int | None],
    history: str,
    *,
    digest: str | None = None,
    event: dict[str, Any] | None = None,
    gone: Collection[int] = (),
) -> Message:
    """Give people (user ids, with the cohort that each comes with) a place in a locked thread, and return the line that
    tells of it. Whoever was in it before gets their place back. `gone` have just left it, as `event` tells."""
    scene.check_size(len(people))
    event = event or lines.make_event(lines.ADDED, scene.actor_id, people, history=history)
    line = begin_line(scene, event, digest=digest)
    _become_group(scene.thread)
    _seat(scene, people, line, history)
    deliver_line(line, scene, also=gone, rings={*people, *gone}, mails=set(people))
    return line


def _become_group(thread: Thread) -> None:
    if thread.kind == Thread.Kind.DIRECT:
        # A pair has one direct thread in a course, and this one is theirs alone no more.
        thread.kind, thread.direct_key = Thread.Kind.GROUP, None
        thread.save(update_fields=["kind", "direct_key"])


def _seat(scene: Scene, people: Mapping[int, int | None], line: Message, history: str) -> None:
    """Write the places: one statement, and one more for each cohort of those who come back."""
    sees_all = history == lines.ALL
    fresh = {"history_up_to": line.pk if sees_all else 0, "visible_from": 0 if sees_all else line.pk}
    # Who comes back without the history still has what they had.
    again = {"left": None, "left_title": "", "removed": False, "joined": line.created, **(fresh if sees_all else {})}
    new, back = [], defaultdict(list)
    for user_id, cohort_id in people.items():
        place = scene.places.get(user_id)
        if place is None:
            place = Participant(thread=scene.thread, user_id=user_id, joined=line.created, **fresh)
            new.append(place)
        else:
            vars(place).update(again)
            back[cohort_id].append(user_id)
        place.cohort_id = cohort_id
        scene.places[user_id] = place
    Participant.objects.bulk_create(new)
    for cohort_id, user_ids in back.items():
        places = Participant.objects.filter(thread=scene.thread, user_id__in=user_ids)
        places.update(**again, cohort_id=cohort_id)


def take_out(scene: Scene, user_ids: Iterable[int], *, removed: bool, keep_cohort: bool = False) -> None:
    """Let people be in a locked thread no more. What they had stays theirs; nothing of it goes out any more."""
    user_ids = list(user_ids)
    changes: dict[str, Any] = {"left": timezone.now(), "removed": removed, "left_title": scene.thread.title}
    changes |= {"role": Role.MEMBER, "may_add": None, "may_remove": None}
    if not keep_cohort:
        changes["cohort_id"] = None
    for user_id in user_ids:
        vars(scene.places[user_id]).update(changes)
    Participant.objects.filter(thread=scene.thread, user_id__in=user_ids).update(**changes)
    ledger.stop_emails(scene.thread.pk, user_ids)


def remove_participant(user: Any, thread_id: int, username: str) -> None:
    """Remove a member from a group, or leave it where that is the user.

    Raises NotFoundError where either is not in it, NotAllowedError, CannotWriteError, LastOwnerError.
    """
    if username == user.username:
        leave_thread(user, thread_id)
        return
    target = find_users([username]).get(username)
    sight = look(user, thread_id)

    def write() -> None:
        scene = sight.enter()
        scene.demand(True)
        place = find_place(scene, target)
        if permissions.is_owner(place):
            raise NotAllowedError(_("An owner cannot be removed."))
        text = _("Only an owner of this conversation can remove people from it.")
        scene.demand(permissions.may_remove_person(scene.own, place), text)
        take_out(scene, [place.user_id], removed=True)
        event = lines.make_event(lines.REMOVED, scene.actor_id, [place.user_id])
        write_line(scene, event, also=[place.user_id], rings={place.user_id})

    run_atomic(write)


def find_place(scene: Scene, target: Any | None) -> Participant:
    """Return the place of somebody who is in the thread. Raises NotFoundError."""
    place = scene.places.get(target.pk) if target is not None else None
    if place is None or not permissions.is_in(place):
        raise NotFoundError
    return place


def leave_thread(user: Any, thread_id: int) -> None:
    """Leave a group. Raises NotFoundError where the user is not in it, NotAllowedError for a direct thread,
    LastOwnerError."""
    sight = look(user, thread_id)

    def write() -> None:
        scene = sight.enter()
        if not permissions.is_in(scene.own):
            raise NotFoundError
        if not permissions.may_leave(scene.own):
            raise NotAllowedError(_("A conversation between two people cannot be left. You can archive or mute it."))
        check_stays_owned(scene)
        take_out(scene, [user.pk], removed=False)
        write_line(scene, lines.make_event(lines.LEFT, user.pk), also=[user.pk])

    run_atomic(write)


def check_stays_owned(scene: Scene) -> None:
    """Raise LastOwnerError where the group would be left without an owner who can act, once the actor is none.

    Somebody who is all alone in it leaves nobody behind.
    """
    others = [place for place in scene.owners if place.user_id != scene.actor_id]
    alone = len(scene.active) == 1
    if permissions.is_owner(scene.own) and not alone and not permissions.may_step_down(scene.own, len(others) + 1):
        raise LastOwnerError
