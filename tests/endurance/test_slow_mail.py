"""A mail server that is slow: a broadcast does not take every worker with it, and conversations go first."""

import json
import time

from tests.endurance import conftest
from tests.endurance.conftest import FEW, IS_FULL
from tests.endurance.people import make_names
from tests.endurance.site import QUEUE
from tests.services.processes import wait_for

# How long the mail server takes for a mail, less than EMAIL_TIMEOUT; and how long the queue is watched.
MAIL_SECONDS, WATCH_SECONDS = (20, 150) if IS_FULL else (10, 10)
# It is about the queue, so one database will do in the short form.
DATABASES = conftest.DATABASES if IS_FULL else ("mysql",)
# What a busy machine needs beside the mail that is being sent.
SLACK_SECONDS = 10
WORKERS = ("worker1", "worker2")


def list_tasks(site):
    """Return the tasks that wait for a worker, in the queue or in a worker: their names and arguments."""
    broker = site.broker.connect()
    waiting = [json.loads(each) for each in broker.lrange(QUEUE, 0, -1)]
    reserved = [json.loads(each)[0] for each in broker.hvals("unacked")]
    return [each["headers"]["task"] for each in waiting + reserved if not each["headers"]["eta"]]


def is_tried(site, text):
    """Return whether the mail server got an email with a text."""
    return any(text in each.get_body(("plain",)).get_content() for each in list(site.mailbox.tried))


def watch_tasks(site):
    """Return the largest number of waiting tasks in a time."""
    lengths, until = [], time.monotonic() + WATCH_SECONDS
    while time.monotonic() < until:
        lengths.append(len(list_tasks(site)))
        time.sleep(0.2)
    return max(lengths)


def test_a_slow_mail_server_holds_up_no_conversation(site, person, report):
    with site.running_with(("web", *WORKERS), lease=300, concurrency=1):
        site.mailbox.delay = MAIL_SECONDS
        person("ines").broadcast("Slow", make_names(FEW))
        wait_for(lambda: len(site.mailbox.tried) >= len(WORKERS), "each worker sends an email of the broadcast", 180)
        waiting = watch_tasks(site)
        assert person("learner0").write("ines", "When is the exam?").status_code == 201
        begun = time.monotonic()
        try:
            wait_for(lambda: is_tried(site, "When is the exam?"), "the conversation's email is sent", 300)
        finally:
            waited = time.monotonic() - begun
            report("slow mail", seconds_a_mail=MAIL_SECONDS, waiting_tasks=waiting, waited=f"{waited:.1f} s")
    assert waiting <= len(WORKERS)
    assert waited <= MAIL_SECONDS + SLACK_SECONDS
