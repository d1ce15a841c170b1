"""The queue of care alerts: for the care contacts of a course, and the people who run the site."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.care import contacts
from proserva_messaging.care.data import AlertPage, AlertRow, OpenedMessage
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.errors import ChangedMeanwhileError, NotFoundError
from proserva_messaging.links import get_message_path
from proserva_messaging.models import CareAlert, CareNotice, Message, Participant
from proserva_messaging.store import audit, permissions, visibility
from proserva_messaging.store.pages import get_rows
from proserva_messaging.store.people import get_courses, get_people
from proserva_messaging.store.rendering import show_html
from proserva_messaging.store.text import describe_removed
from proserva_messaging.store.transactions import run_atomic
from proserva_messaging.types import User

PAGE_SIZE = 25
# The bell counts no further.
BELL_LIMIT = 100


def get_alerts(user: User, *, state: str, cursor: str | None = None, limit: int = PAGE_SIZE) -> AlertPage:
    """Return a page of the alerts that the user may handle, in a `state`, the newest first. A fixed number of queries.

    Raises NotFoundError unless the user is a care contact of a course, or handles reports for the site; MalformedError
    for an invalid cursor.
    """
    alerts = _match_alerts(user)
    if alerts is None:
        raise NotFoundError
    return _make_page(user, alerts, state, cursor, limit)


@takes_course_key
def get_course_alerts(
    user: User, course_key: CourseKey, *, state: str, cursor: str | None = None, limit: int = PAGE_SIZE
) -> AlertPage:
    """Return a page of the alerts of one course, as `get_alerts` does. Raises NotFoundError unless the user may handle
    them."""
    keys = contacts.find_courses(user)
    if course_key not in keys and not permissions.may_handle_for_site(user):
        raise NotFoundError
    alerts = CareAlert.objects.filter(course_id=course_key).exclude(writer=user)
    return _make_page(user, alerts, state, cursor, limit)


def is_handler(user: User) -> bool:
    """Return whether the user may handle alerts at all. One query, and the platform's for their roles."""
    return _match_alerts(user) is not None


def count_ringing(user: User) -> int:
    """Return the number of alerts that ring the user's bell, BELL_LIMIT at most. One query on an index; two more, and
    the platform's, if there are any: a contact who has left the team hears nothing."""
    return len(list_ringing(user))


def list_ringing(user: User) -> list[int]:
    """Return the ids of the notices that ring the user's bell, the newest first. Queries as for `count_ringing`."""
    ringing = CareNotice.objects.filter(recipient=user, rings=True)
    if not ringing.exists():
        return []
    here = ringing.filter(alert__course_id__in=contacts.find_courses(user))
    return list(here.order_by("-pk").values_list("pk", flat=True)[:BELL_LIMIT])


def silence(user: User) -> int:
    """Silence the user's bell for all alerts, and return their number. One statement."""
    return CareNotice.objects.filter(recipient=user, rings=True).update(rings=False)


def open_message(user: User, alert_id: int, reason: str = "") -> OpenedMessage:
    """Return the message of an alert. Record who opened it and why in the audit trail, where its writer sees it.

    A reader who sees the message in their own conversation needs no reason and leaves no entry. Raises NotFoundError
    unless the user may handle the alert, InvalidError for a reason that is too short or too long.
    """
    alert = _access_alert(user, alert_id)
    if not _find_visible(user, [alert]):
        reason = audit.check_reason(reason)
        place: dict[str, Any] = {"thread_id": alert.thread_id, "course_key": alert.course_id}
        facts = {"alert": alert.pk, "message": alert.message_id}
        place |= {"actor_id": user.pk, "person_id": alert.writer_id}
        audit.record(audit.Action.MESSAGE_DISCLOSED, **place, reason=reason, facts=facts)
    CareNotice.objects.filter(alert=alert, recipient=user).update(rings=False)
    message = alert.message
    return OpenedMessage(
        id=message.pk,
        writer=get_people([alert.writer_id]).get(alert.writer_id),
        created=message.created,
        body_html=f"<p>{describe_removed()}</p>" if message.removed else show_html(message.body_html),
        removed=message.removed is not None,
    )


