"""Fixtures of the tests with services. Tests of emails share a campus: MariaDB, a broker, a mail server."""

import json
import uuid
from pathlib import Path

import pytest

from tests.services import processes, servers

HERE = Path(__file__).parent
# The tables that a test fills, in the order in which their rows can be deleted.
WRITTEN = ("broadcast", "fanoutchunk", "fanout", "emailpace", "delivery", "participant", "message", "thread")


def pytest_collection_modifyitems(items):
    """Mark every test of this folder."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.services)


class Campus:
    """A course with an instructor and a learner in its own database, and the processes that work with it."""

    def __init__(self, database, mailbox, logs):
        self.database, self.mailbox, self.logs = database, mailbox, logs
        self.prefix = f"proserva-services-{uuid.uuid4().hex[:12]}:"
        self.queue = self.prefix.rstrip(":")
        self.workers = []

    def make_environment(self, **more):
        """Return the environment of a process that works with this campus."""
        ours = {"TEST_DATABASE": "mysql", "TEST_DATABASE_NAME": self.database, "SERVICES_BROKER": servers.REDIS}
        ours |= {"SERVICES_PREFIX": self.prefix, "SERVICES_SMTP_PORT": self.mailbox.port, "SERVICES_QUEUE": self.queue}
        return processes.make_environment(**ours | more)

    def send(self, *texts, **env):
        """Send messages from another process. Return their ids and the seconds that each took."""
        stdin = json.dumps(texts)
        answer = processes.run("-m", "tests.services.act", "send", env=self.make_environment(**env), stdin=stdin)
        return json.loads(answer.splitlines()[-1])

    def act(self, action, value=None, **env):
        """Run an action of `act.py` in another process, and return its result, or None if it prints nothing."""
        words = ("-m", "tests.services.act", action)
        answer = processes.run(*words, env=self.make_environment(**env), stdin=json.dumps(value)).splitlines()
        return json.loads(answer[-1]) if answer else None

    def deliver(self, **env):
        """Run `proserva_deliver`, which operators run every few minutes, and return its output."""
        return processes.run("demo/manage.py", "proserva_deliver", env=self.make_environment(**env))

    def start_worker(self, **env):
        """Start a worker with the solo pool: a single process, so that killing it leaves no other behind."""
        words = ("worker", "-Q", self.queue, "--pool", "solo", "--without-gossip", "--without-mingle", "-l", "INFO")
        log = (self.logs / f"worker{len(self.workers)}.log").open("w+")
        worker = processes.start("-m", "celery", "-A", "demo", *words, env=self.make_environment(**env), log=log)
        self.workers.append(worker)
        return worker

    def query(self, sql, *params):
        """Return rows of the campus's database."""
        return servers.query("mysql", self.database, sql, *params)

    def get_emails(self):
        """Return (state, reason, attempts) of each delivery, in the order of the ids."""
        return self.query("SELECT email, email_reason, email_attempts FROM proserva_messaging_delivery ORDER BY id")

    def make_due(self):
        """Make the next attempt of pending emails due."""
        self.query("UPDATE proserva_messaging_delivery SET email_due = '2000-01-01' WHERE email = 'pending'")

    def clear(self):
        """End the workers, and delete messages, emails and queued tasks."""
        for worker in self.workers:
            processes.end(worker)
        self.workers.clear()
        for table in WRITTEN:
            self.query(f"DELETE FROM proserva_messaging_{table}")
        self.mailbox.clear()
        broker = servers.connect("redis")
        for key in broker.scan_iter(f"{self.prefix}*"):
            broker.delete(key)
        broker.close()


@pytest.fixture(scope="session")
def shared_campus(tmp_path_factory):
    """Create the campus once."""
    servers.require("mysql")
    servers.require("redis")
    servers.require("mail")
    from tests.services.mailbox import Mailbox  # noqa: PLC0415 (only these tests need its library)

    mailbox = Mailbox()
    with servers.database("mysql") as database:
        campus = Campus(database, mailbox, tmp_path_factory.mktemp("workers"))
        processes.run("-m", "django", "migrate", "-v", "0", env=campus.make_environment(), timeout=120)
        processes.run("-m", "tests.services.act", "seed", env=campus.make_environment())
        mailbox.open()
        try:
            yield campus
        finally:
            mailbox.close()


@pytest.fixture
def campus(shared_campus):
    """Return the campus without messages, emails and workers."""
    shared_campus.clear()
    yield shared_campus
    shared_campus.clear()
