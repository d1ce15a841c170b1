"""The course's announcement above each unit, by the platform's filter for rendered units."""

from __future__ import annotations

from typing import Any

from crum import get_current_request
from openedx_filters import PipelineStep

from proserva_messaging.announcements.banner import get_cached_current, has_banner
from proserva_messaging.lms_ui.buttons import find_viewed_course
from proserva_messaging.lms_ui.elements import make_banner
from proserva_messaging.lms_ui.pages import fail_safe
from proserva_messaging.lms_ui.unit_button import is_unit


class AddUnitBanner(PipelineStep):
    """A step of `org.openedx.learning.vertical_block.render.completed.v1`. No query."""

    def run_filter(self, block: Any, fragment: Any, context: Any, view: str) -> dict[str, Any]:
        """Return the input, with the banner's element before the unit's content.

        The element requests its announcement, and whether the user has dismissed it. It is omitted if the cache says
        that the course has no announcement.
        """
        with fail_safe("the banner above unit %s", block.scope_ids.usage_id):
            request = get_current_request()
            course_key = find_viewed_course(request, block) if is_unit(context, view) else None
            if course_key is not None and has_banner(course_key):
                banner = make_banner(course_key, request.user, get_cached_current(course_key))
                fragment.content = banner.content + fragment.content
                fragment.add_fragment_resources(banner)
        return {"block": block, "fragment": fragment, "context": context, "view": view}
