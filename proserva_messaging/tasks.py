"""Celery's door to delivery."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from celery import current_app, shared_task
from django.db import InterfaceError, OperationalError, connection
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.actions.cohorts import reconcile_course
from proserva_messaging.delivery import announcing, email, fanout

log = logging.getLogger(__name__)

# Somebody waits for the answer to their request: without a broker, fail at once. Without any policy, the library would
# go on trying to connect for seconds.
AT_ONCE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
# The platform tells of a new cohort before it saves it.
SETTLING_SECONDS = 5
# How many tasks share a fan-out's work.
HANDS = 4
RECONNECT_SECONDS = 3.0
# A broker may hold what is to be done much later back for longer, or hand it out again and again: it is asked sooner.
LATEST = timedelta(minutes=10)


@shared_task(name="proserva_messaging.send_message_emails", ignore_result=True)
def send_message_emails(message_id: int) -> None:
    """Send what is due of a message's emails, for a while. Running it twice, or twice at once, sends nothing twice."""
    retry_in = email.send_for_message(message_id, seconds=fanout.RUN_SECONDS)
    if retry_in is not None:
        queue_emails(message_id, countdown=retry_in)


@shared_task(name="proserva_messaging.reconcile_cohorts", ignore_result=True)
def reconcile_cohorts(course_id: str) -> None:
    """Bring a course's groups in step with its cohorts. Running it twice, or twice at once, changes nothing more."""
    reconcile_course(CourseKey.from_string(course_id))


@shared_task(name="proserva_messaging.run_fan_out", ignore_result=True)
def run_fan_out(fan_out_id: int, hands: int = 1, watching: bool = False) -> None:
    """Do a part of what is to be done for a fan-out, and queue the rest. `hands` is how many tasks are to share it.

    Whoever works may be killed. So one more task watches while it is open: it looks at it again and again, and takes it
    up where nobody has for a while.
    """
    wait = fanout.get_wait(fan_out_id)
    if wait is None:
        return
    if wait > 0:
        queue_fan_out(fan_out_id, hands=hands, countdown=wait)
        return
    if fanout.watch(fan_out_id, already=watching):
        _queue(run_fan_out, (fan_out_id, HANDS, True), countdown=fanout.WATCH_SECONDS)
    if watching and fanout.is_attended(fan_out_id):
        return
    for _ in range(hands - 1):
        queue_fan_out(fan_out_id)
    retry_in = _run_connected(fan_out_id)
    # Nobody need wait for long: the watch does.
    if retry_in is not None and retry_in < fanout.WATCH_SECONDS:
        queue_fan_out(fan_out_id, countdown=retry_in)


def _run_connected(fan_out_id: int) -> float | None:
    """Run a fan-out, and return in how many seconds to look again; where the database has dropped us, soon."""
    try:
        return fanout.run(fan_out_id)
    except (OperationalError, InterfaceError):
        log.exception("Fan-out %s was interrupted; it goes on in a moment", fan_out_id)
        if not connection.in_atomic_block:
            connection.close()
        return RECONNECT_SECONDS


@shared_task(name="proserva_messaging.settle_announcement", ignore_result=True)
def settle_announcement(announcement_id: int) -> None:
    """Bring what is delivered of an announcement into line with it. Running it twice does nothing twice."""
    retry_in = announcing.settle(announcement_id)
    if retry_in is not None:
        queue_announcement(announcement_id, countdown=retry_in)


def queue_emails(message_id: int, **options: Any) -> None:
    """Queue the emails of a message; `options` are Celery's. Raises nothing: the sweep finds what is not queued."""
    _queue(send_message_emails, (message_id,), **options)


def queue_fan_out(fan_out_id: int, *, hands: int = 1, countdown: float = 0) -> None:
    """Queue a fan-out's work, in so many seconds. Raises nothing: the sweep finds what is not queued."""
    _queue(run_fan_out, (fan_out_id, hands), countdown=min(countdown, LATEST.total_seconds()))


def queue_reconciliation(course_key: CourseKey) -> None:
    """Queue what brings a course's groups in step with its cohorts, a moment from now: what has changed may not be
    saved yet. Raises nothing: the command for it finds what is not queued."""
    # Run at once, it runs where this was called: after what has changed was committed.
    wait = 0 if current_app.conf.task_always_eager else SETTLING_SECONDS
    _queue(reconcile_cohorts, (str(course_key),), countdown=wait)


def queue_announcement(announcement_id: int, *, countdown: float = 0) -> None:
    """Queue what follows from a change of an announcement, in so many seconds. Raises nothing: the sweep finds what is
    not queued."""
    _queue(settle_announcement, (announcement_id,), countdown=min(countdown, LATEST.total_seconds()))


def _queue(task: Any, args: tuple, **options: Any) -> None:
    if not options.get("countdown"):
        options.pop("countdown", None)
    elif current_app.conf.task_always_eager:
        # Run at once, what is for later would come too early, again and again. The sweep comes in time.
        return
    if conf.get("CELERY_QUEUE"):
        options["queue"] = conf.get("CELERY_QUEUE")
    try:
        task.apply_async(args=args, retry_policy=AT_ONCE, **options)
    except Exception:
        log.exception("Could not queue %s%s; the command that catches up will do it", task.name, args)
