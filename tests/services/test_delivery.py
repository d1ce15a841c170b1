"""Tests of emails with a real broker, real workers, a real database and a mail server: each email is sent once."""

import socket
import time

import pytest

from tests.services import processes
from tests.services.processes import wait_for

LEASE = 3


def get_ending(ids):
    """Return the ends of the messages' Message-IDs, in the order of the messages."""
    return sorted(f".message.{each}@127.0.0.1>" for each in ids)


def assert_each_once(campus, ids):
    """Check that the mail server accepted one email for each message, and got no other."""
    found = [each[each.index(".message.") :] for each in campus.mailbox.get_ids()]
    assert sorted(found) == get_ending(ids)
    assert len(campus.mailbox.tried) == len(ids)


def find_closed_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_a_worker_sends_each_email_once(campus):
    campus.start_worker()
    ids = campus.send("One", "Two", "Three")["ids"]
    wait_for(lambda: [row[0] for row in campus.get_emails()] == ["sent"] * 3, "a worker sends the emails")
    campus.deliver()
    assert_each_once(campus, ids)
    assert [str(message["To"]) for message in campus.mailbox.kept] == ["ines@campus.example"] * 3
    assert "One" in campus.mailbox.kept[0].get_body(("plain",)).get_content()


def test_without_a_broker_a_message_is_sent_and_the_sweep_emails_it(campus):
    sent = campus.send("Nobody queues me", SERVICES_BROKER=f"redis://127.0.0.1:{find_closed_port()}/0")
    assert sent["seconds"][0] < 3
    assert campus.get_emails() == [("pending", "", 0)]
    assert campus.mailbox.tried == []
    campus.deliver()
    assert campus.get_emails() == [("sent", "", 1)]
    assert_each_once(campus, sent["ids"])


def test_an_interrupted_email_becomes_unknown_and_is_not_retried(campus):
    campus.mailbox.delay = 20
    worker = campus.start_worker(SERVICES_LEASE=LEASE)
    campus.send("Cut off")
    wait_for(lambda: campus.mailbox.tried, "the worker talks to the mail server")
    worker.kill()
    worker.wait(10)
    killed = time.monotonic()
    assert campus.get_emails() == [("sending", "", 1)]
    # Start another worker, and sweep before and after the lease has expired.
    campus.mailbox.delay = 0
    campus.start_worker(SERVICES_LEASE=LEASE)
    time.sleep(max(0, killed + LEASE + 0.5 - time.monotonic()))
    assert "Interrupted emails: 1." in campus.deliver()
    assert campus.get_emails() == [("unknown", "interrupted", 1)]
    assert "Interrupted emails: 0." in campus.deliver()
    # A later message shows that the other worker works, and claimed nothing else.
    later = campus.send("Later")["ids"]
    wait_for(lambda: campus.mailbox.kept, "the other worker sends an email")
    assert [each[each.index(".message.") :] for each in campus.mailbox.get_ids()] == get_ending(later)
    assert len(campus.mailbox.tried) == 2


def test_a_current_lease_is_respected(campus):
    campus.send("Being sent")
    campus.query("UPDATE proserva_messaging_delivery SET email = 'sending', email_due = '2099-01-01'")
    assert "Interrupted emails: 0." in campus.deliver()
    assert [row[0] for row in campus.get_emails()] == ["sending"]
    assert campus.mailbox.tried == []


def test_two_concurrent_sweeps_send_each_email_once(campus):
    ids = campus.send(*(f"Text {number}" for number in range(8)))["ids"]
    campus.mailbox.delay = 0.3
    words = ("-m", "tests.services.act", "sweep")
    sweeps = [processes.start(*words, env=campus.make_environment()) for _ in range(2)]
    try:
        for sweep in sweeps:
            assert "ready" in sweep.stdout.readline()
        for sweep in sweeps:
            sweep.stdin.write("go\n")
            sweep.stdin.flush()
        said = [sweep.communicate(timeout=30)[0] for sweep in sweeps]
    finally:
        for sweep in sweeps:
            processes.end(sweep)
    # Both went through all emails; otherwise the test shows nothing.
    assert all("Messages with emails due: 8." in words for words in said), said
    assert [row[0] for row in campus.get_emails()] == ["sent"] * 8
    assert_each_once(campus, ids)


@pytest.mark.parametrize("stage", ["recipient_answers", "answers"])
def test_an_email_that_the_mail_server_defers_is_retried(campus, stage):
    sent = campus.send("Not now")
    getattr(campus.mailbox, stage).append("451 Try again later")
    campus.deliver()
    [(state, reason, attempts)] = campus.get_emails()
    assert (state, attempts) == ("pending", 1)
    assert "451" in reason
    [(due_in,)] = campus.query(
        "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), email_due) FROM proserva_messaging_delivery"
    )
    # Two minutes, and up to 10 % more.
    assert 60 < due_in <= 132
    # The email is not due yet.
    campus.deliver()
    assert campus.get_emails() == [("pending", reason, 1)]
    campus.make_due()
    campus.deliver()
    assert campus.get_emails() == [("sent", "", 2)]
    assert len(campus.mailbox.kept) == len(sent["ids"]) == 1


@pytest.mark.parametrize("stage", ["recipient_answers", "answers"])
def test_an_email_that_the_mail_server_refuses_fails_with_its_reason(campus, stage):
    campus.send("Never")
    getattr(campus.mailbox, stage).append("550 No such person here")
    campus.deliver()
    [(state, reason, attempts)] = campus.get_emails()
    assert (state, attempts) == ("failed", 1)
    assert "550" in reason
    assert "No such person here" in reason
    campus.deliver()
    assert campus.get_emails() == [(state, reason, 1)]
    assert campus.mailbox.kept == []
