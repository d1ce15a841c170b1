"""Banner: the announcement above the course pages until the reader dismisses it."""

from __future__ import annotations

from typing import Any, cast

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from edx_django_utils.cache import get_cache_key
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.announcements.data import Banner
from proserva_messaging.announcements.queries import is_dismissed, with_marks
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.errors import NotFoundError
from proserva_messaging.links import get_announcements_path
from proserva_messaging.models import Announcement
from proserva_messaging.store.access import get_role
from proserva_messaging.store.caching import read_cached, remember
from proserva_messaging.store.rendering import show_preview
from proserva_messaging.store.switches import is_enabled
from proserva_messaging.types import User

# For this long a unit may contain the element of an expired banner, or lack a new one. The element itself loads current
# data.
CACHE_SECONDS = 60


def has_banner(course_key: CourseKey) -> bool:
    """Return whether units of a course contain the banner element: if the site uses it, and the cache does not
    say that there is no banner. No query except those of `is_enabled`."""
    return bool(conf.get("UNIT_BANNER")) and is_enabled(course_key) and get_cached_current(course_key) != []


def find_current(course_key: CourseKey) -> list[tuple[int, int]]:
    """Return the current banners as (id, text version): the newest pinned announcement, then the newest of all, for
    readers who dismissed the first. One query, then cached for a minute."""
    return remember(_make_key(course_key), CACHE_SECONDS, lambda: _read_current(course_key))


def _read_current(course_key: CourseKey) -> list[tuple[int, int]]:
    shown = Announcement.objects.filter(course_id=course_key).shown(timezone.now())
    pinned, newest = (
        rows.order_by("-publish_at", "-pk").values("pk")[:1] for rows in (shown.filter(pinned=True), shown)
    )
    rows = Announcement.objects.filter(Q(pk=pinned) | Q(pk=newest)).order_by("-pinned", "-publish_at", "-pk")
    return list(rows.values_list("pk", "text_version"))


def get_cached_current(course_key: CourseKey) -> list[tuple[int, int]] | None:
    """Return the cached result of `find_current`, or None. No query."""
    return cast("list[tuple[int, int]] | None", read_cached(_make_key(course_key)))


def clear_banner_cache(course_key: CourseKey) -> None:
    """Clear the cache after a change of announcements."""
    cache.delete(_make_key(course_key))


@takes_course_key
def access_banner(user: User, course_key: CourseKey) -> Banner | None:
    """Return the user's banner, or None if there is none or they dismissed it. At most two queries besides the role.

    Raises NotFoundError if the user is not in the course.
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
    return str(get_cache_key(name="proserva_messaging.banner", course=str(course_key)))
