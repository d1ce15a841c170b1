"""REST: the front end's texts in a language, for pages that have no catalogue of ours."""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import Any

from django.http import HttpRequest
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.utils.translation import get_supported_language_variant, override
from django.views.i18n import JSONCatalog

MAX_AGE_SECONDS = 10 * 60
# For as long a browser may show what it has while it looks for what is new.
STALE_SECONDS = 24 * 60 * 60
CODE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,3}")


class CatalogView(JSONCatalog):
    """The texts of the web components. They are no secret: nobody has to sign in."""

    packages = ["proserva_messaging"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the texts in the language of `lang`, or in the request's where the site has no such language."""
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
    """Return the site's language that a code means, such as `es-419` for `es-MX`; None where there is none."""
    if not CODE.fullmatch(code):
        return None
    try:
        return get_supported_language_variant(code.lower().replace("_", "-"))
    except (LookupError, ValueError):
        return None
