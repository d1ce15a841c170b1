"""Who may do what. Each rule is one function of roles that were looked up before; none of them asks a database."""

from __future__ import annotations

from collections.abc import Mapping
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


def why_not_write(user_id: int, other_ids: list[int], roles: Roles, *, kind: str = Thread.Kind.DIRECT) -> str:
    """Return why this participant can write nothing into their thread now, as a sentence; empty where they can.

    In a thread that they are in, two people may answer each other as long as both are part of the course, even where
    the course has since stopped learners from writing to classmates. What went to many takes nothing: who answers does
    so to its sender alone.
    """
    if kind in TO_MANY:
        return _("This message went to many. A reply goes privately to its sender.")
    if user_id not in roles:
        return _("You are not part of this course any more. You can still read what was written.")
    if not any(other_id in roles for other_id in other_ids):
        return _("Nobody else in this conversation is part of the course any more.")
    return ""


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
