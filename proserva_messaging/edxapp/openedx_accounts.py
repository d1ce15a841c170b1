"""The platform's door in Open edX, the part about accounts: who is retired, and what is told to the tracking log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.dispatch import Signal
from opaque_keys.edx.keys import CourseKey


class AccountsMixin:
    """Retirement and tracking, as `Platform` promises them."""

    def is_retired(self, user: Any) -> bool:
        """The email address changes first, when the account is closed; the username last of all."""
        by_name, by_address = (getattr(settings, f"RETIRED_{kind}_PREFIX") for kind in ("USERNAME", "EMAIL"))
        return user.username.startswith(by_name) or (user.email or "").startswith(by_address)

    def retirement_signals(self) -> Sequence[Signal]:
        """The pipeline sends it while the account has its username still. An error in a receiver would stop it."""
        from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_MISC

        return [USER_RETIRE_LMS_MISC]

    def emit(self, name: str, course_key: CourseKey | None, data: Mapping[str, Any]) -> None:
        """The course is told in the event's context, as the platform tells it with its own."""
        from common.djangoapps.track import contexts
        from eventtracking import tracker

        with tracker.get_tracker().context(name, contexts.course_context_from_course_id(course_key)):
            tracker.emit(name, dict(data))
