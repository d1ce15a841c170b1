"""Switches: whether messaging is shown on the site and in a course."""

from __future__ import annotations

from edx_django_utils.cache import get_cache_key
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.edxapp import get_platform
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.store.caching import remember

# The time after which all pages of a course follow a change of the platform's flag.
CACHE_SECONDS = 60


@takes_course_key
def is_enabled(course_key: CourseKey) -> bool:
    """Return whether messaging is shown in a course's pages. Messages and the inbox stay available either way.

    The platform's flag is read at most once a minute for each course: the tabs of a page have read it before a unit
    does.
    """
    if not conf.get("ENABLED"):
        return False
    key = get_cache_key(name="proserva_messaging.enabled", course=str(course_key))
    return remember(key, CACHE_SECONDS, lambda: get_platform().is_enabled(course_key))
