"""Thread details: a thread as a participant sees it, their permissions, and its participants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from proserva_messaging.care.contacts import get_notice
from proserva_messaging.conversations.data import (
    Abilities,
    BroadcastRef,
    CohortRef,
    DisclosureInfo,
    ParticipantAbilities,
    ParticipantRow,
    ThreadDetail,
)
from proserva_messaging.conversations.inbox import summarize_threads
from proserva_messaging.data import Page, Person
from proserva_messaging.edxapp import get_platform
from proserva_messaging.links import get_report_path
from proserva_messaging.models import Broadcast, Disclosure, Participant, Thread
from proserva_messaging.store import permissions, visibility
from proserva_messaging.store.access import access_participant, access_participants
from proserva_messaging.store.blocks import Blocks, read_blocks, with_blocks
from proserva_messaging.store.faults import ask_or
from proserva_messaging.store.pages import parse_cursor
from proserva_messaging.store.people import get_people
from proserva_messaging.store.visibility import get_visible_participants
from proserva_messaging.types import User

PAGE_SIZE = 50


def get_thread(user: User, thread_id: int) -> ThreadDetail:
    """Return a thread as the user sees it, with their permissions in it. Raises NotFoundError."""
    own, participants = access_participants(user, thread_id)
    others = [participant for participant in participants if visibility.is_participant_visible(own, participant)]
    known = _find_roles(own, [user, *(each.user for each in others)])
    blocks = read_blocks([own, *others], own.thread.course_id)
    reason = permissions.why_not_write(own, [each.user_id for each in others], known or {}, blocks)
    roles = _show_roles(own, known or {}, blocks)
    if known is None and permissions.is_in(own) and not permissions.is_to_many(own.thread):
        reason = _("You can read this conversation, but not write now: the course can't be reached. Try again later.")
    summary = summarize_threads(user, [own], roles)[0]
    thread, is_in = own.thread, permissions.is_in(own)
    return ThreadDetail(
        **vars(summary),
        created=thread.created,
        my_role=own.role,
        can_write=not reason,
        cannot_write_reason=reason,
        disclosures=get_disclosures(thread_id),
        members_may_add=is_in and thread.members_may_add,
        members_may_remove=is_in and thread.members_may_remove,
        can=get_abilities(own, in_course=own.user_id in roles),
        cohorts=_get_cohorts(own),
        broadcast=_get_broadcast(own, roles),
        care=get_notice(thread.course_id) if not reason or thread.kind == Thread.Kind.BROADCAST else "",
    )


def _show_roles(own: Participant, roles: dict[int, str], blocks: Blocks) -> dict[int, str]:
    """Return the roles as a participant sees them: in a direct thread, a person who has blocked them seems to have left
    the course."""
    return roles if permissions.is_group(own.thread) else permissions.hide_blockers(own.user_id, roles, blocks)


def _find_roles(own: Participant, users: list[User]) -> dict[int, str] | None:
    """Return the roles of these users in the course of a thread; None if the platform cannot answer."""
    return ask_or(lambda: get_platform().get_roles(own.thread.course_id, users), None)


def _get_broadcast(own: Participant, roles: Mapping[int, str]) -> BroadcastRef | None:
    """Return the details of a broadcast that its reader may see; None for other threads. One query at most."""
    thread = own.thread
    if thread.kind != Thread.Kind.BROADCAST:
        return None
    broadcast = Broadcast.objects.select_related("fan_out").filter(thread=thread).first()
    if broadcast is None:  # a test that its author sent to themselves
        return None
    on_team = permissions.may_broadcast(roles.get(own.user_id))
    senders = [broadcast.sender_id] if broadcast.sender_id else []
    is_mine = broadcast.sender_id == own.user_id
    return BroadcastRef(
        id=broadcast.pk,
        everyone=broadcast.fan_out.audience.get("who") == "all",
        mine=is_mine,
        cannot_reply_reason="" if is_mine else permissions.why_not_answer(own, senders, roles),
        report_url=get_report_path(thread.course_id, broadcast.pk) if on_team else "",
    )


def get_abilities(participant: Participant, *, in_course: bool) -> Abilities:
    """Return the permissions of a participant. Outside the course they may only leave."""
    return Abilities(
        set_group_chat=in_course and permissions.may_set_group_chat(participant),
        rename=in_course and permissions.may_rename(participant),
        close=in_course and permissions.may_close(participant),
        add=in_course and permissions.may_add(participant),
        remove=in_course and permissions.may_remove(participant),
        set_permissions=in_course and permissions.may_set_permissions(participant),
        hand_over=in_course and permissions.may_hand_over(participant),
        leave=permissions.may_leave(participant),
        keep_in_step=in_course and permissions.may_sync(participant),
    )


def _get_cohorts(participant: Participant) -> list[CohortRef]:
    """Return the cohorts of a group. One query, and none for other threads."""
    if not (permissions.is_in(participant) and permissions.is_group(participant.thread)):
        return []
    rows = participant.thread.cohorts.order_by("pk").values_list("cohort_id", "name", "synced")
    return [CohortRef(*row) for row in rows]


def get_disclosures(thread_id: int) -> list[DisclosureInfo]:
    """Return the disclosures of a thread, the newest first. Two queries, or one without disclosures."""
    rows = list(Disclosure.objects.filter(thread_id=thread_id).order_by("-pk"))
    people = get_people(row.user_id for row in rows)
    return [DisclosureInfo(by=people.get(row.user_id), at=row.created, reason=row.reason) for row in rows]


def get_participants(
    user: User, thread_id: int, *, query: str = "", cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[ParticipantRow]:
    """Return a page of the people in a thread, in the order in which they first joined, whose name contains `query`.
    A user who has left sees the people of that time. A fixed number of queries.

    Raises NotFoundError if the user never was in the thread, MalformedError for an invalid cursor.
    """
    own = access_participant(user, thread_id)
    participants = _list_visible(own).order_by("pk")
    if query:
        participants = participants.filter(get_platform().match_name(query, "user"))
    after = parse_cursor(cursor)
    if after is not None:
        participants = participants.filter(pk__gt=after)
    found = list(participants[: limit + 1])
    page = found[:limit]
    next_cursor = str(page[-1].pk) if len(found) > limit else None
    return Page(_describe_participants(user, own, page), next_cursor)


def get_participant(user: User, thread_id: int, username: str) -> ParticipantRow | None:
    """Return one person in a thread, or None. Raises NotFoundError if the user never was in it."""
    own = access_participant(user, thread_id)
    participants = _list_visible(own).filter(user__username=username)
    return next(iter(_describe_participants(user, own, list(participants))), None)


def list_usernames(user: User, thread_id: int) -> set[str]:
    """Return the usernames of the people in a thread. Raises NotFoundError if the user never was in it."""
    own = access_participant(user, thread_id)
    return set(get_visible_participants([own]).values_list("user__username", flat=True))


def _list_visible(own: Participant) -> QuerySet[Participant]:
    """Return the participants that `own` can see, with their users and with what `read_blocks` needs."""
    visible = with_blocks(get_visible_participants([own]), own.user_id, str(own.thread.course_id))
    return visible.select_related("user")


def _describe_participants(user: User, own: Participant, participants: list[Participant]) -> list[ParticipantRow]:
    everyone = [user, *(participant.user for participant in participants)]
    no_roles: dict[int, str] = {}
    roles = ask_or(lambda: get_platform().get_roles(own.thread.course_id, everyone), no_roles)
    blocks = read_blocks(participants, own.thread.course_id)
    people = get_people([each.user_id for each in participants], _show_roles(own, roles, blocks))
    return [
        _make_row(
            own,
            participant,
            people[participant.user_id],
            own_role=roles.get(user.pk),
            their_role=roles.get(participant.user_id),
        )
        for participant in participants
        if participant.user_id in people
    ]


def _make_row(
    own: Participant, participant: Participant, person: Person, *, own_role: str | None, their_role: str | None
) -> ParticipantRow:
    participant.thread = own.thread
    can = _get_abilities_over(own, participant, own_role, their_role)
    is_blocked = bool(can.block and vars(participant).get("is_blocked"))
    row = ParticipantRow(**vars(person), thread_role=participant.role, can=can, blocked=is_blocked)
    if not permissions.is_in(own):
        return row
    return replace(
        row,
        may_add=permissions.may_add(participant),
        may_remove=permissions.may_remove(participant),
        own_may_add=participant.may_add,
        own_may_remove=participant.may_remove,
        joined=participant.joined,
    )


def _get_abilities_over(
    own: Participant, participant: Participant, own_role: str | None, their_role: str | None
) -> ParticipantAbilities:
    """Return the permissions of a reader (`own`) over a participant, given the roles of both in the course."""
    is_present = own_role is not None and permissions.is_in(own)
    may_own = their_role is not None and not permissions.is_owner(participant)
    return ParticipantAbilities(
        remove=is_present and permissions.may_remove_person(own, participant),
        make_owner=is_present and permissions.may_hand_over(own) and may_own,
        block=own.user_id != participant.user_id and permissions.may_block(own_role, their_role),
    )
