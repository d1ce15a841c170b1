"""Data of the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from proserva_messaging.data import CourseRef, Person


@dataclass(frozen=True)
class PrivacyEntry:
    """An action by another person that concerns the reader. `by` is empty if an operator or the product did it;
    `thread` is empty unless the reader is or was in it."""

    id: int
    action: str
    text: str
    by: Person | None
    reason: str
    course: CourseRef | None
    thread: int | None
    created: datetime
