"""URLs of the campus's own pages. Pages that the platform has too have the platform's URLs."""

from django.contrib.auth.views import LogoutView
from django.urls import path, re_path, register_converter
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey, UsageKey

from demo.campus.views import discussion, instructor, mailbox, pages, people, studio, units


class CourseKeyConverter:
    """A course key in a path."""

    regex = r"[^/]+"
    kind = CourseKey

    def to_python(self, value):
        """Return the key. Raises ValueError for a malformed one, so that the page is not found."""
        try:
            return self.kind.from_string(value)
        except InvalidKeyError as error:
            raise ValueError(value) from error

    def to_url(self, value):
        """Return the key as text."""
        return str(value)


class UsageKeyConverter(CourseKeyConverter):
    """A usage key in a path."""

    kind = UsageKey


register_converter(CourseKeyConverter, "course")
register_converter(UsageKeyConverter, "usage")

urlpatterns = [
    path("", pages.dashboard, name="dashboard"),
    path("login/", people.SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("courses/<course:key>/", pages.course, name="course"),
    path("courses/<course:key>/lessons/<usage:unit_key>/", pages.lesson, name="lesson"),
    path("courses/<course:key>/jump_to/<usage:usage_key>", pages.jump_to, name="jump_to"),
    path("courses/<course:key>/progress", pages.progress, name="progress"),
    path("courses/<course:key>/progress/<int:student_id>/", pages.student_progress, name="student_progress"),
    path("courses/<course:key>/instructor/api/gradebook", instructor.gradebook, name="spoc_gradebook"),
    path("u/<str:username>", people.profile, name="profile"),
    path("courses/<course:key>/discussion/", discussion.threads, name="discussion"),
    path("courses/<course:key>/discussion/<slug:forum_id>/", discussion.thread, name="discussion_thread"),
    path("courses/<course:key>/instructor", instructor.dashboard, name="instructor"),
    path("courses/<course:key>/instructor/enrollment", instructor.enrollment, name="instructor_enrollment"),
    path("courses/<course:key>/instructor/cohort", instructor.cohort, name="instructor_cohort"),
    path("courses/<course:key>/masquerade", people.masquerade_as, name="masquerade"),
    path("xblock/<usage:usage_key>", units.render_xblock, name="render_xblock"),
    re_path(r"^xblock/resource/(?P<block_type>[^/]+)/(?P<uri>.+)$", units.resource, name="xblock_resource"),
    path(
        "courses/<course:key>/xblock/<usage:usage_key>/handler/<slug:handler>",
        units.handle,
        name="xblock_handler",
    ),
    path(
        "courses/<course:key>/xblock/<usage:usage_key>/handler/<slug:handler>/<path:suffix>",
        units.handle,
        name="xblock_handler",
    ),
    path("studio/<course:key>/", studio.outline, name="studio"),
    path("studio/xblock/<usage:usage_key>/handler/<slug:handler>", studio.handle, name="studio_handler"),
    path("studio/xblock/<usage:usage_key>/handler/<slug:handler>/<path:suffix>", studio.handle, name="studio_handler"),
    path("studio/edit/<usage:usage_key>", studio.edit, name="studio_edit"),
    path("demo/switch", people.switch, name="demo_switch"),
    path("demo/language", people.language, name="demo_language"),
    path("demo/mailbox/", mailbox.index, name="mailbox"),
    path("demo/mailbox/sweep", mailbox.sweep, name="mailbox_sweep"),
    path("demo/mailbox/<int:email_id>/", mailbox.conversation, name="mailbox_conversation"),
    path("demo/mailbox/<int:email_id>/html", mailbox.html, name="mailbox_html"),
    path("demo/mailbox/<int:email_id>/raw", mailbox.raw, name="mailbox_raw"),
]
