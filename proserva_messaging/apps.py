"""Registration of the plugin with the platform: URLs, settings, signal handlers. Nothing else."""

from django.apps import AppConfig


class ProservaMessagingConfig(AppConfig):
    """The Django app, found by the platform through its `lms.djangoapp` and `cms.djangoapp` entry points."""

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
        """Connect the handlers of signals, and the checks."""
        from proserva_messaging import checks, handlers  # noqa: F401, PLC0415 (models must be loaded before)

        handlers.connect()
