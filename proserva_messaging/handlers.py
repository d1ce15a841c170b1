"""Receivers of signals. They queue work, and never raise."""

from __future__ import annotations

import logging
from datetime import datetime
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

from proserva_messaging import retirement, tasks
from proserva_messaging.announcements.banner import clear_banner_cache
from proserva_messaging.broadcasts import actions
from proserva_messaging.commits import call_after_commit
from proserva_messaging.conversations import ownership
from proserva_messaging.conversations.buttons import clear_button_cache
from proserva_messaging.conversations.cohorts import has_synced_groups
from proserva_messaging.data import MessageSentData, ThreadChangedData
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import find_course_key
from proserva_messaging.edxapp.tracking import track
from proserva_messaging.models import CourseSettings
from proserva_messaging.signals import (
    ANNOUNCEMENT_CHANGED,
    CARE_WAITS,
    EMAILS_WAIT,
    EXPORT_WAITS,
    FAN_OUT_WAITS,
    FILE_HELD,
    MESSAGE_SENT,
    THREAD_CHANGED,
)
from proserva_messaging.store import system_messages
from proserva_messaging.types import User

log = logging.getLogger(__name__)

# The changes after which the added people get an email.
ADDITIONS = (system_messages.ADDED, system_messages.SYNCED)


def connect() -> None:
    """Connect to the platform's signals. Log an error if one does not exist in this release: the site must start."""
    try:
        signals = get_platform().retirement_signals()
    except ImportError:
        log.critical("Retired users will not be scrubbed: the platform has no signal for it", exc_info=True)
        return
    for signal in signals:
        signal.connect(retire_user, dispatch_uid="proserva_messaging.retire_user")


@receiver(MESSAGE_SENT, dispatch_uid="proserva_messaging.track_message")
def track_message(message: MessageSentData, **_kwargs: Any) -> None:
    """Emit a tracking event for a sent message."""
    ids = {"message_id": message.message_id, "thread_id": message.thread_id, "user_id": message.sender_id}
    track("message.sent", message.course_key, **ids)


@receiver(THREAD_CHANGED, dispatch_uid="proserva_messaging.track_change")
def track_change(line: ThreadChangedData, **_kwargs: Any) -> None:
    """Emit a tracking event for a change of a thread."""
    ids = {"message_id": line.message_id, "thread_id": line.thread_id, "user_id": line.actor_id or None}
    track("thread.changed", line.course_key, change=line.change, people_count=line.people_count, **ids)


@receiver(THREAD_CHANGED, dispatch_uid="proserva_messaging.queue_welcome")
def queue_welcome(line: ThreadChangedData, **_kwargs: Any) -> None:
    """Queue the emails to people who were added to a thread."""
    if line.change in ADDITIONS:
        tasks.queue_emails(line.message_id)


@receiver(COHORT_MEMBERSHIP_CHANGED, dispatch_uid="proserva_messaging.follow_cohort")
def follow_cohort(cohort: CohortData, **_kwargs: Any) -> None:
    """Queue the sync of groups after a person joined a cohort. The platform sends this signal before it saves that."""
    _follow_cohorts(find_course_key(cohort.course.course_key))


@receiver(COURSE_ENROLLMENT_CREATED, dispatch_uid="proserva_messaging.follow_enrollment_created")
@receiver(COURSE_ENROLLMENT_CHANGED, dispatch_uid="proserva_messaging.follow_enrollment_changed")
@receiver(COURSE_UNENROLLMENT_COMPLETED, dispatch_uid="proserva_messaging.follow_unenrollment")
def follow_enrollment(enrollment: CourseEnrollmentData, **_kwargs: Any) -> None:
    """Queue the sync of groups after a person joined or left the course."""
    _follow_cohorts(find_course_key(enrollment.course.course_key))


def _follow_cohorts(course_key: CourseKey | None) -> None:
    """Queue the sync of a course's groups with its cohorts, if any group is synced. One query."""
    if course_key is None:
        return
    try:
        with transaction.atomic():
            if not has_synced_groups(course_key):
                return
        call_after_commit(tasks.queue_reconciliation, course_key)
    except Exception:
        log.exception(
            "Groups in %s may not be in sync with their cohorts; run `proserva_cohorts` to fix this", course_key
        )


