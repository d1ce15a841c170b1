"""Tests of cached values: without a cache they are computed each time, and every page that uses one works."""

from contextlib import ExitStack

from django.core.cache import cache
from django.test import override_settings

from proserva_messaging.announcements.banner import has_banner
from proserva_messaging.conversations.buttons import has_button
from proserva_messaging.models import CourseSettings
from tests.announcement_case import AnnouncementCase

GONE = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}}


class CacheIsAwayTests(AnnouncementCase):
    def setUp(self):
        super().setUp()
        cache.clear()
        self.addCleanup(cache.clear)
        CourseSettings.objects.create(course_id=self.key, peer_messages="course")
        self.announce()

    def away(self):
        """Return a context without a cache, which operators see in the log."""
        stack = ExitStack()
        stack.enter_context(override_settings(CACHES=GONE, PROSERVA_MESSAGING_SEARCH_RATE=None))
        stack.enter_context(self.assertLogs("proserva_messaging.store.caching", "ERROR"))
        return stack

    def test_shared_courses(self):
        with self.away():
            response = self.get(self.instructor, "shared_courses", "lena")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(len(response.json()["results"]), 1)

    def test_the_banner(self):
        with self.away():
            response = self.get(self.learner, "banner", course_id=str(self.key))
        self.assertEqual(response.status_code, 200)
        self.assertIsNotNone(response.json()["banner"])

    def test_the_places_of_a_unit(self):
        with self.away():
            self.assertTrue(has_button(self.learner, self.key, "unit"))
            self.assertTrue(has_banner(self.key))
