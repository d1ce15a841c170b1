"""History: the messages of a thread, their receipts, and marking them read."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Count, Max, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from proserva_messaging.conversations.data import EmailReceipt, MessageInfo, Receipt, ReceiptSummary
from proserva_messaging.data import AttachmentInfo, Page, Person, SystemMessageInfo
from proserva_messaging.delivery.retries import LOST, requeue_emails
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.tracking import track
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Attachment, Delivery, Message, Participant, Thread
from proserva_messaging.scanning import held_files
from proserva_messaging.store import merge_fields, permissions, system_messages
from proserva_messaging.store.access import access_participant
from proserva_messaging.store.blocks import with_blocked_senders
from proserva_messaging.store.faults import ask_or, show_each
from proserva_messaging.store.files import get_files
from proserva_messaging.store.merge_fields import Values
from proserva_messaging.store.merge_values import get_reader_values
from proserva_messaging.store.pages import get_rows
from proserva_messaging.store.people import People, get_people
from proserva_messaging.store.snapshots import read_context
from proserva_messaging.store.text import describe_removed
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.store.visibility import get_visible_messages
from proserva_messaging.types import User

PAGE_SIZE = 50
# An open page updates the receipts of this many of the reader's own latest messages in a thread.
WATCHED_MESSAGES = 10
Bell = Delivery.Bell
CONVERSATIONS = (Thread.Kind.DIRECT, Thread.Kind.GROUP)


class Own(NamedTuple):
    """The reader's own state of a message."""

    unread: bool
    mentioned: bool


