"""Whether messages show themselves: what the operator has switched off, for the site or for a course."""

from __future__ import annotations

from django.core.cache import cache
from edx_django_utils.cache import get_cache_key
from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.edxapp import get_platform

# So long it takes until all of a course's pages follow the platform's flag.
CACHE_SECONDS = 60


def is_enabled(course_key: CourseKey) -> bool:
    """Return whether messages show themselves in a course's pages. What was written, and the inbox, stay either way.

    It costs what the platform's own flag does, and for a minute after that nothing, whoever asks: a page shows the tabs
    before a unit, so that the unit need not ask.
    """
    if not conf.get("ENABLED"):
        return False
    key = get_cache_key(name="proserva_messaging.enabled", course=str(course_key))
    enabled = cache.get(key)
    if enabled is None:
        enabled = get_platform().is_enabled(course_key)
        cache.set(key, enabled, CACHE_SECONDS)
    return enabled
