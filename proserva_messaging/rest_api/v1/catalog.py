"""REST: the front end's translations, for pages without a catalogue of ours."""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.utils.translation import get_supported_language_variant, override
from django.views.i18n import JSONCatalog
from rest_framework.exceptions import MethodNotAllowed

from proserva_messaging.rest_api.v1.errors import answer_error
from proserva_messaging.rest_api.v1.strict import ENCODING

MAX_AGE_SECONDS = 10 * 60
# A browser may show a stale catalogue for so long while it fetches the new one.
STALE_SECONDS = 24 * 60 * 60
CODE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,3}")


class CatalogView(JSONCatalog):
    """The translations of the web components. They are public."""

    packages = ["proserva_messaging"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the response. The query is UTF-8, whatever the client's `charset` says."""
        request.encoding = ENCODING
        return super().dispatch(request, *args, **kwargs)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the error in the shape of all errors."""
        error = answer_error(MethodNotAllowed(request.method or ""), {})
        headers = {"Allow": super().http_method_not_allowed(request)["Allow"]}
        return JsonResponse(error.data, status=error.status_code, headers=headers)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the translations for `lang`, or for the request's language if the site does not have `lang`."""
        language = find_language(request.GET.get("lang", ""))
        with override(language) if language else nullcontext():
            response = super().get(request)
        if language:
            patch_cache_control(response, private=True, max_age=MAX_AGE_SECONDS, stale_while_revalidate=STALE_SECONDS)
        else:
            patch_cache_control(response, private=True, no_cache=True)
            patch_vary_headers(response, ["Cookie"])
        patch_vary_headers(response, ["Accept-Language"])
        response["X-Content-Type-Options"] = "nosniff"
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response)


def find_language(code: str) -> str | None:
    """Return the site's language for a code, such as `es-419` for `es-MX`, or None."""
    if not CODE.fullmatch(code):
        return None
    try:
        return get_supported_language_variant(code.lower().replace("_", "-"))
    except (LookupError, ValueError):
        return None
