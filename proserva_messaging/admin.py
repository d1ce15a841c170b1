"""Django admin: what a course's team chose. Threads are private: none are shown here."""

from django.contrib import admin

from proserva_messaging.models import CourseSettings


@admin.register(CourseSettings)
class CourseSettingsAdmin(admin.ModelAdmin):
    """The contact of a course, to whom its learners may write, and where they find the button."""

    list_display = ("course_id", "contact", "peer_messages", "button")
    search_fields = ("course_id",)
    raw_id_fields = ("contact",)
