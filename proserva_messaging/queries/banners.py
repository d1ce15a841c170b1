"""The announcement that stands above a course's pages: the pinned one, or the newest, until the reader dismisses it."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from edx_django_utils.cache import get_cache_key
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.data import Banner
from proserva_messaging.errors import NotFoundError
from proserva_messaging.links import get_announcements_path
from proserva_messaging.models import Announcement
from proserva_messaging.queries.announcement_access import get_role
from proserva_messaging.queries.announcements import is_dismissed, with_marks
from proserva_messaging.queries.switches import is_enabled
from proserva_messaging.rendering import show_preview

# For so long a unit may hold the element of a banner that is over, or lack one that is new; what the element shows is
# asked for anew.
CACHE_SECONDS = 60


def has_banner(course_key: CourseKey) -> bool:
    """Return whether units of a course have a banner's element: where the site and the operator want it, and it is not
    known that there is nothing to show. No query beside what `is_enabled` costs."""
    return bool(conf.get("UNIT_BANNER")) and is_enabled(course_key) and recall_current(course_key) != []


def find_current(course_key: CourseKey) -> list[tuple[int, int]]:
    """Return what stands above the course's pages now, as (id, version of its text): the newest pinned announcement,
    and the newest of all for whoever has dismissed that. One query, and none for a minute after that."""
    key = _make_key(course_key)
    current = cache.get(key)
    if current is None:
        shown = Announcement.objects.filter(course_id=course_key).shown(timezone.now())
        pinned, newest = (
            rows.order_by("-publish_at", "-pk").values("pk")[:1] for rows in (shown.filter(pinned=True), shown)
        )
        rows = Announcement.objects.filter(Q(pk=pinned) | Q(pk=newest)).order_by("-pinned", "-publish_at", "-pk")
        current = list(rows.values_list("pk", "text_version"))
        cache.set(key, current, CACHE_SECONDS)
    return current


def recall_current(course_key: CourseKey) -> list[tuple[int, int]] | None:
    """Return what `find_current` found within the last minute; None where nobody has asked. No query."""
    return cache.get(_make_key(course_key))


def forget_current(course_key: CourseKey) -> None:
    """Look anew what stands above the course's pages: the team has changed something."""
    cache.delete(_make_key(course_key))


def access_banner(user: Any, course_key: CourseKey) -> Banner | None:
    """Return the announcement that stands above the course's pages for the user; None where there is none, or they
    have dismissed it. Beside the role, two queries at most. Raises NotFoundError for whoever has no part in the course.
    """
    if get_role(user, course_key) is None:
        raise NotFoundError
    ids = [announcement_id for announcement_id, _version in find_current(course_key)]
    shown = Announcement.objects.filter(pk__in=ids).shown(timezone.now()) if ids else Announcement.objects.none()
    rows = {row.pk: row for row in with_marks(shown, user) if not is_dismissed(row)}
    return next((_make_banner(rows[each]) for each in ids if each in rows), None)


def _make_banner(row: Any) -> Banner:
    return Banner(
        id=row.pk,
        title=row.message.thread.title,
        preview=show_preview(row.message.preview),
        pinned=row.pinned,
        publish_at=row.publish_at,
        edited=row.edited,
        version=row.version,
        unread=row.seen_at is None,
        url=get_announcements_path(row.course_id, row.pk),
    )


def _make_key(course_key: CourseKey) -> str:
    return get_cache_key(name="proserva_messaging.banner", course=str(course_key))
