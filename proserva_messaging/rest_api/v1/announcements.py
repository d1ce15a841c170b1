"""REST: a course's announcements, and its banner."""

from __future__ import annotations

from typing import Any

from opaque_keys.edx.keys import CourseKey

from proserva_messaging.announcements import actions, queries
from proserva_messaging.announcements.banner import access_banner
from proserva_messaging.announcements.data import AnnouncementInfo
from proserva_messaging.edxapp import get_platform
from proserva_messaging.rest_api.v1 import announcement_shapes as shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.store import limits
from proserva_messaging.store.access import access_announcement
from proserva_messaging.types import UserRequest as Request


class AnnouncementsView(MessagingView):
    """Announcements."""

    @describe(
        "announcements_list",
        query=shapes.AnnouncementQuerySerializer,
        output=shapes.BoardSerializer,
        page_size=queries.PAGE_SIZE,
    )
    def list(self, request: Request) -> queries.Board:
        """List a course's announcements, pinned ones first and then the newest."""
        as_learner = get_platform().is_masquerading(request, self.course_key)
        return queries.get_announcements(request.user, self.course_key, as_learner=as_learner, **self.query)

    @describe(
        "announcements_post",
        body=shapes.AnnouncementInputSerializer,
        output=shapes.AnnouncementSerializer,
        status=201,
        idempotent=True,
        limit=limits.ANNOUNCE,
    )
    def post_announcement(self, request: Request) -> AnnouncementInfo:
        """Post an announcement, at once or later; for the course team."""
        self.refuse_masquerade(request, self.course_key)
        options = {**self.body, "idempotency_key": self.idempotency_key}
        options["attachment_ids"] = options.pop("attachments", ())
        posted = actions.post_announcement(request.user, self.course_key, **options)
        return queries.get_announcement(request.user, posted.pk)

    @describe(output=shapes.AnnouncementSerializer)
    def show(self, request: Request, announcement_id: int) -> AnnouncementInfo:
        """Show an announcement of a course that I am in."""
        as_learner = get_platform().is_masquerading(request, _find_course(request, announcement_id))
        return queries.get_announcement(request.user, announcement_id, as_learner=as_learner)

    @describe(body=shapes.AnnouncementChangeSerializer, output=shapes.AnnouncementSerializer)
    def edit(self, request: Request, announcement_id: int) -> AnnouncementInfo:
        """Change an announcement, publish it or take it down; for the course team. It does not notify again."""
        self.refuse_masquerade(request, _find_course(request, announcement_id))
        actions.edit_announcement(request.user, announcement_id, **self.body)
        return queries.get_announcement(request.user, announcement_id)

    @describe(status=204)
    def remove(self, request: Request, announcement_id: int) -> None:
        """Delete an announcement and its notifications; for the course team."""
        self.refuse_masquerade(request, _find_course(request, announcement_id))
        actions.delete_announcement(request.user, announcement_id)

    @describe(output=shapes.SeenSerializer)
    def mark_seen(self, request: Request, announcement_id: int) -> dict[str, bool]:
        """Mark an announcement as seen by me. Its notification no longer rings."""
        actions.mark_seen(request.user, announcement_id)
        return {"unread": False}

    @describe(body=shapes.DismissInputSerializer, output=shapes.DismissedSerializer)
    def dismiss(self, request: Request, announcement_id: int) -> dict[str, bool]:
        """Dismiss an announcement's banner for me, until its text changes."""
        actions.dismiss_announcement(request.user, announcement_id, **self.body)
        return {"dismissed": True}

    @describe(query=shapes.BannerQuerySerializer, output=shapes.BannerAnswerSerializer)
    def show_banner(self, request: Request) -> dict[str, Any]:
        """Show the announcement above a course's pages for me: the pinned or the newest one."""
        return {"banner": access_banner(request.user, self.course_key)}


def _find_course(request: Request, announcement_id: int) -> CourseKey:
    """Return the course of an announcement that the person may see. Raises NotFoundError."""
    announcement, _role = access_announcement(request.user, pk=announcement_id)
    return announcement.course_id
