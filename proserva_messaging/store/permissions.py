"""Permission rules: each is one function of data loaded before. None of them queries the database.

A `Participant` comes with its thread. docs/decisions/0009 has the table of who may do what in a thread; the tests are
generated from it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from proserva_messaging.edxapp.protocol import LEARNER, TEAM_ROLES
from proserva_messaging.models import CourseSettings, Delivery, Participant, Report, Thread
from proserva_messaging.store.blocks import NO_BLOCKS, Blocks, keep_learners
from proserva_messaging.types import AnonymousUser, User

# By user id.
Roles = Mapping[int, str]
# The kinds of threads that go to many recipients. A recipient does not see the others.
TO_MANY = (Thread.Kind.BROADCAST, Thread.Kind.ANNOUNCEMENT)


def is_team(role: str | None) -> bool:
    """Return whether this role belongs to the course team."""
    return role in TEAM_ROLES


def may_start_with(sender_role: str | None, recipient_role: str | None, *, classmates: bool) -> bool:
    """Return whether a person may write first to another person in a course.

    The course team may write to anyone in the course. A learner may always write to the course team, and to classmates
    if the course allows it (`classmates`, see `are_classmates`). A person without a role may neither send nor receive.
    """
    if sender_role is None or recipient_role is None:
        return False
    return is_team(sender_role) or is_team(recipient_role) or classmates


def are_classmates(peer_messages: str, sender_cohort: int | None, recipient_cohort: int | None) -> bool:
    """Return whether the course's setting (`off`, `cohort`, `course`) permits messages between these two learners."""
    if peer_messages == CourseSettings.Peers.COURSE:
        return True
    if peer_messages == CourseSettings.Peers.COHORT:
        return sender_cohort is not None and sender_cohort == recipient_cohort
    return False


def is_in(participant: Participant) -> bool:
    """Return whether the participant is still in the thread."""
    return participant.left is None


def is_to_many(thread: Thread) -> bool:
    """Return whether a thread is a broadcast or an announcement: its recipients do not see each other."""
    return thread.kind in TO_MANY


def is_owner(participant: Participant) -> bool:
    """Return whether the participant is a current owner of the thread. Broadcasts and announcements have no owner."""
    is_one = is_in(participant) and participant.role == Participant.Role.OWNER
    return is_one and not is_to_many(participant.thread)


def is_group(thread: Thread) -> bool:
    """Return whether a thread is a group: it was expanded, or started as one."""
    return thread.kind == Thread.Kind.GROUP


def why_not_write(
    participant: Participant, other_ids: Collection[int], roles: Roles, blocks: Blocks = NO_BLOCKS
) -> str:
    """Return the reason why the participant cannot write into the thread now, as a sentence; empty if they can.

    `other_ids` are the other current participants, `roles` those of all participants who are in the course, `blocks`
    the participant's. Participants may reply as long as they are in the thread, even if the course has since stopped
    messages between classmates. Broadcasts and announcements accept no message: a reply goes to the sender's direct
    thread.
    """
    if is_to_many(participant.thread):
        return _("This message went to many people. Reply privately to its sender.")
    if not is_in(participant):
        if participant.removed:
            return _("You were removed from this conversation. You can still read the earlier messages.")
        return _("You left this conversation. You can still read the earlier messages.")
    # A person who has blocked the participant looks like one who has left the course.
    present = hide_blockers(participant.user_id, roles, blocks)
    reached = [each for each in other_ids if each in present]
    return why_not_answer(participant, other_ids, present) or _why_blocked(participant, reached, present, blocks)


def why_not_answer(participant: Participant, other_ids: Collection[int], in_course: Collection[int]) -> str:
    """Return the reason why a reply by the participant would reach no one now, as a sentence; empty if it would.

    The arguments are those of `why_not_write`; `in_course` are the people in the course.
    """
    if participant.user_id not in in_course:
        return _("You are no longer part of this course. You can still read the earlier messages.")
    if participant.thread.closed:
        return _("This conversation is closed. An owner can reopen it.")
    if any(other_id in in_course for other_id in other_ids):
        return ""
    if is_group(participant.thread):
        return _("No one else in this conversation is in the course now.")
    # The same for a person who has left the course and for one who has blocked the participant.
    return _("This person can't receive your messages now.")


def _why_blocked(participant: Participant, reached_ids: Collection[int], roles: Roles, blocks: Blocks) -> str:
    """Return why a message to these people is refused, although they are in the course; empty if it is not."""
    classmates = keep_learners(reached_ids, participant.user_id, roles)
    if classmates and blocks.is_restricted(participant.thread.course_id):
        return _(
            "The course team has stopped your messages to classmates in this course. You can still write to the team."
        )
    if reached_ids and classmates.issuperset(reached_ids) and blocks.mine.issuperset(reached_ids):
        return _("You have blocked this person. Unblock them to write to them.")
    return ""


def hide_blockers(user_id: int, roles: Roles, blocks: Blocks) -> dict[int, str]:
    """Return the roles without those of learners who have blocked the user, a learner."""
    hidden = keep_learners(blocks.theirs, user_id, roles)
    return {each: role for each, role in roles.items() if each not in hidden}


def may_block(own_role: str | None, other_role: str | None) -> bool:
    """Return whether a person may block another in a course: neither is on the course team."""
    return not is_team(own_role) and not is_team(other_role)


def may_handle_for_site(user: User | AnonymousUser) -> bool:
    """Return whether the user may handle the reports that go to the site: active global staff and superusers."""
    return bool(user.is_active and (user.is_staff or user.is_superuser))


