"""The LMS as a platform: retirement and tracking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.dispatch import Signal
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.types import User


class AccountsMixin:
    """Retirement and tracking."""

    def is_retired(self, user: User) -> bool:
        """Check both names: retirement changes the email address first and the username last."""
        by_name, by_address = (getattr(settings, f"RETIRED_{kind}_PREFIX") for kind in ("USERNAME", "EMAIL"))
        return user.username.startswith(by_name) or (user.email or "").startswith(by_address)

    def retirement_signals(self) -> Sequence[Signal]:
        """Return the signal that is sent while the account still has its username. An error in a receiver stops the
        retirement."""
        from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_MISC

        return [USER_RETIRE_LMS_MISC]

    def emit(self, name: str, course_key: CourseKey | None, data: Mapping[str, Any]) -> None:
        """Put the course into the event's context, as the platform does for its own events."""
        from common.djangoapps.track import contexts
        from eventtracking import tracker

        with tracker.get_tracker().context(name, contexts.course_context_from_course_id(course_key)):
            tracker.emit(name, dict(data))