def get_messages(
    user: User, thread_id: int, *, after: int | None = None, cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[MessageInfo]:
    """Return a page of the messages of a thread that the user may see, the newest first. With `after`, the id of a
    message, return only later ones.

    Raises NotFoundError if the user is not in the thread, MalformedError for an invalid cursor.
    """
    return get_messages_for(user, access_participant(user, thread_id), after=after, cursor=cursor, limit=limit)


def get_messages_for(
    user: User, participant: Participant, *, after: int | None = None, cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[MessageInfo]:
    """Do the same as `get_messages`, given the user's participant."""
    messages = get_visible_messages(participant)
    if permissions.is_group(participant.thread):
        messages = with_blocked_senders(messages, user.pk)
    if after is not None:
        messages = messages.filter(pk__gt=after)
    page, next_cursor = get_rows(messages, "id", cursor, limit)
    return Page(describe_messages(user, page, _find_blocked(user, participant, page)), next_cursor)


def _find_blocked(user: User, participant: Participant, page: list[Message]) -> set[int]:
    """Return the senders in a group that the user has blocked, both being learners. No query if there are none."""
    sender_ids = {each.sender_id for each in page if vars(each).get("is_from_blocked") and each.sender_id}
    if not sender_ids:
        return set()
    senders = get_user_model().objects.filter(pk__in=sender_ids)
    no_roles: dict[int, str] = {}
    roles = ask_or(lambda: get_platform().get_roles(participant.thread.course_id, [user, *senders]), no_roles)
    return {each for each in sender_ids if permissions.may_block(roles.get(user.pk), roles.get(each))}


def get_version(participant: Participant) -> str:
    """Return a version that changes with each message or system message in a thread, with changes to the participant,
    and with the receipts of their latest messages. One bounded query; with a virus scanner one more, as the version
    then changes with each file of the newest page that is no longer held."""
    recent = Message.objects.filter(thread_id=participant.thread_id, sender_id=participant.user_id).order_by("-pk")
    first = recent.values("pk")[WATCHED_MESSAGES - 1 : WATCHED_MESSAGES]
    mine = Message.objects.filter(
        thread_id=participant.thread_id, sender_id=participant.user_id, pk__gte=Coalesce(Subquery(first), 0)
    )
    # Broadcasts have a report instead: counting all their recipients here would be slow.
    has_receipts = permissions.is_in(participant) and not permissions.is_to_many(participant.thread)
    reads = Delivery.objects.filter(message__in=mine)
    seen = reads.aggregate(Count("read_at"), Max("read_at")).values() if has_receipts else ()
    own = (participant.last_message_id, participant.role, participant.may_add, participant.may_remove, participant.left)
    held = _count_held(participant) if held_files.is_on() else 0
    return hashlib.sha256("|".join(map(str, [*own, *seen, held])).encode()).hexdigest()[:32]


def _count_held(participant: Participant) -> int:
    """Return the number of held files in the newest page of the messages that the participant can see. One query."""
    visible = get_visible_messages(participant)
    first = visible.order_by("-pk").values("pk")[PAGE_SIZE - 1 : PAGE_SIZE]
    newest = visible.filter(pk__gte=Coalesce(Subquery(first), 0))
    return Attachment.objects.filter(message__in=newest, scan=Attachment.Scan.HELD).count()


def describe_messages(user: User, messages: list[Message], blocked: Collection[int] = ()) -> list[MessageInfo]:
    """Return messages as the user sees them; the caller checks that they may. `blocked` are the senders that the user
    has blocked. A fixed number of queries."""
    mine = [message.pk for message in messages if message.sender_id == user.pk]
    theirs = [message.pk for message in messages if message.sender_id != user.pk]
    named = [
        user_id for message in messages for user_id in (message.sender_id, *system_messages.list_named(message.event))
    ]
    people = get_people([user.pk, *named])
    files = get_files(mine + theirs)
    receipts = _get_receipt_summaries([message.pk for message in messages if message.pk in mine and not message.event])
    own = _get_own(user, theirs)
    values = get_reader_values(user, {message: message.thread for message in messages if message.merge}, people)

    def show(message: Message) -> MessageInfo:
        info = _make_message_info(message, user, people, files.get(message.pk, []), receipts, own.get(message.pk))
        return replace(_fill(info, values.get(message.pk)), blocked=message.sender_id in blocked)

    return show_each(messages, show, partial(_show_damaged, user))


def _show_damaged(user: User, message: Message) -> MessageInfo:
    """Return what can be shown of a message whose row is damaged."""
    return MessageInfo(
        id=message.pk,
        thread=message.thread_id,
        sender=None,
        mine=message.sender_id == user.pk,
        created=message.created,
        **_note(_("This message can't be shown.")),
    )


def _make_message_info(
    message: Message,
    user: User,
    people: People,
    files: list[AttachmentInfo],
    receipts: dict[int, ReceiptSummary],
    own: Own | None,
) -> MessageInfo:
    mine = message.sender_id == user.pk
    event = system_messages.describe_event(message.event, people, user.pk) if message.event else None
    return MessageInfo(
        id=message.pk,
        thread=message.thread_id,
        sender=people.get(message.sender_id),
        mine=mine,
        created=message.created,
        **_show_text(message, event),
        attachments=files,
        context=read_context(message.context),
        receipts=receipts.get(message.pk, ReceiptSummary()) if mine and not event else None,
        unread=bool(own and own.unread),
        event=event,
        mentions_me=bool(own and own.mentioned),
        removed=message.removed is not None,
    )


def _show_text(message: Message, event: SystemMessageInfo | None) -> dict[str, Any]:
    """Return the text of a message, as Markdown and as HTML."""
    if message.removed:
        return _note(describe_removed())
    return {"body": message.body, "body_html": system_messages.show_html(message.body_html, event)}


def _note(text: str) -> dict[str, Any]:
    """Return a text of ours in the place of a message's, as Markdown and as HTML."""
    return {"body": text, "body_html": f"<p><em>{escape(text)}</em></p>"}


def _fill(info: MessageInfo, values: Values | None) -> MessageInfo:
    """Return a message with its merge fields filled in, or unchanged without values."""
    if not values:
        return info
    body, body_html = merge_fields.fill_markdown(info.body, values), merge_fields.fill_html(info.body_html, values)
    return replace(info, body=body, body_html=body_html)


def get_receipts(user: User, message_id: int, *, cursor: str | None = None, limit: int = PAGE_SIZE) -> Page[Receipt]:
    """Return a page of the receipts of the user's own message, one for each recipient. Raises NotFoundError for a
    message of another sender."""
    # Announcements have no receipts.
    own = Message.objects.exclude(thread__kind=Thread.Kind.ANNOUNCEMENT).filter(event__isnull=True)
    message = own.filter(pk=message_id).first()
    if message is None or not permissions.may_see_receipts(user.pk, message.sender_id):
        raise NotFoundError
    deliveries = Delivery.objects.filter(message=message).select_related("thread", "recipient")
    page, next_cursor = get_rows(deliveries, "id", cursor, limit)
    recipients = [delivery.recipient for delivery in page]
    roles = get_platform().get_roles(page[0].thread.course_id, [user, *recipients]) if page else {}
    people = get_people([each.pk for each in recipients], roles)
    role = roles.get(user.pk)
    return Page([_make_receipt(delivery, people.get(delivery.recipient_id), role) for delivery in page], next_cursor)


def _make_receipt(delivery: Delivery, person: Person | None, role: str | None) -> Receipt:
    """Return a receipt as a sender in this role sees it. The mail server's reason may contain the email address."""
    email = None
    if permissions.may_see_email(role, delivery.email):
        reason = delivery.email_reason if permissions.is_team(role) else ""
        email = EmailReceipt(state=delivery.email, reason=reason, at=delivery.email_at)
    return Receipt(person=person, seen_at=delivery.read_at, email=email)


def _get_own(user: User, message_ids: list[int]) -> dict[int, Own]:
    rows = Delivery.objects.filter(message_id__in=message_ids, recipient=user)
    return {
        message_id: Own(read_at is None, mentioned)
        for message_id, read_at, mentioned in rows.values_list("message_id", "read_at", "mentioned")
    }


def _get_receipt_summaries(message_ids: list[int]) -> dict[int, ReceiptSummary]:
    deliveries = Delivery.objects.filter(message_id__in=message_ids).order_by()
    counted = deliveries.values_list("message_id").annotate(Count("pk"), Count("read_at"), Max("read_at"))
    return {message_id: ReceiptSummary(*rest) for message_id, *rest in counted}


def mark_read(user: User, thread_id: int, up_to: int) -> int:
    """Mark the user's deliveries in a thread as read, up to and including a message, and return their number.

    Deliveries that are already read keep their time. Raises NotFoundError if the user is not in the thread.
    """
    participant = access_participant(user, thread_id)
    deliveries = Delivery.objects.filter(recipient=user, thread_id=thread_id, message_id__lte=up_to)

    def write() -> int:
        marked = deliveries.filter(read_at=None).update(read_at=timezone.now())
        deliveries.filter(bell=Bell.RINGING).update(bell=Bell.QUIET)
        return marked

    marked = run_atomic(write)
    if marked:
        track(
            "message.read",
            participant.thread.course_id,
            thread_id=thread_id,
            up_to=up_to,
            count=marked,
            user_id=user.pk,
        )
    return marked


def retry_message_emails(user: User, message_id: int) -> int:
    """Retry the failed and unknown emails of the user's own message, for recipients who are still in the conversation
    and have not read it. Return their number, 0 if repeated.

    An unknown email may arrive twice. Raises NotFoundError for a message of another sender, a broadcast or an
    announcement.
    """
    message = Message.objects.filter(pk=message_id, event__isnull=True, thread__kind__in=CONVERSATIONS).first()
    if message is None or not permissions.may_see_receipts(user.pk, message.sender_id):
        raise NotFoundError
    participant = access_participant(user, message.thread_id)
    present = Participant.objects.filter(thread=message.thread_id, left=None).values("user")
    lost = Delivery.objects.filter(LOST, message=message, read_at=None, recipient__in=present)
    count = run_atomic(partial(requeue_emails, lost, message_id))
    if count:
        track("emails.sent_again", participant.thread.course_id, message_id=message_id, count=count, user_id=user.pk)
    return count
