"""REST: the configuration of a client."""

from __future__ import annotations

from typing import Any

from proserva_messaging import conf
from proserva_messaging.links import get_inbox_path
from proserva_messaging.lms_ui.elements import get_more_script_url
from proserva_messaging.rest_api.v1 import shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.store.people import get_people
from proserva_messaging.types import UserRequest as Request


class ConfigView(MessagingView):
    """The configuration."""

    @describe(output=shapes.ConfigSerializer)
    def show(self, request: Request) -> dict[str, Any]:
        """Show who I am, and the limits."""
        return {
            "me": get_people([request.user.pk])[request.user.pk],
            "poll_seconds": conf.get("POLL_SECONDS"),
            "live_poll_seconds": {"active": conf.get("LIVE_POLL_SECONDS"), "idle": conf.get("POLL_SECONDS")},
            "group_max_people": conf.get("GROUP_MAX_PEOPLE"),
            "message_max_length": conf.get("MESSAGE_MAX_LENGTH"),
            "attachments": {
                "max_bytes": conf.get("ATTACHMENT_MAX_BYTES"),
                "max_count": conf.get("ATTACHMENT_MAX_COUNT"),
                "extensions": conf.get("ATTACHMENT_EXTENSIONS"),
            },
            "inbox_url": get_inbox_path(),
            "undo_seconds": conf.get("UNDO_SECONDS"),
            "more_url": get_more_script_url(),
        }
