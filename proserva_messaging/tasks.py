"""Celery's door to delivery."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.actions.cohorts import reconcile_course
from proserva_messaging.delivery import email

log = logging.getLogger(__name__)

# Somebody waits for the answer to their request: without a broker, fail at once. Without any policy, the library would
# go on trying to connect for seconds.
AT_ONCE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
# The platform tells of a new cohort before it saves it.
SETTLING_SECONDS = 5


@shared_task(name="proserva_messaging.send_message_emails", ignore_result=True)
def send_message_emails(message_id: int) -> None:
    """Send what is due of a message's emails. Running it twice, or twice at once, sends nothing twice."""
    retry_in = email.send_for_message(message_id)
    if retry_in is not None:
        queue_emails(message_id, countdown=retry_in)


@shared_task(name="proserva_messaging.reconcile_cohorts", ignore_result=True)
def reconcile_cohorts(course_id: str) -> None:
    """Bring a course's groups in step with its cohorts. Running it twice, or twice at once, changes nothing more."""
    reconcile_course(CourseKey.from_string(course_id))


def queue_emails(message_id: int, **options: Any) -> None:
    """Queue the emails of a message; `options` are Celery's. Raises nothing: the sweep finds what is not queued."""
    if not _queue(send_message_emails, message_id, **options):
        log.error("Could not queue the emails of message %s; the next sweep will send them", message_id)


def queue_reconciliation(course_key: CourseKey) -> None:
    """Queue what brings a course's groups in step with its cohorts, a moment from now: what has changed may not be
    saved yet. Raises nothing: the command for it finds what is not queued."""
    if not _queue(reconcile_cohorts, str(course_key), countdown=SETTLING_SECONDS):
        log.error("Could not queue the groups of %s; `proserva_cohorts` brings them in step", course_key)


def _queue(task: Any, argument: Any, **options: Any) -> bool:
    """Queue a task, and return whether the broker took it."""
    if conf.get("CELERY_QUEUE"):
        options["queue"] = conf.get("CELERY_QUEUE")
    try:
        task.apply_async(args=(argument,), retry_policy=AT_ONCE, **options)
    except Exception:
        log.exception("The broker did not take %s", task.name)
        return False
    return True
