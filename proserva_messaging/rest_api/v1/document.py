"""REST: the OpenAPI document."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.utils.translation import override
from drf_spectacular.settings import patched_settings
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from proserva_messaging import __version__
from proserva_messaging.rest_api.v1.catalog import find_language
from proserva_messaging.rest_api.v1.errors import answer_error
from proserva_messaging.rest_api.v1.strict import ENCODING


class DocumentView(SpectacularJSONAPIView):
    """The OpenAPI document of this API, which is public. `lang` chooses one of the site's languages."""

    urlconf = "proserva_messaging.urls"
    authentication_classes = ()
    permission_classes = (AllowAny,)
    schema = None
    custom_settings = {
        "TITLE": "Proserva Messaging",
        "VERSION": __version__,
        "OAS_VERSION": "3.1.0",
        "SCHEMA_PATH_PREFIX": "/api/proserva_messaging/v1/",
    }

    def initialize_request(self, request: Any, *args: Any, **kwargs: Any) -> Request:
        """Return DRF's request, which reads UTF-8 whatever the client's `charset` says."""
        request.encoding = ENCODING
        return super().initialize_request(request, *args, **kwargs)

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Return the document. Django would load and keep catalogues for any text that `lang` holds."""
        respond: Any = self._get_schema_response
        language = find_language(request.query_params.get("lang", ""))
        with patched_settings(self.custom_settings), override(language) if language else nullcontext():
            return respond(request)

    def get_exception_handler(self) -> Any:
        """Return the handler that gives all errors the API's one shape."""
        return answer_error

    def _get_version_parameter(self, request: Request) -> None:
        """Ignore `version`: the path has it, and a line break in it would not fit into a header."""
