"""Whether messages show themselves: what the operator has switched off, for the site or for a course."""

from __future__ import annotations

from opaque_keys.edx.keys import CourseKey

from proserva_messaging import conf
from proserva_messaging.edxapp import get_platform


def is_enabled(course_key: CourseKey) -> bool:
    """Return whether messages show themselves in a course's pages. What was written, and the inbox, stay either way.
    It costs what the platform's own flag does, and nothing where the whole site has them off."""
    return conf.get("ENABLED") and get_platform().is_enabled(course_key)
