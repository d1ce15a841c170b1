"""Reporting: a participant reports a message, and chooses how much around it the report shares."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Exists, QuerySet
from django.utils.translation import gettext as _

from proserva_messaging.edxapp import get_platform
from proserva_messaging.errors import InvalidError, NotFoundError
from proserva_messaging.models import Message, Participant, Report, SharedMessage
from proserva_messaging.models.moderation import AROUND_MAX, NOTE_MAX_LENGTH
from proserva_messaging.moderation.data import SentReport
from proserva_messaging.store import limits, permissions, visibility
from proserva_messaging.store.access import NO_COURSE
from proserva_messaging.store.files import get_files
from proserva_messaging.store.text import normalize_text
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User


def report_message(
    user: User,
    message_id: int,
    reason: str,
    *,
    note: str = "",
    before: int = 0,
    after: int = 0,
    about_team: bool = False,
) -> SentReport:
    """Report another person's message, and return the report; unchanged if the user has reported it before.

    It shares the message with at most `before` earlier and `after` later ones that the user can see. It goes to the
    team; to the site if the sender is on it, or if it is `about_team`. Raises NotFoundError unless the user can see
    such a message, InvalidError for the note or the numbers, TooManyRequestsError.
    """
    note = _check(note, before, after)
    participant, message, route = _find_reported(user, message_id, about_team=about_team)
    earlier = Report.objects.filter(message=message, reporter=user)
    if found := earlier.first():
        return describe_sent(found)
    limits.require(limits.REPORT, user)
    report = _make_report(participant, message, route=route, reason=reason, note=note, before=before, after=after)
    shared = _list_shared(participant, message, before, after)
    return describe_sent(run_atomic(partial(_write, report, shared), find_winner=earlier.first))


def _find_reported(user: User, message_id: int, *, about_team: bool) -> tuple[Participant, Message, str]:
    """Return the user's participant, the message, and who handles the report. Raises NotFoundError, always with the
    same queries."""
    participant = _find_participant(user, message_id)
    message = _find_message(participant, message_id)
    route = _choose_route(message, about_team=about_team)
    if message is None or participant is None:
        raise NotFoundError
    return participant, message, route


def _make_report(participant: Participant, message: Message, **given: Any) -> Report:
    thread, reporter = participant.thread, participant.user_id
    place = {"thread": thread, "course_id": thread.course_id, "message": message, "sender_id": message.sender_id}
    return Report(**place, reporter_id=reporter, **given)


def describe_sent(report: Report) -> SentReport:
    """Return a report as its reporter sees it."""
    return SentReport(report.pk, report.message_id, report.route, report.state, report.created)


def _check(note: str, before: int, after: int) -> str:
    """Return the note to store. Raises InvalidError."""
    note = normalize_text(note)
    fields = {}
    if len(note) > NOTE_MAX_LENGTH:
        fields["note"] = [_("Too long: at most %(limit)d characters.") % {"limit": NOTE_MAX_LENGTH}]
    for name, number in (("before", before), ("after", after)):
        if not 0 <= number <= AROUND_MAX:
            fields[name] = [_("Choose a number from 0 to %(limit)d.") % {"limit": AROUND_MAX}]
    if fields:
        raise InvalidError(fields=fields)
    return note


def _find_participant(user: User, message_id: int) -> Participant | None:
    """Return the user's participant in the thread of a message that they can see. One query."""
    visible = Exists(visibility.match_messages(user.pk).filter(pk=message_id))
    own = Participant.objects.filter(visible, user=user, thread__messages=message_id)
    return own.select_related("thread").first()


def _find_message(participant: Participant | None, message_id: int) -> Message | None:
    """Return a message that a person other than the participant wrote. One query in any case: a hidden message must
    not cost more than none."""
    reader_id = participant.user_id if participant else 0
    texts = Message.objects.filter(pk=message_id, event__isnull=True, removed=None).exclude(sender=reader_id)
    message = texts.select_related("sender", "thread").first()
    return message if participant else None


def _choose_route(message: Message | None, *, about_team: bool) -> str:
    """Return who handles a report of the message. The queries of the platform do not depend on the message."""
    sender = message and message.sender
    course_key = message.thread.course_id if message else NO_COURSE
    roles = get_platform().get_roles(course_key, [sender] if sender else [])
    is_about_team = about_team or permissions.is_team(roles.get(sender.pk if sender else 0))
    return Report.Route.SITE if is_about_team else Report.Route.TEAM


def _list_shared(participant: Participant, message: Message, before: int, after: int) -> list[SharedMessage]:
    """Return copies of the message and of those around it, unsaved, in order. Three queries at most."""
    texts: QuerySet[Message] = visibility.get_visible_messages(participant).filter(event__isnull=True)
    earlier = list(texts.filter(pk__lt=message.pk).order_by("-pk")[:before]) if before else []
    later = list(texts.filter(pk__gt=message.pk).order_by("pk")[:after]) if after else []
    chosen = [*reversed(earlier), message, *later]
    files = get_files([each.pk for each in chosen])
    return [
        SharedMessage(
            position=position,
            is_reported=each.pk == message.pk,
            message_id=each.pk,
            sender_id=each.sender_id,
            body_html=each.body_html,
            files=[file.name for file in files.get(each.pk, [])],
            created=each.created,
        )
        for position, each in enumerate(chosen)
    ]


def _write(report: Report, shared: list[SharedMessage]) -> Report:
    # New rows also if a deadlock makes this run again.
    report.pk = None
    report.save(force_insert=True)
    for each in shared:
        each.pk, each.report = None, report
    SharedMessage.objects.bulk_create(shared)
    return report
