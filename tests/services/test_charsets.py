"""Tests on an older MySQL database, whose tables cannot hold characters of four bytes in UTF-8."""

import json
import re

import pytest

from tests.services import processes, servers

NARROW = "ALTER TABLE {} CONVERT TO CHARACTER SET utf8mb3"
OURS = "SELECT table_name FROM information_schema.tables WHERE table_schema = %s AND table_name LIKE 'proserva%%'"
CHECK = """
import django, sys; django.setup()
from django.core.management import call_command
call_command("check", databases=["default"], stderr=sys.stdout)
"""
STATEMENT = re.compile(r"ALTER TABLE \w+ CONVERT TO CHARACTER SET utf8mb4;")
# Fields that are stored.
TEXTS = {"body", "title", "subject", "note", "file"}
TEXT = "“😀” cannot be stored here. Please remove it."


@pytest.fixture(scope="module")
def campus():
    """Return the name of a database with older tables, and the environment of its campus."""
    servers.require("mysql")
    with servers.database("mysql") as name:
        env = processes.make_environment(TEST_DATABASE="mysql", TEST_DATABASE_NAME=name, SERVICES_BROKER="memory://")
        processes.run("-m", "django", "migrate", "-v", "0", env=env, timeout=180)
        processes.run("-m", "tests.services.act", "seed", env=env)
        for (table,) in servers.query("mysql", name, OURS, name):
            servers.query("mysql", name, NARROW.format(table))
        yield name, env


def ask(env):
    """Return the responses to the requests with an emoji."""
    return json.loads(processes.run("-m", "tests.services.narrow", env=env, timeout=120).splitlines()[-1])


def check(env):
    """Return what the system checks of the database print."""
    return processes.run("-c", CHECK, env=env)


def test_an_emoji_is_refused_and_named_until_the_tables_are_converted(campus):
    name, env = campus
    answers = ask(env)
    for path, field, status, fields in answers["requests"]:
        if field in TEXTS or path == "threads/ GET":
            assert (status, fields) == (400, {field: [TEXT]}), (path, field)
        else:
            # There is no such person. A search in columns of the platform, which can hold the character, finds none.
            assert status in (200, 400, 404), (path, field)
    assert answers["api"] == TEXT
    assert answers["named"] == [201, 201, 202, 200, 200]
    report = check(env)
    assert "W025" in report
    for statement in STATEMENT.findall(report):
        servers.query("mysql", name, statement)
    assert "W025" not in check(env)
    for path, field, status, fields in ask(env)["requests"]:
        assert status < 500, (path, field)
        assert TEXT not in str(fields), (path, field)
        assert status < 300 or field not in TEXTS, (path, field)
