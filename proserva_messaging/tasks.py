"""Celery tasks: delivery, cohort sync, announcements, virus scans, exports, care; and functions that queue them without
raising."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import cache, partial
from typing import Any

from celery import current_app, shared_task
from django.db import Error, InterfaceError, OperationalError, connection
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import broker, conf
from proserva_messaging.announcements import publishing
from proserva_messaging.care import alerts
from proserva_messaging.conversations.cohorts import reconcile_course
from proserva_messaging.delivery import email, failures, fanout, turns
from proserva_messaging.delivery.failures import Kind
from proserva_messaging.edxapp.keys import read_course_key
from proserva_messaging.exports import making
from proserva_messaging.scanning import held_files

log = logging.getLogger(__name__)

# The platform announces a new cohort member before it saves the membership.
SYNC_DELAY_SECONDS = 5
RECONNECT_SECONDS = 3.0
# The longest countdown. A broker may delay a task with a longer one, or deliver it several times.
LATEST = timedelta(minutes=10)


@shared_task(name="proserva_messaging.send_message_emails", ignore_result=True)
def send_message_emails(message_id: int) -> None:
    """Send due emails of a message for a limited time, and queue the rest. Idempotent, also under concurrency.

    The emails of a fan-out are part of its work.
    """
    fan_out_id = fanout.find(message_id)
    if fan_out_id is not None:
        queue_fan_out(fan_out_id)
        return
    again = partial(queue_emails, message_id)
    _run(Kind.EMAILS, message_id, lambda: _send_emails(message_id), again)


def _send_emails(message_id: int) -> float | None:
    """Send due emails. Return in how many seconds the next ones are due, or None.

    The clock of another process may be ahead. So emails that are due in a moment count as the next ones.
    """
    retry_in = email.send_for_message(message_id, seconds=turns.RUN_SECONDS)
    return email.get_wait(message_id) if retry_in is None else retry_in


def _run(kind: Kind, key: int, work: Callable[[], float | None], again: Callable[..., None]) -> None:
    """Do a unit of work, which returns in how many seconds it is due again, or None. Call `again` with this countdown.

    After an error, record it, call `again` for the next attempt, and raise it for Celery to report. A unit that failed
    recently waits.
    """
    if wait := failures.get_wait(kind, key):
        again(countdown=min(wait, LATEST.total_seconds()))
        return
    tried = failures.attempt(kind, key, work)
    retry_in = tried.wait if tried.error else tried.result
    if retry_in is not None:
        again(countdown=min(retry_in, LATEST.total_seconds()))
    if tried.error:
        raise tried.error


@shared_task(name="proserva_messaging.reconcile_cohorts", ignore_result=True)
def reconcile_cohorts(course_id: str) -> None:
    """Sync a course's groups with its cohorts. Idempotent, also under concurrency."""
    reconcile_course(read_course_key(course_id))


# Tasks in the queue have positional arguments: keep their order when upgrading. `concurrency` is unused.
@shared_task(name="proserva_messaging.run_fan_out", ignore_result=True)
def run_fan_out(fan_out_id: int, concurrency: int = 1, is_heartbeat: bool = False, ticket: str = "") -> None:
    """Do a part of the work of a fan-out, as one of its few tasks, and queue the rest. `ticket` reserved this task.

    A worker may be killed. So one more task, the heartbeat, checks the fan-out at intervals until it has finished, and
    resumes it if no worker has been active for a while.
    """
    wait = fanout.get_wait(fan_out_id)
    if wait is None:
        return
    if wait > 0:
        turns.release(fan_out_id, ticket)
        queue_fan_out(fan_out_id, countdown=wait)
        return
    if turns.claim_heartbeat(fan_out_id, renew=is_heartbeat):
        _queue(run_fan_out, (fan_out_id, 1, True), countdown=turns.HEARTBEAT_SECONDS)
    if is_heartbeat and turns.is_running(fan_out_id):
        return
    turn = turns.begin(fan_out_id, ticket, is_alone=is_heartbeat)
    if turn is not None:
        _take_turn(fan_out_id, turn)


def _take_turn(fan_out_id: int, turn: str) -> None:
    """Work on a fan-out. Queue the next task, for another worker that has time, once there is work that can be done:
    not while the emails wait for their rate, a retry or the end of a pause."""
    share = cache(partial(queue_fan_out, fan_out_id))
    again = partial(_resume_fan_out, fan_out_id, turn)
    try:
        _run(Kind.FAN_OUT, fan_out_id, lambda: _run_fan_out(fan_out_id, share), again)
    finally:
        turns.end(fan_out_id, turn)


def _run_fan_out(fan_out_id: int, share: Callable[[], object]) -> float | None:
    """Run a fan-out, and return the seconds until its next run, or None. Retry soon if the database disconnects."""
    try:
        return fanout.run(fan_out_id, on_progress=share)
    except (OperationalError, InterfaceError):
        log.exception("Fan-out %s was interrupted and will resume in a few seconds", fan_out_id)
        if not connection.in_atomic_block:
            connection.close()
        return RECONNECT_SECONDS


