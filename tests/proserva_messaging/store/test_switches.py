import time
from unittest import mock

from django.core.cache import cache
from django.test import SimpleTestCase, override_settings
from opaque_keys.edx.keys import CourseKey

from proserva_messaging.edxapp import get_platform
from proserva_messaging.store.switches import CACHE_SECONDS, is_enabled

KEY = CourseKey.from_string("course-v1:Прага+Ünï+٢٠٢٦")
OTHER = CourseKey.from_string("course-v1:Test+Other+2026")


class SwitchTests(SimpleTestCase):
    def setUp(self):
        cache.clear()
        self.addCleanup(cache.clear)

    def watch(self):
        """Count what the platform is asked."""
        return mock.patch.object(type(get_platform()), "is_enabled", autospec=True, side_effect=self.answer)

    def answer(self, _platform, course_key):
        return course_key not in self.off

    off = frozenset({OTHER})

    def test_each_course_is_asked_about_once_in_a_minute(self):
        with self.watch() as asked:
            for _each in range(3):
                self.assertTrue(is_enabled(KEY))
                self.assertFalse(is_enabled(OTHER))
        self.assertEqual(asked.call_count, 2)

    def test_a_flag_is_followed_within_a_minute(self):
        with self.watch():
            self.assertTrue(is_enabled(KEY))
            self.off = frozenset({KEY})
            self.assertTrue(is_enabled(KEY))
            later = time.time() + CACHE_SECONDS + 1
            with mock.patch("time.time", return_value=later):
                self.assertFalse(is_enabled(KEY))

    def test_the_whole_site_is_off_at_once_and_nothing_is_asked(self):
        self.assertTrue(is_enabled(KEY))
        with override_settings(PROSERVA_MESSAGING_ENABLED=False), self.watch() as asked:
            self.assertFalse(is_enabled(KEY))
        self.assertEqual(asked.call_count, 0)
