"""What a change of a thread begins with: who is in it, who of them is part of the course; and then its lock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from proserva_messaging import conf, permissions
from proserva_messaging.actions.drafts import lock
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import CannotWriteError, NotAllowedError, NotFoundError, TooManyPeopleError
from proserva_messaging.models import Participant, Thread
from proserva_messaging.queries.threads import access_crowd


@dataclass
class Scene:
    """A locked thread and everybody who has a place in it, as they are now. `actor_id` is who changes it, None where
    nobody does. `outside` are those who were found to have no part in the course (any more)."""

    thread: Thread
    places: dict[int, Participant]
    actor_id: int | None
    outside: frozenset[int]

    @property
    def own(self) -> Participant:
        """Return the actor's place. Raises NotFoundError where they have none."""
        place = self.places.get(self.actor_id or 0)
        if place is None:
            raise NotFoundError
        return place

    @property
    def active(self) -> list[Participant]:
        """Return the places of those who are in the thread, in the order in which they first came."""
        return [place for place in self.places.values() if permissions.is_in(place)]

    @property
    def reached(self) -> list[Participant]:
        """Return the places of those whom something new in the thread reaches: nobody outside the course."""
        return [place for place in self.active if place.user_id not in self.outside]

    @property
    def in_course(self) -> set[int]:
        """Return the ids of those who are in the thread and in the course."""
        return {place.user_id for place in self.reached}

    @property
    def owners(self) -> list[Participant]:
        """Return the places of the owners who can act: those in the course."""
        return [place for place in self.reached if permissions.is_owner(place)]

    def demand(self, allowed: bool, message: str = "") -> None:
        """Raise NotAllowedError where the actor may not do something, CannotWriteError where they do nothing here any
        more: they left, or are not in the course."""
        if not permissions.is_in(self.own) or self.actor_id in self.outside:
            raise CannotWriteError(permissions.why_not_write(self.own, (), ()))
        if not allowed:
            raise NotAllowedError(message)

    def check_size(self, more: int) -> None:
        """Raise TooManyPeopleError where so many people more are too many."""
        check_size(len(self.active) + more)


def check_size(count: int) -> None:
    """Raise TooManyPeopleError for more people than a group can have."""
    limit = conf.get("GROUP_MAX_PEOPLE")
    if count > limit:
        text = _("At most %(limit)d people fit into a group. To reach more, send a broadcast.") % {"limit": limit}
        raise TooManyPeopleError(text)


@dataclass(frozen=True)
class Sight:
    """What was found out about a thread before it is locked: what is checked of it is checked again behind the lock.

    `own` is the place of whoever looked, `others` are the users in the thread beside them, `roles` tells who of all
    these has which part in the course.
    """

    own: Participant
    others: list[Any]
    roles: Mapping[int, str]

    def enter(self) -> Scene:
        """Lock the thread and return what is there now. Inside a transaction, and first of all in it."""
        people = {self.own.user_id, *(each.pk for each in self.others)}
        return enter(self.own.thread_id, self.own.user_id, people - set(self.roles))


def look(user: Any, thread_id: int, more: Iterable[Any] = ()) -> Sight:
    """Return what there is to see of a thread for the user; `roles` also of `more` people.

    Raises NotFoundError where they have no place in it, CannotWriteError for what went to many: nothing is changed
    there, and nobody may have it locked while its thousands of places are read.
    """
    own, places = access_crowd(user, thread_id)
    if permissions.is_to_many(own.thread):
        raise CannotWriteError(permissions.why_not_write(own, (), ()))
    others = [place.user for place in places if permissions.is_in(place)]
    roles = get_platform().get_roles(own.thread.course_id, [user, *others, *more])
    return Sight(own, others, roles)


def enter(thread_id: int, actor_id: int | None, outside: Iterable[int]) -> Scene:
    """Lock a thread and return what is there now."""
    thread = lock(thread_id)
    places = {}
    for place in Participant.objects.filter(thread_id=thread_id).order_by("pk"):
        place.thread = thread
        places[place.user_id] = place
    return Scene(thread, places, actor_id, frozenset(outside))
