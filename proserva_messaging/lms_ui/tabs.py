"""The course tabs: "Messages" opens the inbox of the course, "Announcements" its announcements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_noop

from proserva_messaging.edxapp import get_platform
from proserva_messaging.lms_ui.pages import fail_safe
from proserva_messaging.store.switches import is_enabled
from proserva_messaging.types import User


class OwnTab(get_platform().course_tab_base()):  # type: ignore[misc]  # the platform defines the base class
    """A tab that the platform's base class shows to enrolled users and the course team.

    `is_dynamic` keeps it out of each course's saved list of tabs, so that nothing remains when the plugin is removed.
    """

    is_dynamic = True
    is_movable = False
    is_default = False

    def __init__(self, tab_dict: dict[str, Any]) -> None:
        super().__init__({**tab_dict, "link_func": self._make_link})

    def _make_link(self, course: Any, reverse_func: Callable[..., str]) -> str:
        """Return the tab's URL. An error must not break the other tabs of the course."""
        with fail_safe("the link of a tab of course %s", course.id):
            return self.link(course, reverse_func)
        return "#"

    @staticmethod
    def link(course: Any, reverse_func: Callable[..., str]) -> str:
        """Return the tab's URL. The platform passes the function that makes URLs, which may be for an MFE."""
        raise NotImplementedError

    @classmethod
    def is_enabled(cls, course: Any, user: User | None = None) -> bool:
        """Return whether the tab is shown to this user in this course."""
        with fail_safe("the tab of course %s", course.id):
            return bool(super().is_enabled(course, user=user)) and is_enabled(course.id)
        return False


class AnnouncementsTab(OwnTab):
    """The announcements of the course."""

    type = "proserva_announcements"
    title = gettext_noop("Announcements")  # the platform translates it for the viewer
    priority = 44  # after the platform's own tabs for learners, before tabs added by authors

    @staticmethod
    def link(course: Any, reverse_func: Callable[..., str]) -> str:
        """Return the URL of the course's announcements."""
        return reverse_func("proserva_messaging:announcements_page", args=[str(course.id)])


class MessagesTab(OwnTab):
    """The inbox, filtered by the course."""

    type = "proserva_messages"
    title = gettext_noop("Messages")
    priority = 45

    @staticmethod
    def link(course: Any, reverse_func: Callable[..., str]) -> str:
        """Return the URL of the inbox."""
        query = urlencode({"course_id": str(course.id)})
        return f"{reverse_func('proserva_messaging:inbox')}?{query}"
