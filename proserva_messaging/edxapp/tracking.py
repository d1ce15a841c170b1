"""Tracking log events: that something happened, with ids, never with the text of a message."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.commits import call_after_commit
from proserva_messaging.edxapp import get_platform

log = logging.getLogger(__name__)

PREFIX = "edx.proserva_messaging."


def track(name: str, course_key: CourseKey | None, **data: int | str | None) -> None:
    """Emit a tracking event after the commit (docs/events.md lists names and data). Raises nothing."""
    course = {"course_id": str(course_key) if course_key else None}
    call_after_commit(_emit, PREFIX + name, course_key, {**data, **course})


def _emit(name: str, course_key: CourseKey | None, data: Mapping[str, Any]) -> None:
    try:
        get_platform().emit(name, course_key, data)
    except Exception:
        log.exception("Could not emit the event %s", name)
