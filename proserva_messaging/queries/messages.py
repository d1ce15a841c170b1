"""Reading messages: a page of a thread, and who has seen a message."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import Count, Max, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from proserva_messaging import lines, merging, permissions
from proserva_messaging.data import AttachmentView, EmailReceipt, MessageView, Page, Receipt, ReceiptSummary
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.merging import Values
from proserva_messaging.models import Attachment, Delivery, Message, Participant, Thread
from proserva_messaging.queries.announcement_access import access_announcement
from proserva_messaging.queries.merging import get_reader_values
from proserva_messaging.queries.pages import get_rows
from proserva_messaging.queries.people import People, get_people
from proserva_messaging.queries.threads import access_participant
from proserva_messaging.queries.visibility import get_visible_messages

PAGE_SIZE = 50
# Of so many of one's last messages in a thread, an open page is told at once that somebody has seen them.
WATCHED_MESSAGES = 10


def get_messages(
    user: Any, thread_id: int, *, after: int | None = None, cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[MessageView]:
    """Return a page of the messages of a thread that are there for the user, the newest first; with `after`, only those
    later than that message.

    Raises NotFoundError where the user is not in the thread, MalformedError for a cursor that is none.
    """
    return get_messages_for(user, access_participant(user, thread_id), after=after, cursor=cursor, limit=limit)


def get_messages_for(
    user: Any, place: Participant, *, after: int | None = None, cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[MessageView]:
    """As `get_messages`, for the user's place in the thread."""
    messages = get_visible_messages(place)
    if after is not None:
        messages = messages.filter(pk__gt=after)
    page, next_cursor = get_rows(messages, "id", cursor, limit)
    return Page(describe_messages(user, page), next_cursor)


def get_version(place: Participant) -> str:
    """Return what changes whenever there is something new for somebody in a thread: a message or a line, which comes
    with every change of the thread; one's own place in it; and who has seen one's last messages. One bounded query."""
    recent = Message.objects.filter(thread_id=place.thread_id, sender_id=place.user_id).order_by("-pk")
    first = recent.values("pk")[WATCHED_MESSAGES - 1 : WATCHED_MESSAGES]
    mine = Message.objects.filter(
        thread_id=place.thread_id, sender_id=place.user_id, pk__gte=Coalesce(Subquery(first), 0)
    )
    # Of what went to many, a report tells who has seen it: here they would be counted at every look.
    is_told = permissions.is_in(place) and not permissions.is_to_many(place.thread)
    reads = Delivery.objects.filter(message__in=mine)
    seen = reads.aggregate(Count("read_at"), Max("read_at")).values() if is_told else ()
    own = (place.last_message_id, place.role, place.may_add, place.may_remove, place.left)
    facts = [*own, *seen]
    return hashlib.sha256("|".join(map(str, facts)).encode()).hexdigest()[:32]


def describe_messages(user: Any, messages: list[Message]) -> list[MessageView]:
    """Return messages as the user sees them, who must be allowed to. A fixed number of queries."""
    mine = [message.pk for message in messages if message.sender_id == user.pk]
    theirs = [message.pk for message in messages if message.sender_id != user.pk]
    named = [user_id for message in messages for user_id in (message.sender_id, *lines.list_named(message.event))]
    people = get_people(named)
    files = get_files(mine + theirs)
    receipts = _get_receipt_summaries([message.pk for message in messages if message.pk in mine and not message.event])
    own = _get_own(user, theirs)
    values = get_reader_values(user, {message: message.thread for message in messages if message.merge})
    return [
        _fill(
            _make_view(message, user, people, files.get(message.pk, []), receipts, own.get(message.pk)),
            values.get(message.pk),
        )
        for message in messages
    ]


def _make_view(
    message: Message,
    user: Any,
    people: People,
    files: list[AttachmentView],
    receipts: dict[int, ReceiptSummary],
    own: Own | None,
) -> MessageView:
    mine = message.sender_id == user.pk
    event = lines.describe(message.event, people, user.pk) if message.event else None
    return MessageView(
        id=message.pk,
        thread=message.thread_id,
        sender=people.get(message.sender_id),
        mine=mine,
        created=message.created,
        body=message.body,
        body_html=lines.show_html(message.body_html, event),
        attachments=files,
        context=message.context,
        receipts=receipts.get(message.pk, ReceiptSummary()) if mine and not event else None,
        unread=bool(own and own.unread),
        event=event,
        mentions_me=bool(own and own.mentioned),
    )


