"""Tests of a site that loses a service: a request works or fails within seconds, and all else catches up by itself."""

import os
import signal
import subprocess
import time
from collections import Counter
from contextlib import contextmanager

import pytest

from proserva_messaging.store.stored_files import MARKER
from tests.endurance.accounts import is_settled, wait_until_settled
from tests.endurance.conftest import IS_FULL
from tests.endurance.people import COURSE
from tests.services.processes import wait_for

# The most that a person waits for an answer. In the short form the machine may be busy with other things.
ANSWER_SECONDS = 5 if IS_FULL else 15
CATCH_UP_SECONDS = 120
# After which something that is not to happen would have happened: the sweep has run.
QUIET_SECONDS = 3
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
    wait_until_settled(site, CATCH_UP_SECONDS, are_due=are_due)
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
    wait_for(lambda: is_settled(site), "each email was tried", CATCH_UP_SECONDS)
    states = site.query("SELECT email, email_reason FROM proserva_messaging_delivery")
    assert states == [("failed", "550 No such user")] * MESSAGES


def test_a_mail_server_that_hangs_up(site, person):
    site.mailbox.answers.append(site.mailbox.CUT_OFF)
    lena = person("learner0")
    [message_id] = write_some(lena, 1)
    wait_for(lambda: is_settled(site), "the email was tried", CATCH_UP_SECONDS)
    assert site.query("SELECT email FROM proserva_messaging_delivery") == [("unknown",)]
    time.sleep(QUIET_SECONDS)
    assert len(site.mailbox.tried) == 1, "it may have arrived, so only the sender sends it again"
    assert lena.ask("POST", f"messages/{message_id}/emails/retry/").json() == {"retried": 1}
    wait_for_emails(site, [message_id])


def test_a_mail_server_that_is_gone(site, person):
    site.mailbox.close()
    try:
        ids = write_some(person("learner0"))
        time.sleep(QUIET_SECONDS)
    finally:
        site.mailbox.open()
    states = {state for (state,) in site.query("SELECT email FROM proserva_messaging_delivery")}
    assert states <= {"pending", "sending"}, "an email that never left is tried again"
    wait_for_emails(site, ids, are_due=True)


@contextmanager
def full(site):
    """Mount a small file system as the folder of the files."""
    if os.geteuid():
        pytest.skip("only root can mount a file system")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", site.files], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", site.files], check=True)


@contextmanager
def read_only(site):
    """Mount a file system that takes no files there."""
    with full(site):
        subprocess.run(["mount", "-o", "remount,ro", site.files], check=True)
        yield


@contextmanager
def gone(site):
    """Take the folder of the files away."""
    away = site.files.rename(site.folder / "away")
    try:
        yield
    finally:
        away.rename(site.files)


def upload(person, size=100):
    """Upload a file, and return the response."""
    files = {"file": ("notes.txt", b"x" * size, "text/plain")}
    return person.ask("POST", "attachments/", data={"course_id": COURSE}, files=files)


@pytest.mark.parametrize("fault", [full, read_only, gone])
def test_a_storage_that_takes_no_files(site, person, fault):
    lena = person("learner0")
    if fault is gone:
        assert upload(lena).status_code == 201
    before = site.query("SELECT COUNT(*) FROM proserva_messaging_attachment")
    with fault(site):
        response = upload(lena, 1_000_000)
        assert_answered(lena, 503)
        assert "file" in response.json()["message"].lower()
        assert site.query("SELECT COUNT(*) FROM proserva_messaging_attachment") == before
        assert [path for path in site.files.rglob("*") if path.is_file() and path.name != MARKER] == []
        write_some(lena, 1)
    assert upload(lena).status_code == 201
