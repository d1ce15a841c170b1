"""Handling: the outcome of a report, which one handler decides, and what follows from it."""

from __future__ import annotations

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from proserva_messaging.delivery import ledger
from proserva_messaging.errors import ChangedMeanwhileError, InvalidError
from proserva_messaging.models import Attachment, Delivery, Message, Report, Restriction, SharedMessage
from proserva_messaging.moderation.data import ReportDetail
from proserva_messaging.moderation.queue import access_report, describe_report, list_outcomes, record_handling
from proserva_messaging.store import audit, holds, sealing
from proserva_messaging.store.pages import chunk_ids
from proserva_messaging.store.stored_files import forget_files
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

Outcome = Report.Outcome
REASON = "removed"


def handle_report(user: User, report_id: int, outcome: str) -> ReportDetail:
    """Record the outcome of an open report, do what it says, and return the report. A repetition changes nothing.

    `passed` gives it to the site and leaves it open; any other outcome deletes the copies of messages that it shares.
    Raises NotFoundError unless the user may handle it, InvalidError for an outcome that is not possible,
    ChangedMeanwhileError if another outcome has been recorded.
    """
    report = access_report(user, report_id)
    possible = list_outcomes(report)
    handled = run_atomic(partial(_write, user, report_id, outcome, possible))
    return describe_report(handled)


def lift_restriction(user: User, report_id: int) -> ReportDetail:
    """Allow the sender of a reported message to write to classmates again, and return the report.

    Raises NotFoundError unless the user may handle the report.
    """
    report = access_report(user, report_id)
    run_atomic(partial(_lift, user, report))
    return describe_report(report)


def _lift(user: User, report: Report) -> None:
    lifted, _by_model = Restriction.objects.filter(user=report.sender, course_id=str(report.course_id)).delete()
    if lifted:
        _record(audit.Action.PERSON_UNBLOCKED, user, report)


def _record(action: str, user: User, report: Report) -> None:
    """Record what an outcome does to the sender, who may know it."""
    audit.record(action, actor_id=user.pk, person_id=report.sender_id, course_key=report.course_id)


def _write(user: User, report_id: int, outcome: str, possible: list[str]) -> Report:
    """Lock the report, so that of two handlers one decides."""
    if outcome == Outcome.REMOVED:
        holds.lock_gate()
    locked = Report.objects.select_for_update().get(pk=report_id)
    if locked.outcome == outcome and locked.handler_id == user.pk:
        return locked
    if locked.state != Report.State.OPEN:
        raise ChangedMeanwhileError
    if outcome not in possible or (outcome == Outcome.PASSED and locked.route == Report.Route.SITE):
        raise InvalidError(fields={"outcome": [_("This is not possible for this report.")]})
    locked.outcome, locked.handler = outcome, user
    if outcome == Outcome.PASSED:
        locked.route = Report.Route.SITE
    else:
        _close(user, locked)
    record_handling(audit.Action.REPORT_HANDLED, user, locked, outcome=outcome)
    locked.save(update_fields=["route", "state", "outcome", "handler", "handled"])
    return locked


def _close(user: User, report: Report) -> None:
    report.state, report.handled = Report.State.HANDLED, timezone.now()
    SharedMessage.objects.filter(report=report).update(body_html="", files=[])
    if report.outcome == Outcome.REMOVED and report.message_id:
        remove_message(report.message_id, report.sender_id)
        _record(audit.Action.MESSAGE_DELETED, user, report)
    if report.outcome == Outcome.RESTRICTED and report.sender_id:
        place = {"user_id": report.sender_id, "course_id": str(report.course_id)}
        Restriction.objects.get_or_create(**place, defaults={"report": report})
        _record(audit.Action.PERSON_BLOCKED, user, report)


def remove_message(message_id: int, sender_id: int | None) -> None:
    """Remove the text and files of a message, its bells and its unsent emails; what a hold covers is sealed. Its place
    in the thread stays. Call it in a transaction, after `holds.lock_gate`."""
    files = list(Attachment.objects.filter(message=message_id))
    sealed = sealing.seal(Attachment, [each.pk for each in files], sender_id or 0)
    Attachment.objects.filter(pk__in=[each.pk for each in files]).delete()
    forget_files([each for each in files if each.pk not in sealed])
    nothing = {"body": "", "body_html": "", "preview": "", "context": None, "merge": None}
    sealing.seal(Message, [message_id], sender_id or 0, nothing)
    Message.objects.filter(pk=message_id, removed=None).update(removed=timezone.now(), **nothing)
    for ids in chunk_ids(Delivery.objects.filter(message=message_id)):
        ledger.cancel(ids, REASON)
