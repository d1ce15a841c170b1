"""A database that closes its connections while people write and a broadcast runs: each message is written once."""

import random
import time

from tests.endurance.accounts import check_deliveries, check_emails, wait_until_settled
from tests.endurance.conftest import FEW, IS_FULL
from tests.endurance.people import make_names, writing
from tests.endurance.test_outages import ANSWER_SECONDS
from tests.services import servers

CUTS, WRITERS = 12, 5
# An email that went out is `unknown` only if the connection is cut again while its outcome is recorded.
UNKNOWN = CUTS // 3
CONNECTIONS = "SELECT id FROM information_schema.processlist WHERE db = %s"
# Work that was cut off several times in a row waits for minutes, so the short form shortens the pauses.
CATCH_UP_SECONDS = 600 if IS_FULL else 120


def cut_connections(site):
    """Close every connection of the site to its database, on the server's side."""
    if site.database == "postgres":
        ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        servers.query("postgres", None, ending, site.name)
        return
    for (number,) in servers.query("mysql", None, CONNECTIONS, site.name):
        try:
            servers.query("mysql", None, f"KILL {number}")
        except Exception:
            # It has ended meanwhile.
            continue


def test_connections_that_are_cut(site, person, report):
    chance = random.Random(1)
    people = [person(name) for name in make_names(WRITERS)]
    person("ines").broadcast("Cut off", make_names(FEW))
    with writing(people) as sent:
        for _ in range(CUTS):
            time.sleep(chance.uniform(0.2, 1.0))
            cut_connections(site)
    wait_until_settled(site, CATCH_UP_SECONDS, "after the cuts", are_due=not IS_FULL)
    check_deliveries(site, sent, FEW)
    emails = check_emails(site, unknown=UNKNOWN)
    slowest = max(seconds for each in people for _, seconds, _ in each.record)
    report("connections cut", cuts=CUTS, messages=len(sent), slowest_answer=f"{slowest:.1f} s", **emails)
    assert slowest < ANSWER_SECONDS
