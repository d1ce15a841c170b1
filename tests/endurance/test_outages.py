"""Tests of a site that loses a service: a request works or fails within seconds, and all else catches up by itself."""

import random
import signal
import subprocess
import time
from collections import Counter
from contextlib import contextmanager

import pytest

from tests.endurance.conftest import IS_FULL
from tests.endurance.people import COURSE, Person
from tests.endurance.test_kills import DOUBLES, WAITING, write_meanwhile
from tests.services import servers
from tests.services.processes import wait_for

# The most that a person waits for an answer. In the short form the machine may be busy with other things.
ANSWER_SECONDS = 5 if IS_FULL else 10
CATCH_UP_SECONDS = 120
MESSAGES = 3


def assert_answered(person, status=201):
    """Check that the last request of a person was answered in time, with a status."""
    answered, seconds, path = person.record[-1]
    assert answered == status, (answered, path)
    assert seconds < ANSWER_SECONDS, (seconds, path)


def write_some(person, count=MESSAGES):
    """Write to the instructor, see that each message is answered in time, and return the ids."""
    ids = []
    for number in range(count):
        response = person.write("ines", f"Text {number}")
        assert_answered(person)
        ids.append(response.json()["message"]["id"])
    return ids


def wait_for_emails(site, ids, *, are_due=False):
    """Wait until each message was emailed once; with `are_due`, make retries due meanwhile."""

    def are_sent():
        if are_due:
            site.query("UPDATE proserva_messaging_delivery SET email_due = '2000-01-01' WHERE email = 'pending'")
        return site.query(WAITING) == [(0,)]

    wait_for(are_sent, "all emails are sent", CATCH_UP_SECONDS)
    ends = [str(each["Message-ID"]).partition(".message.")[2].partition("@")[0] for each in site.mailbox.kept]
    assert Counter(ends) == Counter(map(str, ids))


@contextmanager
def stopped(broker):
    """Stop the broker; what it held is lost."""
    broker.stop()
    try:
        yield
    finally:
        broker.start()


@contextmanager
def hanging(broker):
    """Have the broker accept connections and answer nothing."""
    broker.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        broker.process.send_signal(signal.SIGCONT)


@contextmanager
def flushed(broker):
    """Delete the queued tasks afterwards."""
    yield
    broker.connect().flushall()


@pytest.mark.parametrize("fault", [stopped, hanging, flushed])
def test_the_broker(site, person, fault):
    lena = person("learner0")
    with fault(site.broker):
        ids = write_some(lena)
        lena.ask("GET", "notifications/count/")
        assert_answered(lena, 200)
    wait_for_emails(site, ids)


@pytest.mark.parametrize("answer", ["421 Closing", "450 Busy", "451 Try again later"])
def test_a_mail_server_that_defers(site, person, answer):
    site.mailbox.answers.extend([answer] * MESSAGES)
    ids = write_some(person("learner0"))
    wait_for(lambda: len(site.mailbox.tried) >= MESSAGES, "each email was tried", CATCH_UP_SECONDS)
    wait_for_emails(site, ids, are_due=True)


def test_a_mail_server_that_refuses(site, person):
    site.mailbox.answers.extend(["550 No such user"] * MESSAGES)
    write_some(person("learner0"))
    wait_for(lambda: site.query(WAITING) == [(0,)], "each email was tried", CATCH_UP_SECONDS)
    states = site.query("SELECT email, email_reason FROM proserva_messaging_delivery")
    assert states == [("failed", "550 No such user")] * MESSAGES


def test_a_mail_server_that_is_gone(site, person):
    site.mailbox.close()
    try:
        ids = write_some(person("learner0"))
        time.sleep(3)
    finally:
        site.mailbox.open()
    states = {state for (state,) in site.query("SELECT email FROM proserva_messaging_delivery")}
    assert states <= {"pending", "sending"}, "an email that never left is tried again"
    wait_for_emails(site, ids, are_due=True)


@contextmanager
def mounted(site, options):
    """Mount a small file system as the folder of the files."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", site.files], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", site.files], check=True)


def upload(person, size=100):
    """Upload a file, and return the response."""
    files = {"file": ("notes.txt", b"x" * size, "text/plain")}
    return person.ask("POST", "attachments/", data={"course_id": COURSE}, files=files)


@pytest.mark.parametrize("fault", ["full", "read-only"])
def test_a_storage_that_takes_no_files(site, person, fault):
    lena = person("learner0")
    with mounted(site, "size=64k"):
        if fault == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", site.files], check=True)
        response = upload(lena, 1_000_000)
        assert response.status_code == 503, response.text
        assert "file" in response.json()["message"].lower()
        assert lena.record[-1][1] < ANSWER_SECONDS
        assert site.query("SELECT COUNT(*) FROM proserva_messaging_attachment") == [(0,)]
        assert [path for path in site.files.rglob("*") if path.is_file()] == []
        write_some(lena, 1)
    assert upload(lena).status_code == 201


def cut_connections(site):
    """Close every connection of the site to its database, on the server's side."""
    if site.database == "mysql":
        rows = servers.query("mysql", None, "SELECT id FROM information_schema.processlist WHERE db = %s", site.name)
        for (number,) in rows:
            try:
                servers.query("mysql", None, f"KILL {number}")
            except Exception:
                continue
    else:
        ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        servers.query("postgres", None, ending, site.name)


def test_database_connections_that_are_cut(site, report):
    chance = random.Random(1)
    people = list(Person.sign_in(site, [f"learner{number}" for number in range(5)]).values())
    site.act("broadcast", "Cut off")
    sent, over = [], []
    writers = write_meanwhile(people, sent, lambda: over)
    cuts = 12
    for _ in range(cuts):
        time.sleep(chance.uniform(0.2, 1.0))
        cut_connections(site)
    over.append(True)
    for writer in writers:
        writer.join(60)
        assert not writer.is_alive()

    def is_settled():
        states = [state for (state,) in site.query("SELECT state FROM proserva_messaging_fanout")]
        return states == ["sent"] and site.query(WAITING) == [(0,)]

    wait_for(is_settled, "all is delivered", 120)
    assert site.query(DOUBLES) == [(0,)]
    kept = {row[0] for row in site.query("SELECT message_id FROM proserva_messaging_delivery")}
    assert set(sent) <= kept
    assert len(sent) == len(set(sent))
    slowest = max(seconds for each in people for _, seconds, _ in each.record)
    report("connections cut", cuts=cuts, messages=len(sent), slowest_answer=f"{slowest:.1f} s")
    assert slowest < ANSWER_SECONDS
