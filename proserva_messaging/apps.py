"""Registration of the plugin with the platform: URLs, settings, signal handlers and system checks."""

from django.apps import AppConfig


class ProservaMessagingConfig(AppConfig):
    """The Django app, which the platform finds by its `lms.djangoapp` and `cms.djangoapp` entry points."""

    name = "proserva_messaging"
    verbose_name = "Proserva Messaging"
    default_auto_field = "django.db.models.BigAutoField"

    plugin_app = {
        "url_config": {
            "lms.djangoapp": {"namespace": "proserva_messaging", "regex": "", "relative_path": "urls"},
        },
        "settings_config": {
            project: {
                "common": {"relative_path": "settings.common"},
                "production": {"relative_path": "settings.production"},
            }
            for project in ("lms.djangoapp", "cms.djangoapp")
        },
    }

    def ready(self) -> None:
        """Connect the signal handlers and register the system checks."""
        # These need loaded models.
        from proserva_messaging import checks, checks_database, checks_scanner, checks_storage, handlers  # noqa: F401, PLC0415
        from proserva_messaging.rest_api.v1 import token_checks  # noqa: F401, PLC0415

        handlers.connect()
