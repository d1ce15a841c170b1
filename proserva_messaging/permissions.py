"""Who may do what. Each rule is one function of facts that were looked up before; none of them asks a database.

A place (`Participant`) comes with its thread. docs/decisions/0009 has the table of who may do what in a thread, from
which the tests are made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from proserva_messaging.edxapp.protocol import LEARNER, TEAM_ROLES
from proserva_messaging.models import CourseSettings, Participant, Thread

Roles = Mapping[int, str]
TO_MANY = (Thread.Kind.BROADCAST, Thread.Kind.ANNOUNCEMENT)


def is_team(role: str | None) -> bool:
    """Return whether this role belongs to the course team."""
    return role in TEAM_ROLES


def may_start_with(sender_role: str | None, recipient_role: str | None, *, classmates: bool) -> bool:
    """Return whether somebody may write first to somebody else in a course.

    A learner to the course team, always, and to classmates where the course allows it (`classmates`, see
    `are_classmates`); the course team to anyone in the course. Somebody without a role: nobody, to nobody.
    """
    if sender_role is None or recipient_role is None:
        return False
    return is_team(sender_role) or is_team(recipient_role) or classmates


def are_classmates(peer_messages: str, sender_cohort: int | None, recipient_cohort: int | None) -> bool:
    """Return whether the course's setting (`off`, `cohort`, `course`) lets these two learners write to each other."""
    if peer_messages == CourseSettings.Peers.COURSE:
        return True
    if peer_messages == CourseSettings.Peers.COHORT:
        return sender_cohort is not None and sender_cohort == recipient_cohort
    return False


def is_in(place: Participant) -> bool:
    """Return whether somebody is in their thread still."""
    return place.left is None


def is_to_many(thread: Thread) -> bool:
    """Return whether a thread carries what went to many: nobody there sees who else got it."""
    return thread.kind in TO_MANY


def is_owner(place: Participant) -> bool:
    """Return whether somebody is an owner of the thread that they are in, and so decides about it. About what went to
    many nobody does."""
    return is_in(place) and place.role == Participant.Role.OWNER and not is_to_many(place.thread)


def is_group(thread: Thread) -> bool:
    """Return whether a thread is a group: it was expanded, or started as one."""
    return thread.kind == Thread.Kind.GROUP


def why_not_write(place: Participant, other_ids: Collection[int], in_course: Collection[int]) -> str:
    """Return why this participant can write nothing into their thread now, as a sentence; empty where they can.

    `other_ids` are those who are in it beside them, `in_course` are of all these who are part of the course. In a
    thread that they are in, people may answer each other as long as they are, even where the course has since stopped
    learners from writing to classmates. What went to many takes nothing: who answers does so to its sender alone.
    """
    if is_to_many(place.thread):
        return _("This message went to many. A reply goes privately to its sender.")
    if not is_in(place):
        if place.removed:
            return _("You were removed from this conversation. You can still read what you had until then.")
        return _("You left this conversation. You can still read what you had until then.")
    return why_not_answer(place, other_ids, in_course)


def why_not_answer(place: Participant, other_ids: Collection[int], in_course: Collection[int]) -> str:
    """Return why what somebody with this place wrote to the others now would reach nobody, as a sentence; empty where
    it would reach somebody. Arguments as for `why_not_write`."""
    if place.user_id not in in_course:
        return _("You are not part of this course any more. You can still read what was written.")
    if place.thread.closed:
        return _("This conversation is closed to new messages. Its owner can reopen it.")
    if not any(other_id in in_course for other_id in other_ids):
        return _("Nobody else in this conversation is part of the course any more.")
    return ""


def may_set_group_chat(place: Participant) -> bool:
    """Return whether somebody may switch Group Chat on and off: owners."""
    return is_owner(place)


def may_rename(place: Participant) -> bool:
    """Return whether somebody may name the thread: owners, with Group Chat on."""
    return is_owner(place) and place.thread.group_chat


def may_set_permissions(place: Participant) -> bool:
    """Return whether somebody may say who adds and removes people: owners, with Group Chat on."""
    return is_owner(place) and place.thread.group_chat


