"""Settings of the benchmarks: those of the tests, with emails queued as in the LMS, and without a worker."""

from demo.settings_test import *  # noqa: F403

CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://localhost"
