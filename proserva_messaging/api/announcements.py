"""Python API of announcements: post and edit them, and return plain data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.announcements import actions
from proserva_messaging.announcements.data import AnnouncementInfo
from proserva_messaging.announcements.queries import get_announcement
from proserva_messaging.edxapp.keys import takes_course_key
from proserva_messaging.types import User


@takes_course_key
def post_announcement(
    author: User,
    course_key: CourseKey,
    title: str,
    body: str,
    *,
    attachment_ids: Sequence[int] = (),
    pinned: bool = False,
    publish_at: datetime | None = actions.NOW,
    expires_at: datetime | None = None,
    ring: bool = True,
    email: bool = False,
    idempotency_key: str | None = None,
) -> AnnouncementInfo:
    """Post an announcement in a course, and return it as its author sees it.

    It is published at once, at `publish_at`, or kept as a draft if that is None; it is shown until `expires_at`. `ring`
    notifies all learners by the bell, `email` also by email. Raises NotFoundError if the author is not on the course
    team, InvalidError for a bad text, file or time, IdempotencyKeyReusedError.
    """
    posted = actions.post_announcement(
        author,
        course_key,
        title,
        body,
        attachment_ids=attachment_ids,
        pinned=pinned,
        publish_at=publish_at,
        expires_at=expires_at,
        ring=ring,
        email=email,
        idempotency_key=idempotency_key,
    )
    return get_announcement(author, posted.pk)


def edit_announcement(user: User, announcement_id: int, version: int, **changes: Any) -> AnnouncementInfo:
    """Change an announcement, and return it. `version` is the one that the change is based on; the bell stays silent.

    `changes` are any of title, body, attachments (ids of all its files), pinned, publish_at, expires_at, ring, email
    and published (True publishes it now, False takes it down). Raises NotFoundError, ChangedMeanwhileError if it has
    another version, InvalidError as `post_announcement` does.
    """
    actions.edit_announcement(user, announcement_id, version, **changes)
    return get_announcement(user, announcement_id)