@receiver(COURSE_ACCESS_ROLE_ADDED, dispatch_uid="proserva_messaging.reassign_owners_on_addition")
@receiver(COURSE_ACCESS_ROLE_REMOVED, dispatch_uid="proserva_messaging.reassign_owners_on_removal")
def reassign_owners(course_access_role_data: CourseAccessRoleData, **_kwargs: Any) -> None:
    """Reassign the owners of direct threads after a person's role changed in a course or in an organisation.

    The course team owns the threads between a learner and a member of the team.
    """
    role = course_access_role_data
    course_key = find_course_key(role.course_key)
    try:
        with transaction.atomic():
            if role.course_key is None:
                ownership.reassign_owners_in_organization(role.user.id, role.org_key)
            elif course_key is not None:
                ownership.reassign_owners(role.user.id, course_key)
    except Exception:
        where = role.course_key or role.org_key
        log.exception("The threads of user %s in %s may have the wrong owner", role.user.id, where)


@receiver(FAN_OUT_WAITS, dispatch_uid="proserva_messaging.queue_fan_out")
def queue_fan_out(fan_out_id: int, starts: datetime, **_kwargs: Any) -> None:
    """Queue the work of a fan-out for the time when it starts."""
    wait = (starts - timezone.now()).total_seconds()
    tasks.queue_fan_out(fan_out_id, countdown=max(0.0, wait), is_new=True)


@receiver(COURSE_ACCESS_ROLE_REMOVED, dispatch_uid="proserva_messaging.stop_fan_outs")
def stop_fan_outs(course_access_role_data: CourseAccessRoleData, **_kwargs: Any) -> None:
    """Stop the fan-outs of a person who no longer belongs to the course team."""
    role = course_access_role_data
    course_key = find_course_key(role.course_key)
    if course_key is None:
        return
    try:
        with transaction.atomic():
            actions.stop_without_author(role.user.id, course_key)
    except Exception:
        log.exception("Broadcasts of user %s to %s may still be in progress", role.user.id, course_key)


@receiver(MESSAGE_SENT, dispatch_uid="proserva_messaging.queue_emails")
def queue_emails(message: MessageSentData, **_kwargs: Any) -> None:
    """Queue the emails of a sent message."""
    tasks.queue_emails(message.message_id)


@receiver(EMAILS_WAIT, dispatch_uid="proserva_messaging.queue_emails_again")
def queue_emails_again(message_id: int, **_kwargs: Any) -> None:
    """Queue the emails of a message that are to be sent again."""
    tasks.queue_emails(message_id)


@receiver(FILE_HELD, dispatch_uid="proserva_messaging.queue_scan")
def queue_scan(attachment_id: int, **_kwargs: Any) -> None:
    """Queue the scan of a held file."""
    tasks.queue_scan(attachment_id)


@receiver(CARE_WAITS, dispatch_uid="proserva_messaging.queue_care")
def queue_care(alert_id: int, **_kwargs: Any) -> None:
    """Queue the emails of a care alert."""
    tasks.queue_care(alert_id)


@receiver(EXPORT_WAITS, dispatch_uid="proserva_messaging.queue_export")
def queue_export(export_id: int, **_kwargs: Any) -> None:
    """Queue the making of an export that was requested."""
    tasks.queue_export(export_id)


@receiver([post_save, post_delete], sender=CourseSettings, dispatch_uid="proserva_messaging.forget_button")
def clear_button_cache_of_course(instance: CourseSettings, **_kwargs: Any) -> None:
    """Clear the cache of a course's buttons after its settings changed, so that the change shows at once."""
    try:
        clear_button_cache(instance.course_id)
    except Exception:
        log.exception("The buttons of %s follow the old settings until the cache expires", instance.course_id)


@receiver(ANNOUNCEMENT_CHANGED, dispatch_uid="proserva_messaging.reconcile_announcement")
def reconcile_announcement(
    announcement_id: int, course_key: CourseKey, reconcile_at: datetime | None, **_kwargs: Any
) -> None:
    """Queue the reconciliation of the announcement's deliveries, and clear the cache of the course's banner."""
    if reconcile_at is not None:
        wait = (reconcile_at - timezone.now()).total_seconds()
        tasks.queue_announcement(announcement_id, countdown=max(0.0, wait))
    try:
        clear_banner_cache(course_key)
    except Exception:
        log.exception("The banner of %s shows an announcement's old state until the cache expires", course_key)


def retire_user(user: User | None = None, **_kwargs: Any) -> None:
    """Scrub the data of a user who is being retired. `retire` never raises: that would stop the platform's pipeline."""
    if user is not None:
        retirement.retire(user)