def _fill(view: MessageView, values: Values | None) -> MessageView:
    """Return a message with the fields of its text filled in for its reader; as it is, where it has none."""
    if not values:
        return view
    body, body_html = merging.fill_markdown(view.body, values), merging.fill_html(view.body_html, values)
    return replace(view, body=body, body_html=body_html)


def describe_attachment(attachment: Attachment) -> AttachmentView:
    """Return a file as the people of its thread see it."""
    return AttachmentView(
        id=attachment.pk,
        name=attachment.name,
        size=attachment.size,
        content_type=attachment.content_type,
        url=reverse("proserva_messaging:attachment", args=[attachment.pk]),
    )


def get_receipts(user: Any, message_id: int, *, cursor: str | None = None, limit: int = PAGE_SIZE) -> Page[Receipt]:
    """Return what became of the user's own message with each recipient. Raises NotFoundError for anybody else's."""
    # Who has seen an announcement is nobody's to know.
    own = Message.objects.exclude(thread__kind=Thread.Kind.ANNOUNCEMENT).filter(event__isnull=True)
    message = own.filter(pk=message_id).first()
    if message is None or not permissions.may_see_receipts(user.pk, message.sender_id):
        raise NotFoundError
    deliveries = Delivery.objects.filter(message=message).select_related("thread", "recipient")
    page, next_cursor = get_rows(deliveries, "id", cursor, limit)
    recipients = [delivery.recipient for delivery in page]
    roles = get_platform().get_roles(page[0].thread.course_id, recipients) if page else {}
    people = get_people([each.pk for each in recipients], roles)
    return Page([_make_receipt(delivery, people.get(delivery.recipient_id)) for delivery in page], next_cursor)


def _make_receipt(delivery: Delivery, person: Any) -> Receipt:
    email = EmailReceipt(state=delivery.email, reason=delivery.email_reason, at=delivery.email_at)
    return Receipt(person=person, seen_at=delivery.read_at, email=email)


def access_attachment(user: Any, attachment_id: int) -> Attachment:
    """Return a file that the user may open: one of a message or an announcement that is there for them, or their own
    that was not sent yet. Raises NotFoundError."""
    attachment = Attachment.objects.select_related("message__thread").filter(pk=attachment_id).first()
    if attachment is None:
        raise NotFoundError
    if attachment.message is not None and attachment.message.thread.kind == Thread.Kind.ANNOUNCEMENT:
        access_announcement(user, message_id=attachment.message.pk)
    elif attachment.message is not None:
        place = access_participant(user, attachment.message.thread_id)
        if not get_visible_messages(place).filter(pk=attachment.message.pk).exists():
            raise NotFoundError
    elif attachment.uploader_id != user.pk:
        raise NotFoundError
    return attachment


def get_files(message_ids: list[int]) -> dict[int | None, list[AttachmentView]]:
    """Return the files of messages, by message id. One query."""
    files: dict[int | None, list[AttachmentView]] = defaultdict(list)
    for attachment in Attachment.objects.filter(message_id__in=message_ids).order_by("pk"):
        files[attachment.message_id].append(describe_attachment(attachment))
    return files


class Own(NamedTuple):
    """What a reader's own delivery of a message says."""

    unread: bool
    mentioned: bool


def _get_own(user: Any, message_ids: list[int]) -> dict[int, Own]:
    rows = Delivery.objects.filter(message_id__in=message_ids, recipient=user)
    return {
        message_id: Own(read_at is None, mentioned)
        for message_id, read_at, mentioned in rows.values_list("message_id", "read_at", "mentioned")
    }


def _get_receipt_summaries(message_ids: list[int]) -> dict[int, ReceiptSummary]:
    deliveries = Delivery.objects.filter(message_id__in=message_ids).order_by()
    counted = deliveries.values_list("message_id").annotate(Count("pk"), Count("read_at"), Max("read_at"))
    return {message_id: ReceiptSummary(*rest) for message_id, *rest in counted}
