"""Tests of broadcasts with workers that are killed, a database that drops connections, and duplicate tasks.

In the end every recipient has the broadcast once, and no one gets two emails.
"""

import random
import time

import pytest

from tests.services import servers
from tests.services.processes import wait_for

LEARNERS = 120
# The requirement: a sweep each minute finds a stuck fan-out.
MINUTE = 60
LEASE = 2
COUNTS = """
SELECT f.state, COUNT(d.id), COUNT(DISTINCT d.recipient_id), COALESCE(SUM(d.bell = 'ringing'), 0),
    COALESCE(SUM(d.email IN ('pending', 'sending')), 0)
FROM proserva_messaging_fanout f LEFT JOIN proserva_messaging_delivery d ON d.message_id = f.message_id
WHERE f.id = %s GROUP BY f.id, f.state
"""


@pytest.fixture(scope="module")
def crowded(shared_campus):
    """Fill a course with learners, once."""
    shared_campus.clear()
    shared_campus.act("crowd", LEARNERS)
    return shared_campus


@pytest.fixture
def crowd(crowded, campus):
    """Return the campus with its crowd, without messages, emails and workers."""
    return campus


def is_done(campus, fan_out_id):
    """Return whether the fan-out is finished and no email is waiting."""
    state, *_counts, waiting = campus.query(COUNTS, fan_out_id)[0]
    return state == "sent" and not waiting


def finish(campus, *fan_out_ids):
    """Sweep repeatedly until all fan-outs are done, within a minute. Return how many seconds it took."""
    begun = time.monotonic()
    while not all(is_done(campus, each) for each in fan_out_ids):
        assert time.monotonic() < begun + MINUTE, [campus.query(COUNTS, each) for each in fan_out_ids]
        campus.deliver(SERVICES_LEASE=LEASE)
    return time.monotonic() - begun


def assert_once(campus, *fan_out_ids, unknown=0):
    """Check that every recipient has each broadcast once, in the bell and in the inbox, and was sent at most one email
    about it. Up to `unknown` emails may be in the state unknown.
    """
    for fan_out_id in fan_out_ids:
        [(state, rows, people, ringing, waiting)] = campus.query(COUNTS, fan_out_id)
        assert (state, rows, people, ringing, waiting) == ("sent", LEARNERS, LEARNERS, LEARNERS, 0)
    participants = (
        "SELECT COUNT(*), COUNT(DISTINCT thread_id, user_id) FROM proserva_messaging_participant WHERE role = %s"
    )
    total = LEARNERS * len(fan_out_ids)
    assert campus.query(participants, "member") == [(total, total)]
    sums = "SELECT SUM(written), SUM(skipped), SUM(size), MIN(done) FROM proserva_messaging_fanoutchunk"
    assert campus.query(sums) == [(total, 0, total, 1)]
    states = dict(campus.query("SELECT email, COUNT(*) FROM proserva_messaging_delivery GROUP BY email"))
    assert states.pop("unknown", 0) <= unknown
    assert set(states) == {"sent"}
    # The mail server got no email twice.
    received = [str(message["To"]) + str(message["Message-ID"]) for message in campus.mailbox.tried]
    assert len(received) == len(set(received))
    assert states["sent"] <= len(received) <= total


@pytest.mark.parametrize(
    ("point", "unknown"),
    [
        ("planned:0", 0),
        ("claimed:2", 0),
        ("participants:3", 0),
        ("deliveries:0", 0),
        ("committed:4", 0),
        ("taken:7", 1),
        ("mailed:9", 1),
    ],
)
def test_a_worker_killed_at_a_point(crowd, point, unknown):
    worker = crowd.start_worker(SERVICES_DIE_AT=point, SERVICES_LEASE=LEASE)
    fan_out_ids = crowd.act("broadcast", ["Killed"])
    wait_for(lambda: worker.poll() is not None, f"the worker dies at {point}")
    assert worker.returncode == -9
    assert not is_done(crowd, fan_out_ids[0])
    finish(crowd, *fan_out_ids)
    assert_once(crowd, *fan_out_ids, unknown=unknown)


