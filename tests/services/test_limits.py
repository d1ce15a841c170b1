"""Tests of limits with a cache that processes share."""

import uuid
from concurrent.futures import ThreadPoolExecutor

from django.test import SimpleTestCase, override_settings

from proserva_messaging.store import limits
from tests.factories import UserFactory
from tests.services import servers

CACHE = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": servers.REDIS}


class SharedCacheTests(SimpleTestCase):
    def test_simultaneous_requests_do_not_pass_the_limit(self):
        servers.require("redis")
        user = UserFactory._meta.model(pk=7)
        ours = {"default": {**CACHE, "KEY_PREFIX": uuid.uuid4().hex}}
        with override_settings(CACHES=ours, PROSERVA_MESSAGING_SEND_RATE="50/hour"), ThreadPoolExecutor(16) as pool:
            waits = list(pool.map(lambda _each: limits.take(limits.SEND, user), range(200)))
        # While a refused request is counted and taken back, another may be refused as well. None too many passes.
        self.assertLessEqual(sum(not wait for wait in waits), 50)
        self.assertGreater(sum(not wait for wait in waits), 30)
