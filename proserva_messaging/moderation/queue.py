"""The queue of reports: of a course for its team, and of the site for the people who run it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.data import CourseRef
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.edxapp.protocol import LEARNER
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models import Report, Restriction, SharedMessage
from proserva_messaging.moderation.data import ReportDetail, ReportPage, ReportRow, SharedText
from proserva_messaging.store import audit, permissions
from proserva_messaging.store.access import NO_COURSE, is_on_team
from proserva_messaging.store.pages import get_rows
from proserva_messaging.store.people import People, get_courses, get_people
from proserva_messaging.types import User

PAGE_SIZE = 25
Outcome = Report.Outcome


def get_site_reports(user: User, *, state: str, cursor: str | None = None, limit: int = PAGE_SIZE) -> ReportPage:
    """Return a page of the reports that go to the site, in a `state`, the newest first. A fixed number of queries.

    Raises NotFoundError unless the user handles reports for the site.
    """
    if not permissions.may_handle_for_site(user):
        raise NotFoundError
    return _make_page(user, Report.objects.filter(route=Report.Route.SITE), state, cursor, limit)


@takes_course_key
def get_course_reports(
    user: User, course_key: CourseKey, *, state: str, cursor: str | None = None, limit: int = PAGE_SIZE
) -> ReportPage:
    """Return a page of the reports of a course that the user may handle, as `get_site_reports` does.

    Raises NotFoundError unless the user is on the team, or handles reports for the site.
    """
    reports = Report.objects.filter(course_id=course_key)
    on_team, team_ids = is_on_team(user, course_key), get_platform().find_team_ids(course_key)
    if not permissions.may_handle_for_site(user):
        if not on_team:
            raise NotFoundError
        # As `may_handle_report` says.
        reports = reports.filter(route=Report.Route.TEAM).exclude(sender__in=team_ids)
    return _make_page(user, reports, state, cursor, limit)


def access_report(user: User, report_id: int) -> Report:
    """Return a report that the user may handle. Raises NotFoundError otherwise."""
    report = Report.objects.select_related("message", "thread", "sender").filter(pk=report_id).first()
    # Also if there is none: a hidden report must not cost more.
    course_key = report.course_id if report else NO_COURSE
    on_team, team_ids = is_on_team(user, course_key), get_platform().find_team_ids(course_key)
    if report is None or not permissions.may_handle_report(user, report, on_team=on_team, team_ids=team_ids):
        raise NotFoundError
    return report


def get_report(user: User, report_id: int) -> ReportDetail:
    """Return a report with all that it shares, and record the look in the audit trail. Raises NotFoundError unless the
    user may handle it."""
    report = access_report(user, report_id)
    record_handling(audit.Action.REPORT_OPENED, user, report)
    return describe_report(report)


def record_handling(action: str, user: User, report: Report, **facts: str) -> None:
    """Record a look at a report, or its outcome. The entry names neither the reporter nor the sender: their own log
    would show them that there is a report."""
    facts_of_report = {"report": report.pk, "route": report.route, **facts}
    audit.record(action, actor_id=user.pk, course_key=report.course_id, facts=facts_of_report)


def describe_report(report: Report) -> ReportDetail:
    """Return a report as its handlers see it; the caller checks that they may. A fixed number of queries."""
    shared = list(report.shared.order_by("position")) if report.state == Report.State.OPEN else []
    people = get_people([*_list_people([report]), *(each.sender_id for each in shared)])
    restricted = Restriction.objects.filter(user=report.sender_id or 0, course_id=str(report.course_id)).exists()
    return ReportDetail(
        **_list_fields(report, people, get_courses([report.course_id])[report.course_id]),
        note=report.note,
        messages=[_describe_shared(each, people) for each in shared],
        outcomes=list_outcomes(report),
        restricted=restricted,
    )


def list_outcomes(report: Report) -> list[str]:
    """Return the outcomes that are possible now; none for a report that was handled. The platform's queries for one
    role."""
    if report.state != Report.State.OPEN:
        return []
    sender = report.sender
    role = get_platform().get_roles(report.course_id, [sender]).get(sender.pk) if sender else None
    is_removable = report.message_id is not None and report.thread and not permissions.is_to_many(report.thread)
    possible = {
        Outcome.NONE: True,
        Outcome.WARNED: sender is not None,
        Outcome.REMOVED: bool(is_removable),
        Outcome.RESTRICTED: role == LEARNER,
        Outcome.PASSED: report.route == Report.Route.TEAM,
    }
    return [outcome.value for outcome, is_possible in possible.items() if is_possible]


def _make_page(user: User, reports: QuerySet[Report], state: str, cursor: str | None, limit: int) -> ReportPage:
    reports = reports.exclude(sender=user)
    page, next_cursor = get_rows(reports.filter(state=state), "id", cursor, limit)
    people, courses = get_people(_list_people(page)), get_courses(each.course_id for each in page)
    rows = [ReportRow(**_list_fields(each, people, courses[each.course_id])) for each in page]
    return ReportPage(rows, next_cursor, reports.filter(state=Report.State.OPEN).count())


def _list_people(reports: Iterable[Report]) -> list[int | None]:
    return [user_id for each in reports for user_id in (each.reporter_id, each.sender_id, each.handler_id)]


def _list_fields(report: Report, people: People, course: CourseRef) -> dict[str, Any]:
    """Return the fields of a row of the queue."""
    names = ("reason", "route", "state", "outcome", "created", "handled")
    return {
        "id": report.pk,
        "course": course,
        **{name: getattr(report, name) for name in names},
        "reporter": people.get(report.reporter_id),
        "sender": people.get(report.sender_id),
        "handler": people.get(report.handler_id),
    }


def _describe_shared(shared: SharedMessage, people: People) -> SharedText:
    return SharedText(
        id=shared.message_id,
        sender=people.get(shared.sender_id),
        created=shared.created,
        body_html=shared.body_html,
        files=list(shared.files),
        is_reported=shared.is_reported,
    )
