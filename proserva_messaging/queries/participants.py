"""Who is in a thread, as somebody in it sees them."""

from __future__ import annotations

from typing import Any

from proserva_messaging import permissions
from proserva_messaging.data import Page, ParticipantAbilities, ParticipantRow, Person
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import Participant
from proserva_messaging.queries.pages import parse_cursor
from proserva_messaging.queries.people import get_people
from proserva_messaging.queries.threads import access_participant
from proserva_messaging.queries.visibility import get_crowds

PAGE_SIZE = 50


def get_participants(
    user: Any, thread_id: int, *, query: str = "", cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[ParticipantRow]:
    """Return a page of those who are in a thread, in the order in which they first came; those whose name contains
    `query`. Who has left sees who was in it then. A fixed number of queries.

    Raises NotFoundError where the user is not in it, MalformedError for a cursor that is none.
    """
    own = access_participant(user, thread_id)
    places = get_crowds([own]).select_related("user").order_by("pk")
    if query:
        places = places.filter(get_platform().match_name(query, "user"))
    after = parse_cursor(cursor)
    if after is not None:
        places = places.filter(pk__gt=after)
    found = list(places[: limit + 1])
    page = found[:limit]
    next_cursor = str(page[-1].pk) if len(found) > limit else None
    return Page(_describe(user, own, page), next_cursor)


def get_participant(user: Any, thread_id: int, username: str) -> ParticipantRow | None:
    """Return one of those who are in a thread, or None. Raises NotFoundError where the user is not in it."""
    own = access_participant(user, thread_id)
    places = get_crowds([own]).filter(user__username=username).select_related("user")
    return next(iter(_describe(user, own, list(places))), None)


def list_usernames(user: Any, thread_id: int) -> set[str]:
    """Return the usernames of those who are in a thread. Raises NotFoundError where the user is not in it."""
    own = access_participant(user, thread_id)
    return set(get_crowds([own]).values_list("user__username", flat=True))


def _describe(user: Any, own: Participant, places: list[Participant]) -> list[ParticipantRow]:
    roles = get_platform().get_roles(own.thread.course_id, [user, *(place.user for place in places)])
    people = get_people([place.user_id for place in places], roles)
    in_course = user.pk in roles
    return [
        _make_row(own, place, people[place.user_id], in_course=in_course, their_role=roles.get(place.user_id))
        for place in places
        if place.user_id in people
    ]


def _make_row(
    own: Participant, place: Participant, person: Person, *, in_course: bool, their_role: str | None
) -> ParticipantRow:
    if not permissions.is_in(own):
        return ParticipantRow(**vars(person), thread_role=place.role)
    place.thread = own.thread
    may_own = permissions.may_hand_over(own) and their_role is not None and not permissions.is_owner(place)
    return ParticipantRow(
        **vars(person),
        thread_role=place.role,
        may_add=permissions.may_add(place),
        may_remove=permissions.may_remove(place),
        own_may_add=place.may_add,
        own_may_remove=place.may_remove,
        joined=place.joined,
        can=ParticipantAbilities(
            remove=in_course and permissions.may_remove_person(own, place), make_owner=in_course and may_own
        ),
    )
