"""Tests of a site whose processes are killed at random: each recipient has each message once, and no email twice."""

import random
import time

from tests.endurance.accounts import check_deliveries, check_emails, wait_until_settled
from tests.endurance.conftest import FEW, IS_FULL
from tests.endurance.people import make_names, writing

KILLS = 20 if IS_FULL else 6
WRITERS = 10
# From the last kill until all is done.
RECOVERY_SECONDS = 120


def kill_some(site, chance):
    """Kill processes of a site, with pauses. Return the names of those killed."""
    killed = []
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.3, 2.0))
        killed += site.kill(chance)
    return killed


def test_random_kills(site, person, report):
    seed = random.randrange(10_000)
    # Slow, so that a kill often interrupts an email.
    site.mailbox.delay = 0.02
    person("ines").broadcast("Under fire", make_names(FEW))
    with writing([person(name) for name in make_names(WRITERS)]) as sent:
        killed = kill_some(site, random.Random(seed))
        last = time.monotonic()
    site.mailbox.delay = 0
    wait_until_settled(site, RECOVERY_SECONDS, f"after {killed} (seed {seed})")
    settled = time.monotonic() - last
    # Each process of a worker, and the sweep, may have an email in hand.
    emails = check_emails(site, unknown=sum("web" not in name for name in killed))
    check_deliveries(site, sent, FEW)
    report("kills", kills=KILLS, processes=len(killed), messages=len(sent), settled_seconds=round(settled), **emails)
