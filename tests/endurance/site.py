"""A site with a web server, workers and a sweep, each a process that a test may kill."""

import os
import random
import signal
import socket
import sys
import time
from contextlib import contextmanager, suppress

import psutil
import requests

from tests.services import processes, servers
from tests.services.processes import wait_for

WEB = ("-m", "gunicorn", "--workers", "2", "--threads", "8", "--keep-alive", "60", "--log-level", "warning")
WORKER = ("-m", "celery", "-A", "demo", "worker", "--without-gossip", "--without-mingle", "-l", "WARNING")
QUEUE = "proserva"
# A sweep each two seconds, as an operator has one each minute.
SWEEP_SECONDS = 2
LEASE_SECONDS = 5
CONCURRENCY = 2
PROCESSES = ("web", "worker1", "worker2", "sweep")


class Site:
    """The processes of a site on one database, with a broker and a mail server of its own."""

    def __init__(self, database, name, broker, mailbox, folder):
        self.database, self.name, self.broker, self.mailbox, self.folder = database, name, broker, mailbox, folder
        self.files = folder / "files"
        self.files.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.running, self.sessions = {}, {}
        self.lease, self.concurrency = LEASE_SECONDS, CONCURRENCY

    @property
    def environment(self):
        """The environment of a process that works for this site."""
        return processes.make_environment(
            DJANGO_SETTINGS_MODULE="tests.endurance.settings",
            TEST_DATABASE=self.database,
            TEST_DATABASE_NAME=self.name,
            SERVICES_BROKER=self.broker.url,
            SERVICES_SMTP_PORT=self.mailbox.port,
            SERVICES_LEASE=self.lease,
            SERVICES_QUEUE=QUEUE,
            ENDURANCE_FILES=self.files,
        )

    def run(self, *words, stdin="", timeout=300):
        """Run Python for this site, and return its output."""
        return processes.run(*words, env=self.environment, stdin=stdin, timeout=timeout)

    def start(self, name):
        """Start `web`, `sweep` or a worker."""
        worker = (*WORKER, "--concurrency", str(self.concurrency), "-Q", QUEUE, "-n", f"{name}@%h")
        words = {
            "web": (*WEB, "--bind", f"127.0.0.1:{self.port}", "django.core.wsgi:get_wsgi_application()"),
            "sweep": ("-m", "tests.endurance.act", "sweep", str(SWEEP_SECONDS)),
        }.get(name, worker)
        log = (self.folder / f"{name}.log").open("a")
        self.running[name] = processes.start(*words, env=self.environment, log=log)

    def start_missing(self, names=PROCESSES):
        """Start the processes that do not run, and wait for the web server."""
        for name in names:
            if name not in self.running or self.running[name].poll() is not None:
                self.start(name)
        wait_for(self.answers, "the web server answers", 120)

    def answers(self):
        """Return whether the web server answers. Its first answer may take many seconds on a busy machine."""
        with suppress(requests.RequestException):
            return requests.get(f"{self.address}/login/", timeout=30).status_code == 200

    def stop_all(self):
        """Kill everything, with the children that a killed parent has left."""
        for process in self.running.values():
            children = list_children(process)
            process.kill()
            process.wait(10)
            for child in children:
                with suppress(psutil.NoSuchProcess):
                    child.kill()
        self.running.clear()

    @contextmanager
    def running_with(self, names, *, lease, concurrency):
        """Run other processes meanwhile: those of these names, with a lease of emails and so many tasks per worker."""
        self.stop_all()
        self.lease, self.concurrency = lease, concurrency
        try:
            self.start_missing(names)
            yield
        finally:
            self.stop_all()
            self.lease, self.concurrency = LEASE_SECONDS, CONCURRENCY

    def kill(self, chance: random.Random):
        """Kill one process of the site with SIGKILL, with or without its children, or one of these, and replace it.
        Return a name for each process that was killed."""
        name = chance.choice(["worker1", "worker2", "worker1", "worker2", "web", "sweep"])
        process = self.running[name]
        children = list_children(process)
        if children and chance.random() < 0.5:
            # The parent replaces a child itself.
            with suppress(psutil.NoSuchProcess):
                chance.choice(children).kill()
            return [f"a child of {name}"]
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
        for child in children:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        time.sleep(0.2)
        self.start(name)
        return [name, *(f"a child of {name}" for _ in children)]

    def query(self, sql, *params):
        """Return rows of the site's database."""
        return servers.query(self.database, self.name, sql, *params)

    def act(self, action, *arguments, stdin="", timeout=300):
        """Run an action of `tests.endurance.act`, and return the last line of its output."""
        lines = self.run("-m", "tests.endurance.act", action, *map(str, arguments), stdin=stdin, timeout=timeout)
        return lines.strip().splitlines()[-1] if lines.strip() else ""


def list_children(process):
    """Return the running children of a process."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(process.pid).children(recursive=True)
    return []


assert sys.platform == "linux", "these tests kill processes and mount file systems"
