"""The roster on the instructor dashboard: a section of the legacy one, a tab of the new one."""

from __future__ import annotations

from typing import Any

from crum import get_current_request
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey
from openedx_filters import PipelineStep
from web_fragments.fragment import Fragment

from proserva_messaging.edxapp import get_platform
from proserva_messaging.elements import get_script_url
from proserva_messaging.links import get_inbox_path, get_roster_path
from proserva_messaging.lms_ui.harmless import harmless
from proserva_messaging.queries.roster import shows_roster

# After the platform's own tabs.
TAB_ORDER = 1000


class AddDashboardSection(PipelineStep):
    """A step of `org.openedx.learning.instructor.dashboard.render.started.v1`."""

    def run_filter(self, context: dict[str, Any], template_name: str) -> dict[str, Any]:
        """Return what came, with our section last where the person who looks is in the course's team."""
        with harmless("the section of the instructor dashboard"):
            course_key = context["course"].id
            if shows_roster(getattr(get_current_request(), "user", None), course_key):
                context["sections"].append(_make_section(course_key))
        return {"context": context, "template_name": template_name}


class AddDashboardTab(PipelineStep):
    """A step of `org.openedx.learning.instructor.dashboard.tabs.requested.v1`, which Teak and Ulmo do not have."""

    def run_filter(self, tabs: list[dict[str, Any]], user: Any, course_key: CourseKey) -> dict[str, Any]:
        """Return what came, with a tab that leads to our own page: an absolute address needs no code in front."""
        with harmless("the tab of the instructor dashboard"):
            if shows_roster(user, course_key):
                url = get_platform().root_url() + get_roster_path(course_key)
                tab = {"tab_id": "proserva_messages", "title": _("Messages"), "url": url, "sort_order": TAB_ORDER}
                tabs = [*tabs, tab]
        return {"tabs": tabs, "user": user, "course_key": course_key}


def _make_section(course_key: CourseKey) -> dict[str, Any]:
    """Return the section; the platform prints its fragment's script and includes its template, which has this name."""
    fragment = Fragment()
    fragment.add_javascript_url(get_script_url())
    return {
        "section_key": "proserva_messages",
        "section_display_name": _("Messages"),
        "course_id": str(course_key),
        "inbox_url": get_inbox_path(course_id=str(course_key)),
        "inbox_label": _("Messages"),
        "fragment": fragment,
        "template_path_prefix": "/proserva_messaging/lms/",
    }
