"""Tests of a site whose processes are killed at random: each recipient has each message once, and no email twice."""

import random
import time
from collections import Counter
from threading import Thread

from tests.endurance.conftest import IS_FULL, LEARNERS
from tests.endurance.people import Person
from tests.services.processes import wait_for

KILLS = 20 if IS_FULL else 6
WRITERS = 10
# From the last kill until all is done.
RECOVERY_SECONDS = 120
WAITING = "SELECT COUNT(*) FROM proserva_messaging_delivery WHERE email IN ('pending', 'sending')"
EMAILS = "SELECT email, COUNT(*) FROM proserva_messaging_delivery GROUP BY email"
DOUBLES = (
    "SELECT COUNT(*) FROM (SELECT message_id, recipient_id FROM proserva_messaging_delivery "
    "GROUP BY message_id, recipient_id HAVING COUNT(*) > 1) AS doubles"
)


def write_meanwhile(people, sent, until):
    """Write to the instructor again and again; collect the ids of the messages that were answered."""

    def write(person):
        number = 0
        while not until():
            response = person.write("ines", f"{person.username} {number}", attempts=8)
            assert response is not None, person.record[-8:]
            assert response.status_code == 201, response.text
            sent.append(response.json()["message"]["id"])
            number += 1
            time.sleep(0.3)

    threads = [Thread(target=write, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    return threads


def test_random_kills(site, report):
    seed = random.randrange(10_000)
    chance = random.Random(seed)
    people = list(Person.sign_in(site, [f"learner{number}" for number in range(WRITERS)]).values())
    # Slow, so that a kill often interrupts an email.
    site.mailbox.delay = 0.02
    site.act("broadcast", "Under fire")
    sent, over, killed = [], [], []
    writers = write_meanwhile(people, sent, lambda: over)
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.3, 2.0))
        killed.append(site.kill(chance))
    last = time.monotonic()
    over.append(True)
    for writer in writers:
        writer.join(60)
    site.mailbox.delay = 0

    def is_settled():
        states = [state for (state,) in site.query("SELECT state FROM proserva_messaging_fanout")]
        return states == ["sent"] and site.query(WAITING) == [(0,)]

    wait_for(is_settled, f"all is delivered after {killed} (seed {seed})", RECOVERY_SECONDS)
    settled = time.monotonic() - last
    emails = dict(site.query(EMAILS))
    report("kills", kills=len(killed), messages=len(sent), settled_seconds=round(settled), **emails)
    assert site.query(DOUBLES) == [(0,)]
    # One delivery for each message that a writer saw sent, and one for each learner and the broadcast.
    kept = {row[0] for row in site.query("SELECT message_id FROM proserva_messaging_delivery")}
    assert set(sent) <= kept
    assert len(sent) == len(set(sent))
    counts = Counter(row[0] for row in site.query("SELECT message_id FROM proserva_messaging_delivery"))
    assert sorted(counts.values())[-1] == LEARNERS
    assert emails.get("unknown", 0) <= KILLS
    assert set(emails) <= {"sent", "unknown"}, emails
    received = Counter(f"{message['To']} {message['Message-ID']}" for message in site.mailbox.tried)
    assert [each for each, count in received.items() if count > 1] == []
