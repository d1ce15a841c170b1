"""Tests on the databases of the platform: the migrations, every script. `releases` runs the suite on them."""

import json
from contextlib import ExitStack

import pytest

from tests.services import processes, servers

SERVERS = ("mysql", "postgres")
# InnoDB's limit for one index, with its default row format and page size.
INDEX_BYTES = 3072
BYTES = {"bigint": 8, "int": 4, "smallint": 2, "tinyint": 1, "datetime": 8}
TEXT = "مرحبا 👩🏽‍🏫 שלום 𝒳 — 你好 🇩🇪 e\u0301"
INDEXED = """
SELECT s.table_name, s.index_name, c.data_type, c.character_octet_length, c.is_nullable
FROM information_schema.statistics s
JOIN information_schema.columns c
    ON c.table_schema = s.table_schema AND c.table_name = s.table_name AND c.column_name = s.column_name
WHERE s.table_schema = %s AND s.table_name LIKE 'proserva%%'
"""
TEXTS = """
SELECT table_name, column_name, character_set_name FROM information_schema.columns
WHERE table_schema = %s AND table_name LIKE 'proserva%%' AND character_set_name IS NOT NULL
"""


@pytest.fixture(params=SERVERS)
def server(request):
    """Return each database server in turn."""
    servers.require(request.param)
    return request.param


@pytest.fixture(scope="module")
def migrate():
    """Return a function that creates a campus's tables on a server and returns the environment of the campus."""
    made = {}
    with ExitStack() as stack:

        def make(server):
            if server not in made:
                name = stack.enter_context(servers.database(server))
                env = processes.make_environment(TEST_DATABASE=server, TEST_DATABASE_NAME=name)
                processes.run("-m", "django", "migrate", "-v", "0", env=env, timeout=120)
                made[server] = env
            return made[server]

        yield make


def test_migrations_can_be_reversed_and_repeated(server, migrate):
    env = migrate(server)
    # Django finds nothing left to do, after migrating and after migrating back and forth.
    processes.run("-m", "django", "migrate", "--check", env=env)
    processes.run("-m", "django", "migrate", "-v", "0", "proserva_messaging", "zero", env=env)
    query = (
        "SELECT table_name FROM information_schema.tables WHERE table_name LIKE %s AND table_schema IN (%s, 'public')"
    )
    name = env["TEST_DATABASE_NAME"]
    assert servers.query(server, name, query, "proserva%", name) == []
    processes.run("-m", "django", "migrate", "-v", "0", env=env)
    assert len(servers.query(server, name, query, "proserva%", name)) >= 6


def test_texts_of_every_script_are_kept(server, migrate):
    env = migrate(server)
    processes.run("-m", "tests.services.act", "seed", env=env)
    # Without a broker, which this test does not need.
    env = env | {"SERVICES_BROKER": "memory://localhost"}
    processes.run("-m", "tests.services.act", "send", env=env, stdin=json.dumps([TEXT]))
    found = json.loads(processes.run("-m", "tests.services.act", "read", env=env).splitlines()[-1])
    # Texts are stored in the composed form (NFC), otherwise unchanged.
    stored = TEXT.replace("e\u0301", "é")
    assert found == {"title": stored, "preview": stored, "body": stored}


def test_no_index_is_too_long_for_mysql(migrate):
    servers.require("mysql")
    name = migrate("mysql")["TEST_DATABASE_NAME"]
    lengths = {}
    for table, index, kind, octets, nullable in servers.query("mysql", name, INDEXED, name):
        column = (octets or BYTES[kind]) + (nullable == "YES")
        lengths[table, index] = lengths.get((table, index), 0) + column
    assert len(lengths) > 20
    assert {index: length for index, length in lengths.items() if length > INDEX_BYTES} == {}


def test_every_text_column_takes_every_character(migrate):
    servers.require("mysql")
    name = migrate("mysql")["TEST_DATABASE_NAME"]
    texts = servers.query("mysql", name, TEXTS, name)
    assert len(texts) > 10
    assert [column for column in texts if column[2] != "utf8mb4"] == []