def handle_alert(user: User, alert_id: int, outcome: str) -> AlertRow:
    """Record the outcome of an open alert, and return the alert. A repetition changes nothing.

    Raises NotFoundError unless the user may handle it, ChangedMeanwhileError if another outcome has been recorded.
    """
    alert = _access_alert(user, alert_id)
    handled = run_atomic(partial(_write_outcome, user, alert.pk, outcome))
    return _describe(user, [handled])[0]


def _write_outcome(user: User, alert_id: int, outcome: str) -> CareAlert:
    """Lock the alert, so that of two handlers one decides."""
    locked = CareAlert.objects.select_for_update().get(pk=alert_id)
    if locked.outcome == outcome and locked.handler_id == user.pk:
        return locked
    if locked.state != CareAlert.State.OPEN:
        raise ChangedMeanwhileError
    locked.state, locked.outcome, locked.handler = CareAlert.State.HANDLED, outcome, user
    locked.handled = timezone.now()
    locked.save(update_fields=["state", "outcome", "handler", "handled"])
    CareNotice.objects.filter(alert=locked).update(rings=False)
    # Without the writer: their own log would show it as an act against them.
    facts = {"alert": locked.pk, "outcome": outcome}
    audit.record(audit.Action.ALERT_HANDLED, actor_id=user.pk, course_key=locked.course_id, facts=facts)
    return locked


def _match_alerts(user: User) -> QuerySet[CareAlert] | None:
    """Return the alerts that the user may handle, as a query set; None if they may handle none. No one handles an alert
    about themselves."""
    keys = contacts.find_courses(user)
    alerts = CareAlert.objects.exclude(writer=user)
    if permissions.may_handle_for_site(user):
        return alerts
    return alerts.filter(course_id__in=keys) if keys else None


def _access_alert(user: User, alert_id: int) -> CareAlert:
    """Return an alert that the user may handle. Raises NotFoundError, with the same queries for a hidden alert as for
    none."""
    alert = CareAlert.objects.select_related("message").filter(pk=alert_id).first()
    keys = contacts.find_courses(user)
    if alert is None or alert.writer_id == user.pk:
        raise NotFoundError
    if alert.course_id not in keys and not permissions.may_handle_for_site(user):
        raise NotFoundError
    return alert


def _make_page(user: User, alerts: QuerySet[CareAlert], state: str, cursor: str | None, limit: int) -> AlertPage:
    page, next_cursor = get_rows(alerts.filter(state=state), "id", cursor, limit)
    return AlertPage(_describe(user, page), next_cursor, alerts.filter(state=CareAlert.State.OPEN).count())


def _describe(user: User, alerts: list[CareAlert]) -> list[AlertRow]:
    """Return alerts as their handlers see them. A fixed number of queries."""
    people = get_people(user_id for each in alerts for user_id in (each.writer_id, each.handler_id))
    courses, visible = get_courses(each.course_id for each in alerts), _find_visible(user, alerts)
    names = ("state", "outcome", "created", "handled")
    return [
        AlertRow(
            id=each.pk,
            course=courses[each.course_id],
            **{name: getattr(each, name) for name in names},
            writer=people.get(each.writer_id),
            handler=people.get(each.handler_id),
            url=get_message_path(each.thread_id, each.message_id) if each.message_id in visible else "",
            outcomes=CareAlert.Outcome.values if each.state == CareAlert.State.OPEN else [],
        )
        for each in alerts
    ]


def _find_visible(user: User, alerts: Iterable[CareAlert]) -> set[int]:
    """Return the ids of those messages that the user sees as a participant. One query."""
    this = visibility.match_messages(user.pk).filter(pk=OuterRef(OuterRef("pk")))
    own = Participant.objects.filter(Exists(this), user=user, thread=OuterRef("thread"))
    messages = Message.objects.filter(Exists(own), pk__in=[each.message_id for each in alerts])
    return set(messages.values_list("pk", flat=True))
