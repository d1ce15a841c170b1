"""The steps that the product adds to the platform's filters."""

from __future__ import annotations

from typing import Any

# As text: a release of the platform without one of these filters ignores its entry.
STEPS = {
    "org.openedx.learning.instructor.dashboard.render.started.v1": (
        "proserva_messaging.lms_ui.dashboard.AddDashboardSection",
    ),
    "org.openedx.learning.instructor.dashboard.tabs.requested.v1": (
        "proserva_messaging.lms_ui.dashboard.AddDashboardTab",
    ),
    "org.openedx.learning.vertical_block.render.completed.v1": (
        "proserva_messaging.lms_ui.unit_button.AddUnitButton",
        "proserva_messaging.lms_ui.unit_banner.AddUnitBanner",
    ),
}


def add_filters(settings: Any) -> None:
    """Add the product's steps after those that the operator has configured, each once."""
    configured = dict(getattr(settings, "OPEN_EDX_FILTERS_CONFIG", None) or {})
    for filter_type, steps in STEPS.items():
        configured[filter_type] = _add_steps(configured.get(filter_type), steps)
    settings.OPEN_EDX_FILTERS_CONFIG = configured


def _add_steps(configuration: Any, ours: tuple[str, ...]) -> dict[str, Any]:
    """Return a filter's configuration with our steps. The platform accepts a dict, a list, or one step."""
    if not isinstance(configuration, dict):
        configuration = {"pipeline": [configuration] if isinstance(configuration, str) else configuration or []}
    pipeline = list(configuration.get("pipeline") or [])
    steps = [*pipeline, *(step for step in ours if step not in pipeline)]
    # The operator's `fail_silently` wins. By default, a broken step must not break a page.
    return {"fail_silently": True, **configuration, "pipeline": steps}
