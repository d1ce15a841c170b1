"""The settings of the endurance tests: the services tests', with a broker and files of the site's own."""

import os

from tests.services.settings import *  # noqa: F403
from tests.services.settings import STORAGES

CELERY_BROKER_URL = os.environ["SERVICES_BROKER"]
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 3, "socket_connect_timeout": 2}
CELERY_TASK_PUBLISH_RETRY = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_TIMEOUT = 30
STORAGES["proserva_messaging"]["OPTIONS"]["location"] = os.environ["ENDURANCE_FILES"]
# The tests send more than a person would.
PROSERVA_MESSAGING_SEND_RATE = PROSERVA_MESSAGING_UPLOAD_RATE = "100000/min"
PROSERVA_MESSAGING_BROADCASTS_PER_HOUR = 0
PROSERVA_MESSAGING_FANOUT_CHUNK = 100
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
