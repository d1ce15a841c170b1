"""The campus with real services: a broker, workers and a mail server, each set by environment variables.

The database is the one that TEST_DATABASE and TEST_DATABASE_NAME name, not a test database made from it.
"""

import os

from kombu import Queue

from demo.settings_test import *  # noqa: F403

CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = os.environ.get("SERVICES_BROKER", "redis://127.0.0.1:6379/9")
# Each run has a prefix for its keys in the broker, so that runs can share it and delete their own keys.
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": os.environ.get("SERVICES_PREFIX", "proserva-services:")}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("SERVICES_SMTP_PORT", "25"))
EMAIL_TIMEOUT = 60

if CELERY_BROKER_URL.startswith("amqp"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {}

# Each run has its own queue. RabbitMQ deletes it with its last worker.
PROSERVA_MESSAGING_CELERY_QUEUE = os.environ.get("SERVICES_QUEUE", "proserva")
CELERY_TASK_QUEUES = [Queue(PROSERVA_MESSAGING_CELERY_QUEUE, auto_delete=CELERY_BROKER_URL.startswith("amqp"))]
PROSERVA_MESSAGING_FANOUT_CHUNK = 10
PROSERVA_MESSAGING_FANOUT_LEASE_SECONDS = 2
PROSERVA_MESSAGING_UNDO_SECONDS = 0
PROSERVA_MESSAGING_EMAIL_RATE = int(os.environ.get("SERVICES_RATE", "0"))
INSTALLED_APPS += ["tests.services.dying.DyingConfig"]  # noqa: F405
PROSERVA_MESSAGING_EMAIL_LEASE_SECONDS = int(os.environ.get("SERVICES_LEASE", "300"))
