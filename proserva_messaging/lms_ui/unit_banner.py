"""The course's announcement above each unit, by the platform's filter of rendered units."""

from __future__ import annotations

from typing import Any

from crum import get_current_request
from openedx_filters import PipelineStep

from proserva_messaging.automatic_buttons import find_viewed_course
from proserva_messaging.elements import make_banner
from proserva_messaging.lms_ui.harmless import harmless
from proserva_messaging.lms_ui.unit_button import is_unit
from proserva_messaging.queries.banners import has_banner, recall_current


class AddUnitBanner(PipelineStep):
    """A step of `org.openedx.learning.vertical_block.render.completed.v1`. It asks the database for nothing."""

    def run_filter(self, block: Any, fragment: Any, context: Any, view: str) -> dict[str, Any]:
        """Return what came, the fragment with the banner's element before the unit's contents.

        The element asks for what it shows, and whether this person has dismissed it. It is left out where it is known
        that the course has nothing to show.
        """
        with harmless("the banner above unit %s", block.scope_ids.usage_id):
            request = get_current_request()
            course_key = find_viewed_course(request, block) if is_unit(context, view) else None
            if course_key is not None and has_banner(course_key):
                banner = make_banner(course_key, request.user, recall_current(course_key))
                fragment.content = banner.content + fragment.content
                fragment.add_fragment_resources(banner)
        return {"block": block, "fragment": fragment, "context": context, "view": view}
