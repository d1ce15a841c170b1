"""Reading messages: a page of a thread, and who has seen a message."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from proserva_messaging import merging, permissions
from proserva_messaging.data import AttachmentView, EmailReceipt, MessageView, Page, Receipt, ReceiptSummary
from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import NotFoundError
from proserva_messaging.merging import Values
from proserva_messaging.models import Attachment, Delivery, Message, Thread
from proserva_messaging.queries.announcement_access import access_announcement
from proserva_messaging.queries.merging import get_reader_values
from proserva_messaging.queries.pages import get_rows
from proserva_messaging.queries.people import get_people
from proserva_messaging.queries.threads import access_participant
from proserva_messaging.rendering import show_html

PAGE_SIZE = 50


def get_messages(
    user: Any, thread_id: int, *, after: int | None = None, cursor: str | None = None, limit: int = PAGE_SIZE
) -> Page[MessageView]:
    """Return a page of a thread's messages, the newest first; with `after`, only those later than that message.

    Raises NotFoundError where the user is not in the thread, MalformedError for a cursor that is none.
    """
    access_participant(user, thread_id)
    messages = Message.objects.filter(thread_id=thread_id)
    if after is not None:
        messages = messages.filter(pk__gt=after)
    page, next_cursor = get_rows(messages, "id", cursor, limit)
    return Page(describe_messages(user, page), next_cursor)


def describe_messages(user: Any, messages: list[Message]) -> list[MessageView]:
    """Return messages as the user sees them, who must be in their thread. A fixed number of queries."""
    mine = [message.pk for message in messages if message.sender_id == user.pk]
    theirs = [message.pk for message in messages if message.sender_id != user.pk]
    people = get_people(message.sender_id for message in messages)
    files = get_files(mine + theirs)
    receipts = _get_receipt_summaries(mine)
    unread = _get_unread(user, theirs)
    values = get_reader_values(user, {message: message.thread for message in messages if message.merge})
    return [
        MessageView(
            id=message.pk,
            thread=message.thread_id,
            sender=people.get(message.sender_id),
            mine=message.pk in mine,
            created=message.created,
            **_show_text(message, values.get(message.pk)),
            attachments=files.get(message.pk, []),
            context=message.context,
            receipts=receipts.get(message.pk, ReceiptSummary()) if message.pk in mine else None,
            unread=message.pk in unread,
        )
        for message in messages
    ]


def _show_text(message: Message, values: Values | None) -> dict[str, str]:
    body_html = show_html(message.body_html)
    if not values:
        return {"body": message.body, "body_html": body_html}
    return {"body": merging.fill_markdown(message.body, values), "body_html": merging.fill_html(body_html, values)}


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
    message = Message.objects.exclude(thread__kind=Thread.Kind.ANNOUNCEMENT).filter(pk=message_id).first()
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
    """Return a file that the user may open: one in a thread that they are in, one of an announcement that they may see,
    or their own that was not sent yet. Raises NotFoundError."""
    attachment = Attachment.objects.select_related("message__thread").filter(pk=attachment_id).first()
    if attachment is None:
        raise NotFoundError
    if attachment.message is not None and attachment.message.thread.kind == Thread.Kind.ANNOUNCEMENT:
        access_announcement(user, message_id=attachment.message.pk)
    elif attachment.message is not None:
        access_participant(user, attachment.message.thread_id)
    elif attachment.uploader_id != user.pk:
        raise NotFoundError
    return attachment


def get_files(message_ids: list[int]) -> dict[int | None, list[AttachmentView]]:
    """Return the files of messages, by message id. One query."""
    files: dict[int | None, list[AttachmentView]] = defaultdict(list)
    for attachment in Attachment.objects.filter(message_id__in=message_ids).order_by("pk"):
        files[attachment.message_id].append(describe_attachment(attachment))
    return files


def _get_unread(user: Any, message_ids: list[int]) -> set[int]:
    unread = Delivery.objects.filter(message_id__in=message_ids, recipient=user, read_at=None)
    return set(unread.values_list("message_id", flat=True))


def _get_receipt_summaries(message_ids: list[int]) -> dict[int, ReceiptSummary]:
    deliveries = Delivery.objects.filter(message_id__in=message_ids).order_by()
    counted = deliveries.values_list("message_id").annotate(Count("pk"), Count("read_at"), Max("read_at"))
    return {message_id: ReceiptSummary(*rest) for message_id, *rest in counted}
