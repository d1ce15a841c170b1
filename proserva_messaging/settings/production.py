"""The same as `common`: the platform reads the operator's settings in between, so the defaults are added again."""

from proserva_messaging.settings.common import plugin_settings

__all__ = ["plugin_settings"]
