"""A clock that tests move: Django's `timezone.now`, and with it the defaults of the models."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest import mock

from django.utils import timezone

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
TICK = timedelta(milliseconds=1)


class Clock:
    """The true time, which passes by a tick with each call, and the error of the process that asks."""

    def __init__(self, start: datetime = START):
        self.time = start
        self.error = timedelta()

    def now(self) -> datetime:
        """Return the time as the process reads it."""
        self.time += TICK
        return self.time + self.error

    def advance(self, **time: float) -> None:
        """Move the clock on: `advance(hours=1)`."""
        self.time += timedelta(**time)

    @contextmanager
    def off_by(self, **error: float) -> Iterator[None]:
        """Run a block in a process whose clock is ahead, or behind if the numbers are negative."""
        earlier, self.error = self.error, timedelta(**error)
        try:
            yield
        finally:
            self.error = earlier

    @contextmanager
    def running(self) -> Iterator[Clock]:
        """Replace the time for a block."""
        clock = self

        class Datetime(datetime):
            """The class that `django.utils.timezone` reads the time from. Models keep `timezone.now` itself."""

            @classmethod
            def now(cls, tz=None):
                return clock.now().astimezone(tz) if tz else clock.now().replace(tzinfo=None)

        with mock.patch.object(timezone, "datetime", Datetime):
            yield self
