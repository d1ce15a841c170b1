"""Tests of the button on the legacy discussion page: when it is added, and when nothing changes."""

from types import SimpleNamespace

import ddt
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, override_settings

from proserva_messaging.lms_ui.discussion import DiscussionMiddleware

PAGE = "<!DOCTYPE html><html><body>Posts</body></html>"
COURSE = "course-v1:Test+C+2026"
SOMEBODY = SimpleNamespace(is_authenticated=True)


@ddt.ddt
@override_settings(PROSERVA_MESSAGING_RAISE_ERRORS=True)
class DiscussionTest(SimpleTestCase):
    """No test here may ask the database anything: such a one refuses to."""

    def run_step(self, path, user=SOMEBODY):
        request = RequestFactory().get(path)
        request.user = user
        return DiscussionMiddleware(lambda request: HttpResponse(PAGE))(request).content.decode()

    @ddt.data("", "/", "/general-topic/threads/5f0c1a7be4d2a90c11d20001", "/users/7")
    def test_all_of_the_page_has_the_element_which_finds_its_post_by_itself(self, rest):
        text = self.run_step(f"/courses/{COURSE}/discussion/forum{rest}")
        assert "<proserva-post-button></proserva-post-button><script src=" in text
        assert text.endswith("</body></html>")

    @ddt.data(
        f"/courses/{COURSE}/discussion",
        f"/courses/{COURSE}/forum",
        "/discussion/forum",
        f"/courses/{COURSE}/x/discussion/forum",
    )
    def test_other_pages_are_left_alone(self, path):
        assert self.run_step(path) == PAGE

    def test_it_is_for_signed_in_users_unless_it_is_switched_off(self):
        path = f"/courses/{COURSE}/discussion/forum"
        assert self.run_step(path, AnonymousUser()) == PAGE
        for off in ({"PROSERVA_MESSAGING_DISCUSSION_BUTTON": False}, {"COURSES_WITHOUT_MESSAGES": [COURSE]}):
            cache.clear()  # the course is remembered for a minute
            with override_settings(**off):
                assert self.run_step(path) == PAGE
