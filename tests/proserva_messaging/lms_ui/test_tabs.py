"""Tests of the course tabs, in the campus and with the platform's interface."""

from unittest import mock
from urllib.parse import parse_qs, urlsplit

from django.core.cache import cache
from django.test import TestCase, override_settings
from django.urls import reverse
from edx_django_utils.plugins import PluginManager

from demo.campus.tabs import tabs_for
from proserva_messaging.lms_ui.tabs import AnnouncementsTab, MessagesTab
from tests.factories import CourseFactory, UserFactory, make_learner, make_staff


class MessagesTabTest(TestCase):
    """It is found by its entry point, shows for people in the course, and leads to the inbox of that course."""

    def test_it_is_found_by_its_entry_point(self):
        manager = type("CourseTabs", (PluginManager,), {"NAMESPACE": "openedx.course_tab"})
        assert manager.get_available_plugins()["proserva_messages"] is MessagesTab

    def test_it_leads_to_the_inbox_narrowed_to_the_course(self):
        course = CourseFactory(key="course-v1:Ünï+C1+2026_Herbst")
        link = MessagesTab({}).link_func(course, reverse)
        assert urlsplit(link).path == reverse("proserva_messaging:inbox")
        assert parse_qs(urlsplit(link).query) == {"course_id": [str(course.id)]}
        assert link.isascii()

    def test_it_shows_for_people_in_the_course(self):
        course = CourseFactory()
        for user, shown in ((make_learner(course), True), (make_staff(course), True), (UserFactory(), False)):
            assert ("proserva_messages" in [tab["type"] for tab in tabs_for(course, user)]) is shown

    def test_it_goes_where_the_operator_switches_messages_off(self):
        course = CourseFactory()
        with override_settings(COURSES_WITHOUT_MESSAGES=[str(course.id)]):
            assert "proserva_messages" not in [tab["type"] for tab in tabs_for(course, make_learner(course))]
        with override_settings(PROSERVA_MESSAGING_ENABLED=False):
            assert "proserva_messages" not in [tab["type"] for tab in tabs_for(course, make_learner(course))]

    def test_a_platform_that_has_lost_a_flag_keeps_its_other_tabs(self):
        course = CourseFactory()
        broken = mock.patch("demo.campus.platform.CampusPlatform.is_enabled", side_effect=ImportError("no such flag"))
        with broken, self.assertLogs("proserva_messaging.lms_ui"):
            tabs = [tab["type"] for tab in tabs_for(course, make_learner(course))]
        assert "courseware" in tabs
        assert "proserva_messages" not in tabs

    def test_a_link_that_cannot_be_made_breaks_no_other_tab(self):
        broken = mock.Mock(side_effect=LookupError("no such page"))
        with override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=False), self.assertLogs("proserva_messaging.lms_ui"):
            assert MessagesTab({}).link_func(CourseFactory(), broken) == "#"

    def test_it_is_what_the_platform_expects_of_a_tab_that_is_not_saved_with_the_course(self):
        given = {"name": "Questions"}
        tab = MessagesTab(given)
        assert (tab.type, tab.title, tab.name) == ("proserva_messages", "Messages", "Questions")
        assert (tab.is_dynamic, tab.is_movable, tab.is_default) == (True, False, False)
        assert given == {"name": "Questions"}


class AnnouncementsTabTest(TestCase):
    """As the other; it leads to what the course's team posted."""

    def test_it_is_found_by_its_entry_point(self):
        manager = type("CourseTabs", (PluginManager,), {"NAMESPACE": "openedx.course_tab"})
        assert manager.get_available_plugins()["proserva_announcements"] is AnnouncementsTab

    def test_it_leads_to_the_courses_announcements(self):
        course = CourseFactory(key="course-v1:Ünï+C1+2026_Herbst")
        link = AnnouncementsTab({}).link_func(course, reverse)
        assert link == reverse("proserva_messaging:announcements_page", args=[str(course.id)])
        self.client.force_login(make_learner(course))
        assert self.client.get(link).status_code == 200

    def test_it_shows_for_people_in_the_course_unless_the_operator_switches_it_off(self):
        course = CourseFactory()
        learner = make_learner(course)
        for user, shown in ((learner, True), (make_staff(course), True), (UserFactory(), False)):
            assert ("proserva_announcements" in [tab["type"] for tab in tabs_for(course, user)]) is shown
        cache.clear()  # the course is remembered for a minute
        with override_settings(COURSES_WITHOUT_MESSAGES=[str(course.id)]):
            assert "proserva_announcements" not in [tab["type"] for tab in tabs_for(course, learner)]
