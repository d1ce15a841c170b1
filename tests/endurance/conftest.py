"""Fixtures of the endurance tests: a site with real processes on each database.

Each test has a short form, for CI, and with ENDURANCE=full the whole one.
"""

import json
import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.endurance.people import Person
from tests.endurance.site import Site
from tests.services import servers
from tests.services.processes import wait_for

HERE = Path(__file__).parent
FIGURES = pytest.StashKey[list[str]]()
IS_FULL = os.environ.get("ENDURANCE") == "full"
# The tables that a test fills, in the order in which their rows can be deleted.
WRITTEN = (
    *("broadcast", "fanoutchunk", "fanout", "emailpace", "emailpause", "failure"),
    *("attachment", "delivery", "participant", "message", "thread"),
)
DATABASES = ("mysql", "postgres")
# How many people are in the course, get a broadcast while something fails, and are signed in beside the instructor.
LEARNERS, FEW, ACTIVE = (10_000, 1_000, 150) if IS_FULL else (300, 300, 30)


def pytest_collection_modifyitems(items):
    """Mark every test of this folder."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.endurance)


def pytest_generate_tests(metafunc):
    """Run each test on MariaDB and PostgreSQL, or on what its module names."""
    if "shared_site" in metafunc.fixturenames:
        databases = getattr(metafunc.module, "DATABASES", DATABASES)
        metafunc.parametrize("shared_site", databases, indirect=True, scope="session")


@pytest.fixture(scope="session")
def shared_site(request, tmp_path_factory):
    """Create a site with its people on a database."""
    for service in (request.param, "mail"):
        servers.require(service)
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed")
    # Only these tests need the libraries.
    from tests.endurance.redis_server import RedisServer  # noqa: PLC0415
    from tests.services.mailbox import Mailbox  # noqa: PLC0415

    mailbox, broker = Mailbox(), RedisServer()
    with servers.database(request.param) as name:
        broker.start()
        mailbox.open()
        site = Site(request.param, name, broker, mailbox, tmp_path_factory.mktemp(request.param))
        try:
            site.run("-m", "django", "migrate", "-v", "0", timeout=300)
            site.sessions = json.loads(site.act("seed", LEARNERS, ACTIVE))
            yield site
        finally:
            site.stop_all()
            mailbox.close()
            broker.stop()


@pytest.fixture
def site(shared_site):
    """Return the site with all its processes, and without messages."""
    shared_site.broker.connect().flushall()
    shared_site.mailbox.clear()
    wait_for(lambda: empty(shared_site), "the rows of the last test are deleted", 60)
    shared_site.start_missing()
    return shared_site


def empty(site):
    """Delete the rows of the last test. Return False if a process of the site stood in the way."""
    try:
        for table in WRITTEN:
            site.query(f"DELETE FROM proserva_messaging_{table}")
    except Exception:
        return False
    return True


@pytest.fixture
def person(site):
    """Return a function that returns the client of a user who is signed in."""
    return partial(Person, site)


@pytest.fixture
def report(request, site):
    """Return a function that records the figures of a test. They are printed after the run."""

    def record(name, **figures):
        words = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in figures.items())
        request.config.stash.setdefault(FIGURES, []).append(f"{name} ({site.database}): {words}")

    return record


def pytest_terminal_summary(terminalreporter, config):
    """Print the figures of the run."""
    for line in config.stash.get(FIGURES, []):
        terminalreporter.write_line(line)
