"""Tests of migrations with rows of an older version: they succeed, state what to run, and block no writer for long."""

import importlib
import subprocess
import sys

import pytest

from tests.services import processes, servers

pytestmark = pytest.mark.services

MIGRATION = "0012_constraints"
BEFORE = dict(importlib.import_module(f"proserva_messaging.migrations.{MIGRATION}").Migration.dependencies)
TABLE = "proserva_messaging_{}"
# As if each table had very many rows.
MIGRATE = """
import django; django.setup()
from django.core.management import call_command
from proserva_messaging.models import constraints
constraints.MOST_ROWS_COPIED = {most}
call_command("migrate", "proserva_messaging")
"""
ADD_PERSON = """
import django; django.setup()
from django.contrib.auth import get_user_model
get_user_model().objects.create(username="third")
"""
COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_name = %s AND table_schema IN (%s, 'public') AND column_name NOT IN ('id', 'user_id')
"""


@pytest.fixture(params=("mysql", "postgres"))
def old(request):
    """Return a server and the environment of a campus before the migration, with rows that break its constraints."""
    server = request.param
    servers.require(server)
    with servers.database(server) as name:
        env = processes.make_environment(TEST_DATABASE=server, TEST_DATABASE_NAME=name, SERVICES_BROKER="memory://")
        processes.run("-m", "django", "migrate", "-v", "0", env=env, timeout=180)
        processes.run("-m", "tests.services.act", "seed", env=env)
        processes.run("-c", ADD_PERSON, env=env)
        processes.run("-m", "tests.services.act", "send", env=env, stdin='["One", "Two"]')
        processes.run("-m", "django", "migrate", "-v", "0", "proserva_messaging", BEFORE["proserva_messaging"], env=env)
        break_rows(server, name)
        yield server, env


def break_rows(server, name):
    """Put a third person into a thread, and unknown states into rows."""
    run = lambda sql, *params: servers.query(server, name, sql, *params)  # noqa: E731
    participants = TABLE.format("participant")
    mark = "`" if server == "mysql" else '"'
    columns = ", ".join(sorted({f"{mark}{column}{mark}" for (column,) in run(COLUMNS, participants, name)}))
    (thread,) = run(f"SELECT MIN(thread_id) FROM {participants}")[0]
    inside = f"SELECT user_id FROM (SELECT user_id FROM {participants} WHERE thread_id = {thread}) there"
    (third,) = run(f"SELECT MIN(id) FROM auth_user WHERE id NOT IN ({inside})")[0]
    run(
        f"INSERT INTO {participants} (user_id, {columns}) "
        f"SELECT {third}, {columns} FROM {participants} WHERE thread_id = {thread} LIMIT 1"
    )
    run(f"UPDATE {TABLE.format('delivery')} SET bell = 'loud'")
    run(f"UPDATE {participants} SET removed = {'1' if server == 'mysql' else 'true'} WHERE thread_id = {thread}")


def check(env, *arguments):
    """Run the command, and return its exit status and output."""
    command = [sys.executable, "-m", "django", "proserva_check", *arguments]
    done = subprocess.run(command, cwd=processes.ROOT, env=env, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("most", [50_000, 1])
def test_rows_that_break_a_constraint_stop_no_migration(old, most):
    server, env = old
    output = processes.run("-c", MIGRATE.format(most=most), env=env, timeout=180)
    assert "proserva_check --repair --constraints" in output
    assert ("in a quiet hour" in output) == (server == "mysql" and most == 1)
    processes.run("-m", "django", "migrate", "--check", env=env)
    status, text = check(env)
    assert status == 1, text
    for words in ("third_person: 1 broken", "bell_state: ", "removed_left: 3 broken", "Missing constraints"):
        assert words in text
    status, text = check(env, "--repair", "--constraints")
    assert status == 0, text
    assert check(env) == (0, "All rules hold.\n")
    refused = f"UPDATE {TABLE.format('delivery')} SET bell = 'loud'"
    with pytest.raises(Exception, match="proserva_bell_state"):
        servers.query(server, env["TEST_DATABASE_NAME"], refused)
