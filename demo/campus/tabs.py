"""Course tabs: the campus's own, and those of plugins from the entry point `openedx.course_tab`."""

from django.urls import reverse
from edx_django_utils.plugins import PluginManager

from demo.campus import people


class CourseTab:
    """One tab, with the interface of the platform's class of this name."""

    type = ""
    title = None
    priority = None
    view_name = None
    is_dynamic = False
    is_default = True
    is_hideable = False
    is_movable = False
    allow_multiple = False
    course_staff_only = False

    def __init__(self, tab_dict):
        self.name = tab_dict.get("name", self.title)
        self.tab_id = tab_dict.get("tab_id", self.type)
        self.tab_dict = tab_dict

    @property
    def link_func(self):
        """Return the function of (course, reverse function) that returns the tab's URL."""
        return self.tab_dict.get("link_func", lambda course, to_url: to_url(self.view_name, args=[str(course.id)]))

    @classmethod
    def is_enabled(cls, course, user=None):
        """Return whether the user sees the tab."""
        raise NotImplementedError


class EnrolledTab(CourseTab):
    """A tab for learners and the course team."""

    @classmethod
    def is_enabled(cls, course, user=None):
        """Return whether the user has a role in the course."""
        return bool(user and people.role_of(user, course.id))


class OutlineTab(EnrolledTab):
    """The course's outline."""

    type = "courseware"
    title = "Course"
    priority = 10
    view_name = "course"


class ProgressTab(EnrolledTab):
    """The user's own results."""

    type = "progress"
    title = "Progress"
    priority = 20
    view_name = "progress"


class DiscussionTab(EnrolledTab):
    """The discussion."""

    type = "discussion"
    title = "Discussion"
    priority = 30
    view_name = "discussion"


class InstructorTab(CourseTab):
    """The instructor dashboard, for the team."""

    type = "instructor"
    title = "Instructor"
    priority = 300
    view_name = "instructor"
    course_staff_only = True

    @classmethod
    def is_enabled(cls, course, user=None):
        """Return whether the user is on the team."""
        return bool(user and people.is_team(user, course.id))


class TabPlugins(PluginManager):
    """The tab classes of installed plugins."""

    NAMESPACE = "openedx.course_tab"


OWN = (OutlineTab, ProgressTab, DiscussionTab, InstructorTab)


def tabs_for(course, user, *, as_learner: bool = False) -> list[dict]:
    """Return the type, name and URL of the tabs that a user sees, in order."""
    classes = [*OWN, *TabPlugins.get_available_plugins().values()]
    shown = [cls({}) for cls in classes if cls.is_enabled(course, user=user)]
    if as_learner:
        shown = [tab for tab in shown if not tab.course_staff_only]
    # The sort is stable: tabs without a priority come last, in the order they were found.
    shown.sort(key=lambda tab: tab.priority if tab.priority is not None else 1000)
    return [{"type": tab.type, "name": tab.name, "url": tab.link_func(course, reverse)} for tab in shown]
