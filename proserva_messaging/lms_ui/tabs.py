"""The course tabs: "Messages" leads to the inbox, narrowed to the course, "Announcements" to what its team posted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_noop

from proserva_messaging.edxapp import get_platform
from proserva_messaging.lms_ui.harmless import harmless
from proserva_messaging.queries.switches import is_enabled


class OwnTab(get_platform().course_tab_base()):  # type: ignore[misc]  # the platform says what a tab is
    """Shown to whom the platform's base class shows it: people enrolled, and the team.

    `is_dynamic` keeps it out of each course's saved list of tabs, so that nothing is left behind when the plugin goes.
    """

    is_dynamic = True
    is_movable = False
    is_default = False

    def __init__(self, tab_dict: dict[str, Any]) -> None:
        super().__init__({**tab_dict, "link_func": self.link})

    @staticmethod
    def link(course: Any, reverse_func: Callable[..., str]) -> str:
        """Return where the tab leads. The platform passes what makes addresses, which may be for an MFE."""
        raise NotImplementedError

    @classmethod
    def is_enabled(cls, course: Any, user: Any = None) -> bool:
        """Return whether the tab shows for this person in this course."""
        with harmless("the tab of course %s", course.id):
            return bool(super().is_enabled(course, user=user)) and is_enabled(course.id)
        return False


class AnnouncementsTab(OwnTab):
    """What the course's team posted."""

    type = "proserva_announcements"
    title = gettext_noop("Announcements")  # the platform translates it, for the person who looks
    priority = 44  # after the platform's own tabs for learners, before what an author adds

    @staticmethod
    def link(course: Any, reverse_func: Callable[..., str]) -> str:
        """Return the address of the course's announcements."""
        return reverse_func("proserva_messaging:announcements_page", args=[str(course.id)])


class MessagesTab(OwnTab):
    """The inbox, narrowed to the course."""

    type = "proserva_messages"
    title = gettext_noop("Messages")
    priority = 45

    @staticmethod
    def link(course: Any, reverse_func: Callable[..., str]) -> str:
        """Return the address of the inbox."""
        query = urlencode({"course_id": str(course.id)})
        return f"{reverse_func('proserva_messaging:inbox')}?{query}"
