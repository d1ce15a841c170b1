"""Registration of the demo campus."""

from django.apps import AppConfig


class CampusConfig(AppConfig):
    """The demo campus as a Django application."""

    name = "demo.campus"
    label = "campus"
    verbose_name = "Demo campus"
