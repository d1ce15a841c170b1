"""The plugin's defaults, added to the platform's settings. Settings of the operator are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from proserva_messaging.settings.cors import allow_headers
from proserva_messaging.settings.filters import add_filters

MIDDLEWARE = (
    "proserva_messaging.lms_ui.middleware.HeaderBellMiddleware",
    "proserva_messaging.lms_ui.gradebook.GradebookMiddleware",
    "proserva_messaging.lms_ui.discussion.DiscussionMiddleware",
)
TEMPLATES = Path(__file__).parents[1] / "templates"


def plugin_settings(settings: Any) -> None:
    """Add the product's settings to `settings` (the platform's settings module), replacing none. Idempotent."""
    add_filters(settings)
    allow_headers(settings)
    _add_mako_templates(settings)
    _add_middleware(settings)


def _add_middleware(settings: Any) -> None:
    """Add our middleware last, so that it sees pages before any other changes them. Studio needs none of it."""
    installed = list(getattr(settings, "MIDDLEWARE", ()))
    if installed and not getattr(settings, "ROOT_URLCONF", "").startswith("cms."):
        settings.MIDDLEWARE = [*installed, *(each for each in MIDDLEWARE if each not in installed)]


def _add_mako_templates(settings: Any) -> None:
    """Add our Mako templates to those of the LMS. Studio needs none of them."""
    folder, folders = str(TEMPLATES), getattr(settings, "MAKO_TEMPLATE_DIRS_BASE", None)
    if folders is not None and folder not in map(str, folders):
        # In place: the platform's template engines share this list.
        folders.append(folder)
