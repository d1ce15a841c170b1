"""The audit trail as a person reads it: their privacy log, with what others did to their data and their rights."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from proserva_messaging.audit_trail.data import PrivacyEntry
from proserva_messaging.data import CourseRef, Page, Person
from proserva_messaging.models import AuditEntry, Disclosure, Participant
from proserva_messaging.store.audit import Action
from proserva_messaging.store.pages import get_rows
from proserva_messaging.store.people import People, get_courses, get_people
from proserva_messaging.types import User

PAGE_SIZE = 20
# The sentences for the person of an entry. Holds, reports and blocks stay hidden: they may protect others.
SENTENCES = {
    Action.THREAD_DISCLOSED: gettext_noop("%(actor)s opened one of your conversations."),
    Action.ROLE_CHANGED: gettext_noop("%(actor)s changed your role or your permissions in a conversation."),
    Action.MEMBER_ADDED: gettext_noop("%(actor)s added you to a conversation."),
    Action.MEMBER_REMOVED: gettext_noop("%(actor)s removed you from a conversation."),
    Action.MESSAGE_DELETED: gettext_noop("%(actor)s deleted one of your messages."),
    Action.ANNOUNCEMENT_DELETED: gettext_noop("%(actor)s deleted one of your announcements."),
    Action.BROADCAST_CANCELLED: gettext_noop("%(actor)s cancelled one of your broadcasts."),
    Action.BROADCAST_RESUMED: gettext_noop("%(actor)s resumed one of your broadcasts."),
    Action.MESSAGE_DISCLOSED: gettext_noop("%(actor)s opened one of your messages after a care alert."),
    Action.DATA_EXPORTED: gettext_noop("%(actor)s exported some of your data."),
}

WITH_REASON = (Action.THREAD_DISCLOSED, Action.MESSAGE_DISCLOSED)


def get_privacy_log(user: User, *, cursor: str | None = None, limit: int = PAGE_SIZE) -> Page[PrivacyEntry]:
    """Return a page of what others did that concerns the user, the newest first: entries about them, and openings of
    threads that they are or were in. What they did themselves is left out. A fixed number of queries.

    Raises MalformedError for an invalid cursor.
    """
    about_me = Q(person_id=user.pk, action__in=[str(action) for action in SENTENCES])
    # By the few disclosures: a person may be in thousands of threads.
    disclosed = Disclosure.objects.filter(thread__participants__user=user).values_list("thread_id", flat=True)
    if thread_ids := sorted(set(disclosed)):
        about_me |= Q(thread_id__in=thread_ids, action=Action.THREAD_DISCLOSED)
    rows, next_cursor = get_rows(AuditEntry.objects.filter(about_me).exclude(actor_id=user.pk), "id", cursor, limit)
    return Page(_describe(user, rows), next_cursor)


def _describe(user: User, rows: list[AuditEntry]) -> list[PrivacyEntry]:
    people = get_people(row.actor_id for row in rows)
    courses = get_courses(row.course_id for row in rows if row.course_id is not None)
    mine = Participant.objects.filter(user=user, thread_id__in=[row.thread_id for row in rows if row.thread_id])
    threads = set(mine.values_list("thread_id", flat=True))
    describe = partial(_make_entry, people=people, threads=threads)
    return [describe(row, course=courses.get(row.course_id) if row.course_id else None) for row in rows]


def _make_entry(row: AuditEntry, *, people: People, threads: Collection[int], course: CourseRef | None) -> PrivacyEntry:
    by = people.get(row.actor_id)
    return PrivacyEntry(
        id=row.pk,
        action=row.action,
        text=_(SENTENCES[Action(row.action)]) % {"actor": _name(row, by)},
        by=by,
        # Only these reasons are written for the people they are about.
        reason=row.reason if row.action in WITH_REASON else "",
        course=course,
        thread=row.thread_id if row.thread_id in threads else None,
        created=row.created,
    )


def _name(row: AuditEntry, by: Person | None) -> str:
    if by is not None:
        return by.name
    return _("An operator") if row.actor_id is None else _("Someone")
