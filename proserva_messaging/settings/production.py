"""As `common`: the platform reads the operator's own settings between the two, so what depends on them is said again."""

from proserva_messaging.settings.common import plugin_settings

__all__ = ["plugin_settings"]
