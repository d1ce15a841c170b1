"""REST: private files."""

from __future__ import annotations

import logging
from typing import Any

from django.http import FileResponse, HttpResponseRedirect
from drf_spectacular.types import OpenApiTypes
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from proserva_messaging import conf
from proserva_messaging.actions import attachments as actions
from proserva_messaging.errors import NotFoundError
from proserva_messaging.models.attachments import make_signed_url
from proserva_messaging.queries.messages import access_attachment, describe_attachment
from proserva_messaging.rest_api.v1 import inputs
from proserva_messaging.rest_api.v1 import serializers as shapes
from proserva_messaging.rest_api.v1.base import (
    MessagingView,
    UploadThrottle,
    answer_created,
    describe,
    get_idempotency_key,
    parse,
    parse_course_key,
)
from proserva_messaging.rest_api.v1.threads import ERRORS, IDEMPOTENCY_KEY

log = logging.getLogger(__name__)


class AttachmentsView(MessagingView):
    """Uploading."""

    parser_classes = (MultiPartParser,)
    throttle_classes = (UploadThrottle,)

    @describe(
        parameters=[IDEMPOTENCY_KEY],
        request={"multipart/form-data": inputs.AttachmentInputSerializer},
        responses={201: shapes.AttachmentSerializer, **ERRORS},
    )
    def post(self, request: Request) -> Response:
        """Upload a file, mine alone until I send it."""
        data = parse(inputs.AttachmentInputSerializer, request.data)
        course_key = parse_course_key(data["course_id"])
        key = get_idempotency_key(request)
        attachment = actions.upload(request.user, course_key, data["file"], idempotency_key=key)
        return answer_created(shapes.AttachmentSerializer(describe_attachment(attachment)))


class AttachmentView(MessagingView):
    """One file."""

    @describe(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, 302: None, **ERRORS})
    def get(self, request: Request, attachment_id: int) -> Any:
        """Download a file. It never opens as a page of this site, whatever is in it."""
        attachment = access_attachment(request.user, attachment_id)
        seconds = conf.get("ATTACHMENT_REDIRECT_SECONDS")
        if seconds and (signed := make_signed_url(attachment, seconds)):
            return HttpResponseRedirect(signed)
        try:
            content = attachment.file.open("rb")
        except FileNotFoundError:
            log.exception("The file of attachment %s is lost", attachment_id)
            raise NotFoundError from None
        response = FileResponse(
            content, as_attachment=True, filename=attachment.name, content_type=attachment.content_type
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response

    @describe(responses={204: None, **ERRORS})
    def delete(self, request: Request, attachment_id: int) -> Response:
        """Discard a file that I have not sent."""
        actions.discard(request.user, attachment_id)
        return Response(status=204)
