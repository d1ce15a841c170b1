"""The roster on the instructor dashboard: a section of the legacy dashboard, and a tab of the new one."""

from __future__ import annotations

from typing import Any

from crum import get_current_request
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey
from openedx_filters import PipelineStep
from web_fragments.fragment import Fragment

from proserva_messaging.conversations.roster import shows_roster
from proserva_messaging.edxapp import get_platform
from proserva_messaging.links import get_inbox_path, get_roster_path
from proserva_messaging.lms_ui.elements import get_script_url
from proserva_messaging.lms_ui.pages import fail_safe
from proserva_messaging.types import User

SECTION_SCRIPT = "proserva_messaging/dashboard-section.js"
# After the platform's own tabs.
TAB_ORDER = 1000


class AddDashboardSection(PipelineStep):
    """A step of `org.openedx.learning.instructor.dashboard.render.started.v1`."""

    def run_filter(self, context: dict[str, Any], template_name: str) -> dict[str, Any]:
        """Return the input, with our section last if the viewer belongs to the course team."""
        with fail_safe("the section of the instructor dashboard"):
            course_key = context["course"].id
            if shows_roster(getattr(get_current_request(), "user", None), course_key):
                context["sections"].append(_make_section(course_key))
        return {"context": context, "template_name": template_name}


class AddDashboardTab(PipelineStep):
    """A step of `org.openedx.learning.instructor.dashboard.tabs.requested.v1`, which Teak and Ulmo do not have."""

    def run_filter(self, tabs: list[dict[str, Any]], user: User, course_key: CourseKey) -> dict[str, Any]:
        """Return the input, with a tab for the course team that opens our page: a URL needs no code in the MFE."""
        with fail_safe("the tab of the instructor dashboard"):
            if shows_roster(user, course_key):
                url = get_platform().root_url() + get_roster_path(course_key)
                tab = {"tab_id": "proserva_messages", "title": _("Messages"), "url": url, "sort_order": TAB_ORDER}
                tabs = [*tabs, tab]
        return {"tabs": tabs, "user": user, "course_key": course_key}


def _make_section(course_key: CourseKey) -> dict[str, Any]:
    """Return the section. The platform loads its fragment's script and includes the template named by its key."""
    fragment = Fragment()
    fragment.add_javascript_url(get_script_url())
    return {
        "section_key": "proserva_messages",
        "section_display_name": _("Messages"),
        "course_id": str(course_key),
        "inbox_url": get_inbox_path(course_id=str(course_key)),
        "inbox_label": _("Messages"),
        "script_url": staticfiles_storage.url(SECTION_SCRIPT),
        "fragment": fragment,
        "template_path_prefix": "/proserva_messaging/lms/",
    }
