"""Django admin: the audit trail, holds, conversations, emails, failures, and the settings of courses."""

from proserva_messaging.admin import audit, conversations, emails, failures, holds, moderation  # noqa: F401
