"""What happens when something has happened: the receivers of signals. They queue work, and never raise."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey
from openedx_events.learning.data import CohortData, CourseAccessRoleData, CourseEnrollmentData
from openedx_events.learning.signals import (
    COHORT_MEMBERSHIP_CHANGED,
    COURSE_ACCESS_ROLE_ADDED,
    COURSE_ACCESS_ROLE_REMOVED,
    COURSE_ENROLLMENT_CHANGED,
    COURSE_ENROLLMENT_CREATED,
    COURSE_UNENROLLMENT_COMPLETED,
)

from proserva_messaging import lines, tasks
from proserva_messaging.actions import broadcasts, retirement, threads
from proserva_messaging.data import MessageSentData, ThreadChangedData
from proserva_messaging.edxapp import get_platform
from proserva_messaging.models import CourseSettings
from proserva_messaging.queries.banners import forget_current
from proserva_messaging.queries.buttons import forget_button
from proserva_messaging.queries.cohorts import has_groups_in_step
from proserva_messaging.signals import ANNOUNCEMENT_CHANGED, FAN_OUT_WAITS, MESSAGE_SENT, THREAD_CHANGED
from proserva_messaging.tracking import track

log = logging.getLogger(__name__)

# What somebody is told of by email: that they are in a group now.
WELCOMING = (lines.ADDED, lines.IN_STEP)


def connect() -> None:
    """Listen to the platform's own signals. Where a platform has renamed one, that is logged: the site must start."""
    try:
        signals = get_platform().retirement_signals()
    except ImportError:
        log.critical("Retired users are not scrubbed: the platform's signal for it is gone", exc_info=True)
        return
    for signal in signals:
        signal.connect(retire_user, dispatch_uid="proserva_messaging.retire_user")


@receiver(MESSAGE_SENT, dispatch_uid="proserva_messaging.track_message")
def track_message(message: MessageSentData, **_kwargs: Any) -> None:
    """Tell the tracking log of a message that was sent."""
    ids = {"message_id": message.message_id, "thread_id": message.thread_id, "user_id": message.sender_id}
    track("message.sent", message.course_key, **ids)


@receiver(THREAD_CHANGED, dispatch_uid="proserva_messaging.track_change")
def track_change(line: ThreadChangedData, **_kwargs: Any) -> None:
    """Tell the tracking log that something happened in a thread."""
    ids = {"message_id": line.message_id, "thread_id": line.thread_id, "user_id": line.actor_id or None}
    track("thread.changed", line.course_key, change=line.change, people_count=line.people_count, **ids)


@receiver(THREAD_CHANGED, dispatch_uid="proserva_messaging.queue_welcome")
def queue_welcome(line: ThreadChangedData, **_kwargs: Any) -> None:
    """Queue the emails to people who were added to a thread."""
    if line.change in WELCOMING:
        tasks.queue_emails(line.message_id)


@receiver(COHORT_MEMBERSHIP_CHANGED, dispatch_uid="proserva_messaging.follow_cohort")
def follow_cohort(cohort: CohortData, **_kwargs: Any) -> None:
    """Let groups follow somebody who joins a cohort: told before that is saved, so they look a little later."""
    _follow_cohorts(cohort.course.course_key)


@receiver(COURSE_ENROLLMENT_CREATED, dispatch_uid="proserva_messaging.follow_enrollment_created")
@receiver(COURSE_ENROLLMENT_CHANGED, dispatch_uid="proserva_messaging.follow_enrollment_changed")
@receiver(COURSE_UNENROLLMENT_COMPLETED, dispatch_uid="proserva_messaging.follow_unenrollment")
def follow_enrollment(enrollment: CourseEnrollmentData, **_kwargs: Any) -> None:
    """Let groups follow somebody of a cohort who comes into the course, or goes."""
    _follow_cohorts(enrollment.course.course_key)


def _follow_cohorts(course_key: CourseKey) -> None:
    """Queue what brings a course's groups in step with its cohorts, where there are any. One query."""
    try:
        with transaction.atomic():
            if not has_groups_in_step(course_key):
                return
        transaction.on_commit(partial(tasks.queue_reconciliation, course_key), robust=True)
    except Exception:
        log.exception("Groups in %s may not be in step with their cohorts; `proserva_cohorts` mends it", course_key)


@receiver(COURSE_ACCESS_ROLE_ADDED, dispatch_uid="proserva_messaging.settle_owners_on_addition")
@receiver(COURSE_ACCESS_ROLE_REMOVED, dispatch_uid="proserva_messaging.settle_owners_on_removal")
def settle_owners(course_access_role_data: CourseAccessRoleData, **_kwargs: Any) -> None:
    """Let threads follow a role that somebody got or lost, in a course or in all of an organisation: between a learner
    and the team they belong to the team."""
    role = course_access_role_data
    try:
        with transaction.atomic():
            if role.course_key is None:
                threads.settle_owners_in_organization(role.user.id, role.org_key)
            else:
                threads.settle_owners(role.user.id, role.course_key)
    except Exception:
        place = role.course_key or role.org_key
        log.exception("The threads of user %s in %s may have the wrong owner", role.user.id, place)


@receiver(FAN_OUT_WAITS, dispatch_uid="proserva_messaging.queue_fan_out")
def queue_fan_out(fan_out_id: int, starts: datetime, **_kwargs: Any) -> None:
    """Queue the work of a fan-out for its moment."""
    wait = (starts - timezone.now()).total_seconds()
    tasks.queue_fan_out(fan_out_id, hands=tasks.HANDS, countdown=max(0.0, wait))


@receiver(COURSE_ACCESS_ROLE_REMOVED, dispatch_uid="proserva_messaging.stop_fan_outs")
def stop_fan_outs(course_access_role_data: CourseAccessRoleData, **_kwargs: Any) -> None:
    """Stop what somebody was sending to a course whose team they do not belong to any more."""
    role = course_access_role_data
    if role.course_key is None:
        return
    try:
        broadcasts.stop_without_author(role.user.id, role.course_key)
    except Exception:
        log.exception("What user %s sends to %s may still be going", role.user.id, role.course_key)


@receiver(MESSAGE_SENT, dispatch_uid="proserva_messaging.queue_emails")
def queue_emails(message: MessageSentData, **_kwargs: Any) -> None:
    """Queue the emails of a message that was sent."""
    tasks.queue_emails(message.message_id)


@receiver([post_save, post_delete], sender=CourseSettings, dispatch_uid="proserva_messaging.forget_button")
def look_at_the_button_again(instance: CourseSettings, **_kwargs: Any) -> None:
    """Let what a course's team has just chosen about the button show at once."""
    forget_button(instance.course_id)


@receiver(ANNOUNCEMENT_CHANGED, dispatch_uid="proserva_messaging.settle_announcement")
def settle_announcement(
    announcement_id: int, course_key: CourseKey, settle_at: datetime | None, **_kwargs: Any
) -> None:
    """Show a changed announcement above the course's pages at once, and bring what is delivered of it into line."""
    forget_current(course_key)
    if settle_at is not None:
        wait = (settle_at - timezone.now()).total_seconds()
        tasks.queue_announcement(announcement_id, countdown=max(0.0, wait))


def retire_user(user: Any = None, **_kwargs: Any) -> None:
    """Scrub what somebody left who is being retired. An error here would stop the platform's pipeline."""
    if user is not None:
        retirement.retire(user)
