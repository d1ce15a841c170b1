"""Tests of the counting of limits, in each kind of cache."""

import tempfile
from unittest import mock

import ddt
from django.core.cache import caches
from django.test import SimpleTestCase, override_settings

from proserva_messaging.checks import check_cache
from proserva_messaging.errors import TooManyRequestsError, describe_wait
from proserva_messaging.store import limits
from tests.factories import UserFactory

BACKENDS = "django.core.cache.backends"
MEMORY = {"BACKEND": f"{BACKENDS}.locmem.LocMemCache", "LOCATION": "limits"}
REDIS = {"BACKEND": f"{BACKENDS}.redis.RedisCache", "LOCATION": "redis://127.0.0.1:6379/9", "KEY_PREFIX": "test_limits"}
# 1 February 2026, 10:00:20 UTC.
NOW = 1_769_940_020


def make_user(pk=7):
    """Return an account that is not saved."""
    return UserFactory._meta.model(pk=pk)


@ddt.ddt
class TakeTests(SimpleTestCase):
    def setUp(self):
        caches["default"].clear()
        self.clock = self.enterContext(mock.patch("proserva_messaging.store.limits.time.time", return_value=NOW))

    def take(self, amount=1):
        """Count an amount, and return the seconds to wait."""
        return limits.take(limits.SEND, make_user(), amount)

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="2/min")
    def test_a_minute_later_all_is_possible_again(self):
        self.assertEqual([self.take(), self.take(), self.take()], [0, 0, 40])
        self.clock.return_value += 39
        self.assertEqual(self.take(), 1)
        self.clock.return_value += 1
        self.assertEqual([self.take(), self.take(), self.take()], [0, 0, 60])

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="10/day")
    def test_a_refused_amount_is_not_counted(self):
        self.assertEqual([bool(self.take(amount)) for amount in (8, 3, 2, 1)], [False, True, False, True])

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="5/hour")
    def test_each_limit_and_each_person_is_counted_alone(self):
        self.assertEqual(self.take(5), 0)
        self.assertEqual(limits.take(limits.UPLOAD, make_user(), 5), 0)
        self.assertEqual(limits.take(limits.SEND, make_user(8), 5), 0)
        with self.assertRaises(TooManyRequestsError) as raised:
            limits.require(limits.SEND, make_user())
        self.assertGreater(raised.exception.wait, 0)

    @override_settings(PROSERVA_MESSAGING_SEND_RATE=None)
    def test_none_is_no_limit(self):
        self.assertEqual(self.take(1_000_000), 0)

    @override_settings(PROSERVA_MESSAGING_SEND_RATE="5/day")
    def test_a_cache_that_counts_in_two_steps_keeps_its_keys(self):
        with tempfile.TemporaryDirectory() as folder:
            files = {"BACKEND": f"{BACKENDS}.filebased.FileBasedCache", "LOCATION": folder, "TIMEOUT": 0}
            with override_settings(CACHES={"default": files}):
                self.assertEqual([self.take(3), self.take(2)], [0, 0])
                self.assertGreater(self.take(), 0)

    @ddt.data(
        (1, "Try again in 1 second."),
        (40, "Try again in 40 seconds."),
        (120, "Try again in 2 minutes."),
        (121, "Try again in 3 minutes."),
        (7200, "Try again in 2 hours."),
        (80000, "Try again in 23 hours."),
    )
    @ddt.unpack
    def test_the_time_is_given_in_words(self, seconds, text):
        self.assertEqual(describe_wait(seconds), text)

    @ddt.data(
        (MEMORY, ["W011"]),
        ({"BACKEND": f"{BACKENDS}.dummy.DummyCache"}, ["W011"]),
        ({"BACKEND": f"{BACKENDS}.filebased.FileBasedCache"}, ["W011"]),
        (REDIS, []),
        ({"BACKEND": f"{BACKENDS}.memcached.PyMemcacheCache"}, []),
        ({"BACKEND": f"{BACKENDS}.db.DatabaseCache"}, []),
    )
    @ddt.unpack
    def test_operators_see_that_a_cache_is_not_shared(self, cache, ids):
        with override_settings(CACHES={"default": cache}):
            self.assertEqual([each.id for each in check_cache(None)], [f"proserva_messaging.{each}" for each in ids])
