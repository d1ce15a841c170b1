"""REST: a person's own download of all that they wrote and received."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponseRedirect
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes

from proserva_messaging import conf
from proserva_messaging.exports import requests
from proserva_messaging.exports.data import ExportInfo
from proserva_messaging.rest_api.v1 import shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe
from proserva_messaging.store.files import sign_name
from proserva_messaging.types import UserRequest as Request

CONTENT_TYPE = "application/zip"


class ExportView(MessagingView):
    """My download."""

    @describe(output=shapes.ExportSerializer)
    def show(self, request: Request) -> ExportInfo:
        """Show the state of my download."""
        return requests.get_export(request.user)

    @describe(output=shapes.ExportSerializer, status=202, idempotent=True)
    def create(self, request: Request) -> ExportInfo:
        """Have a download of my messages made. It replaces an earlier one; one that is being made goes on."""
        return requests.request_export(request.user, idempotency_key=self.idempotency_key)

    @describe(status=204)
    def remove(self, request: Request) -> None:
        """Delete my download, or stop making it."""
        requests.delete_export(request.user)

    @describe(responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY, 302: None})
    def download(self, request: Request) -> Any:
        """Download my messages."""
        export = requests.access_export(request.user)
        name = f"messages-{timezone.localtime(export.created):%Y-%m-%d}.zip"
        seconds = conf.get("ATTACHMENT_REDIRECT_SECONDS")
        if seconds and (signed := sign_name(export.file, name, CONTENT_TYPE, seconds)):
            requests.track_download(export)
            return HttpResponseRedirect(signed)
        response = FileResponse(
            requests.open_export(export), as_attachment=True, filename=name, content_type=CONTENT_TYPE
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
