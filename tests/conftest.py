"""Fixtures and settings for all tests."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

# No test has a deadline, because a busy machine would miss it. Other settings keep hypothesis's defaults.
hypothesis.settings.register_profile("untimed", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("untimed")

# A file with a migrated, empty database. `make check` sets it; the first run that finds no such file creates it.
KEPT = os.environ.get("TEST_DATABASE_KEPT", "")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings):
    """Start from a copy of the kept database, if there is one. Only migrations that it lacks are then applied."""
    if not KEPT or not Path(KEPT).exists():
        return django_db_keepdb
    from django.db import connection  # noqa: PLC0415 (needs settings)

    shutil.copy(KEPT, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep a copy of a new test database."""
    if not KEPT or Path(KEPT).exists():
        return
    from django.db import connection  # noqa: PLC0415 (needs settings)

    new = Path(f"{KEPT}.{os.getpid()}")
    new.parent.mkdir(parents=True, exist_ok=True)
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(new)])
    new.replace(KEPT)
