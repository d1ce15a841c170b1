"""URLs of the demo campus: its own, and those of every installed plugin."""

from django.contrib import admin
from django.urls import include, path
from edx_django_utils.plugins import get_plugin_url_patterns

from demo.settings import PROJECT_TYPE

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("demo.campus.urls")),
    *get_plugin_url_patterns(PROJECT_TYPE),
]
