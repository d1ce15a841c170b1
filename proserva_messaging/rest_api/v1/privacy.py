"""REST: the privacy log of a person."""

from __future__ import annotations

from proserva_messaging.audit_trail import queries
from proserva_messaging.audit_trail.data import PrivacyEntry
from proserva_messaging.data import Page
from proserva_messaging.rest_api.v1 import inputs, shapes  # noqa: F401 (the serializers of nested data are derived there)
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.rest_api.v1.derive import derive
from proserva_messaging.types import UserRequest as Request

PrivacyEntrySerializer = derive(PrivacyEntry, help_texts={"reason": "Given for the opening of a conversation"})


class PrivacyView(MessagingView):
    """The privacy log."""

    @describe("audit_list", query=inputs.PageQuerySerializer, row=PrivacyEntrySerializer, page_size=queries.PAGE_SIZE)
    def list(self, request: Request) -> Page[PrivacyEntry]:
        """List what others did that concerns me, such as opening my conversations, the newest first."""
        return queries.get_privacy_log(request.user, **self.query)
