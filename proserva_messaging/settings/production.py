"""As `common`: the operator's own settings are read between the two, so what depends on them is said again."""

from proserva_messaging.settings.common import plugin_settings

__all__ = ["plugin_settings"]
