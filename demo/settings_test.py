"""The demo campus's settings for tests. TEST_DATABASE chooses sqlite (the default), mysql or postgres."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from demo.settings import *  # noqa: F403
from demo.settings import DATABASES, STORAGES

# A folder for each test process, so that several can run side by side.
VAR = Path(tempfile.mkdtemp(prefix="campus-test-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["default"]["OPTIONS"]["location"] = VAR / "media"
STORAGES["proserva_messaging"]["OPTIONS"]["location"] = VAR / "attachments"

# Tests create all their accounts.
PROSERVA_MESSAGING_NEW_ACCOUNT_HOURS = 0

SERVERS = {
    "mysql": {
        "ENGINE": "django.db.backends.mysql",
        "HOST": "127.0.0.1",
        "PORT": os.environ.get("TEST_DATABASE_PORT", "3306"),
        "USER": "root",
        "OPTIONS": {"charset": "utf8mb4"},
        "TEST": {"CHARSET": "utf8mb4", "COLLATION": "utf8mb4_general_ci"},
    },
    "postgres": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "127.0.0.1",
        "PORT": os.environ.get("TEST_DATABASE_PORT", "5432"),
        "USER": "postgres",
    },
}
if (server := os.environ.get("TEST_DATABASE", "sqlite")) != "sqlite":
    DATABASES["default"] = {
        "NAME": os.environ.get("TEST_DATABASE_NAME", "proserva"),
        "ATOMIC_REQUESTS": True,
        **SERVERS[server],
    }
else:
    # A file, not memory: tests with real threads need a database that takes several connections.
    DATABASES["default"] |= {"NAME": VAR / "campus.sqlite3", "TEST": {"NAME": VAR / "test.sqlite3"}}
