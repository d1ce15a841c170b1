"""The gate on load: people who poll, a live group and a large broadcast at once, on one small machine.

The limits are Mattermost's for its load tests: an average of 100 ms, 2 s for 99 %, and 0.025 % of errors. The short
form is for machines that do other things too: with a fifth of the people, it checks that every delivery is accounted
for and that no request fails, and notices only answers that are very much slower.
"""

import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from tests.endurance.accounts import DELIVERIES, check_emails, wait_until_settled
from tests.endurance.conftest import IS_FULL, LEARNERS
from tests.endurance.people import PATIENCE_SECONDS, make_names

SECONDS = 300 if IS_FULL else 15
POLLERS, GROUP = (100, 50) if IS_FULL else (20, 10)
POLL_SECONDS, LIVE_SECONDS, WRITE_SECONDS = 20, 3, 30
AVERAGE, PERCENTILE_99, ERRORS = (0.1, 2.0, 0.00025) if IS_FULL else (3.0, 20.0, 0.0)


def repeat(until, seconds, action):
    """Repeat an action with a pause, at a time of its own in each round; once at least."""
    pause = random.uniform(0, min(seconds, until - time.monotonic()))
    while time.monotonic() + pause < until:
        time.sleep(pause)
        action()
        pause = seconds * random.uniform(0.8, 1.2)


def list_actions(people, thread_id):
    """Return what people do, with the seconds of a round: the first ones live in the group, the others poll."""

    def read(person):
        return LIVE_SECONDS, lambda: person.ask("GET", f"threads/{thread_id}/messages/")

    def write(person):
        return WRITE_SECONDS, lambda: person.reply(thread_id, "And another thing", patience=PATIENCE_SECONDS)

    def poll(person):
        return POLL_SECONDS, lambda: person.ask("GET", "notifications/count/")

    group, pollers = people[:GROUP], people[GROUP:]
    return [*map(read, group), *map(write, group), *map(poll, pollers)]


def summarize(record):
    """Return the average and the 99th percentile of the times, in seconds, and the requests that failed."""
    times = sorted(seconds for _, seconds, _ in record)
    errors = [each for each in record if each[0] == 0 or each[0] >= 500]
    return statistics.fmean(times), times[int(len(times) * 0.99)], errors


def test_the_gate(site, person, report):
    ines, people = person("ines"), [person(name) for name in make_names(GROUP + POLLERS)]
    actions = list_actions(people, ines.start_group(make_names(GROUP)))
    wait_until_settled(site, 120, "before the load")
    begun = time.monotonic()
    with ThreadPoolExecutor(len(actions)) as pool:
        futures = [pool.submit(repeat, begun + SECONDS, *each) for each in actions]
        ines.broadcast("To all of you")
    assert not any(future.exception() for future in futures)
    record = [each for one in people for each in one.record]
    average, slow, errors = summarize(record)
    figures = {"average": f"{average * 1000:.0f} ms", "p99": f"{slow * 1000:.0f} ms", "errors": errors}
    report("load", requests=len(record), **figures)
    wait_until_settled(site, 1800 if IS_FULL else 120, "after the load")
    report("load", all_sent_after=f"{time.monotonic() - begun:.0f} s")
    check_emails(site, unknown=0)
    rows, replies = site.query(DELIVERIES), sum(1 for status, _, _ in record if status == 201)
    assert len(set(rows)) == len(rows) == (replies + 1) * GROUP + LEARNERS
    assert average <= AVERAGE
    assert slow <= PERCENTILE_99
    assert len(errors) <= ERRORS * len(record)