@pytest.mark.parametrize("point", ["deliveries:2", "planned:0"])
def test_a_dropped_database_connection(crowd, point):
    crowd.start_worker(SERVICES_DIE_AT=point, SERVICES_DIE_HOW="lose", SERVICES_LEASE=LEASE)
    fan_out_ids = crowd.act("broadcast", ["Cut off"])
    # The worker is alive, and continues by itself.
    wait_for(lambda: is_done(crowd, fan_out_ids[0]), "the worker reconnects and finishes", MINUTE)
    assert_once(crowd, *fan_out_ids)


def list_brokers():
    """Return the URLs of the available brokers."""
    return [servers.REDIS, *([servers.RABBITMQ] if servers.is_listening(servers.RABBITMQ_PORT) else [])]


@pytest.mark.parametrize("broker", list_brokers(), ids=lambda url: url.partition(":")[0])
def test_workers_killed_at_random_with_two_broadcasts_and_duplicate_tasks(crowd, broker):
    seed = random.randrange(10_000)
    chance = random.Random(seed)
    env = {"SERVICES_LEASE": LEASE, "SERVICES_BROKER": broker}
    # A slow mail server, so that workers are killed while they work.
    crowd.mailbox.delay = 0.02
    workers = [crowd.start_worker(**env) for _ in range(3)]
    fan_out_ids = crowd.act("broadcast", ["First", "Second"], **env)
    crowd.act("again", [fan_out_ids, 4], **env)
    wait_for(lambda: crowd.query("SELECT 1 FROM proserva_messaging_fanoutchunk LIMIT 1"), "a worker begins")
    for turn in range(4):
        time.sleep(chance.uniform(0.05, 1.0))
        victim = workers[turn % 3]
        victim.kill()
        victim.wait(10)
        workers[turn % 3] = crowd.start_worker(**env)
    finish(crowd, *fan_out_ids)
    # Each kill may have interrupted an email.
    assert_once(crowd, *fan_out_ids, unknown=4)


def test_enrolling_during_a_broadcast_does_not_wait(crowd):
    crowd.start_worker(SERVICES_DIE_AT="deliveries:1", SERVICES_DIE_HOW="pause", SERVICES_LEASE=LEASE)
    fan_out_ids = crowd.act("broadcast", ["While you enrol"])
    wait_for(lambda: crowd.query(COUNTS, fan_out_ids[0])[0][1], "the first chunk is written")
    time.sleep(0.5)
    begun = time.monotonic()
    assert crowd.act("enroll") < 1
    assert crowd.query(COUNTS, fan_out_ids[0])[0][0] == "sending", time.monotonic() - begun
    wait_for(lambda: is_done(crowd, fan_out_ids[0]), "it continues after its pause")
    # The new learner is not a recipient of this broadcast.
    assert_once(crowd, *fan_out_ids)
    crowd.query("UPDATE campus_enrollment SET is_active = 0 WHERE user_id NOT IN "
                "(SELECT id FROM auth_user WHERE username LIKE 'crowd%%' OR username = 'lena')")  # fmt: skip


def test_workers_share_the_rate_limit_of_emails(crowd):
    env = {"SERVICES_RATE": 300, "SERVICES_LEASE": 30}
    for _ in range(2):
        crowd.start_worker(**env)
    crowd.act("broadcast", ["Slowly"], **env)
    wait_for(lambda: crowd.mailbox.kept, "the first email goes")
    begun, before = time.monotonic(), len(crowd.mailbox.kept)
    time.sleep(6)
    sent = len(crowd.mailbox.kept) - before
    seconds = time.monotonic() - begun
    # Five a second, and a burst of up to one second's emails.
    assert 2.5 * seconds < sent <= 5 * seconds + 6, (sent, seconds)