def may_close(place: Participant) -> bool:
    """Return whether somebody may close and reopen the thread: owners of a group. Two people who talk in private cannot
    silence each other."""
    return is_owner(place) and is_group(place.thread)


def may_add(place: Participant) -> bool:
    """Return whether somebody may add people: owners, and members whom an owner lets, with Group Chat on.

    Whom they may add is another rule (`may_start_with`): those whom they may write to.
    """
    if not (is_in(place) and place.thread.group_chat):
        return False
    return is_owner(place) or _own_or(place.may_add, place.thread.members_may_add)


def may_remove(place: Participant) -> bool:
    """Return whether somebody may remove members of a group: owners, and members whom an owner lets."""
    if not (is_in(place) and is_group(place.thread)):
        return False
    return is_owner(place) or _own_or(place.may_remove, place.thread.members_may_remove)


def may_remove_person(place: Participant, other: Participant) -> bool:
    """Return whether somebody may remove this other one: never an owner, and oneself one leaves."""
    return may_remove(place) and is_in(other) and not is_owner(other) and other.user_id != place.user_id


def may_hand_over(place: Participant) -> bool:
    """Return whether somebody may make others owners, or hand the group over: its owners. Direct threads follow the
    course's roles instead."""
    return is_owner(place) and is_group(place.thread)


def may_step_down(place: Participant, owners: int) -> bool:
    """Return whether an owner may become a member, or leave: not the last of a group's owners."""
    return is_owner(place) and is_group(place.thread) and owners > 1


def may_leave(place: Participant) -> bool:
    """Return whether somebody may leave the thread: a group, always (its last owner hands it over first)."""
    return is_in(place) and is_group(place.thread)


def may_keep_in_step(place: Participant) -> bool:
    """Return whether somebody may let the group follow cohorts: its owners, with Group Chat on."""
    return is_owner(place) and place.thread.group_chat


def may_use_cohort(role: str | None, own_cohort: int | None, cohort_id: int, peer_messages: str) -> bool:
    """Return whether somebody may start a group from a cohort: the course team from any; a learner from their own,
    where the course lets classmates write to each other."""
    if is_team(role):
        return True
    lets = peer_messages in (CourseSettings.Peers.COHORT, CourseSettings.Peers.COURSE)
    return role == LEARNER and lets and own_cohort is not None and own_cohort == cohort_id


def _own_or(own: bool | None, general: bool) -> bool:
    return general if own is None else own


def get_first_role(sender_role: str, recipient_role: str) -> tuple[str, str]:
    """Return the thread roles of sender and recipient in a new direct thread.

    Between a learner and the course team the team owns the thread, whoever wrote first; else the one who wrote first.
    """
    if sender_role == LEARNER and is_team(recipient_role):
        return Participant.Role.MEMBER, Participant.Role.OWNER
    return Participant.Role.OWNER, Participant.Role.MEMBER


def tells_work(sender_id: int, other_ids: list[int], roles: Roles) -> bool:
    """Return whether a message about an assignment tells what its sender has handed in there: where a learner writes
    to the course team and nobody else."""
    return roles.get(sender_id) == LEARNER and all(is_team(roles.get(other_id)) for other_id in other_ids)


def may_see_receipts(user_id: int, sender_id: int | None) -> bool:
    """Return whether this user may see who has seen a message: its sender may, and nobody else."""
    return user_id == sender_id


def may_broadcast(role: str | None) -> bool:
    """Return whether somebody may send to a whole course, and see what became of it: the course team may."""
    return is_team(role)


def as_learner(role: str | None) -> str | None:
    """Return what this role is while its holder looks at the course as a learner does: nobody gains one by it."""
    return role and LEARNER


def may_announce(role: str | None) -> bool:
    """Return whether somebody in this role may post, change and delete a course's announcements: its team may."""
    return is_team(role)


def may_see_announcement(role: str | None, *, shown: bool) -> bool:
    """Return whether somebody in this role may see an announcement: everybody in the course while it is `shown`, and
    its team at any time."""
    return may_announce(role) or (role is not None and shown)


def may_break_the_glass(user: Any) -> bool:
    """Return whether this user may open a thread that they are not part of, for a reason: superusers, nobody else."""
    return user.is_active and user.is_superuser
