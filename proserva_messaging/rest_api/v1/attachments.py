"""REST: private files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponseRedirect
from drf_spectacular.types import OpenApiTypes

from proserva_messaging import conf
from proserva_messaging.conversations import attachments
from proserva_messaging.conversations.attachments import access_content, make_too_large_error
from proserva_messaging.data import AttachmentInfo
from proserva_messaging.rest_api.v1 import inputs, shapes
from proserva_messaging.rest_api.v1.base import MessagingView, describe, get_body_length
from proserva_messaging.store import limits
from proserva_messaging.store.files import describe_attachment, make_signed_url
from proserva_messaging.store.stored_files import open_file
from proserva_messaging.types import UserRequest as Request

# The parts of the form around the file: its name, the course, the boundaries.
FORM_BYTES = 64 * 1024


class AttachmentsView(MessagingView):
    """Files."""

    def refuse_large_body(self, request: Any) -> None:
        """Raise FileTooLargeError for an upload that must be larger than the limit, before a byte of it is read."""
        limit = conf.get("ATTACHMENT_MAX_BYTES")
        if get_body_length(request) > limit + FORM_BYTES:
            raise make_too_large_error(limit)

    @describe(
        body=inputs.AttachmentInputSerializer,
        output=shapes.AttachmentSerializer,
        status=201,
        idempotent=True,
        limit=limits.UPLOAD,
    )
    def upload(self, request: Request) -> AttachmentInfo:
        """Upload a file. It is mine alone until I send it."""
        key = self.idempotency_key
        attachment = attachments.upload(request.user, self.course_key, **self.body, idempotency_key=key)
        return describe_attachment(attachment)

    @describe(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, 302: None})
    def download(self, request: Request, attachment_id: int) -> Any:
        """Download a file. No content of a file ever opens as a page of this site. A file that a virus scanner has not
        passed yet is a 409, and one that was removed because of a virus a 410."""
        attachment = access_content(request.user, attachment_id)
        seconds = conf.get("ATTACHMENT_REDIRECT_SECONDS")
        if seconds and (signed := make_signed_url(attachment, seconds)):
            return HttpResponseRedirect(signed)
        response = FileResponse(
            open_file(attachment), as_attachment=True, filename=attachment.name, content_type=attachment.content_type
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response

    @describe(status=204)
    def discard(self, request: Request, attachment_id: int) -> None:
        """Discard a file that I have not sent."""
        attachments.discard(request.user, attachment_id)
