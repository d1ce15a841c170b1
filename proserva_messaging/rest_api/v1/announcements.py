"""REST: a course's announcements, and its banner."""

from __future__ import annotations

from opaque_keys.edx.keys import CourseKey
from rest_framework.request import Request
from rest_framework.response import Response

from proserva_messaging.actions import announcements as actions
from proserva_messaging.edxapp import get_platform
from proserva_messaging.queries import announcements as queries
from proserva_messaging.queries.announcement_access import access_announcement
from proserva_messaging.queries.banners import access_banner
from proserva_messaging.rest_api.v1 import announcement_shapes as shapes
from proserva_messaging.rest_api.v1.base import (
    MessagingView,
    WritesOnlyThrottle,
    answer_created,
    describe,
    get_idempotency_key,
    parse,
    parse_course_key,
    parse_page_query,
    refuse_masquerade,
)
from proserva_messaging.rest_api.v1.threads import ERRORS, IDEMPOTENCY_KEY


class AnnouncementsView(MessagingView):
    """A course's announcements."""

    throttle_classes = (WritesOnlyThrottle,)

    @describe(
        operation_id="announcements_list",
        parameters=[shapes.AnnouncementQuerySerializer],
        responses={200: shapes.BoardSerializer, **ERRORS},
    )
    def get(self, request: Request) -> Response:
        """List a course's announcements, pinned ones first and then the newest."""
        query = parse_page_query(request, queries.PAGE_SIZE, shapes.AnnouncementQuerySerializer)
        course_key = parse_course_key(query.pop("course_id"))
        as_learner = get_platform().is_masquerading(request, course_key)
        board = queries.get_announcements(request.user, course_key, as_learner=as_learner, **query)
        return Response(shapes.BoardSerializer(board).data)

    @describe(
        operation_id="announcements_post",
        parameters=[IDEMPOTENCY_KEY],
        request=shapes.AnnouncementInputSerializer,
        responses={201: shapes.AnnouncementSerializer, **ERRORS},
    )
    def post(self, request: Request) -> Response:
        """Post an announcement, at once or at a time; for the course's team."""
        data = parse(shapes.AnnouncementInputSerializer, request.data)
        course_key = parse_course_key(data.pop("course_id"))
        refuse_masquerade(request, course_key)
        posted = actions.post_announcement(
            request.user,
            course_key,
            data.pop("title"),
            data.pop("body"),
            attachment_ids=data.pop("attachments", ()),
            idempotency_key=get_idempotency_key(request),
            **data,
        )
        return answer_created(shapes.AnnouncementSerializer(queries.get_announcement(request.user, posted.pk)))


class AnnouncementView(MessagingView):
    """One announcement."""

    @describe(responses={200: shapes.AnnouncementSerializer, **ERRORS})
    def get(self, request: Request, announcement_id: int) -> Response:
        """Show an announcement of a course that I am in."""
        as_learner = get_platform().is_masquerading(request, _find_course(request, announcement_id))
        found = queries.get_announcement(request.user, announcement_id, as_learner=as_learner)
        return Response(shapes.AnnouncementSerializer(found).data)

    @describe(request=shapes.AnnouncementChangeSerializer, responses={200: shapes.AnnouncementSerializer, **ERRORS})
    def patch(self, request: Request, announcement_id: int) -> Response:
        """Change an announcement, publish it or take it down; for the course's team. No bell rings again."""
        changes = parse(shapes.AnnouncementChangeSerializer, request.data)
        refuse_masquerade(request, _find_course(request, announcement_id))
        actions.edit_announcement(request.user, announcement_id, **changes)
        return Response(shapes.AnnouncementSerializer(queries.get_announcement(request.user, announcement_id)).data)

    @describe(responses={204: None, **ERRORS})
    def delete(self, request: Request, announcement_id: int) -> Response:
        """Delete an announcement, and what still rings of it; for the course's team."""
        refuse_masquerade(request, _find_course(request, announcement_id))
        actions.delete_announcement(request.user, announcement_id)
        return Response(status=204)


class AnnouncementSeenView(MessagingView):
    """Seeing, said by whoever sees."""

    @describe(request=None, responses={200: shapes.SeenSerializer, **ERRORS})
    def post(self, request: Request, announcement_id: int) -> Response:
        """Mark an announcement as seen by me; its bell is quiet then."""
        actions.mark_seen(request.user, announcement_id)
        return Response({"unread": False})


class AnnouncementDismissView(MessagingView):
    """Dismissing the banner."""

    @describe(request=shapes.DismissInputSerializer, responses={200: shapes.DismissedSerializer, **ERRORS})
    def post(self, request: Request, announcement_id: int) -> Response:
        """Take an announcement's banner away for me, until its text changes."""
        version = parse(shapes.DismissInputSerializer, request.data).get("version")
        actions.dismiss_announcement(request.user, announcement_id, version)
        return Response({"dismissed": True})


class BannerView(MessagingView):
    """The banner above a course's pages."""

    @describe(parameters=[shapes.BannerQuerySerializer], responses={200: shapes.BannerAnswerSerializer, **ERRORS})
    def get(self, request: Request) -> Response:
        """Show the announcement that stands above a course's pages for me: the pinned or the newest one."""
        course_id = parse(shapes.BannerQuerySerializer, request.query_params)["course_id"]
        banner = access_banner(request.user, parse_course_key(course_id))
        return Response(shapes.BannerAnswerSerializer({"banner": banner}).data)


def _find_course(request: Request, announcement_id: int) -> CourseKey:
    """Return the course of an announcement that the person may see. Raises NotFoundError."""
    announcement, _role = access_announcement(request.user, pk=announcement_id)
    return announcement.course_id