def may_set_group_chat(participant: Participant) -> bool:
    """Return whether the participant may turn Group Chat on and off: owners."""
    return is_owner(participant)


def may_rename(participant: Participant) -> bool:
    """Return whether the participant may name the thread: owners, with Group Chat on."""
    return is_owner(participant) and participant.thread.group_chat


def may_set_permissions(participant: Participant) -> bool:
    """Return whether the participant may set who can add and remove people: owners, with Group Chat on."""
    return is_owner(participant) and participant.thread.group_chat


def may_close(participant: Participant) -> bool:
    """Return whether the participant may close and reopen the thread: owners of a group.

    A direct thread cannot be closed: neither person can silence the other.
    """
    return is_owner(participant) and is_group(participant.thread)


def may_add(participant: Participant) -> bool:
    """Return whether the participant may add people: owners, and members with permission, with Group Chat on.

    Another rule (`may_start_with`) limits the candidates to people that the participant may write to.
    """
    if not (is_in(participant) and participant.thread.group_chat):
        return False
    return is_owner(participant) or _own_or(participant.may_add, participant.thread.members_may_add)


def may_remove(participant: Participant) -> bool:
    """Return whether the participant may remove members of a group: owners, and members with permission."""
    if not (is_in(participant) and is_group(participant.thread)):
        return False
    return is_owner(participant) or _own_or(participant.may_remove, participant.thread.members_may_remove)


def may_remove_person(participant: Participant, other: Participant) -> bool:
    """Return whether the participant may remove this other one: never an owner, and never themselves (they leave)."""
    is_other = other.user_id != participant.user_id
    return may_remove(participant) and is_in(other) and not is_owner(other) and is_other


def may_hand_over(participant: Participant) -> bool:
    """Return whether the participant may make others owners, or hand the group over: owners of a group.

    In direct threads, ownership follows the roles in the course.
    """
    return is_owner(participant) and is_group(participant.thread)


def may_step_down(participant: Participant, owners: int) -> bool:
    """Return whether an owner may become a member, or leave: not the last owner of a group."""
    return is_owner(participant) and is_group(participant.thread) and owners > 1


def may_leave(participant: Participant) -> bool:
    """Return whether the participant may leave the thread: any group. (The last owner must hand it over first.)"""
    return is_in(participant) and is_group(participant.thread)


def may_sync(participant: Participant) -> bool:
    """Return whether the participant may sync the group with cohorts: owners, with Group Chat on."""
    return is_owner(participant) and participant.thread.group_chat


def may_use_cohort(role: str | None, own_cohort: int | None, cohort_id: int, peer_messages: str) -> bool:
    """Return whether a person may start a group from a cohort.

    The course team may use any cohort. A learner may use their own if the course allows messages between classmates.
    """
    if is_team(role):
        return True
    is_allowed = peer_messages in (CourseSettings.Peers.COHORT, CourseSettings.Peers.COURSE)
    return role == LEARNER and is_allowed and own_cohort is not None and own_cohort == cohort_id


def may_handle_report(user: User, report: Report, *, on_team: bool, team_ids: Collection[int]) -> bool:
    """Return whether the user may see and handle a report: never one of their own message.

    The course team handles those that are routed to it, unless the sender has joined the team (`team_ids`) since; the
    people who run the site handle all.
    """
    if report.sender_id == user.pk:
        return False
    is_for_team = report.route == Report.Route.TEAM and report.sender_id not in team_ids
    return may_handle_for_site(user) or (on_team and is_for_team)


def get_first_role(sender_role: str, recipient_role: str) -> tuple[str, str]:
    """Return the thread roles of sender and recipient in a new direct thread.

    The owner is the sender; but between a learner and the course team, always the team.
    """
    if sender_role == LEARNER and is_team(recipient_role):
        return Participant.Role.MEMBER, Participant.Role.OWNER
    return Participant.Role.OWNER, Participant.Role.MEMBER


def shows_submission(sender_id: int, other_ids: list[int], roles: Roles) -> bool:
    """Return whether a message about an assignment shows the sender's submission: a learner's, to the team only."""
    return roles.get(sender_id) == LEARNER and all(is_team(roles.get(other_id)) for other_id in other_ids)


def may_see_receipts(user_id: int, sender_id: int | None) -> bool:
    """Return whether the user may see who has seen a message: its sender only."""
    return user_id == sender_id


def may_see_email(role: str | None, state: str) -> bool:
    """Return whether the sender of a message, in this role, may see the `state` of a recipient's email.

    A learner sees only an email that they can send again: any other state shows whether the recipient muted the
    conversation or turned emails off.
    """
    return is_team(role) or state in (Delivery.Email.FAILED, Delivery.Email.UNKNOWN)


def may_broadcast(role: str | None) -> bool:
    """Return whether this role may send broadcasts and see their reports: the course team."""
    return is_team(role)


def as_learner(role: str | None) -> str | None:
    """Return the role while its holder views the course as a learner: LEARNER, or None without a role."""
    return role and LEARNER


def may_announce(role: str | None) -> bool:
    """Return whether this role may post, change and delete announcements: the course team."""
    return is_team(role)


def may_see_announcement(role: str | None, *, shown: bool) -> bool:
    """Return whether this role may see an announcement: anyone in the course while it is `shown`, the team always."""
    return may_announce(role) or (role is not None and shown)


def may_disclose(user: User | AnonymousUser) -> bool:
    """Return whether the user may open a thread that they are not part of, for a stated reason: active superusers."""
    return bool(user.is_active and user.is_superuser)


def _own_or(own: bool | None, general: bool) -> bool:
    return general if own is None else own
