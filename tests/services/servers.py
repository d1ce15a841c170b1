"""The services for the tests: checks that they are available, and databases for one test run."""

import importlib
import os
import socket
import uuid
from contextlib import contextmanager

import pytest

from demo.settings_test import SERVERS

# A service is unavailable if its driver cannot be imported or cannot connect.
DRIVERS = {"mysql": "MySQLdb", "postgres": "psycopg", "redis": "redis", "mail": "aiosmtpd"}
NAMES = {"mysql": "MariaDB or MySQL", "postgres": "PostgreSQL", "redis": "Redis", "mail": "A mail server for tests"}
REDIS = "redis://127.0.0.1:6379/9"
RABBITMQ_PORT = 5672
RABBITMQ = f"amqp://guest:guest@127.0.0.1:{RABBITMQ_PORT}//"


def connect(service, database=None):
    """Return a connection to a service; to a database, in autocommit mode. Raises the driver's errors."""
    driver = importlib.import_module(DRIVERS[service])
    if service == "redis":
        client = driver.Redis.from_url(REDIS, socket_connect_timeout=2)
        client.ping()
        return client
    where = {key.lower(): SERVERS[service][key] for key in ("HOST", "PORT", "USER")}
    where["port"] = int(where["port"])
    if service == "mysql":
        more = {"database": database} if database else {}
        return driver.connect(**where, **more, charset="utf8mb4", autocommit=True, connect_timeout=5)
    return driver.connect(**where, dbname=database or "postgres", autocommit=True, connect_timeout=5)


def is_listening(port):
    """Return whether a server listens on a port of this machine."""
    with socket.socket() as connection:
        connection.settimeout(1)
        return connection.connect_ex(("127.0.0.1", port)) == 0


def require(service):
    """Skip the test if a service is unavailable, and say why. In CI, fail."""
    reason = explain_missing(service)
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)


def explain_missing(service):
    """Return why a service is unavailable, or an empty string. The tests start the mail server, so it needs only its
    library.
    """
    try:
        importlib.import_module(DRIVERS[service]) if service == "mail" else connect(service).close()
    except Exception as error:
        return f"{NAMES[service]} is not reachable: {type(error).__name__}: {error}"
    return ""


def query(service, database, sql, *params):
    """Run a statement and return its rows; an empty list if it returns none."""
    connection = connect(service, database)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def make_name():
    """Return a database name that no other run uses."""
    return f"proserva_services_{uuid.uuid4().hex[:12]}"


def drop_database(service, name):
    """Drop a database if it exists, and close other connections to it."""
    if service == "mysql":
        query(service, None, f"DROP DATABASE IF EXISTS `{name}`")
    else:
        query(service, None, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def database(service):
    """Create an empty database, yield its name, and drop it."""
    name = make_name()
    options = " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci" if service == "mysql" else ""
    query(service, None, f"CREATE DATABASE {name}{options}")
    try:
        yield name
    finally:
        drop_database(service, name)
