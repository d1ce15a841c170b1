"""The OpenAPI document: extensions of drf-spectacular for our views, our input and the platform's authentication."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema

from proserva_messaging.rest_api.v1.strict import StrictSerializer

AUTHENTICATION = "edx_rest_framework_extensions.auth"


class MessagingSchema(AutoSchema):
    """The description of our views, whose responses are pages or single objects, never bare lists."""

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False


class StrictSchema(OpenApiSerializerExtension):
    """Input: `additionalProperties: false`."""

    target_class = StrictSerializer
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Any) -> dict[str, Any]:
        """Return the schema of an input serializer."""
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {**schema, "additionalProperties": False}


class JwtScheme(OpenApiAuthenticationExtension):
    """The platform's tokens. A site may describe them itself: its extension has precedence."""

    target_class = f"{AUTHENTICATION}.jwt.authentication.JwtAuthentication"
    match_subclasses = True
    name = "jwtAuth"
    priority = -1

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """Return the security scheme."""
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "`JWT <token>`"}


class SessionScheme(OpenApiAuthenticationExtension):
    """The platform's session cookie."""

    target_class = f"{AUTHENTICATION}.session.authentication.SessionAuthenticationAllowInactiveUser"
    name = "cookieAuth"
    priority = -1

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """Return the security scheme."""
        description = "Writes need the `X-CSRFToken` header as well"
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME, "description": description}