def _resume_fan_out(fan_out_id: int, turn: str, countdown: float) -> None:
    # Before the next task, which needs its place.
    turns.end(fan_out_id, turn)
    # After longer waits the heartbeat resumes it.
    if countdown < turns.HEARTBEAT_SECONDS:
        queue_fan_out(fan_out_id, countdown=countdown)


@shared_task(name="proserva_messaging.settle_announcement", ignore_result=True)
def reconcile_announcement(announcement_id: int) -> None:
    """Reconcile the deliveries of an announcement with its state. Idempotent."""
    again = partial(queue_announcement, announcement_id)
    _run(Kind.ANNOUNCEMENT, announcement_id, lambda: publishing.reconcile(announcement_id), again)


@shared_task(name="proserva_messaging.scan_file", ignore_result=True)
def scan_file(attachment_id: int) -> None:
    """Scan a held file. Idempotent, also under concurrency."""
    again = partial(queue_scan, attachment_id)
    _run(Kind.SCAN, attachment_id, lambda: held_files.scan(attachment_id), again)


@shared_task(name="proserva_messaging.make_export", ignore_result=True)
def make_export(export_id: int) -> None:
    """Make an export, and notify its person. Idempotent, also under concurrency."""
    _run(Kind.EXPORT, export_id, lambda: making.make(export_id), partial(queue_export, export_id))


@shared_task(name="proserva_messaging.notify_care_contacts", ignore_result=True)
def notify_care_contacts(alert_id: int) -> None:
    """Send the emails of a care alert. Idempotent, also under concurrency."""
    _run(Kind.CARE, alert_id, lambda: alerts.notify(alert_id), partial(queue_care, alert_id))


def queue_emails(message_id: int, **options: Any) -> None:
    """Queue the emails of a message. `options` are Celery's. Raises nothing: the sweep finds emails not queued."""
    _queue(send_message_emails, (message_id,), **options)


def queue_fan_out(fan_out_id: int, *, countdown: float = 0, is_new: bool = False) -> None:
    """Queue a task of a fan-out in `countdown` seconds, unless one waits already or enough work on it; `is_new`: even
    if one waits. Raises nothing: the sweep finds fan-outs not queued."""
    countdown = min(countdown, LATEST.total_seconds())
    try:
        ticket = turns.reserve(fan_out_id, wait=countdown, is_new=is_new)
        if ticket and not _queue(run_fan_out, (fan_out_id, 1, False, ticket), countdown=countdown):
            turns.release(fan_out_id, ticket)
    except Error:
        log.exception("Could not queue fan-out %s; the next sweep does this work", fan_out_id)


def queue_reconciliation(course_key: CourseKey) -> None:
    """Queue the sync of a course's groups with its cohorts, in SYNC_DELAY_SECONDS: the change may not be saved yet.

    Raises nothing: `proserva_cohorts` syncs groups that are not queued.
    """
    # An eager task runs here, after the change was committed.
    wait = 0 if current_app.conf.task_always_eager else SYNC_DELAY_SECONDS
    _queue(reconcile_cohorts, (str(course_key),), countdown=wait)


def queue_announcement(announcement_id: int, *, countdown: float = 0) -> None:
    """Queue the reconciliation of an announcement in `countdown` seconds. Raises nothing: the sweep finds the rest."""
    _queue(reconcile_announcement, (announcement_id,), countdown=min(countdown, LATEST.total_seconds()))


def queue_scan(attachment_id: int, *, countdown: float = 0) -> None:
    """Queue the scan of a held file in `countdown` seconds. Raises nothing: the sweep finds files not queued."""
    _queue(scan_file, (attachment_id,), countdown=countdown)


def queue_export(export_id: int, *, countdown: float = 0) -> None:
    """Queue the making of an export in `countdown` seconds. Raises nothing: the sweep finds the rest."""
    _queue(make_export, (export_id,), countdown=min(countdown, LATEST.total_seconds()))


def queue_care(alert_id: int, *, countdown: float = 0) -> None:
    """Queue the emails of a care alert in `countdown` seconds. Raises nothing: the sweep finds the rest."""
    _queue(notify_care_contacts, (alert_id,), countdown=min(countdown, LATEST.total_seconds()))


def _queue(task: Any, args: tuple[Any, ...], **options: Any) -> bool:
    """Queue a task with Celery's options, and return whether it is queued. Raises nothing."""
    if not options.get("countdown"):
        options.pop("countdown", None)
    elif current_app.conf.task_always_eager:
        # An eager task would ignore the countdown and queue itself again and again. The sweep does it in time.
        return False
    if conf.get("CELERY_QUEUE"):
        options["queue"] = conf.get("CELERY_QUEUE")
    try:
        broker.publish(task, args=args, **options)
    except broker.BrokerPausedError:
        log.warning("The broker does not answer; the next sweep does %s%s", task.name, args)
    except Exception:
        log.exception("Could not queue %s%s; the next sweep does this work", task.name, args)
    else:
        return True
    return False
