"""URLs with the LMS's names and arguments, as far as the product reverses them."""

from django.http import HttpResponse
from django.urls import include, path, re_path


def page(request, **kwargs):
    """Return nothing: only the URL matters."""
    return HttpResponse()


urlpatterns = [
    re_path(r"^courses/(?P<course_id>[^/]+)/jump_to/(?P<location>.*)$", page, name="jump_to"),
    re_path(
        r"^courses/(?P<course_id>[^/]+)/discussion/forum/(?P<discussion_id>[\w\-.]+)/threads/(?P<thread_id>\w+)$",
        page,
        name="single_thread",
    ),
    path("", include(([path("messages/", page, name="inbox")], "proserva_messaging"))),
]
