"""The product's URLs in the LMS."""

from django.urls import include, path

from proserva_messaging.lms_ui import views

app_name = "proserva_messaging"

urlpatterns = [
    path("messages/", views.InboxView.as_view(), name="inbox"),
    path("messages/new/", views.NewMessagePage.as_view(), name="new_message"),
    path("messages/care/", views.CarePage.as_view(), name="care_page"),
    path("messages/reports/", views.SiteReportsPage.as_view(), name="reports_page"),
    path("messages/courses/<path:course_id>/roster/", views.RosterPage.as_view(), name="roster_page"),
    path(
        "messages/courses/<path:course_id>/announcements/",
        views.AnnouncementsPage.as_view(),
        name="announcements_page",
    ),
    path("messages/unsubscribe/<str:token>/", views.UnsubscribeView.as_view(), name="unsubscribe"),
    path("api/proserva_messaging/v1/", include("proserva_messaging.rest_api.v1.urls")),
]
