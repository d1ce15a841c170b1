"""The addresses of the REST API, version 1."""

from django.urls import path, register_converter
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.permissions import AllowAny

from proserva_messaging import __version__
from proserva_messaging.rest_api.v1 import (
    announcements,
    attachments,
    broadcast_drafts,
    broadcasts,
    catalog,
    notifications,
    participants,
    people,
    threads,
)


class IdConverter:
    """An id that a database can hold: anything else is not there."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """Return the id."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the id as it stands in an address."""
        return str(value)


register_converter(IdConverter, "proserva_id")

schema = SpectacularJSONAPIView.as_view(
    urlconf="proserva_messaging.urls",
    authentication_classes=[],
    permission_classes=[AllowAny],
    schema=None,
    custom_settings={
        "TITLE": "Proserva Messaging",
        "VERSION": __version__,
        "OAS_VERSION": "3.1.0",
        "SCHEMA_PATH_PREFIX": "/api/proserva_messaging/v1/",
    },
)

urlpatterns = [
    path("schema/", schema, name="schema"),
    path("catalog/", catalog.CatalogView.as_view(), name="catalog"),
    path("config/", people.ConfigView.as_view(), name="config"),
    path("courses/<path:course_id>/recipients/", people.RecipientsView.as_view(), name="recipients"),
    path("courses/<path:course_id>/roster/", people.RosterView.as_view(), name="roster"),
    path("courses/<path:course_id>/cohorts/", people.CohortsView.as_view(), name="cohorts"),
    path("people/<str:username>/courses/", people.SharedCoursesView.as_view(), name="shared_courses"),
    path("threads/", threads.ThreadsView.as_view(), name="threads"),
    path("threads/<proserva_id:thread_id>/", threads.ThreadView.as_view(), name="thread"),
    path("threads/<proserva_id:thread_id>/messages/", threads.ThreadMessagesView.as_view(), name="thread_messages"),
    path("threads/<proserva_id:thread_id>/read/", threads.ThreadReadView.as_view(), name="thread_read"),
    path("threads/<proserva_id:thread_id>/state/", threads.ThreadStateView.as_view(), name="thread_state"),
    path("threads/<proserva_id:thread_id>/participants/", participants.ParticipantsView.as_view(), name="participants"),
    path(
        "threads/<proserva_id:thread_id>/participants/<str:username>/",
        participants.ParticipantView.as_view(),
        name="participant",
    ),
    path("messages/<proserva_id:message_id>/receipts/", threads.ReceiptsView.as_view(), name="receipts"),
    path("announcements/", announcements.AnnouncementsView.as_view(), name="announcements"),
    path("announcements/banner/", announcements.BannerView.as_view(), name="banner"),
    path("announcements/<proserva_id:announcement_id>/", announcements.AnnouncementView.as_view(), name="announcement"),
    path(
        "announcements/<proserva_id:announcement_id>/seen/",
        announcements.AnnouncementSeenView.as_view(),
        name="announcement_seen",
    ),
    path(
        "announcements/<proserva_id:announcement_id>/dismiss/",
        announcements.AnnouncementDismissView.as_view(),
        name="announcement_dismiss",
    ),
    path("attachments/", attachments.AttachmentsView.as_view(), name="attachments"),
    path("attachments/<proserva_id:attachment_id>/", attachments.AttachmentView.as_view(), name="attachment"),
    path("notifications/", notifications.NotificationsView.as_view(), name="notifications"),
    path("notifications/count/", notifications.NotificationCountView.as_view(), name="notification_count"),
    path("notifications/read/", notifications.NotificationsReadView.as_view(), name="notifications_read"),
    path("broadcasts/", broadcasts.BroadcastsView.as_view(), name="broadcasts"),
    path("broadcasts/segments/", broadcast_drafts.SegmentsView.as_view(), name="broadcast_segments"),
    path("broadcasts/preview/", broadcast_drafts.PreviewView.as_view(), name="broadcast_preview"),
    path("broadcasts/test/", broadcast_drafts.TestView.as_view(), name="broadcast_test"),
    path("broadcasts/templates/", broadcast_drafts.TemplatesView.as_view(), name="templates"),
    path("broadcasts/templates/<proserva_id:template_id>/", broadcast_drafts.TemplateView.as_view(), name="template"),
    path("broadcasts/<proserva_id:broadcast_id>/reply/", broadcast_drafts.ReplyView.as_view(), name="broadcast_reply"),
    path("broadcasts/<proserva_id:broadcast_id>/", broadcasts.BroadcastView.as_view(), name="broadcast"),
    path(
        "broadcasts/<proserva_id:broadcast_id>/cancel/",
        broadcasts.BroadcastCancelView.as_view(),
        name="broadcast_cancel",
    ),
    path(
        "broadcasts/<proserva_id:broadcast_id>/send_now/",
        broadcasts.BroadcastSendNowView.as_view(),
        name="broadcast_send_now",
    ),
    path(
        "broadcasts/<proserva_id:broadcast_id>/recipients/",
        broadcasts.BroadcastRecipientsView.as_view(),
        name="broadcast_recipients",
    ),
    path(
        "broadcasts/<proserva_id:broadcast_id>/retry/", broadcasts.BroadcastRetryView.as_view(), name="broadcast_retry"
    ),
    path("preferences/", notifications.PreferencesView.as_view(), name="preferences"),
]
