"""`python -m tests.openapi`: write the OpenAPI document to `frontend/openapi.json`, for the types of the front end."""

from __future__ import annotations

import json
import os
from pathlib import Path

# The name on the platform. The demo campus has another one for each port.
SESSION_COOKIE_NAME = "sessionid"
DOCUMENT = Path(__file__).parents[1] / "frontend" / "openapi.json"


def render() -> str:
    """Return the OpenAPI document in the form of the file. Django must be set up; no database is needed."""
    from django.test import RequestFactory, override_settings  # noqa: PLC0415 (needs settings)
    from django.utils import translation  # noqa: PLC0415 (needs settings)

    from proserva_messaging.rest_api.v1.urls import schema  # noqa: PLC0415 (needs settings)

    with translation.override("en"), override_settings(SESSION_COOKIE_NAME=SESSION_COOKIE_NAME):
        answer = schema(RequestFactory().get("/", HTTP_ACCEPT="application/json"))
        document = json.loads(answer.render().content)
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "demo.settings_test")
    import django

    django.setup()
    DOCUMENT.write_text(render(), encoding="utf-8")
