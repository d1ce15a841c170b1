"""Blocking: a learner blocks another learner of one of their conversations."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from proserva_messaging.data import Page
from proserva_messaging.delivery import ledger
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotAllowedError, NotFoundError
from proserva_messaging.models import Block, Delivery, Participant, Thread
from proserva_messaging.moderation.data import BlockInfo
from proserva_messaging.store import permissions, visibility
from proserva_messaging.store.access import access_participant
from proserva_messaging.store.pages import chunk_ids, get_rows
from proserva_messaging.store.people import find_users, get_people
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

PAGE_SIZE = 50
CONVERSATIONS = (Thread.Kind.DIRECT, Thread.Kind.GROUP)


def get_blocks(user: User, *, cursor: str | None = None, limit: int = PAGE_SIZE) -> Page[BlockInfo]:
    """Return a page of the people that the user has blocked, the last first. A fixed number of queries."""
    page, next_cursor = get_rows(Block.objects.filter(blocker=user), "id", cursor, limit)
    people = get_people(each.blocked_id for each in page)
    return Page([BlockInfo(each.pk, people.get(each.blocked_id), each.created) for each in page], next_cursor)


def block(user: User, thread_id: int, username: str) -> BlockInfo:
    """Block a person of a thread, and return the block; the earlier one if there is one.

    From then on no message passes between the two directly, and the user gets no bell or email for what the other
    writes in groups. Raises NotFoundError unless the user sees this person in the thread, NotAllowedError if one of the
    two is on the course team.
    """
    own = access_participant(user, thread_id)
    other = _find_other(own, username)
    if other is None or other == user or permissions.is_to_many(own.thread):
        raise NotFoundError
    roles = get_platform().get_roles(own.thread.course_id, [user, other])
    if not permissions.may_block(roles.get(user.pk), roles.get(other.pk)):
        raise NotAllowedError(_explain(permissions.is_team(roles.get(user.pk))))
    made = run_atomic(partial(_write, user, other))
    _cancel_deliveries(user, other, own.thread)
    return BlockInfo(made.pk, get_people([other.pk]).get(other.pk), made.created)


def unblock(user: User, block_id: int) -> None:
    """Delete a block of the user. Raises NotFoundError if there is none."""
    deleted, _by_model = Block.objects.filter(pk=block_id, blocker=user).delete()
    if not deleted:
        raise NotFoundError


def _find_other(own: Participant, username: str) -> User | None:
    """Return a person in the thread that the participant sees there, or whose messages they see."""
    found = find_users([username]).get(username)
    user_id = found.pk if found else 0
    is_visible = visibility.get_visible_participants([own]).filter(user=user_id).exists()
    has_written = visibility.get_visible_messages(own).filter(sender=user_id).exists()
    return found if is_visible or has_written else None


def _explain(is_team: bool) -> str:
    if is_team:
        return _("The course team can't block people. You can mute the conversation.")
    return _("You can't block the course team. You can mute the conversation or report a message.")


def _write(user: User, other: User) -> Block:
    """Create the block under the locks of the pair's direct threads, so that no message comes after it."""
    shared = Thread.objects.filter(kind=Thread.Kind.DIRECT, participants__user=user)
    theirs = Participant.objects.filter(user=other).values("thread")
    ids = list(shared.filter(pk__in=theirs).values_list("pk", flat=True))
    list(Thread.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    return Block.objects.get_or_create(blocker=user, blocked=other)[0]


def _cancel_deliveries(user: User, other: User, thread: Thread) -> None:
    """Cancel the bells and unsent emails of the other's messages in this course."""
    theirs = Delivery.objects.filter(recipient=user, message__sender=other, bell=Delivery.Bell.RINGING)
    here = theirs.filter(thread__course_id=thread.course_id, thread__kind__in=CONVERSATIONS)
    for ids in chunk_ids(here):
        ledger.cancel(ids, ledger.REASON_MUTED)
